import type { Heap } from '../../simulator/heap.ts';

/** Free blocks in a list in address order: first and best fit as the textbook walks them. */
export class ListAllocator {
  readonly #best: boolean;
  readonly #smallest: number;
  /** Start and size of each free block, linked by index. */
  readonly #size: Int32Array;
  readonly #next: Int32Array;
  readonly #before: Int32Array;
  readonly #granules: number;
  #first = 0;

  constructor(granules: number, best: boolean, smallest: number) {
    this.#best = best;
    this.#smallest = smallest;
    this.#granules = granules;
    this.#size = new Int32Array(granules);
    this.#next = new Int32Array(granules).fill(-1);
    this.#before = new Int32Array(granules).fill(-1);
    this.#size[0] = granules;
  }

  /** Takes over the blocks of a heap. */
  copy(heap: Heap): void {
    this.#first = -1;
    let before = -1;
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      this.#size[start] = heap.sizeOf(start);
      if (heap.objectAt(start) !== 0) continue;
      this.#before[start] = before;
      this.#next[start] = -1;
      if (before < 0) this.#first = start;
      else this.#next[before] = start;
      before = start;
    }
  }

  /** Start of the chosen block of at least `need` granules, or −1. */
  take(need: number): number {
    let chosen = -1;
    for (let at = this.#first; at >= 0; at = this.#next[at] as number) {
      const size = this.#size[at] as number;
      if (size < need) continue;
      if (!this.#best) {
        chosen = at;
        break;
      }
      if (chosen < 0 || size < (this.#size[chosen] as number)) chosen = at;
      if (size === need) break;
    }
    if (chosen < 0) return -1;
    const size = this.#size[chosen] as number;
    const rest = size - need;
    const before = this.#before[chosen] as number;
    let next = this.#next[chosen] as number;
    let taken = size;
    if (rest >= this.#smallest) {
      taken = need;
      const low = chosen + need;
      this.#size[low] = rest;
      this.#next[low] = next;
      if (next >= 0) this.#before[next] = low;
      next = low;
    }
    if (before < 0) this.#first = next;
    else this.#next[before] = next;
    if (next >= 0) this.#before[next] = before;
    this.#size[chosen] = taken;
    return chosen;
  }

  /** Gives a block back; where it belongs in the list is searched from the beginning, as the textbook does. */
  give(from: number): void {
    let start = from;
    let size = this.#size[start] as number;
    let before = -1;
    let next = this.#first;
    while (next >= 0 && next < start) {
      before = next;
      next = this.#next[next] as number;
    }
    if (next === start + size && next < this.#granules) {
      size += this.#size[next] as number;
      next = this.#next[next] as number;
    }
    if (before >= 0 && before + (this.#size[before] as number) === start) {
      size += this.#size[before] as number;
      start = before;
      before = this.#before[start] as number;
    }
    this.#size[start] = size;
    this.#next[start] = next;
    this.#before[start] = before;
    if (before < 0) this.#first = start;
    else this.#next[before] = start;
    if (next >= 0) this.#before[next] = start;
  }
}
