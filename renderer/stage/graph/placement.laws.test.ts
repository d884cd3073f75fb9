import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnLimit, place, type GraphPast, type Placement } from './placement.ts';

interface Step {
  readonly kind: 'alloc' | 'link' | 'free';
  readonly a: number;
  readonly b: number;
}

/** A run made of steps; `until` cuts it short, as if it had not gone on yet. */
function pastOf(steps: readonly Step[], until = steps.length) {
  const lives = new Map<number, { object: number; born: number; freed: number | null }>();
  const edges = new Map<number, Set<number>>();
  const alive: number[] = [];
  steps.slice(0, until).forEach((step, index) => {
    const seq = index + 1;
    if (step.kind === 'alloc' || alive.length === 0) {
      const object = lives.size + 1;
      lives.set(object, { object, born: seq, freed: null });
      alive.push(object);
      return;
    }
    const first = alive[step.a % alive.length] ?? 0;
    if (step.kind === 'free') {
      alive.splice(alive.indexOf(first), 1);
      const life = lives.get(first);
      if (life !== undefined) life.freed = seq;
      return;
    }
    const targets = edges.get(first) ?? new Set<number>();
    targets.add(alive[step.b % alive.length] ?? 0);
    edges.set(first, targets);
  });
  return { lives, edges } satisfies GraphPast;
}

const stepsOf = (length: number) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(
        'alloc' as const,
        'alloc' as const,
        'link' as const,
        'link' as const,
        'free' as const,
      ),
      a: fc.nat(50),
      b: fc.nat(50),
    }),
    { maxLength: length },
  );

function overlaps(placement: Placement, past: GraphPast): string[] {
  const found: string[] = [];
  const lives = [...past.lives.values()];
  for (const one of lives) {
    for (const other of lives) {
      if (other.object <= one.object) continue;
      const here = placement.get(one.object);
      const there = placement.get(other.object);
      if (here?.column !== there?.column || here?.row !== there?.row) continue;
      if (
        (one.freed === null || one.freed >= other.born) &&
        (other.freed === null || other.freed >= one.born)
      )
        found.push(`${String(one.object)} and ${String(other.object)}`);
    }
  }
  return found;
}

describe('places in the graph', () => {
  test('every object has one, inside the columns, and no two that live together share it', () => {
    fc.assert(
      fc.property(stepsOf(120), (steps) => {
        const past = pastOf(steps);
        const placement = place(new Map(), past);
        expect([...placement.keys()].sort((a, b) => a - b)).toEqual([...past.lives.keys()]);
        for (const { column, row } of placement.values())
          expect(column >= 0 && column < columnLimit && row >= 0).toBe(true);
        expect(overlaps(placement, past)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('a run that goes on moves nothing that has a place, and still nothing overlaps', () => {
    fc.assert(
      fc.property(stepsOf(80), fc.nat(80), (steps, cut) => {
        const early = place(new Map(), pastOf(steps, cut));
        const past = pastOf(steps);
        const late = place(early, past);
        for (const [object, where] of early) expect(late.get(object)).toEqual(where);
        expect(overlaps(late, past)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the same run gives the same places', () => {
    fc.assert(
      fc.property(stepsOf(60), (steps) => {
        expect(place(new Map(), pastOf(steps))).toEqual(place(new Map(), pastOf(steps)));
      }),
    );
  });
});
