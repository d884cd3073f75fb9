import { expect, test } from 'vitest';
import { Lifetimes } from './lifetimes.ts';
import { register } from './layout.ts';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';
import type { CollectorName } from './settings.ts';

const nodes = 60_000;

/** A list of `nodes` objects on a heap that just holds it; `head` is its only root, in slot `base`. */
function list(collector: CollectorName): { readonly machine: Machine; readonly base: number } {
  const machine = new Machine({ ...defaultSettings, collector, heapBytes: nodes * 16 + 4096 });
  const words = ['head', 'new'].map((name) => ({ name, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  const shape = machine.defineShape('Node', 8, { kind: 'prefix', count: 1 });
  for (let index = 0; index < nodes; index += 1) {
    machine.beginOperation(1);
    const object = machine.allocate(shape, base + 1);
    if (machine.slotHigh(base) !== 0) machine.movePointer(object, machine.addressOf(object), base);
    machine.moveSlot(base, base + 1);
  }
  return { machine, base };
}

test('a list of 60 000 nodes dies in one operation, without a stack overflow, and each step of it can be visited', () => {
  const { machine, base } = list('refcount');
  const before = machine.timeline.stateHash();
  const { operations } = machine.core.recording;
  machine.beginOperation(2);
  machine.setSlot(base, 0, 0);
  expect([machine.core.register(register.longestCascade), machine.statistics().frees]).toEqual([
    nodes,
    nodes,
  ]);
  const after = machine.timeline.stateHash();
  machine.timeline.seekOperation(operations);
  expect(machine.timeline.stateHash()).toBe(before);
  const lifetimes = new Lifetimes(machine);
  // The node at the end of the list dies last, but it became unreachable with the head.
  expect(lifetimes.lifeOf(1, machine.timeline.length)?.unreachableSince).toBe(
    lifetimes.lifeOf(nodes, machine.timeline.length)?.unreachableSince,
  );
  machine.timeline.seekEnd();
  expect(machine.timeline.stateHash()).toBe(after);
});

test.each(['mark-sweep', 'refcount-cycles'] as const)(
  '%s collects a dropped ring of 60 000 nodes, and checkpoints keep to their budget',
  (collector) => {
    const { machine, base } = list(collector);
    machine.beginOperation(2);
    // The oldest node's field closes the ring.
    machine.setPointer(1, machine.addressOf(1), machine.slotLow(base), machine.slotHigh(base));
    machine.setSlot(base, 0, 0);
    machine.beginOperation(3);
    machine.collect();
    expect(machine.statistics()).toMatchObject({ frees: nodes, allocatedBytes: 0 });
    const { checkpointBytes } = machine.timeline;
    expect(checkpointBytes).toBeLessThanOrEqual(64 * 2 ** 20);
    expect(machine.core.register(register.largestFree)).toBe(machine.heap.granules);
  },
);

test('the record of a run begins small, and what was cut off leaves its room to what comes', () => {
  expect(new Machine(defaultSettings).timeline.bytes).toBeLessThan(16 * 1024);
  const machine = new Machine({ ...defaultSettings, collector: 'refcount' });
  const words = [{ name: 'it', pointer: true }];
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  const shape = machine.defineShape('Node', 8, { kind: 'prefix', count: 1 });
  const hashes: string[] = [];
  const run = (operations: number): void => {
    for (let index = 0; index < operations; index += 1) {
      machine.beginOperation(1);
      machine.allocate(shape, base);
      hashes[machine.core.recording.operations] = machine.timeline.stateHash();
    }
  };
  run(1000);
  const { bytes } = machine.timeline;
  // Cut where a chunk was just full, before and after it doubled.
  for (const operation of [500, 128, 64, 63, 1]) {
    machine.truncate(operation);
    run(1000 - operation);
    expect(machine.timeline.bytes).toBe(bytes);
    for (const visited of [1000, 1, 63, 64, 65, 500, 999]) {
      machine.timeline.seekOperation(visited);
      expect(machine.timeline.stateHash()).toBe(hashes[visited]);
    }
    machine.timeline.seekEnd();
  }
});
