import type { CollectionReason } from '../event.ts';
import { phase, register } from '../layout.ts';
import { Moving } from '../moving.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';
import { Marking } from './marking.ts';

/**
 * Lisp 2 sliding compaction (GC Handbook, §3.2; Cohen and Nicolau, TOPLAS 5(4), 1983): mark; decide
 * where each marked object goes; mend all references; slide, in address order. The order of objects
 * stays, and what is free is one block at the end. The blocks tile the heap at every step: between
 * what has slid and what has not there is one free gap.
 */
class MarkCompact extends PassiveCollector {
  readonly #space: Space;
  readonly #marking: Marking;
  readonly #moving: Moving;

  constructor(space: Space) {
    super('mark-compact', { plain: true, paced: true });
    this.#space = space;
    this.#marking = new Marking(space);
    this.#moving = new Moving(space);
  }

  override collect(reason: CollectionReason): boolean {
    const space = this.#space;
    const { core } = space;
    const start = space.begin(this.name, reason, phase.mark);
    const before = core.register(register.blacks);
    this.#marking.roots();
    this.#marking.drain();
    this.#marking.finalizers();
    const marked = (core.register(register.blacks) - before) | 0;
    core.setRegister(register.phase, phase.compact);
    this.#forward();
    this.#slide();
    this.#moving.clearMarks();
    space.pace(core.register(register.allocated));
    space.end(start, marked);
    return true;
  }

  /** Passes one and two: new addresses, then every reference to them. */
  #forward(): void {
    const { core, heap } = this.#space;
    this.#moving.begin();
    let free = 0;
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      core.addRegister(register.swept, 1);
      if (object === 0 || !core.isMarked(object)) continue;
      this.#moving.forward(object, free);
      free += heap.sizeOf(start);
    }
    this.#moving.updateRoots();
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object !== 0 && core.isMarked(object)) this.#moving.updateFields(object);
    }
  }

  /** Pass three. */
  #slide(): void {
    const { core, heap, hooks, allocator } = this.#space;
    let free = 0;
    let gap = 0;
    for (let start = 0; start < heap.granules;) {
      const object = heap.objectAt(start);
      const size = heap.sizeOf(start);
      const next = start + size;
      if (object !== 0 && core.isMarked(object)) {
        if (gap > 0) {
          this.#moving.relocate(object, free);
          heap.writeFree(free + size, gap, false);
          heap.setBelowFree(next, true);
          this.#moving.announce(object, start);
        }
        free += size;
      } else {
        if (object !== 0) {
          hooks.beforeFree(object);
          heap.destroy(object);
        }
        gap += size;
        if (gap > size) {
          heap.writeFree(free, gap, false);
          core.addRegister(register.holes, -1);
          if (gap > core.register(register.largestFree))
            core.setRegister(register.largestFree, gap);
          core.emit(eventCode.coalesce, 0, free, gap, 0);
        }
      }
      start = next;
    }
    core.setRegister(register.largestFree, gap);
    core.setRegister(register.rover, gap > 0 ? free : 0);
    allocator.rebuild();
  }
}

export function markCompact(space: Space): Collector {
  return new MarkCompact(space);
}
