import type { Heap } from '../heap.ts';
import type { Allocator } from './allocator.ts';
import { ClassIndex } from './class-index.ts';
import { SequentialFit } from './sequential-fit.ts';
import type { FreeIndex } from './sequential-fit.ts';

/** Sizes up to this many granules have a list each; above it a list holds the sizes of one octave. */
const exactUpTo = 64;
const exactBits = 6;

/** The list a free block of `granules` stands in. */
export function sizeClassOfBlock(granules: number): number {
  return granules <= exactUpTo
    ? granules
    : exactUpTo + 31 - Math.clz32(granules - 1) - exactBits + 1;
}

/**
 * Segregated fits (GC Handbook, §7.4): free lists by size class, each in address order. A request
 * takes the first that fits in its own list, else the first block of the next list that has one,
 * and splits it. Probes: blocks inspected in its own list, and one in the later list.
 */
class SegregatedIndex extends ClassIndex implements FreeIndex {
  probes = 0;
  readonly #heap: Heap;

  constructor(heap: Heap) {
    super(sizeClassOfBlock);
    this.#heap = heap;
  }

  choose(granules: number): number {
    const own = sizeClassOfBlock(granules);
    const start = this.firstFit(own, granules);
    const before = this.rank(own, 0);
    const isOwn = start >= 0 && sizeClassOfBlock(this.#heap.sizeOf(start)) === own;
    if (isOwn) this.probes = this.rank(own, start) + 1 - before;
    else this.probes = this.rank(own + 1, 0) - before + (start >= 0 ? 1 : 0);
    return start;
  }
}

export function segregated(heap: Heap): Allocator {
  return new SequentialFit(heap, new SegregatedIndex(heap));
}
