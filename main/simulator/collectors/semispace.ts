import { spaceEnd, spaceStart } from '../allocators/bump.ts';
import type { CollectionReason } from '../event.ts';
import type { RegionView } from '../frame.ts';
import { objectColumn, phase, plane, register } from '../layout.ts';
import { Moving } from '../moving.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';
import { queueFinalizers } from './finalization.ts';

/**
 * Cheney's copying collector (CACM 13(11), 1970; GC Handbook, §4.1): the heap is two halves, objects
 * are made in one by moving a pointer; a collection copies what is reachable to the other half,
 * breadth first, with the copied objects themselves as the queue. Grey: copied; black: its fields
 * are copied too. Its cost is that of what lives, never of what died.
 */
class Semispace extends PassiveCollector {
  readonly #space: Space;
  readonly #moving: Moving;
  readonly #half: number;
  /** First free granule of the half that is copied to. */
  #free = 0;
  #end = 0;

  constructor(space: Space) {
    super('semispace', { plain: true, paced: true });
    this.#space = space;
    this.#moving = new Moving(space);
    const { core, heap, allocator } = space;
    this.#half = heap.granules >>> 1;
    heap.writeFree(0, this.#half, false);
    heap.writeFree(this.#half, heap.granules - this.#half, true);
    core.setRegister(register.holes, 2);
    core.setRegister(register.largestFree, heap.granules - this.#half);
    core.setRegister(spaceEnd, this.#half);
    allocator.rebuild();
  }

  override collect(reason: CollectionReason): boolean {
    const space = this.#space;
    const { core, heap, hooks, roots } = space;
    const start = space.begin(this.name, reason, phase.copy);
    const before = core.register(register.greys);
    const from = core.register(spaceStart);
    const fromEnd = core.register(spaceEnd);
    this.#free = from === 0 ? this.#half : 0;
    this.#end = from === 0 ? heap.granules : this.#half;
    const to = this.#free;
    const toEnd = this.#end;
    let scan = this.#free;
    this.#moving.begin();
    for (const slot of roots.list()) this.#copy(core.store.get(plane.stack, slot * 2 + 1));
    for (const object of hooks.queued()) this.#copy(object);
    scan = this.#scanFrom(scan);
    queueFinalizers(space, {
      isReached: (object) => core.isMarked(object),
      reachTargets: (object) => this.#copyTargets(object),
      reach: (object) => this.#copy(object),
      finish: () => {
        scan = this.#scanFrom(scan);
      },
    });
    this.#moving.updateRoots();
    this.#leave(from, fromEnd);
    core.setRegister(spaceStart, to);
    core.setRegister(spaceEnd, toEnd);
    this.#moving.clearMarks();
    core.setRegister(register.holes, this.#free < toEnd ? 2 : 1);
    core.setRegister(register.largestFree, Math.max(fromEnd - from, toEnd - this.#free));
    space.allocator.rebuild();
    space.pace(core.register(register.allocated));
    space.end(start, (core.register(register.greys) - before) | 0);
    return true;
  }

  override regions(): readonly RegionView[] {
    const { core, heap } = this.#space;
    const { unit } = core.geometry;
    const isCopying = core.register(register.phase) === phase.copy;
    return [0, this.#half].map((start) => {
      const isInUse = start === core.register(spaceStart);
      const names = isInUse
        ? (['half', 'copied-from'] as const)
        : (['reserve', 'copied-to'] as const);
      return {
        name: names[isCopying ? 1 : 0],
        address: start * unit,
        size: (start === 0 ? this.#half : heap.granules - this.#half) * unit,
      };
    });
  }

  /** Scans the copies that have not been scanned, in address order; where it has come to. */
  #scanFrom(first: number): number {
    const { core, heap } = this.#space;
    let scan = first;
    while (scan < this.#free) {
      const object = heap.objectAt(scan);
      this.#copyTargets(object);
      this.#moving.updateFields(object);
      core.emit(eventCode.black, 0, object, 0, 0);
      scan += heap.sizeOf(scan);
    }
    return scan;
  }

  #copyTargets(object: number): void {
    const space = this.#space;
    const fields = space.fieldCount(object);
    for (let field = 0; field < fields; field += 1) {
      // A field that leads back to its own object keeps nothing: what is scanned is copied, or waits.
      const target = space.target(object, field);
      if (target !== object) this.#copy(target);
    }
  }

  /** Copies an object unless that has been done; its old block is free from then on. */
  #copy(object: number): void {
    const { core, heap } = this.#space;
    if (object === 0 || core.isMarked(object)) return;
    const start = core.object(object, objectColumn.address);
    const size = heap.sizeOf(start);
    const to = this.#free;
    this.#moving.forward(object, to);
    core.emit(eventCode.grey, 0, object, 0, 0);
    const rest = this.#end - to - size;
    if (rest > 0) heap.writeFree(to + size, rest, false);
    else heap.setBelowFree(to + size, false);
    this.#moving.relocate(object, to);
    this.#free = to + size;
    heap.writeFree(start, size, heap.isBelowFree(start));
    if (start + size !== to) heap.setBelowFree(start + size, true);
    if (rest > 0) core.addRegister(register.holes, 1);
    this.#moving.announce(object, start);
  }

  /** What was not copied dies; the old half becomes one free block. */
  #leave(from: number, end: number): void {
    const { core, heap, hooks } = this.#space;
    for (let start = from; start < end; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object === 0) continue;
      hooks.beforeFree(object);
      heap.destroy(object);
    }
    heap.writeFree(from, end - from, heap.isBelowFree(from));
    heap.setBelowFree(end, true);
    core.setRegister(register.phase, phase.none);
  }
}

export function semispace(space: Space): Collector {
  return new Semispace(space);
}
