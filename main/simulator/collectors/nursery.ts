import type { Allocator } from '../allocators/allocator.ts';
import { register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';

/** Registers: start of the half that new objects are made in; largest free block of the old space. */
const active = register.own + 10;
const oldLargest = register.own + 11;

/**
 * Where objects are born: two halves at the high end of the heap, behind what the allocator of the
 * old space manages. New objects are made in one half by moving a pointer; a collection leaves it
 * empty. An object larger than half of that half is born old.
 */
export class Nursery implements Allocator {
  probes = 0;
  /** First granule of the nursery, and granules of one half. */
  readonly start: number;
  readonly half: number;
  readonly #space: Space;
  readonly #old: Allocator;
  #top = 0;

  constructor(space: Space, granules: number) {
    const { core, heap, allocator } = space;
    this.#space = space;
    this.#old = allocator;
    this.half = granules >>> 1;
    this.start = heap.granules - this.half * 2;
    heap.limit = this.start;
    heap.writeFree(0, this.start, false);
    heap.writeFree(this.start, this.half, true);
    heap.writeFree(this.start + this.half, this.half, true);
    core.setRegister(register.holes, 3);
    core.setRegister(register.largestFree, Math.max(this.start, this.half));
    core.setRegister(active, this.start);
    core.setRegister(oldLargest, this.start);
    allocator.rebuild();
    this.#top = this.start;
  }

  isYoung(object: number): boolean {
    return this.#space.core.object(object, 0) >= this.start;
  }

  get from(): number {
    return this.#space.core.register(active);
  }

  get to(): number {
    return this.from === this.start ? this.start + this.half : this.start;
  }

  sizeFor(granules: number): number {
    return this.#isForOld(granules) ? this.#old.sizeFor(granules) : granules;
  }

  #isForOld(granules: number): boolean {
    return granules * 2 > this.half;
  }

  take(granules: number): number {
    const { heap, core } = this.#space;
    if (this.#isForOld(granules)) {
      const start = this.takeOld(granules);
      this.probes = this.#old.probes;
      return start;
    }
    this.probes = 1;
    core.addRegister(register.probes, 1);
    const start = this.#top;
    const rest = this.from + this.half - start - granules;
    if (rest < 0) return -1;
    const isSplit = rest >= core.geometry.smallestBlock;
    const taken = isSplit ? granules : granules + rest;
    if (isSplit) {
      heap.writeFree(start, granules, heap.isBelowFree(start));
      heap.writeFree(start + granules, rest, true);
      core.addRegister(register.holes, 1);
      core.emit(eventCode.split, 0, start, granules, rest);
    }
    heap.setBelowFree(start + taken, false);
    core.addRegister(register.holes, -1);
    core.addRegister(register.free, -taken);
    this.#top = start + taken;
    this.updateLargest();
    return start;
  }

  /** Takes a block of the old space, for a large object or one that is promoted; −1 if none fits. */
  takeOld(granules: number): number {
    const start = this.#old.take(this.#old.sizeFor(granules));
    this.#noteOld();
    return start;
  }

  /** Gives an old block back; young ones go with their half. */
  give(start: number): number {
    const merged = this.#old.give(start);
    this.#noteOld();
    return merged;
  }

  #noteOld(): void {
    const { core } = this.#space;
    core.setRegister(oldLargest, core.register(register.largestFree));
    this.updateLargest();
  }

  rebuild(): void {
    const { heap } = this.#space;
    this.#old.rebuild();
    const end = this.from + this.half;
    this.#top = end;
    for (let start = this.from; start < end; start += heap.sizeOf(start)) {
      if (heap.objectAt(start) === 0 && start + heap.sizeOf(start) === end) this.#top = start;
    }
  }

  /** From now on objects are born in the other half; `top` is where its objects end. */
  flip(top: number): void {
    const { core } = this.#space;
    core.setRegister(active, this.to);
    this.#top = top;
    this.updateLargest();
  }

  /** Largest free block of the old space and of the two halves. */
  updateLargest(): void {
    const { core, heap } = this.#space;
    const { to } = this;
    const other = heap.objectAt(to) === 0 ? heap.sizeOf(to) : 0;
    core.setRegister(
      register.largestFree,
      Math.max(core.register(oldLargest), this.from + this.half - this.#top, other),
    );
  }
}
