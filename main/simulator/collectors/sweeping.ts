import { objectColumn, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';

/** Registers of a sweep that goes on over many operations. */
const own = {
  /** Granule that the sweep has come to. */
  cursor: register.own + 1,
  freed: register.own + 3,
  freedGranules: register.own + 4,
} as const;

/**
 * A sweep in pieces: one block in address order at a time, with the mutator running in between.
 * What is behind the cursor is swept; ahead of it a mark decides, so an object that is made there
 * while the sweep goes on is marked at once.
 */
export class Sweeping {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  /** True for an object that marking has not reached and whose block is still to be freed. */
  isDead(object: number): boolean {
    return this.isAhead(object) && !this.#space.core.isMarked(object);
  }

  /**
   * Begins at the lowest address, after marking; the granules that were marked. Weak references to
   * what was not marked are cleared at once: its blocks stay until the sweep comes to them.
   */
  start(): number {
    const { core, heap, hooks } = this.#space;
    hooks.clearWeakTo((object) => !core.isMarked(object));
    for (const cleared of Object.values(own)) core.setRegister(cleared, 0);
    let marked = 0;
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object !== 0 && core.isMarked(object)) marked += heap.sizeOf(start);
    }
    core.setRegister(register.unswept, core.register(register.allocated) - marked);
    return marked;
  }

  get freed(): number {
    return this.#space.core.register(own.freed);
  }

  get freedGranules(): number {
    return this.#space.core.register(own.freedGranules);
  }

  /** True if the sweep has not come to this object yet. */
  isAhead(object: number): boolean {
    const { core } = this.#space;
    return core.object(object, objectColumn.address) >= core.register(own.cursor);
  }

  /** Marks a new object without an event: being made ahead of the sweep is what makes it black. */
  keep(object: number): void {
    const { store } = this.#space.core;
    for (const bits of [plane.marks, plane.scans])
      store.set(bits, object >>> 5, store.get(bits, object >>> 5) | (1 << (object & 31)));
  }

  /** Sweeps the next block; false at the end of the heap. */
  next(): boolean {
    const { core, heap } = this.#space;
    const start = core.register(own.cursor);
    if (start >= heap.granules) return false;
    const object = heap.objectAt(start);
    const size = heap.sizeOf(start);
    let next = start + size;
    if (object !== 0 && core.isMarked(object)) {
      core.emit(eventCode.sweep, 0, start, size, object);
    } else if (object !== 0) {
      core.emit(eventCode.sweep, 1, start, size, object);
      // Whatever is merged into one free block is behind: the mutator may use all of it before long.
      const free = this.#space.free(object);
      next = free + heap.sizeOf(free);
      core.addRegister(own.freed, 1);
      core.addRegister(own.freedGranules, size);
      core.addRegister(register.unswept, -size);
    }
    core.setRegister(own.cursor, next);
    return true;
  }
}
