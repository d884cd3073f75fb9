import type { Heap } from '../heap.ts';
import { register } from '../layout.ts';
import { AddressIndex } from './address-index.ts';
import type { Allocator } from './allocator.ts';
import { SequentialFit } from './sequential-fit.ts';
import type { FreeIndex } from './sequential-fit.ts';

/**
 * First that fits at or after the roving pointer, wrapping once (Knuth, TAOCP 1, §2.5, exercise 6).
 * Probes: the free blocks from the pointer up to the chosen one, or all of them.
 */
class NextFitIndex extends AddressIndex implements FreeIndex {
  probes = 0;
  readonly #rover: () => number;

  constructor(heap: Heap) {
    super(heap);
    this.#rover = () => heap.core.register(register.rover);
  }

  choose(granules: number): number {
    const rover = this.#rover();
    const before = this.rank(rover);
    const ahead = this.firstFit(granules, rover);
    const start = ahead >= 0 ? ahead : this.firstFit(granules);
    if (start < 0) this.probes = this.length;
    else
      this.probes =
        ahead >= 0 ? this.rank(start) + 1 - before : this.length - before + this.rank(start) + 1;
    return start;
  }
}

/** Keeps the roving pointer where the rule says it stands, in a register, so that it travels too. */
class NextFit extends SequentialFit {
  readonly #heap: Heap;
  readonly #free: NextFitIndex;

  constructor(heap: Heap, free: NextFitIndex) {
    super(heap, free);
    this.#heap = heap;
    this.#free = free;
  }

  override take(granules: number): number {
    const start = super.take(granules);
    // The remainder, if there is one, is the next free block after what was taken.
    if (start >= 0)
      this.#moveTo(Math.max(0, this.#free.firstFit(1, start + this.#heap.sizeOf(start))));
    return start;
  }

  override give(from: number): number {
    const heap = this.#heap;
    const above = from + heap.sizeOf(from);
    const start = heap.isBelowFree(from) ? from - heap.sizeBelow(from) : from;
    const isAbsorbed =
      above < heap.limit &&
      heap.objectAt(above) === 0 &&
      heap.core.register(register.rover) === above;
    super.give(from);
    if (isAbsorbed) this.#moveTo(start);
    return start;
  }

  #moveTo(start: number): void {
    this.#heap.core.setRegister(register.rover, start);
  }
}

export function nextFit(heap: Heap): Allocator {
  return new NextFit(heap, new NextFitIndex(heap));
}
