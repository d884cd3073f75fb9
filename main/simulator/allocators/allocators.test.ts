import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventAt } from '../decode.ts';
import golden from '../golden/golden.json' with { type: 'json' };
import { objectColumn, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import { defaultSettings } from '../settings.ts';
import type { AllocatorName, GeometryName } from '../settings.ts';
import { sizeClassOfBlock } from './segregated.ts';

const policies = {
  first: 'first-fit',
  next: 'next-fit',
  best: 'best-fit',
  worst: 'worst-fit',
} as const;

/** A machine freed by hand whose globals are slots 0 … `slots` − 1. */
function bench(allocator: AllocatorName, heapBytes: number, geometry: GeometryName, slots: number) {
  const machine = new Machine({
    ...defaultSettings,
    allocator,
    heapBytes,
    geometry,
    collector: 'manual',
  });
  const base = machine.frameBase(
    machine.defineGlobals(
      machine.defineFrame(
        'globals',
        Array.from({ length: slots }, (_, index) => ({ name: `s${index}`, pointer: true })),
      ),
    ),
  );
  machine.begin();
  const addressOf = (object: number): number => machine.core.object(object, objectColumn.address);
  return {
    machine,
    /** Address of a new object in the unit of the geometry, or null. */
    alloc(slot: number, size: number): number | null {
      machine.beginOperation(0);
      const object = machine.allocate(
        machine.defineShape('B', size, { kind: 'prefix', count: 0 }),
        base + slot,
      );
      machine.core.setRegister(register.halted, 0);
      return object === 0 ? null : addressOf(object);
    },
    free(slot: number): void {
      machine.beginOperation(0);
      machine.release(machine.slotHigh(base + slot));
      machine.setSlot(base + slot, 0, 0);
    },
    holes(): number[][] {
      const result: number[][] = [];
      for (let start = 0; start < machine.heap.granules; start += machine.heap.sizeOf(start)) {
        if (machine.heap.objectAt(start) === 0) result.push([start, machine.heap.sizeOf(start)]);
      }
      return result;
    },
  };
}

test('four fits place four requests as in the scenario (L4_fits)', () => {
  for (const row of golden.L4_fits) {
    const it = bench(policies[row.policy as keyof typeof policies], 206, 'cells', 40);
    // Holes (0,40) (60,24) (100,64) (190,16) between blocks that stay.
    for (const [slot, size] of [40, 20, 24, 16, 64, 26, 16].entries()) it.alloc(slot, size);
    for (const slot of [0, 2, 4, 6]) it.free(slot);
    it.machine.core.setRegister(register.rover, 0);
    expect([20, 30, 14, 60].map((size, index) => it.alloc(10 + index, size))).toEqual(row.addrs);
    expect(it.holes()).toEqual(row.holes_after);
  }
});

test('buddies split to the low half and merge only with their buddy (L5_buddy)', () => {
  const it = bench('buddy', 64, 'cells', 8);
  const slots: Record<string, number> = { A: 0, B: 1, C: 2, D: 3 };
  for (const row of golden.L5_buddy) {
    const [verb, name, size] = row.op.split(' ');
    const before = it.machine.core.recording.length;
    if (verb === 'alloc') expect(it.alloc(slots[name ?? ''] ?? 0, Number(size))).toBe(row.addr);
    else it.free(slots[name ?? ''] ?? 0);
    const free: Record<string, number[]> = {};
    for (const [start, blockSize] of it.holes()) (free[String(blockSize)] ??= []).push(start ?? 0);
    expect(free).toEqual(row.free);
    const merges = Array.from({ length: it.machine.core.recording.length - before }, (_, index) =>
      eventAt(it.machine.core, before + 1 + index),
    ).filter((event) => event.event === 'coalesce');
    if (row.merges !== undefined) expect(merges).toHaveLength(row.merges);
  }
});

test('a heap of buddies is rounded down to a power of two', () => {
  expect(bench('buddy', 1000, 'bytes', 1).machine.heap.granules * 8).toBe(512);
});

/** The textbook's list of holes, searched as the rule says: what the fast indexes are held to. */
class PlainList {
  holes: { start: number; size: number }[];
  rover = 0;
  probes = 0;
  readonly #rule: AllocatorName;

  constructor(granules: number, rule: AllocatorName) {
    this.holes = [{ start: 0, size: granules }];
    this.#rule = rule;
  }

  #choose(size: number): number {
    const fits = this.holes
      .map((hole, index) => ({ ...hole, index }))
      .filter((hole) => hole.size >= size);
    const nth = (index: number | undefined): number => index ?? -1;
    const count = this.holes.length;
    switch (this.#rule) {
      case 'next-fit': {
        const ahead = fits.find((hole) => hole.start >= this.rover);
        const chosen = ahead ?? fits[0];
        const before = this.holes.filter((hole) => hole.start < this.rover).length;
        if (chosen === undefined) this.probes = count;
        else
          this.probes =
            ahead === undefined ? count - before + chosen.index + 1 : chosen.index + 1 - before;
        return nth(chosen?.index);
      }
      case 'best-fit': {
        const [chosen] = fits.sort(
          (one, other) => one.size - other.size || one.start - other.start,
        );
        this.probes = chosen?.size === size ? chosen.index + 1 : count;
        return nth(chosen?.index);
      }
      case 'worst-fit':
        this.probes = count;
        return nth(
          fits.sort((one, other) => other.size - one.size || one.start - other.start)[0]?.index,
        );
      case 'segregated': {
        const own = sizeClassOfBlock(size);
        const list = this.holes.filter((hole) => sizeClassOfBlock(hole.size) === own);
        const within = list.findIndex((hole) => hole.size >= size);
        if (within >= 0) {
          this.probes = within + 1;
          return this.holes.indexOf(list[within] as { start: number; size: number });
        }
        const [chosen] = fits.sort(
          (one, other) =>
            sizeClassOfBlock(one.size) - sizeClassOfBlock(other.size) || one.start - other.start,
        );
        this.probes = list.length + (chosen === undefined ? 0 : 1);
        return nth(chosen?.index);
      }
      default:
        this.probes = fits[0] === undefined ? count : fits[0].index + 1;
        return nth(fits[0]?.index);
    }
  }

  take(size: number, smallest: number): { start: number; size: number } | null {
    const index = this.#choose(size);
    const hole = this.holes[index];
    if (hole === undefined) return null;
    const isSplit = hole.size - size >= smallest;
    const taken = isSplit ? size : hole.size;
    if (isSplit) this.holes[index] = { start: hole.start + size, size: hole.size - size };
    else this.holes.splice(index, 1);
    this.rover = this.holes.find((other) => other.start >= hole.start + taken)?.start ?? 0;
    return { start: hole.start, size: taken };
  }

  give(start: number, size: number): void {
    const index = this.holes.findIndex((hole) => hole.start > start);
    const at = index < 0 ? this.holes.length : index;
    this.holes.splice(at, 0, { start, size });
    const above = this.holes[at + 1];
    const own = this.holes[at] as { start: number; size: number };
    if (above !== undefined && own.start + own.size === above.start) {
      own.size += above.size;
      this.holes.splice(at + 1, 1);
      if (this.rover === above.start) this.rover = own.start;
    }
    const below = this.holes[at - 1];
    if (below !== undefined && below.start + below.size === own.start) {
      below.size += own.size;
      this.holes.splice(at, 1);
      if (this.rover === own.start) this.rover = below.start;
    }
  }
}

