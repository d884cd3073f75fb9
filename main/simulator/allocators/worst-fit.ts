import type { Heap } from '../heap.ts';
import { AddressIndex } from './address-index.ts';
import type { Allocator } from './allocator.ts';
import { SequentialFit } from './sequential-fit.ts';
import type { FreeIndex } from './sequential-fit.ts';

/** Largest block, lowest address on a tie. Probes: the textbook looks at every free block. */
class WorstFitIndex extends AddressIndex implements FreeIndex {
  probes = 0;

  choose(granules: number): number {
    this.probes = this.length;
    return this.largest < granules ? -1 : this.firstFit(this.largest);
  }
}

export function worstFit(heap: Heap): Allocator {
  return new SequentialFit(heap, new WorstFitIndex(heap));
}
