import type { Heap } from '../heap.ts';
import { register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Allocator } from './allocator.ts';

/** Free blocks as one fitting rule wants to look at them. */
export interface FreeIndex {
  /** Start of the block the rule chooses, or −1; tells what the textbook's list would have inspected. */
  choose(granules: number): number;
  readonly probes: number;
  readonly largest: number;
  insert(start: number, size: number): void;
  remove(start: number, size: number): void;
  /** One block instead of another, whose header is written already. */
  replace?(start: number, size: number, newStart: number, newSize: number): void;
  clear(): void;
}

const nothing = -1;

/**
 * First, next, best and worst fit differ only in the block they choose. What follows is the same:
 * the allocation takes the low end, a remainder of at least the smallest block stays free, and a
 * block given back merges at once with both neighbours (Knuth, TAOCP 1, §2.5, algorithms A and C).
 */
export class SequentialFit implements Allocator {
  probes = 0;
  readonly #heap: Heap;
  readonly #index: FreeIndex;

  constructor(heap: Heap, index: FreeIndex) {
    this.#heap = heap;
    this.#index = index;
  }

  sizeFor(granules: number): number {
    return granules;
  }

  take(granules: number): number {
    const heap = this.#heap;
    const index = this.#index;
    const { core } = heap;
    const start = index.choose(granules);
    this.probes = index.probes;
    core.addRegister(register.probes, this.probes);
    if (start < 0) return -1;
    const size = heap.sizeOf(start);
    const rest = size - granules;
    let taken = size;
    let largest: number;
    if (rest >= core.geometry.smallestBlock) {
      taken = granules;
      heap.writeFree(start, granules, heap.isBelowFree(start));
      heap.writeFree(start + granules, rest, true);
      this.#replace(start, size, start + granules, rest);
      core.addRegister(register.holes, 1);
      largest = index.largest;
      core.setRegister(register.largestFree, Math.max(largest, granules));
      core.emit(eventCode.split, 0, start, granules, rest);
    } else {
      index.remove(start, size);
      largest = index.largest;
    }
    heap.setBelowFree(start + taken, false);
    core.addRegister(register.holes, -1);
    core.addRegister(register.free, -taken);
    core.setRegister(register.largestFree, largest);
    return start;
  }

  give(from: number): number {
    const heap = this.#heap;
    const index = this.#index;
    const { core } = heap;
    let start = from;
    let size = heap.sizeOf(start);
    // The block in the index that this one grows out of: 0 while there is none.
    let known = 0;
    if (heap.isBelowFree(start)) {
      const below = heap.sizeBelow(start);
      start -= below;
      size += below;
      if (start === this.#growing) this.#growing = nothing;
      else if (this.#isHeld) index.remove(start, below);
      else known = below;
      this.#merge(start, size);
    }
    const above = start + size;
    if (above < heap.limit && heap.objectAt(above) === 0) {
      const more = heap.sizeOf(above);
      index.remove(above, more);
      size += more;
      this.#merge(start, size);
    }
    // Nothing shrinks here: the largest is what it was, or this one.
    if (size > core.register(register.largestFree)) core.setRegister(register.largestFree, size);
    if (this.#isHeld) {
      this.#enter();
      this.#growing = start;
    } else if (known === 0) index.insert(start, size);
    else this.#replace(start, known, start, size);
    return start;
  }

  #replace(start: number, size: number, newStart: number, newSize: number): void {
    const index = this.#index;
    if (index.replace !== undefined) {
      index.replace(start, size, newStart, newSize);
      return;
    }
    index.remove(start, size);
    index.insert(newStart, newSize);
  }

  /** Start of the free block that the index does not know yet, while it is held. */
  #growing = nothing;
  #isHeld = false;

  hold(): void {
    this.#isHeld = true;
  }

  settle(): void {
    this.#isHeld = false;
    this.#enter();
  }

  #enter(): void {
    const start = this.#growing;
    this.#growing = nothing;
    if (start !== nothing) this.#index.insert(start, this.#heap.sizeOf(start));
  }

  #merge(start: number, size: number): void {
    const heap = this.#heap;
    const { core } = heap;
    heap.writeFree(start, size, heap.isBelowFree(start));
    core.addRegister(register.holes, -1);
    if (size > core.register(register.largestFree)) core.setRegister(register.largestFree, size);
    core.emit(eventCode.coalesce, 0, start, size, 0);
  }

  rebuild(): void {
    const heap = this.#heap;
    this.#index.clear();
    this.#growing = nothing;
    this.#isHeld = false;
    for (let start = 0; start < heap.limit; start += heap.sizeOf(start)) {
      if (heap.objectAt(start) === 0) this.#index.insert(start, heap.sizeOf(start));
    }
  }
}
