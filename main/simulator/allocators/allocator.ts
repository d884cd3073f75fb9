import type { Heap } from '../heap.ts';

/**
 * Chooses where an object goes. It owns no truth: which blocks are free is written in their
 * headers; an index over them is derived and rebuilt on request. Sizes and addresses in granules.
 */
export interface Allocator {
  /** Blocks inspected by the last `take`, as the textbook's list would count them. */
  readonly probes: number;
  /** Tells, before the next `sizeFor` and `take`, whether the object will hold pointers. */
  expect?(hasPointers: boolean): void;
  /** Takes a block of at least `granules` (splitting, `split`); its start, or −1 if none fits. */
  take(granules: number): number;
  /** Size of the block that `take` gives for a request: what is asked of it, before any unsplit rest. */
  sizeFor(granules: number): number;
  /**
   * Takes back the block at `start`, which its object has just left; merges it (`coalesce`). Start of
   * the free block that it is part of then.
   */
  give(start: number): number;
  /**
   * Until `settle`, blocks are given back in address order and none is taken: the index may wait
   * with a block that is still growing. Headers, sums and events don't.
   */
  hold?(): void;
  settle?(): void;
  /** Derives the index anew from the headers. */
  rebuild(): void;
}

export type AllocatorMaker = (heap: Heap) => Allocator;
