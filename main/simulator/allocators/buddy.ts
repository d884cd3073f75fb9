import type { Heap } from '../heap.ts';
import { register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import { AddressSet } from './address-set.ts';
import type { Allocator } from './allocator.ts';

/**
 * Binary buddies (Knowlton 1965; Knuth, TAOCP 1, §2.5): sizes are powers of two, a block's address
 * is a multiple of its size, and its buddy is at address XOR size. The smallest block that is large
 * enough is taken, the lowest of equals, and split to its low half; a block given back merges only
 * with its buddy. Probes: the lists of free blocks looked into.
 */
class Buddy implements Allocator {
  probes = 0;
  readonly #heap: Heap;
  /** Free blocks by order, as block numbers: address / 2^order. */
  readonly #free: AddressSet[] = [];
  readonly #smallest: number;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#smallest = orderOf(heap.core.geometry.smallestBlock);
    for (let order = 0; 1 << order <= heap.limit; order += 1)
      this.#free.push(new AddressSet(heap.granules >>> order));
  }

  sizeFor(granules: number): number {
    return 1 << Math.max(this.#smallest, orderOf(granules));
  }

  take(granules: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const wanted = Math.max(this.#smallest, orderOf(granules));
    let order = wanted;
    while (order < this.#free.length && (this.#free[order] as AddressSet).length === 0) order += 1;
    this.probes = Math.min(order, this.#free.length - 1) - wanted + 1;
    if (this.probes < 0) this.probes = 0;
    core.addRegister(register.probes, this.probes);
    if (order >= this.#free.length) return -1;
    const start = (this.#free[order] as AddressSet).first() << order;
    this.#remove(start, order);
    while (order > wanted) {
      order -= 1;
      const half = 1 << order;
      heap.writeFree(start, half, heap.isBelowFree(start));
      heap.writeFree(start + half, half, true);
      heap.setBelowFree(start + half * 2, true);
      this.#insert(start + half, order);
      core.addRegister(register.holes, 1);
      core.setRegister(register.largestFree, Math.max(this.#largest(), half));
      core.emit(eventCode.split, 0, start, half, half);
    }
    heap.setBelowFree(start + (1 << wanted), false);
    core.addRegister(register.holes, -1);
    core.addRegister(register.free, -(1 << wanted));
    core.setRegister(register.largestFree, this.#largest());
    return start;
  }

  give(from: number): number {
    const heap = this.#heap;
    const { core } = heap;
    let start = from;
    let order = orderOf(heap.sizeOf(from));
    for (; 1 << order < heap.limit; order += 1) {
      const buddy = start ^ (1 << order);
      if (!(this.#free[order] as AddressSet).has(buddy >>> order)) break;
      this.#remove(buddy, order);
      start = Math.min(start, buddy);
      const size = 2 << order;
      heap.writeFree(start, size, heap.isBelowFree(start));
      core.addRegister(register.holes, -1);
      if (size > core.register(register.largestFree)) core.setRegister(register.largestFree, size);
      core.emit(eventCode.coalesce, 0, start, size, 0);
    }
    this.#insert(start, order);
    core.setRegister(register.largestFree, this.#largest());
    return start;
  }

  rebuild(): void {
    const heap = this.#heap;
    for (const set of this.#free) set.clear();
    for (let start = 0; start < heap.limit; start += heap.sizeOf(start)) {
      if (heap.objectAt(start) === 0) this.#insert(start, orderOf(heap.sizeOf(start)));
    }
  }

  #insert(start: number, order: number): void {
    (this.#free[order] as AddressSet).insert(start >>> order);
  }

  #remove(start: number, order: number): void {
    (this.#free[order] as AddressSet).remove(start >>> order);
  }

  #largest(): number {
    for (let order = this.#free.length - 1; order >= 0; order -= 1)
      if ((this.#free[order] as AddressSet).length > 0) return 1 << order;
    return 0;
  }
}

/** Least order whose blocks hold `granules`. */
function orderOf(granules: number): number {
  return granules <= 1 ? 0 : 32 - Math.clz32(granules - 1);
}

export function buddy(heap: Heap): Allocator {
  return new Buddy(heap);
}
