import { expect, test } from 'vitest';
import { register } from './layout.ts';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';
import { chance } from './testing/generate.ts';

/** Objects of a graph whose marking fills more than three chunks of events. */
const objects = 120_000;

/** A graph at random, marked and swept in each operation from the second on. */
function collected(isWatched: boolean, turns: number): Machine {
  const machine = new Machine({
    ...defaultSettings,
    heapBytes: objects * 32,
    markOrder: 'breadth',
  });
  const shape = machine.defineShape('Node', 24, { kind: 'prefix', count: 3 });
  const words = ['root', 'made'].map((name) => ({ name, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  machine.beginOperation(1);
  const choose = chance(7);
  const link = (owner: number, field: number, target: number): void =>
    machine.setPointer(owner, machine.addressOf(owner) + field, machine.addressOf(target), target);
  // A tree of two branches at each object, and one more pointer of each to anywhere.
  for (let index = 1; index <= objects; index += 1) {
    machine.allocate(shape, base + (index === 1 ? 0 : 1));
    if (index > 1) link(index >>> 1, index & 1, index);
    link(index, 2, 1 + choose(index));
  }
  machine.core.recording.isWatched = isWatched;
  for (let turn = 1; turn <= turns; turn += 1) {
    machine.beginOperation(turn + 1);
    machine.collect();
  }
  machine.core.recording.isWatched = false;
  return machine;
}

/** A fingerprint of the events from `from` on, and of the state. */
function fingerprint({ core }: Machine, from: number): string {
  const { recording } = core;
  let hash = 0;
  for (let seq = from; seq <= recording.length; seq += 1) {
    hash = Math.imul(hash ^ recording.codeOf(seq), 0x9e3779b1);
    hash = Math.imul(hash ^ recording.countOf(seq), 0x85ebca6b);
    for (let index = 1; index <= 3; index += 1)
      hash = Math.imul(hash ^ recording.valueOf(seq, index), 0xc2b2ae35) ^ (hash >>> 15);
  }
  return `${recording.length} ${hash} ${core.store.hash()}`;
}

test('law: what marking fills whole chunks with is read as it was done one after the other', () => {
  const packed = collected(false, 2);
  const watched = collected(true, 2);
  const { recording } = packed.core;
  expect(packed.core.register(register.greys)).toBeGreaterThan(objects);
  // Not read yet, the chunks are small.
  expect(recording.bytes).toBeLessThan(watched.core.recording.bytes - 3 * 2 ** 19);
  expect(fingerprint(packed, 1)).toBe(fingerprint(watched, 1));
  expect(recording.bytes).toBe(watched.core.recording.bytes);
});

test('a chunk of marking is gone through backward and forward, and cut in its middle', () => {
  const machine = collected(false, 3);
  const end = machine.core.store.hash();
  const { recording } = machine.core;
  const middle = recording.firstEventOf(3) + 70_000;
  machine.timeline.seek(middle);
  const within = machine.core.store.hash();
  machine.timeline.seekEnd();
  expect(machine.core.store.hash()).toBe(end);
  machine.timeline.seek(middle);
  expect(machine.core.store.hash()).toBe(within);
  // Taken back to the end of operation 2: the same is done once more.
  machine.timeline.seekEnd();
  const whole = fingerprint(machine, 1);
  machine.truncate(2);
  for (const line of [3, 4]) {
    machine.beginOperation(line);
    machine.collect();
  }
  expect(fingerprint(machine, 1)).toBe(whole);
});
