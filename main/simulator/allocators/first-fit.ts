import type { Heap } from '../heap.ts';
import { AddressIndex } from './address-index.ts';
import type { Allocator } from './allocator.ts';
import { SequentialFit } from './sequential-fit.ts';
import type { FreeIndex } from './sequential-fit.ts';

/** Lowest address that fits. Probes: the free blocks up to the chosen one, or all of them. */
class FirstFitIndex extends AddressIndex implements FreeIndex {
  probes = 0;

  choose(granules: number): number {
    const start = this.firstFit(granules);
    this.probes = start < 0 ? this.length : this.found + 1;
    return start;
  }
}

export function firstFit(heap: Heap): Allocator {
  return new SequentialFit(heap, new FirstFitIndex(heap));
}
