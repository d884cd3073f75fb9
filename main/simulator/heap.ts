import type { Core } from './core.ts';
import { lastFlags } from './fold.ts';
import { objectColumn, plane, register } from './layout.ts';
import { eventCode } from './recording.ts';
import { manyFields } from './shapes.ts';

/** Where the size begins in a header word. */
export const sizeShift = 4;
/** Header bit: the block below is free, so its boundary tag may be read. */
const belowFree = 8;

/**
 * The blocks that tile the address space, and the objects in them. Addresses and sizes are in
 * granules. A block's header word is [size ≪ 4 | below free ≪ 3 | min(pointer fields, 7), object
 * id], id 0 for a free block; a free block repeats its size in its last word (Knuth's boundary tag).
 */
export class Heap {
  readonly core: Core;
  /** Granules of the address space. */
  readonly granules: number;
  /** Where the part of it ends that the allocator manages: all of it, unless the collector keeps a nursery behind. */
  limit: number;
  readonly #shift: number;

  constructor(core: Core) {
    this.core = core;
    this.#shift = core.geometry.shift;
    this.granules = core.settings.heapBytes / core.geometry.unit;
    this.limit = this.granules;
  }

  get #words(): Int32Array {
    return this.core.store.words[plane.heap] as Int32Array;
  }

  /** Int32 index of the header of the block at `start`. */
  headerOf(start: number): number {
    return (start << this.#shift) * 2;
  }

  /** Heap word index of the first payload word of the block at `start`. */
  payloadOf(start: number): number {
    return (start << this.#shift) + 1;
  }

  sizeOf(start: number): number {
    return (this.#words[this.headerOf(start)] as number) >>> sizeShift;
  }

  /** Object in the block at `start`, or 0 if it is free. */
  objectAt(start: number): number {
    return this.#words[this.headerOf(start) + 1] as number;
  }

  isBelowFree(start: number): boolean {
    return ((this.#words[this.headerOf(start)] as number) & belowFree) !== 0;
  }

  /** Size of the free block that ends where `start` begins; only if `isBelowFree(start)`. */
  sizeBelow(start: number): number {
    return (this.#words[this.headerOf(start) - 2] as number) >>> sizeShift;
  }

  /** Boundary tag of the free block at `start`: its size as its last word tells it. */
  footerOf(start: number): number {
    return this.sizeBelow(start + this.sizeOf(start));
  }

  /** Writes header and boundary tag of a free block. It keeps what its header says of the block below. */
  writeFree(start: number, size: number, isBelow: boolean): void {
    const { store } = this.core;
    const at = this.headerOf(start);
    store.set(plane.heap, at, (size << sizeShift) | (isBelow ? belowFree : 0));
    store.set(plane.heap, at + 1, 0);
    this.#writeFooter(start, size);
  }

  /** The boundary tag of a free block: its size once more, in its last word. */
  #writeFooter(start: number, size: number): void {
    const { store } = this.core;
    const end = this.headerOf(start + size) - 2;
    store.set(plane.heap, end, size << sizeShift);
    store.set(plane.heap, end + 1, 0);
  }

  /** Writes another block's header here, with a size of its own; what this place knows of the block below stays. */
  writeHeader(start: number, header: number, size: number): void {
    const at = this.headerOf(start);
    this.core.store.set(
      plane.heap,
      at,
      (size << sizeShift) | (header & manyFields) | ((this.#words[at] as number) & belowFree),
    );
  }

  /** Tells the block at `start` whether the one below it is free. Nothing beyond the end of the heap. */
  setBelowFree(start: number, isFree: boolean): void {
    if (start >= this.granules) return;
    const at = this.headerOf(start);
    const header = this.#words[at] as number;
    this.core.store.set(plane.heap, at, isFree ? header | belowFree : header & ~belowFree);
  }

  /** Writes the header of a block taken by the allocator and zeroes its payload. */
  writeTaken(start: number, size: number, fields: number, object: number): void {
    const { store } = this.core;
    const at = this.headerOf(start);
    store.set(
      plane.heap,
      at,
      (size << sizeShift) |
        (this.isBelowFree(start) ? belowFree : 0) |
        Math.min(fields, manyFields),
    );
    store.set(plane.heap, at + 1, object);
    const words = this.#words;
    const end = this.headerOf(start + size);
    for (let index = at + 2; index < end; index += 1)
      if (words[index] !== 0) store.set(plane.heap, index, 0);
  }

  /**
   * Makes the next object id live in the taken block at `start`. Emits `alloc`, which folds the header,
   * the object's record and the sums of objects.
   */
  create(shape: number, start: number, size: number, probes: number): number {
    const { core } = this;
    const id = core.register(register.objects) + 1;
    if ((id & 31) === 1) this.#makeRoom(id + 32);
    core.objectShapes[id] = shape;
    core.recording.payloads[id] = core.payloadAt(start);
    this.writeTaken(start, size, 0, 0);
    core.addRegister(register.payload, core.shapes.at(shape).payload);
    const allocated = core.register(register.allocated) + size;
    if (allocated > core.register(register.peak)) core.setRegister(register.peak, allocated);
    core.emit(eventCode.alloc, probes, id, start, size);
    return id;
  }

  #makeRoom(ids: number): void {
    const { core } = this;
    core.reserveObjects(ids);
    core.store.reserve(plane.marks, (ids >>> 5) + 2);
    core.store.reserve(plane.scans, (ids >>> 5) + 2);
    core.objectShapes = withRoom(core.objectShapes, ids);
    core.recording.payloads = withRoom(core.recording.payloads, ids);
  }

  /** Ends an object: its block becomes free, not yet merged with its neighbours. Emits `free`, which folds what ends with it. */
  destroy(id: number): number {
    const { core } = this;
    const start = core.object(id, objectColumn.address);
    const size = this.sizeOf(start);
    core.setObject(id, objectColumn.flags, lastFlags);
    core.setObject(id, objectColumn.count, 0);
    this.#writeFooter(start, size);
    this.setBelowFree(start + size, true);
    core.addRegister(register.payload, -core.shapeOf(id).payload);
    if (size > core.register(register.largestFree)) core.setRegister(register.largestFree, size);
    core.emit(eventCode.free, 0, id, start, size);
    return start;
  }
}

/** The same words, with room for `length` and for as much again as there was. */
function withRoom(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (words.length >= length) return words;
  const grown = new Int32Array(Math.max(length, words.length * 2));
  grown.set(words);
  return grown;
}
