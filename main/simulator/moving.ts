import { objectColumn, plane, register } from './layout.ts';
import { eventCode } from './recording.ts';
import type { Space } from './space.ts';

/**
 * What collectors that move objects share. A place that refers to an object keeps its id beside the
 * address, so the new address is found by id, and an interior pointer keeps its distance from the base.
 */
export class Moving {
  readonly #space: Space;
  /** Granules that each object moves by in this collection, by id; negative is down. */
  #distance = new Int32Array(1024);

  constructor(space: Space) {
    this.#space = space;
  }

  /** Forgets the distances of the last collection. */
  begin(): void {
    const objects = this.#space.core.register(register.objects);
    if (this.#distance.length <= objects) this.#distance = new Int32Array(objects * 2);
    else this.#distance.fill(0);
  }

  /** Decides where an object will be, before it moves. */
  forward(object: number, to: number): void {
    this.#distance[object] = to - this.#space.core.object(object, objectColumn.address);
  }

  /** Mends the address in every root slot. */
  updateRoots(): void {
    const { core, roots } = this.#space;
    const slots = roots.list();
    for (const slot of slots) this.#mend(plane.stack, slot * 2);
    core.addRegister(register.scannedSlots, slots.length);
  }

  /** Mends the addresses in an object's fields. */
  updateFields(object: number): void {
    const space = this.#space;
    const fields = space.fieldCount(object);
    for (let field = 0; field < fields; field += 1)
      this.#mend(plane.heap, space.fieldAddress(object, field) * 2);
    space.core.addRegister(register.scannedSlots, fields);
  }

  #mend(target: number, at: number): void {
    const { core } = this.#space;
    const object = core.store.get(target, at + 1);
    const distance = (this.#distance[object] as number) << core.geometry.shift;
    if (distance !== 0) core.store.set(target, at, core.store.get(target, at) + distance);
  }

  /**
   * Copies an object's block to `to`, and lets weak references follow. What becomes of the old block
   * is the caller's business, who calls `announce` when the blocks tile again; the two may overlap
   * when the object moves down. `room` is the size of the new block where an allocator gave more than
   * was asked.
   */
  relocate(object: number, to: number, room = 0): void {
    const { core, heap, hooks } = this.#space;
    const { store } = core;
    const from = core.object(object, objectColumn.address);
    const size = heap.sizeOf(from);
    const source = heap.headerOf(from);
    const target = heap.headerOf(to);
    heap.writeHeader(to, store.get(plane.heap, source), room === 0 ? size : room);
    const words = heap.headerOf(size);
    for (let offset = 1; offset < words; offset += 1)
      store.set(plane.heap, target + offset, store.get(plane.heap, source + offset));
    core.setObject(object, objectColumn.address, to);
    for (const { owner, offset } of hooks.weakReferences(object)) {
      const at = (heap.payloadOf(core.object(owner, objectColumn.address)) + offset) * 2;
      store.set(plane.heap, at, store.get(plane.heap, at) + ((to - from) << core.geometry.shift));
    }
    core.addRegister(register.copied, size);
  }

  /** Emits `move` for an object that was at `from`: each block is where it will be seen at this position. */
  announce(object: number, from: number): void {
    const { core } = this.#space;
    core.emit(eventCode.move, 0, object, from, core.object(object, objectColumn.address));
  }

  /** Clears the mark bits of every object. */
  clearMarks(): void {
    const { store } = this.#space.core;
    for (const bits of [plane.marks, plane.scans]) {
      const { length } = store.words[bits] as Int32Array;
      for (let index = 0; index < length; index += 1) store.set(bits, index, 0);
    }
  }
}
