import type { Heap } from '../heap.ts';
import { register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Allocator } from './allocator.ts';

/** Registers: where the space ends that the pointer may run through (0: the whole heap), and where it begins. */
export const spaceEnd = register.own + 8;
export const spaceStart = register.own + 9;

/**
 * A pointer that only moves up (GC Handbook, §7.1): what is free behind it is used again only when
 * a collector empties the space, or when what is given back touches the free end. One probe each.
 */
class Bump implements Allocator {
  probes = 1;
  readonly #heap: Heap;
  /** Start of the free block at the end of the space; the end itself when the space is full. */
  #top = 0;
  /** Largest free block that does not end the space: it only grows, since nothing is taken from there. */
  #others = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  get #end(): number {
    const { core, limit } = this.#heap;
    return core.register(spaceEnd) || limit;
  }

  sizeFor(granules: number): number {
    return granules;
  }

  take(granules: number): number {
    const heap = this.#heap;
    const { core } = heap;
    const start = this.#top;
    const rest = this.#end - start - granules;
    core.addRegister(register.probes, 1);
    if (rest < 0) return -1;
    let taken = granules + rest;
    if (rest >= core.geometry.smallestBlock) {
      taken = granules;
      heap.writeFree(start, granules, heap.isBelowFree(start));
      heap.writeFree(start + granules, rest, true);
      core.addRegister(register.holes, 1);
      core.emit(eventCode.split, 0, start, granules, rest);
    }
    heap.setBelowFree(start + taken, false);
    core.addRegister(register.holes, -1);
    core.addRegister(register.free, -taken);
    this.#top = start + taken;
    core.setRegister(register.largestFree, this.#largest());
    return start;
  }

  give(from: number): number {
    const heap = this.#heap;
    const { core } = heap;
    let start = from;
    let size = heap.sizeOf(from);
    const neighbours = [
      heap.isBelowFree(from) && from > core.register(spaceStart) ? from - heap.sizeBelow(from) : -1,
      from + size,
    ];
    for (const neighbour of neighbours) {
      if (neighbour < 0 || neighbour >= this.#end || heap.objectAt(neighbour) !== 0) continue;
      size += heap.sizeOf(neighbour);
      start = Math.min(start, neighbour);
      heap.writeFree(start, size, heap.isBelowFree(start));
      core.addRegister(register.holes, -1);
      core.emit(eventCode.coalesce, 0, start, size, 0);
    }
    if (start + size === this.#end) this.rebuild();
    else this.#others = Math.max(this.#others, size);
    core.setRegister(register.largestFree, this.#largest());
    return start;
  }

  /** The pointer stands at the free block that ends the space. */
  rebuild(): void {
    const heap = this.#heap;
    const end = this.#end;
    this.#top = end;
    this.#others = 0;
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      if (heap.objectAt(start) !== 0) continue;
      if (start + heap.sizeOf(start) === end) this.#top = start;
      else this.#others = Math.max(this.#others, heap.sizeOf(start));
    }
  }

  #largest(): number {
    return Math.max(this.#others, this.#end - this.#top);
  }
}

export function bump(heap: Heap): Allocator {
  return new Bump(heap);
}
