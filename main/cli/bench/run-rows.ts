import { Machine } from '../../simulator/machine.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { chanceOf } from './chance.ts';
import { median, quantile, timed } from './clock.ts';
import { ownPart } from './comparand.ts';
import { ratioRow, rounded } from './row.ts';
import type { Row } from './row.ts';
import { passesEach, writesEach } from './writes.ts';

/** Rounds before the first that counts: so many it takes until neither gets faster. */
const warmUps = 3;

/**
 * Counted and logged pointer writes against a simulator of Maps that keeps an object for each event.
 * Each of the two has a process of its own, in which nothing else was compiled.
 */
export async function againstMapWrites(count: number, rounds: number): Promise<Row> {
  const simulator = await ownPart(['counted-writes', 'random', String(count)]);
  const maps = await ownPart(['writes', 'random', String(count)]);
  const bytes = Number(simulator.greeting);
  const times: { readonly own: number; readonly other: number }[] = [];
  for (let round = 0; round < warmUps + rounds; round += 1)
    times.push({ own: await simulator.round(), other: await maps.round() });
  simulator.end();
  maps.end();
  const counted = times.slice(warmUps);
  const each = 1e6 / (writesEach * passesEach);
  const row = ratioRow(
    `logged reference-count write at ${count} objects against a Map simulator with an object log`,
    15,
    median(counted.map(({ own }) => own)) * each,
    median(counted.map(({ other }) => other)) * each,
    'ns each',
  );
  return {
    ...row,
    goal: `${row.goal}, ≤ 16 bytes an event`,
    result: `${row.result}; ${rounded(bytes)} bytes an event`,
    isMet: row.isMet === true && bytes <= 16,
  };
}

const slotCount = 64;
const heapBytes = 4 * 2 ** 20;

/** A recorded run in a heap of 4 MiB that is two thirds full of live objects: writes, moves, allocations. */
function longRun(operations: number): Machine {
  const machine = new Machine({ ...defaultSettings, collector: 'refcount', heapBytes });
  const choose = chanceOf(5);
  const shape = machine.defineShape('Node', 24, { kind: 'prefix', count: 3 });
  const words = Array.from({ length: slotCount }, (_, index) => ({
    name: `s${index}`,
    pointer: true,
  }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  const live = Math.min(Math.floor(operations / 4), Math.floor(heapBytes / 48));
  for (let index = 0; index < operations; index += 1) {
    machine.beginOperation(index + 1);
    const slot = base + 1 + choose(slotCount - 1);
    const held = machine.slotHigh(slot);
    const from = base + 1 + choose(slotCount - 1);
    if (index < live) {
      // A long list in slot 0, so that most of the heap is in use.
      const head = machine.slotHigh(base);
      const made = machine.allocate(shape, base + 1);
      if (head !== 0)
        machine.setPointer(made, machine.addressOf(made), machine.addressOf(head), head);
      machine.setSlot(base, machine.addressOf(made), made);
      machine.setSlot(slot, machine.addressOf(made), made);
    } else if (held === 0 || choose(10) === 0) machine.allocate(shape, slot);
    else if (choose(3) === 0) machine.setSlot(slot, machine.slotLow(from), machine.slotHigh(from));
    else
      machine.setPointer(
        held,
        machine.addressOf(held) + 1 + choose(2),
        machine.slotLow(from),
        machine.slotHigh(from),
      );
  }
  return machine;
}

/** Visits of random operations of a long run, and single steps. */
export function seeking(operations: number): Row {
  const machine = longRun(operations);
  const { timeline } = machine;
  const choose = chanceOf(3);
  const visit = (): number => {
    const operation = choose(operations + 1);
    return timed(() => timeline.seekOperation(operation));
  };
  for (let round = 0; round < 40; round += 1) visit();
  const seeks = Array.from({ length: 500 }, visit);
  timeline.seek(Math.floor(timeline.length / 2));
  const steps = Array.from({ length: 5 }, () =>
    timed(() => {
      const from = timeline.position;
      for (let step = 1; step <= 1000; step += 1) timeline.seek(from + step);
      for (let step = 999; step >= 0; step -= 1) timeline.seek(from + step);
    }),
  );
  const p99 = quantile(seeks, 0.99);
  const step = (median(steps) * 1000) / 2000;
  const bytes = timeline.bytes / operations;
  return {
    what: `seek to any of ${operations} operations in a 4 MiB heap`,
    goal: 'p99 < 4 ms; step < 10 µs; ≤ 100 bytes an operation',
    result: `p99 ${rounded(p99)} ms (median ${rounded(median(seeks))}); step ${rounded(step)} µs; ${rounded(bytes)} bytes an operation`,
    isMet: p99 < 4 && step < 10 && bytes <= 100,
  };
}
