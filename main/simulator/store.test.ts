import { expect, test } from 'vitest';
import { plane, register, registerCount } from './layout.ts';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';
import { SpareChunks } from './spare-chunks.ts';
import { Store } from './store.ts';
import { chance } from './testing/generate.ts';

test('the log takes the planes back and forth over chunks, with small and great changes of every register', () => {
  const store = new Store(new SpareChunks());
  store.fix(plane.registers, registerCount);
  const choose = chance(1);
  const marks: { readonly log: number; readonly hash: string }[] = [];
  while (store.logLength < 600_000) {
    const size = choose(3) === 0 ? 2 ** 31 : 2 ** 10;
    store.set(plane.registers, choose(registerCount), choose(size) | 0);
    if (choose(4) === 0) store.set(plane.work, choose(1000), choose(size) | 0);
    if (choose(5000) === 0) marks.push({ log: store.logLength, hash: store.hash() });
  }
  expect(marks.length).toBeGreaterThan(20);
  let here = store.logLength;
  for (const { log, hash } of [...marks, ...marks.slice().reverse()]) {
    store.apply(Math.min(here, log), Math.max(here, log));
    here = log;
    expect(store.hash()).toBe(hash);
  }
});

test.each([
  ['room for all', 64 * 2 ** 20],
  ['room for a few', 1_500_000],
])('checkpoints that share pages show what was there, with %s', (_, checkpointBytes) => {
  const machine = new Machine(
    { ...defaultSettings, collector: 'refcount', heapBytes: 2 ** 17 },
    { checkpointBytes },
  );
  const words = Array.from({ length: 16 }, (__, index) => ({ name: `s${index}`, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  const shape = machine.defineShape('Node', 24, { kind: 'prefix', count: 3 });
  const choose = chance(2);
  const { timeline, core } = machine;
  const marks: { readonly operation: number; readonly hash: string }[] = [];
  let most = 0;
  let bytes = 0;
  for (let operation = 1; operation <= 120_000; operation += 1) {
    machine.beginOperation(1);
    const slot = base + choose(16);
    const from = base + choose(16);
    const held = machine.slotHigh(slot);
    if (held === 0 || choose(3) === 0) machine.allocate(shape, slot);
    else
      machine.setPointer(
        held,
        machine.addressOf(held) + choose(3),
        machine.slotLow(from),
        machine.slotHigh(from),
      );
    if (core.register(register.free) < 4096)
      for (let index = 0; index < 16; index += 1) machine.setSlot(base + index, 0, 0);
    if (operation % 4000 === 0) marks.push({ operation, hash: timeline.stateHash() });
    most = Math.max(most, timeline.checkpoints.length);
    bytes = Math.max(bytes, timeline.checkpointBytes);
  }
  expect(bytes).toBeLessThanOrEqual(checkpointBytes);
  expect(most).toBeGreaterThan(2);
  for (let visit = 0; visit < 60; visit += 1) {
    const { operation, hash } = marks[choose(marks.length)] ?? { operation: 0, hash: '' };
    timeline.seekOperation(operation);
    expect(timeline.stateHash()).toBe(hash);
  }
  machine.truncate(60_000);
  expect(timeline.stateHash()).toBe(marks.find(({ operation }) => operation === 60_000)?.hash);
  timeline.seekOperation(8000);
  expect(timeline.stateHash()).toBe(marks.find(({ operation }) => operation === 8000)?.hash);
});
