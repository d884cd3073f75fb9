import type { Core } from '../core.ts';
import { objectColumn, objectStride, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Kernel } from '../kernel.ts';
import { fieldWord, manyFields } from '../shapes.ts';
import type { Space } from '../space.ts';
import type { GreyList } from './grey-list.ts';
import { leastTold, scanQueue, scanState, scanStateLength } from './scan-queue.ts';
import type { ScanWords } from './scan-queue.ts';

const noEvents = new Int32Array(0);
/** Words told in one go. */
const toldWords = 2 ** 13;
/** How far the queue is looked ahead where fields point to the inside of objects. */
const batch = 128;

/**
 * Scans what is grey, and what turns grey, without a look at the state in between: the same marks,
 * counts and events as one object after the other (`Marking.scan`).
 */
export class Draining {
  readonly #core: Core;
  readonly #list: GreyList;
  #told = noEvents;
  #state = noEvents;
  readonly #wordsOfShape: Int32Array[] = [];

  constructor(space: Space, list: GreyList) {
    this.#core = space.core;
    this.#list = list;
  }

  run(): void {
    const { store, settings } = this.#core;
    const marks = store.words[plane.marks] as Int32Array;
    if (settings.markOrder === 'depth') this.#scanMany(marks, true, 0);
    else this.#drainQueue(marks);
    // Nothing is grey: what is marked is scanned.
    const scans = store.words[plane.scans] as Int32Array;
    scans.set(marks.subarray(0, scans.length));
  }

  #drainQueue(marks: Int32Array): void {
    const core = this.#core;
    const list = this.#list;
    // A target that was marked already is written behind the end, too.
    list.reserve(core.register(register.objects) - core.register(register.freedObjects) + 1);
    const kernel = this.#kernelFor(marks);
    kernel?.marks.set(marks);
    const words = kernel ?? this.#wordsFor(marks);
    const { heap } = words;
    while (!list.isEmpty) {
      if (core.hasInterior) {
        const end = Math.min(list.length, list.head + batch);
        this.#touch(heap, end);
        this.#scanMany(words.marks, false, end);
        continue;
      }
      this.#scanQueue(words, kernel);
      // What does not tell its fields has to be looked at more closely.
      if (!list.isEmpty && this.#isOpaque(heap)) this.#scanMany(words.marks, false, list.head + 1);
    }
    if (kernel !== null) marks.set(kernel.marks.subarray(0, marks.length));
  }

  /** The kernel, if it can do what is to be done: what it can't, the script does. */
  #kernelFor(marks: Int32Array): Kernel | null {
    const { kernel, hasInterior } = this.#core;
    if (kernel === null || hasInterior || this.#list.entries !== kernel.queue) return null;
    return marks.length > kernel.marks.length ? null : kernel;
  }

  #wordsFor(marks: Int32Array): ScanWords {
    if (this.#told.length === 0) {
      this.#told = new Int32Array(toldWords);
      this.#state = new Int32Array(scanStateLength);
    }
    return {
      heap: this.#core.store.words[plane.heap] as Int32Array,
      queue: this.#list.entries,
      marks,
      told: this.#told,
      state: this.#state,
    };
  }

  /** True if the next entry of the queue is an object whose header does not tell its fields. */
  #isOpaque(heap: Int32Array): boolean {
    const list = this.#list;
    const header = heap[(list.entries[list.head] as number) * 2 - 2] as number;
    return (header & manyFields) === manyFields;
  }

  #scanQueue(words: ScanWords, kernel: Kernel | null): void {
    const { recording } = this.#core;
    const list = this.#list;
    const { told, state } = words;
    const { head, length } = list;
    state[scanState.head] = head;
    state[scanState.length] = length;
    state[scanState.deepest] = list.deepest;
    state[scanState.enough] = told.length - leastTold;
    if (kernel === null) scanQueue(words);
    else kernel.scan();
    list.head = state[scanState.head] as number;
    list.length = state[scanState.length] as number;
    list.deepest = state[scanState.deepest] as number;
    this.#count(list.length - length, list.head - head, state[scanState.slots] as number);
    if (recording.on) recording.emitMarks(told, state[scanState.told] as number);
  }

  #count(greys: number, blacks: number, slots: number): void {
    const { registers } = this.#core.store;
    registers[register.greys] = (registers[register.greys] as number) + greys;
    registers[register.blacks] = (registers[register.blacks] as number) + blacks;
    registers[register.scannedSlots] = (registers[register.scannedSlots] as number) + slots;
  }

  #sink = 0;

  /** Reads the headers of the queue up to entry `end`, for nothing but to have them in the cache. */
  #touch(heap: Int32Array, end: number): void {
    const { entries, head } = this.#list;
    let sink = this.#sink;
    for (let index = head; index < end; index += 1)
      sink ^= heap[(entries[index] as number) * 2 - 2] as number;
    this.#sink = sink;
  }

  /** Scans the queue up to entry `end`, or the whole stack, whatever its objects and pointers are. */
  #scanMany(marks: Int32Array, isDepth: boolean, end: number): void {
    const { recording, store, hasInterior } = this.#core;
    const heap = store.words[plane.heap] as Int32Array;
    const list = this.#list;
    list.reserve(
      this.#core.register(register.objects) - this.#core.register(register.freedObjects) + 1,
    );
    const { entries } = list;
    const isOn = recording.on;
    let chunk = isOn ? recording.open() : noEvents;
    let to = recording.at;
    let { head, length: tail, deepest } = list;
    let greys = 0;
    let blacks = 0;
    let slots = 0;
    while (isDepth ? tail > 0 : head < end) {
      if (isDepth) tail -= 1;
      else head += 1;
      const at = ((entries[isDepth ? tail : head - 1] as number) << 1) - 2;
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
        entries[tail] = hasInterior ? this.#addressOf(target) : (heap[index - 1] as number);
        tail += 1;
        greys += 1;
        if (isOn) {
          if (to === chunk.length) {
            recording.close(to);
            chunk = recording.open();
            to = recording.at;
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
          to = recording.at;
        }
        chunk[to] = eventCode.black;
        chunk[to + 1] = object;
        chunk[to + 2] = count;
        chunk[to + 3] = 0;
        to += 4;
      }
    }
    if (isOn) recording.close(to);
    list.head = head;
    list.length = tail;
    list.deepest = deepest;
    this.#count(greys, blacks, slots);
  }

  #addressOf(object: number): number {
    const core = this.#core;
    const objects = core.store.words[plane.objects] as Int32Array;
    return core.payloadAt(objects[object * objectStride + objectColumn.address] as number);
  }

  /** Payload words of the pointer fields of an object whose header does not tell them. */
  #fieldWords(object: number): Int32Array {
    const core = this.#core;
    const shape = core.objectShapes[object] as number;
    let words = this.#wordsOfShape[shape];
    if (words === undefined) {
      const { pointers, pointerCount } = core.shapes.at(shape);
      words = Int32Array.from({ length: pointerCount }, (_, field) => fieldWord(pointers, field));
      this.#wordsOfShape[shape] = words;
    }
    return words;
  }
}
