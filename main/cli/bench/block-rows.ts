import { plane, register } from '../../simulator/layout.ts';
import { Machine } from '../../simulator/machine.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { ListAllocator } from './blocks.ts';
import { chanceOf } from './chance.ts';
import { median, timed } from './clock.ts';
import { ratioRow } from './row.ts';
import type { Row } from './row.ts';

/** Operations of one round on both sides, and of the mixing before the first one. */
const roundLength = 4000;
const smallestBlock = 2;

/** Sizes of real programs, in granules: most are small, a few are large. */
function sizes(seed: number): () => number {
  const choose = chanceOf(seed);
  return () => {
    const kind = choose(100);
    if (kind < 70) return 3 + choose(6);
    if (kind < 90) return 9 + choose(24);
    return kind < 98 ? 33 + choose(96) : 129 + choose(896);
  };
}

/** Takes and gives back blocks on the machine's own heap, without objects. */
class OwnBlocks {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  take(need: number): number {
    const { allocator, heap, core } = this.#machine;
    const start = allocator.take(need);
    // The list has no payload that an object would find cleared; here it is not cleared either.
    if (start >= 0) core.store.set(plane.heap, heap.headerOf(start) + 1, 1);
    return start;
  }

  give(start: number): void {
    const { allocator, heap, core } = this.#machine;
    const size = heap.sizeOf(start);
    heap.writeFree(start, size, heap.isBelowFree(start));
    heap.setBelowFree(start + size, true);
    core.addRegister(register.free, size);
    core.addRegister(register.holes, 1);
    allocator.give(start);
  }
}

/** An allocator at `live` blocks against the address-ordered list that the textbook walks: same requests, same addresses. */
export function againstList(
  allocator: 'first-fit' | 'best-fit',
  live: number,
  goal: number,
  rounds: number,
): Row {
  const machine = new Machine(
    { ...defaultSettings, allocator, collector: 'manual', heapBytes: live * 320 + 2 ** 20 },
    { recording: false },
  );
  const own = new OwnBlocks(machine);
  const nextSize = sizes(live);
  const choose = chanceOf(7);
  const blocks: number[] = [];
  while (blocks.length < live) blocks.push(own.take(nextSize()));
  const replace = (
    take: (need: number) => number,
    give: (start: number) => void,
    held: number[],
    at: number,
    size: number,
  ): void => {
    give(held[at] as number);
    held[at] = take(size);
  };
  for (let step = 0; step < live * 3; step += 1)
    replace(
      (need) => own.take(need),
      (start) => own.give(start),
      blocks,
      choose(live),
      nextSize(),
    );
  const list = new ListAllocator(machine.heap.granules, allocator === 'best-fit', smallestBlock);
  list.copy(machine.heap);
  const mirrored = [...blocks];
  const times = { own: [] as number[], other: [] as number[] };
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round += 1) {
    const steps = Array.from({ length: roundLength }, () => ({
      at: choose(live),
      size: nextSize(),
    }));
    const runOn = (
      side: { take(need: number): number; give(start: number): void },
      held: number[],
    ): number =>
      timed(() => {
        for (const { at, size } of steps)
          replace(
            (need) => side.take(need),
            (start) => side.give(start),
            held,
            at,
            size,
          );
      });
    times.own.push(runOn(own, blocks));
    times.other.push(runOn(list, mirrored));
    const differs = blocks.findIndex((start, index) => start !== mirrored[index]);
    if (differs >= 0)
      throw new Error(`The list puts block ${differs} elsewhere than ${allocator}.`);
  }
  const each = 1e6 / (roundLength * 2);
  return ratioRow(
    `${allocator} at ${live} live blocks against the address-ordered list, same addresses`,
    goal,
    median(times.own.slice(1)) * each,
    median(times.other.slice(1)) * each,
    'ns each',
  );
}
