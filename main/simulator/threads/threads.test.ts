import { describe, expect, test } from 'vitest';
import { atomicAdd, plainAdd } from './program.ts';
import type { MicroStep, ThreadedProgram } from './program.ts';
import { runScheduled, runSeeded, searchInterleavings } from './schedule.ts';
import { searchTricolour } from './tricolour-search.ts';

const counting = (
  add: typeof plainAdd,
  changes: readonly (readonly number[])[],
): ThreadedProgram => ({
  shared: { count: 1 },
  threads: changes.map((amounts) =>
    amounts.flatMap((amount): readonly MicroStep[] => add('count', amount)),
  ),
});
const isThree = ({ count }: Readonly<Record<string, number>>): boolean => count === 3;

describe('counting by several threads', () => {
  test('two plain increments: 18 of 20 interleavings lose one', () => {
    const program = counting(plainAdd, [[1], [1]]);
    const found = searchInterleavings(program, isThree);
    // Right are only the two in which one thread is done before the other begins.
    expect(found).toMatchObject({ schedules: 20, broken: 18, example: [0, 0, 1, 0, 1, 1] });
    expect(runScheduled(program, found.example ?? []).shared['count']).toBe(2);
  });

  test('the same by brute force, schedule by schedule', () => {
    const program = counting(plainAdd, [[1], [1]]);
    let broken = 0;
    let all = 0;
    for (let bits = 0; bits < 64; bits += 1) {
      const schedule = Array.from({ length: 6 }, (_, step) => (bits >> step) & 1);
      if (schedule.filter((thread) => thread === 1).length !== 3) continue;
      all += 1;
      if (!isThree(runScheduled(program, schedule).shared)) broken += 1;
    }
    expect([all, broken]).toEqual([20, 18]);
  });

  test('atomic increments are right in every interleaving', () => {
    expect(searchInterleavings(counting(atomicAdd, [[1], [1]]), isThree)).toEqual({
      schedules: 2,
      broken: 0,
      example: null,
      states: 4,
    });
  });

  test('a retain and a release that race can free an object that is held', () => {
    const program = counting(plainAdd, [[1], [-1]]);
    const { example } = searchInterleavings(program, ({ count }) => count === 1);
    expect(example).not.toBeNull();
    expect([0, 2]).toContain(runScheduled(program, example ?? []).shared['count']);
  });

  test('three threads: the number of schedules is the multinomial coefficient', () => {
    const { schedules, broken, states } = searchInterleavings(
      counting(plainAdd, [[1], [1], [1]]),
      ({ count }) => count === 4,
    );
    expect(schedules).toBe(1680);
    expect(broken).toBe(1680 - 6);
    expect(states).toBeLessThan(schedules);
  });

  test('a seed repeats its schedule, and a recorded schedule its run', () => {
    const program = counting(plainAdd, [
      [1, 1],
      [1, -1],
    ]);
    const ends = new Set<number>();
    for (let seed = 0; seed < 50; seed += 1) {
      const run = runSeeded(program, seed);
      expect(runSeeded(program, seed)).toEqual(run);
      expect(runScheduled(program, run.schedule)).toEqual(run);
      ends.add(run.shared['count'] ?? 0);
    }
    expect(ends.size).toBeGreaterThan(1);
    expect(() => runScheduled(program, [0, 0, 0, 0, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('the tri-colour invariant over all graphs of three objects', () => {
  const bounds = { objects: 3, changes: 3 };

  test('without a barrier an object is lost, and two changes are enough', () => {
    const { lost } = searchTricolour('none', bounds);
    expect(lost?.steps[lost.steps.length - 1]).toBe('end');
    expect(searchTricolour('none', { objects: 2, changes: 2 }).lost).not.toBeNull();
  });

  test.each(['dijkstra', 'steele', 'yuasa', 'hybrid'] as const)(
    'with the barrier %s none is lost in any interleaving',
    (barrier) => {
      const { lost, states, transitions } = searchTricolour(barrier, bounds);
      expect(lost).toBeNull();
      expect(states).toBeGreaterThan(5000);
      expect(transitions).toBeGreaterThan(states);
    },
  );
});
