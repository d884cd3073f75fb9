import { objectColumn, objectStride, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { fieldWord, manyFields } from '../shapes.ts';
import { queueFinalizers } from './finalization.ts';

const addressColumn = objectColumn.address;
/** How far the queue is looked ahead, so that the loads of one batch overlap. */
const batch = 128;
const noEvents = new Int32Array(0);

/**
 * Stop-the-world marking (McCarthy 1960; GC Handbook, chapter 2): mark on push (`grey`), scan the
 * fields in slot order on pop, then `black`. Depth first with a stack, or breadth first with a
 * queue whose next entries are touched in a batch: that changes when memory is fetched, not the
 * order of anything.
 */
export class Marking {
  readonly #space: Space;
  /** Int32 indexes of the headers of what is grey: a header tells its object. */
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
    this.#list[this.#length] = this.#headerOf(object);
    this.#length += 1;
    if (this.#length - this.#head > this.deepest) this.deepest = this.#length - this.#head;
  }

  #headerOf(object: number): number {
    const objects = this.#space.core.store.words[plane.objects] as Int32Array;
    const start = objects[object * objectStride + addressColumn] as number;
    return start << (this.#space.core.geometry.shift + 1);
  }

  #grow(): void {
    const grown = new Int32Array(this.#list.length * 2);
    grown.set(this.#list);
    this.#list = grown;
  }

  /** Scans until nothing is grey. */
  drain(): void {
    const { recording, settings } = this.#space.core;
    if (this.#length === this.#head) return;
    const isDepth = settings.markOrder === 'depth';
    if (recording.isWatched) this.#drainOneByOne(isDepth);
    else this.#drainInBatches(isDepth);
    this.#head = 0;
    this.#length = 0;
  }

  /** The definition; the loop below does the same with less ado. */
  #drainOneByOne(isDepth: boolean): void {
    while (this.#head < this.#length) this.#scanNext(isDepth);
  }

  #scanNext(isDepth: boolean): void {
    let at: number;
    if (isDepth) {
      this.#length -= 1;
      at = this.#list[this.#length] as number;
    } else {
      this.#head += 1;
      at = this.#list[this.#head - 1] as number;
    }
    this.scan((this.#space.core.store.words[plane.heap] as Int32Array)[at + 1] as number);
  }

  #drainInBatches(isDepth: boolean): void {
    const { core } = this.#space;
    const most = core.register(register.objects) - core.register(register.freedObjects);
    // A target that was marked already is written behind the end, too.
    while (this.#list.length <= most) this.#grow();
    while (this.#head < this.#length) {
      const end = Math.min(this.#length, this.#head + batch);
      if (!isDepth) {
        this.#touch(end);
        this.#scanBatch(end);
      }
      // The whole stack; of the queue, what has to be looked at more closely.
      if (isDepth || this.#head < end) this.#scanMany(isDepth, isDepth ? end : this.#head + 1);
    }
    // Nothing is grey: what is marked is scanned.
    const marks = core.store.words[plane.marks] as Int32Array;
    const scans = core.store.words[plane.scans] as Int32Array;
    scans.set(marks.subarray(0, scans.length));
  }

  #sink = 0;

  /** Reads the headers of the next entries of the queue, for nothing but to have them in the cache. */
  #touch(end: number): void {
    const heap = this.#space.core.store.words[plane.heap] as Int32Array;
    const list = this.#list;
    let sink = this.#sink;
    for (let index = this.#head; index < end; index += 1)
      sink ^= heap[list[index] as number] as number;
    this.#sink = sink;
  }

  /** Of each object of a batch: how long the queue was when it had been scanned. */
  readonly #lengths = new Int32Array(batch);
  /** What the queue holds, by id: kept while events are recorded. */
  #ids = noEvents;

  /**
   * Scans the queue up to entry `end`, or up to an object that does not tell its fields by itself.
   * Nothing depends on whether a target was marked but how far the queue moves on: a branch that is
   * wrong half of the time costs more than a mark that is set twice. nil is object 0: marked meanwhile.
   */
  #scanBatch(end: number): void {
    const { core } = this.#space;
    if (core.hasInterior === true) return;
    const { heap, marks } = core.store;
    const list = this.#list;
    const lengths = this.#lengths;
    const isOn = core.recording.on;
    if (isOn && this.#ids.length < list.length) this.#ids = new Int32Array(list.length);
    const ids = isOn ? this.#ids : list;
    const first = this.#head;
    const before = this.#length;
    let head = first;
    let tail = before;
    let slots = 0;
    let deepest = this.deepest;
    marks[0] = (marks[0] as number) | 1;
    for (; head < end; head += 1) {
      const at = list[head] as number;
      const count = (heap[at] as number) & manyFields;
      if (count === manyFields) break;
      const last = at + 3 + count * 2;
      for (let index = at + 3; index < last; index += 2) {
        const target = heap[index] as number;
        const mark = marks[target >>> 5] as number;
        marks[target >>> 5] = mark | (1 << target);
        ids[tail] = target;
        list[tail] = ((heap[index - 1] as number) - 1) << 1;
        tail += ((mark >>> target) & 1) ^ 1;
      }
      slots += count;
      lengths[head - first] = tail;
      if (tail - head > deepest + 1) deepest = tail - head - 1;
    }
    marks[0] = marks[0] & ~1;
    this.#head = head;
    this.#length = tail;
    this.deepest = deepest;
    const { registers } = core.store;
    registers[register.greys] = (registers[register.greys] as number) + tail - before;
    registers[register.blacks] = (registers[register.blacks] as number) + head - first;
    registers[register.scannedSlots] = (registers[register.scannedSlots] as number) + slots;
    if (isOn) this.#recordBatch(first, head, before);
  }

  /** The events of entries `first` … `end` − 1 of the queue, whose targets stand in it from `from` on. */
  #recordBatch(first: number, end: number, from: number): void {
    const { recording, store } = this.#space.core;
    const { heap } = store;
    const list = this.#list;
    const ids = this.#ids;
    let chunk = recording.open();
    let to = recording.openAt;
    let next = from;
    for (let head = first; head < end; head += 1) {
      const at = list[head] as number;
      const object = heap[at + 1] as number;
      const last = this.#lengths[head - first] as number;
      for (; next <= last; next += 1) {
        if (to === chunk.length) {
          recording.close(to);
          chunk = recording.open();
          to = recording.openAt;
        }
        const isGrey = next < last;
        chunk[to] = isGrey ? eventCode.grey : eventCode.black;
        chunk[to + 1] = isGrey ? (ids[next] as number) : object;
        chunk[to + 2] = isGrey ? object : (heap[at] as number) & manyFields;
        chunk[to + 3] = 0;
        to += 4;
      }
      next = last;
    }
    recording.close(to);
  }

  /** Scans the queue up to entry `end`, or the whole stack. */
  #scanMany(isDepth: boolean, end: number): void {
    const { core } = this.#space;
    const { recording, store, hasInterior } = core;
    const heap = store.words[plane.heap] as Int32Array;
    const marks = store.words[plane.marks] as Int32Array;
    const registers = store.words[plane.registers] as Int32Array;
    const list = this.#list;
    const isOn = recording.on;
    let chunk = isOn ? recording.open() : noEvents;
    let to = recording.openAt;
    let head = this.#head;
    let tail = this.#length;
    let greys = 0;
    let blacks = 0;
    let slots = 0;
    let deepest = this.deepest;
    while (isDepth ? tail > 0 : head < end) {
      if (isDepth) tail -= 1;
      else head += 1;
      const at = list[isDepth ? tail : head - 1] as number;
      const object = heap[at + 1] as number;
      let count = (heap[at] as number) & manyFields;
      let words: Int32Array | null = null;
      if (count === manyFields) {
        words = this.#fieldWords(object);
        count = words.length;
      }
      for (let field = 0; field < count; field += 1) {
        const index = at + 3 + (words === null ? field : (words[field] as number)) * 2;
        const target = heap[index] as number;
        if (target === 0) continue;
        const mark = marks[target >>> 5] as number;
        const bit = 1 << (target & 31);
        if ((mark & bit) !== 0) continue;
        marks[target >>> 5] = mark | bit;
        list[tail] = hasInterior ? this.#headerOf(target) : ((heap[index - 1] as number) - 1) * 2;
        tail += 1;
        greys += 1;
        if (isOn) {
          if (to === chunk.length) {
            recording.close(to);
            chunk = recording.open();
            to = recording.openAt;
          }
          chunk[to] = eventCode.grey;
          chunk[to + 1] = target;
          chunk[to + 2] = object;
          chunk[to + 3] = 0;
          to += 4;
        }
      }
      blacks += 1;
      slots += count;
      if (tail - head > deepest) deepest = tail - head;
      if (isOn) {
        if (to === chunk.length) {
          recording.close(to);
          chunk = recording.open();
          to = recording.openAt;
        }
        chunk[to] = eventCode.black;
        chunk[to + 1] = object;
        chunk[to + 2] = count;
        chunk[to + 3] = 0;
        to += 4;
      }
    }
    if (isOn) recording.close(to);
    this.#head = head;
    this.#length = tail;
    this.deepest = deepest;
    registers[register.greys] = (registers[register.greys] as number) + greys;
    registers[register.blacks] = (registers[register.blacks] as number) + blacks;
    registers[register.scannedSlots] = (registers[register.scannedSlots] as number) + slots;
  }

  readonly #wordsOfShape: Int32Array[] = [];

  /** Payload words of the pointer fields of an object whose header does not tell them. */
  #fieldWords(object: number): Int32Array {
    const { core } = this.#space;
    const shape = core.objectShapes[object] as number;
    let words = this.#wordsOfShape[shape];
    if (words === undefined) {
      const { pointers, pointerCount } = core.shapes.at(shape);
      words = Int32Array.from({ length: pointerCount }, (_, field) => fieldWord(pointers, field));
      this.#wordsOfShape[shape] = words;
    }
    return words;
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
