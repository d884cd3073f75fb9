import { expect, test } from 'vitest';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';
import { SpareChunks } from './spare-chunks.ts';
import { chance } from './testing/generate.ts';
import { eventsOf } from './testing/play.ts';

/** A run of writes, allocations and collections that is longer than one chunk of each record. */
function longRun(spare?: SpareChunks): Machine {
  const machine = new Machine(
    { ...defaultSettings, collector: 'mark-sweep', heapBytes: 65_536 },
    spare === undefined ? {} : { spare },
  );
  const choose = chance(3);
  const shape = machine.defineShape('Node', 16, { kind: 'prefix', count: 2 });
  const words = Array.from({ length: 8 }, (_, index) => ({ name: `s${index}`, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  for (let index = 0; index < 40_000 && machine.halted === null; index += 1) {
    // Lines and numbers that do not fit are kept beside the chunks.
    machine.beginOperation(choose(50) === 0 ? 2 ** 23 : index);
    const slot = base + choose(8);
    const owner = machine.slotHigh(slot);
    const from = base + choose(8);
    if (owner === 0 || choose(4) === 0) machine.allocate(shape, slot);
    else {
      const held = choose(2) === 0 ? from : slot;
      const field = machine.addressOf(owner) + choose(2);
      machine.setPointer(owner, field, machine.slotLow(held), machine.slotHigh(held));
    }
  }
  return machine;
}

/** All that can be seen of a run, in lines: in one text, since what differs in a million numbers is hard to tell. */
function seen(machine: Machine): string {
  const { timeline } = machine;
  const lines = eventsOf(machine).map((event) => JSON.stringify(event));
  for (let part = 0; part <= 11; part += 1) {
    timeline.seek(Math.floor((timeline.length * part) / 11));
    lines.push(`${timeline.stateHash()} after operation ${timeline.operation}`);
  }
  timeline.seekEnd();
  return lines.join('\n');
}

/** The first line in which two texts differ. */
function difference(one: string, other: string): string | null {
  const lines = one.split('\n');
  const at = other.split('\n').findIndex((line, index) => line !== lines[index]);
  return one === other ? null : `${at}: ${lines[at]} / ${other.split('\n')[at]}`;
}

test('whatever stands in the chunks that a run is given, it is the same run', () => {
  const spare = new SpareChunks();
  const fresh = longRun();
  const expected = seen(fresh);
  expect(fresh.timeline.length).toBeGreaterThan(2 ** 16);
  expect(fresh.core.recording.operations).toBeGreaterThan(2 ** 14);
  for (let words = 2; words <= 2 ** 19; words *= 2) {
    for (const length of [words, words * 3])
      for (let copies = 0; copies < 4; copies += 1) spare.give(new Int32Array(length).fill(-1));
  }
  expect(difference(seen(longRun(spare)), expected)).toBeNull();
});

/** Remembers what was taken. */
class Watched extends SpareChunks {
  readonly taken = new Set<Int32Array>();
  again = 0;

  override take(words: number): Int32Array<ArrayBuffer> {
    const chunk = super.take(words);
    if (this.taken.has(chunk)) this.again += 1;
    this.taken.add(chunk);
    return chunk;
  }
}

test('what a retired run was kept in serves the next one, which can be cut and goes on', () => {
  const spare = new Watched();
  const first = longRun(spare);
  const expected = seen(first);
  const made = spare.taken.size;
  first.retire();
  expect(first.core.recording.bytes).toBe(0);
  const second = longRun(spare);
  expect(spare.taken.size).toBe(made);
  expect(spare.again).toBeGreaterThanOrEqual(made);
  expect(difference(seen(second), expected)).toBeNull();
  second.truncate(30_000);
  second.beginOperation(1);
  second.collect();
  expect(second.core.recording.operations).toBe(30_001);
});

test('no more than 64 MiB lie ready', () => {
  const spare = new SpareChunks();
  const given = Array.from({ length: 70 }, () => new Int32Array(2 ** 18));
  for (const chunk of given) spare.give(chunk);
  const taken = new Set(given.map(() => spare.take(2 ** 18)));
  expect(given.filter((chunk) => taken.has(chunk))).toHaveLength(64);
});
