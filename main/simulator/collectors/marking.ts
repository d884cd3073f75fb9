import { objectColumn, objectStride, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { fieldWord, manyFields } from '../shapes.ts';
import { Draining } from './draining.ts';
import { queueFinalizers } from './finalization.ts';
import { GreyList } from './grey-list.ts';

const addressColumn = objectColumn.address;
/** Room in the stack or queue at first. */
const firstEntries = 1024;

/**
 * Stop-the-world marking (McCarthy 1960; GC Handbook, chapter 2): mark on push (`grey`), scan the
 * fields in slot order on pop, then `black`. Depth first with a stack, or breadth first with a queue.
 */
export class Marking {
  readonly #space: Space;
  readonly #list: GreyList;
  readonly #draining: Draining;

  constructor(space: Space) {
    this.#space = space;
    this.#list = new GreyList(space.core.kernel?.queue ?? new Int32Array(firstEntries));
    this.#draining = new Draining(space, this.#list);
  }

  /** Most entries the stack or queue held. */
  get deepest(): number {
    return this.#list.deepest;
  }

  set deepest(deepest: number) {
    this.#list.deepest = deepest;
  }

  /** Greys what the roots refer to, in root order. */
  roots(): void {
    const { core, hooks, roots } = this.#space;
    this.#list.clear();
    this.#list.deepest = 0;
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
    const { core } = this.#space;
    const { words } = core.store;
    const marks = words[plane.marks] as Int32Array;
    const bit = 1 << (object & 31);
    if (((marks[object >>> 5] as number) & bit) !== 0) return;
    marks[object >>> 5] = (marks[object >>> 5] as number) | bit;
    const registers = words[plane.registers] as Int32Array;
    registers[register.greys] = (registers[register.greys] as number) + 1;
    core.recording.emit(eventCode.grey, 0, object, from, 0);
    this.#list.push(core.payloadAt(core.object(object, addressColumn)));
  }

  /** Scans until nothing is grey. */
  drain(): void {
    const { core } = this.#space;
    const list = this.#list;
    if (list.isEmpty) return;
    if (core.recording.isWatched) this.#drainOneByOne(core.settings.markOrder === 'depth');
    else this.#draining.run();
    list.clear();
  }

  /** The definition: `Draining` does the same with less ado. */
  #drainOneByOne(isDepth: boolean): void {
    const { core } = this.#space;
    const list = this.#list;
    while (!list.isEmpty) {
      let entry: number;
      if (isDepth) {
        list.length -= 1;
        entry = list.length;
      } else {
        entry = list.head;
        list.head += 1;
      }
      const header = (list.entries[entry] as number) * 2 - 2;
      this.scan((core.store.words[plane.heap] as Int32Array)[header + 1] as number);
    }
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

  /** Queues the finalizers of unmarked objects; `retain` is told of each object before it is queued. */
  finalizers(retain?: (object: number) => void): void {
    const { core } = this.#space;
    queueFinalizers(
      this.#space,
      {
        isReached: (object) => core.isMarked(object),
        reachTargets: (object) => this.#shadeTargets(object),
        reach: (object) => this.shade(object, 0),
        finish: () => this.drain(),
      },
      retain === undefined ? {} : { retain },
    );
  }

  /** Shades what an object refers to, but not the object, not even through its own field: as Go's `scanobject`. */
  #shadeTargets(object: number): void {
    const { core } = this.#space;
    const { words } = core.store;
    const start = (words[plane.objects] as Int32Array)[
      object * objectStride + addressColumn
    ] as number;
    const at = (start << core.geometry.shift) * 2;
    const { pointers, pointerCount } = core.shapeOf(object);
    for (let field = 0; field < pointerCount; field += 1) {
      const target = (words[plane.heap] as Int32Array)[
        at + 3 + fieldWord(pointers, field) * 2
      ] as number;
      if (target !== object && target !== 0) this.shade(target, object);
    }
  }
}
