import type { Heap } from '../heap.ts';
import { AddressRanks } from './address-ranks.ts';
import type { Allocator } from './allocator.ts';
import { SequentialFit } from './sequential-fit.ts';
import type { FreeIndex } from './sequential-fit.ts';
import { SizeIndex } from './size-index.ts';

/**
 * Smallest that fits, lowest address on a tie. Probes: the textbook's search of the whole list,
 * which stops early only at an exact fit (GC Handbook, algorithm 7.3).
 */
class BestFitIndex implements FreeIndex {
  probes = 0;
  readonly #heap: Heap;
  readonly #addresses: AddressRanks;
  readonly #sizes = new SizeIndex();

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#addresses = new AddressRanks(heap.granules);
  }

  get largest(): number {
    return this.#sizes.largest;
  }

  choose(granules: number): number {
    const start = this.#sizes.bestFit(granules);
    const isExact = start >= 0 && this.#heap.sizeOf(start) === granules;
    this.probes = isExact ? this.#addresses.rank(start) + 1 : this.#addresses.length;
    return start;
  }

  insert(start: number, size: number): void {
    this.#addresses.insert(start);
    this.#sizes.insert(start, size);
  }

  remove(start: number, size: number): void {
    this.#addresses.remove(start);
    this.#sizes.remove(start, size);
  }

  replace(start: number, size: number, newStart: number, newSize: number): void {
    this.#addresses.replace(start, newStart);
    this.#sizes.remove(start, size);
    this.#sizes.insert(newStart, newSize);
  }

  clear(): void {
    this.#addresses.clear();
    this.#sizes.clear();
  }
}

export function bestFit(heap: Heap): Allocator {
  return new SequentialFit(heap, new BestFitIndex(heap));
}