test.each(['first-fit', 'next-fit', 'best-fit', 'worst-fit', 'segregated'] as const)(
  'law: %s chooses what the list chooses, with its probes',
  (rule) => {
    let reused = 0;
    let failed = 0;
    const moves = fc.array(
      fc.record({
        isFree: fc.boolean(),
        pick: fc.nat(1000),
        size: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 900 })),
      }),
      { minLength: 20, maxLength: 160 },
    );
    fc.assert(
      fc.property(moves, fc.constantFrom<GeometryName>('bytes', 'cells'), (steps, geometry) => {
        const it = bench(rule, geometry === 'bytes' ? 8192 : 1024, geometry, 200);
        const plain = new PlainList(it.machine.heap.granules, rule);
        const smallest = it.machine.core.geometry.smallestBlock;
        const live: { slot: number; start: number; size: number }[] = [];
        let slot = 0;
        for (const step of steps) {
          const victim = live[step.pick % Math.max(1, live.length)];
          if (step.isFree && victim !== undefined) {
            it.free(victim.slot);
            plain.give(victim.start, victim.size);
            live.splice(live.indexOf(victim), 1);
          } else {
            const granules =
              geometry === 'bytes'
                ? Math.max(2, Math.ceil((8 + step.size) / 8))
                : Math.max(1, step.size);
            const expected = plain.take(granules, smallest);
            const start = it.alloc(slot, step.size);
            expect(start).toBe(expected?.start ?? null);
            expect(it.machine.allocator.probes).toBe(plain.probes);
            if (expected !== null) live.push({ slot, ...expected });
            else failed += 1;
            if (expected !== null && plain.holes.some((hole) => hole.start < expected.start))
              reused += 1;
            slot += 1;
          }
          expect(it.holes()).toEqual(plain.holes.map((hole) => [hole.start, hole.size]));
          expect(it.machine.core.register(register.largestFree)).toBe(
            Math.max(0, ...plain.holes.map((hole) => hole.size)),
          );
          expect(it.machine.core.register(register.holes)).toBe(plain.holes.length);
        }
      }),
      { seed: 4, numRuns: 120 },
    );
    expect(failed).toBeGreaterThan(10);
    expect(reused).toBeGreaterThan(10);
  },
);
