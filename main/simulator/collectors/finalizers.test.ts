import { describe, expect, test } from 'vitest';
import { Machine } from '../machine.ts';
import { defaultSettings } from '../settings.ts';
import type { CollectorName } from '../settings.ts';
import { brokenTiling } from '../testing/block-laws.ts';

/** A machine whose objects are linked by name, and which says whose finalizers are queued. */
function world(collector: CollectorName) {
  const machine = new Machine({ ...defaultSettings, collector, candidateLimit: 1000 });
  const shape = machine.defineShape('Node', 8, { kind: 'prefix', count: 1 });
  const words = ['x', 'y', 'z', 'taken'].map((name) => ({ name, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  machine.beginOperation(1);
  const [x, y, z] = [0, 1, 2].map((slot) => machine.allocate(shape, base + slot)) as [
    number,
    number,
    number,
  ];
  return {
    machine,
    objects: { x, y, z },
    link: (from: number, to: number) =>
      machine.setPointer(from, machine.addressOf(from), machine.addressOf(to), to),
    drop: () => {
      for (let slot = 0; slot < 4; slot += 1) machine.setSlot(base + slot, 0, 0);
    },
    /** Collects, then takes what is queued and drops it again. */
    round: (): number[] => {
      machine.beginOperation(1);
      machine.collect();
      const tokens: number[] = [];
      for (
        let token = machine.takeFinalizer(base + 3);
        token !== 0;
        token = machine.takeFinalizer(base + 3)
      )
        tokens.push(token);
      machine.setSlot(base + 3, 0, 0);
      return tokens;
    },
    allocated: () => [x, y, z].filter((object) => machine.isAllocated(object)),
  };
}

const tracing = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'generational',
  'refcount-backup',
  'refcount-cycles',
] as const;

describe.each(tracing)('%s', (collector) => {
  test('an object on a cycle through itself is never finalized and never freed', () => {
    const { machine, objects, link, drop, round, allocated } = world(collector);
    link(objects.x, objects.y);
    link(objects.y, objects.x);
    machine.setFinalizer(objects.x, 7);
    drop();
    for (let count = 0; count < 3; count += 1) expect(round()).toEqual([]);
    expect(allocated()).toEqual([objects.x, objects.y]);
    expect(brokenTiling(machine)).toBeNull();
  });

  test('an object that refers to itself is finalized all the same, as in Go, and freed after it', () => {
    const { machine, objects, link, drop, round, allocated } = world(collector);
    link(objects.x, objects.x);
    machine.setFinalizer(objects.x, 5);
    drop();
    expect(round()).toEqual([5]);
    round();
    expect(allocated()).toEqual([]);
  });

  test('an object that a dead cycle refers to is finalized once and freed after it', () => {
    const { machine, objects, link, drop, round, allocated } = world(collector);
    const shape = machine.defineShape('Pair', 16, { kind: 'prefix', count: 2 });
    const slot = machine.frameBase(machine.topFrame(0)) + 3;
    const pair = machine.allocate(shape, slot);
    machine.setPointer(pair, machine.addressOf(pair), machine.addressOf(objects.x), objects.x);
    machine.setPointer(pair, machine.addressOf(pair) + 1, machine.addressOf(objects.y), objects.y);
    link(objects.x, pair);
    machine.setFinalizer(objects.y, 9);
    drop();
    expect(round()).toEqual([9]);
    expect(machine.isAllocated(pair)).toBe(false);
    expect(round()).toEqual([]);
    expect(allocated()).toEqual([]);
    expect(brokenTiling(machine)).toBeNull();
  });
});

test.each([...tracing, 'refcount'] as const)(
  'under %s a chain is finalized from its head, one a round',
  (collector) => {
    const { machine, objects, link, drop, round, allocated } = world(collector);
    link(objects.x, objects.y);
    link(objects.y, objects.z);
    for (const [index, object] of Object.values(objects).entries())
      machine.setFinalizer(object, index + 1);
    drop();
    const seen = [round(), round(), round()];
    expect(seen.flat()).toEqual([1, 2, 3]);
    // Counting finds the next when the last one is let go, before the round is over.
    if (!collector.startsWith('refcount')) expect(seen).toEqual([[1], [2], [3]]);
    round();
    expect(allocated()).toEqual([]);
  },
);
