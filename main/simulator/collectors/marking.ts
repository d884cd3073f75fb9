import { manyFields } from '../heap.ts';
import { objectColumn, objectStride, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { fieldWord } from '../shapes.ts';

const addressColumn = objectColumn.address;
/** How far the queue is looked ahead, so that the loads of one batch overlap. */
const batch = 128;

/**
 * Stop-the-world marking (McCarthy 1960; GC Handbook, chapter 2): mark on push (`grey`), scan the
 * fields in slot order on pop, then `black`. Depth first with a stack, or breadth first with a
 * queue whose next entries are touched in a batch: that changes when memory is fetched, not the
 * order of anything.
 */
export class Marking {
  readonly #space: Space;
  #list = new Int32Array(1024);
  #length = 0;
  #head = 0;
  /** Most entries the stack or queue held. */
  deepest = 0;

  constructor(space: Space) {
    this.#space = space;
  }

  /** Greys what the roots refer to, in root order. */
  roots(): void {
    const { core, hooks, roots } = this.#space;
    this.#length = 0;
    this.#head = 0;
    this.deepest = 0;
    const slots = roots.list();
    const stack = core.store.words[plane.stack] as Int32Array;
    for (let index = 0; index < slots.length; index += 1)
      this.shade(stack[(slots[index] as number) * 2 + 1] as number, 0);
    for (const object of hooks.queued()) this.shade(object, 0);
    core.addRegister(register.scannedSlots, slots.length);
  }

  /** Greys an object unless it is marked; `from` is the object it was found in, 0 for a root. */
  shade(object: number, from: number): void {
    if (object === 0) return;
    const { words } = this.#space.core.store;
    const marks = words[plane.marks] as Int32Array;
    const bit = 1 << (object & 31);
    if (((marks[object >>> 5] as number) & bit) !== 0) return;
    marks[object >>> 5] = (marks[object >>> 5] as number) | bit;
    const registers = words[plane.registers] as Int32Array;
    registers[register.greys] = (registers[register.greys] as number) + 1;
    this.#space.core.recording.emit(eventCode.grey, 0, object, from, 0);
    if (this.#length === this.#list.length) this.#grow();
    this.#list[this.#length] = object;
    this.#length += 1;
    if (this.#length - this.#head > this.deepest) this.deepest = this.#length - this.#head;
  }

  #grow(): void {
    const grown = new Int32Array(this.#list.length * 2);
    grown.set(this.#list);
    this.#list = grown;
  }

  /** Scans until nothing is grey. */
  drain(): void {
    if (this.#space.core.settings.markOrder === 'depth') {
      while (this.#length > 0) {
        this.#length -= 1;
        this.scan(this.#list[this.#length] as number);
      }
      return;
    }
    let touched = this.#head;
    while (this.#head < this.#length) {
      if (this.#head === touched) touched = this.#touch(touched);
      const object = this.#list[this.#head] as number;
      this.#head += 1;
      this.scan(object);
    }
    this.#head = 0;
    this.#length = 0;
  }

  #sink = 0;

  /** Reads the headers of the next entries of the queue, for nothing but to have them in the cache. */
  #touch(from: number): number {
    const { words } = this.#space.core.store;
    const heap = words[plane.heap] as Int32Array;
    const objects = words[plane.objects] as Int32Array;
    const { shift } = this.#space.core.geometry;
    const list = this.#list;
    const to = Math.min(this.#length, from + batch);
    let sink = this.#sink;
    for (let index = from; index < to; index += 1) {
      sink ^= heap[
        ((objects[(list[index] as number) * objectStride + addressColumn] as number) << shift) * 2
      ] as number;
    }
    this.#sink = sink;
    return to;
  }

  /** Shades the targets of an object's fields in slot order and blackens it. */
  scan(object: number): void {
    const { core } = this.#space;
    const { words } = core.store;
    const heap = words[plane.heap] as Int32Array;
    const start = (words[plane.objects] as Int32Array)[
      object * objectStride + addressColumn
    ] as number;
    const at = (start << core.geometry.shift) * 2;
    let count = (heap[at] as number) & 7;
    if (count < manyFields) {
      for (let index = at + 3; index <= at + 1 + count * 2; index += 2) {
        const target = heap[index] as number;
        if (target !== 0) this.shade(target, object);
      }
    } else {
      const { pointers, pointerCount } = core.shapeOf(object);
      count = pointerCount;
      for (let field = 0; field < count; field += 1) {
        const target = heap[at + 3 + fieldWord(pointers, field) * 2] as number;
        if (target !== 0) this.shade(target, object);
      }
    }
    const scans = words[plane.scans] as Int32Array;
    const registers = words[plane.registers] as Int32Array;
    scans[object >>> 5] = (scans[object >>> 5] as number) | (1 << (object & 31));
    registers[register.blacks] = (registers[register.blacks] as number) + 1;
    registers[register.scannedSlots] = (registers[register.scannedSlots] as number) + count;
    core.recording.emit(eventCode.black, 0, object, count, 0);
  }

  /** Queues the finalizers of unmarked objects and keeps those objects, with what they refer to, for one more round. */
  finalizers(): void {
    const { core, hooks } = this.#space;
    const due = hooks.finalizable().filter((object) => !core.isMarked(object));
    for (const object of due) hooks.queueFinalizer(object);
    for (const object of due) this.shade(object, 0);
    this.drain();
  }
}
