import { foldEvent } from './fold.ts';
import {
  frameColumn,
  frameStride,
  objectColumn,
  objectFlag,
  objectShift,
  objectStride,
  plane,
  register,
  registerCount,
} from './layout.ts';
import { Pauses } from './pauses.ts';
import { eventCode, Recording } from './recording.ts';
import type { Kernel, KernelMaker } from './kernel.ts';
import type { HeapSettings } from './settings.ts';
import { geometryOf } from './shapes.ts';
import type { FrameShape, Geometry, Shape, SlotLabel } from './shapes.ts';
import { SpareChunks } from './spare-chunks.ts';
import { Store } from './store.ts';
import { Table } from './texts.ts';
import type { CollectionReason } from './event.ts';

/** One finished or running collection, kept beside the events because charts and reports list them. */
export interface Collection {
  readonly collector: string;
  readonly reason: CollectionReason;
  /** Ordinals of its `gc-start` and `gc-end` events; 0 while nothing is recorded or it still runs. */
  readonly start: number;
  end: number;
  /** Ticks at its beginning and end. */
  readonly startTick: number;
  endTick: number;
  marked: number;
  freed: number;
  /** In the unit of the geometry. */
  freedBytes: number;
  pause: number;
}

/**
 * What every part of the machine shares: the planes, the record of events, and the tables of what
 * does not fit into words. No part keeps state of its own that is not rebuilt from here.
 */
export class Core {
  readonly settings: HeapSettings;
  readonly geometry: Geometry;
  readonly #shift: number;
  readonly store: Store;
  readonly recording: Recording;
  readonly texts = new Table<string>();
  readonly labels = new Table<SlotLabel>();
  readonly shapes = new Table<Shape>();
  readonly frameShapes = new Table<FrameShape>();
  readonly collections = new Table<Collection>();
  /** Every interval in which the mutator had to stand still, in ticks, ascending. */
  readonly pauses = new Pauses();
  readonly outputs = new Table<{ readonly seq: number; readonly text: string }>();
  /** Count that an object begins with: what the collector makes of a new one, the same for all of a run. */
  firstCount = 0;
  /** True once a pointer to the inside of an object was stored: only then does a pointer not tell where its object begins. */
  hasInterior = false;
  /** Shape of each object id: never changes once given, so it is not part of the planes. */
  objectShapes = new Int32Array(1024);

  /** What scans the heap in place of a script, where there is one. */
  readonly kernel: Kernel | null;

  constructor(
    settings: HeapSettings,
    makeKernel: KernelMaker | null = null,
    spare = new SpareChunks(),
  ) {
    this.store = new Store(spare);
    this.recording = new Recording(this.store, spare);
    this.settings = settings;
    this.geometry = geometryOf(settings.geometry, settings.allocator);
    this.#shift = this.geometry.shift;
    const words = ((settings.heapBytes / this.geometry.unit) << this.geometry.shift) * 2;
    const kernel = makeKernel?.(words, this.#shift) ?? null;
    this.kernel = kernel;
    this.store.fix(plane.heap, words, kernel?.heap);
    this.store.fix(plane.registers, registerCount, kernel?.registers);
    if (kernel === null) return;
    this.store.growIn(plane.objects, kernel.objects);
    this.recording.chunks.writeIn(kernel.events);
  }

  /** Makes room for objects of ids below `ids`. */
  reserveObjects(ids: number): void {
    const { kernel, store } = this;
    const objects = store.reserve(plane.objects, ids * objectStride);
    // It grew out of the kernel's reach.
    if (kernel !== null && objects.buffer !== kernel.objects.buffer) this.recording.storeBy(null);
  }

  register(index: number): number {
    return this.store.registers[index] as number;
  }

  setRegister(index: number, value: number): void {
    this.store.set(plane.registers, index, value);
  }

  addRegister(index: number, amount: number): void {
    this.store.set(plane.registers, index, (this.register(index) + amount) | 0);
  }

  object(id: number, column: number): number {
    return this.store.objects[(id << objectShift) | column] as number;
  }

  setObject(id: number, column: number, value: number): void {
    this.store.set(plane.objects, (id << objectShift) | column, value);
  }

  hasFlag(id: number, flag: number): boolean {
    return (this.object(id, objectColumn.flags) & flag) !== 0;
  }

  setFlag(id: number, flag: number): void {
    this.setObject(id, objectColumn.flags, this.object(id, objectColumn.flags) | flag);
  }

  clearFlag(id: number, flag: number): void {
    this.setObject(id, objectColumn.flags, this.object(id, objectColumn.flags) & ~flag);
  }

  isAllocated(id: number): boolean {
    return (
      id > 0 && id <= this.register(register.objects) && this.hasFlag(id, objectFlag.allocated)
    );
  }

  isMarked(id: number): boolean {
    return (
      (((this.store.words[plane.marks] as Int32Array)[id >>> 5] as number) & (1 << (id & 31))) !== 0
    );
  }

  isScanned(id: number): boolean {
    return (
      (((this.store.words[plane.scans] as Int32Array)[id >>> 5] as number) & (1 << (id & 31))) !== 0
    );
  }

  shapeOf(id: number): Shape {
    return this.shapes.at(this.objectShapes[id] as number);
  }

  frame(id: number, column: number): number {
    return (this.store.words[plane.frames] as Int32Array)[id * frameStride + column] as number;
  }

  setFrame(id: number, column: number, value: number): void {
    this.store.set(plane.frames, id * frameStride + column, value);
  }

  frameShapeOf(frame: number): FrameShape {
    return this.frameShapes.at(this.frame(frame, frameColumn.shape));
  }

  /**
   * Writes a pointer to a word. True if old and new value both point at the first payload word of
   * their objects: then the event tells all that changed, and nothing is logged.
   */
  storePointer(target: number, word: number, address: number, object: number): boolean {
    const { store } = this;
    const words = store.words[target] as Int32Array;
    const at = word * 2;
    const old = words[at + 1] as number;
    const isBase = address === this.#payloadOf(object);
    if (!isBase && object !== 0 && !this.hasInterior) {
      this.hasInterior = true;
      this.recording.storeBy(null);
    }
    if (isBase && store.logging === true && words[at] === this.#payloadOf(old)) {
      words[at] = address;
      words[at + 1] = object;
      return true;
    }
    store.set(target, at, address);
    store.set(target, at + 1, object);
    return false;
  }

  /** Heap word index of the first payload word of the block at granule `start`. */
  payloadAt(start: number): number {
    return ((start << this.#shift) + 1) | 0;
  }

  #payloadOf(object: number): number {
    return object === 0 ? 0 : this.payloadAt(this.object(object, objectColumn.address));
  }

  /** Records an event and folds it into the state. */
  emit(code: number, aux: number, first: number, second: number, third: number): void {
    foldEvent(this, code, aux, first, second, third, 1);
    this.recording.emit(code, aux, first, second, third);
  }

  /** Adds 1 to an object's count. */
  increment(id: number): void {
    const { objects, registers } = this.store;
    const at = (id << objectShift) | objectColumn.count;
    const count = ((objects[at] as number) + 1) | 0;
    objects[at] = count;
    registers[register.increments] = (registers[register.increments] as number) + 1;
    this.recording.emit(eventCode.inc, 0, id, count, 0);
  }

  /** Takes 1 from an object's count; the new count. */
  decrement(id: number): number {
    const { objects, registers } = this.store;
    const at = (id << objectShift) | objectColumn.count;
    const count = ((objects[at] as number) - 1) | 0;
    objects[at] = count;
    registers[register.decrements] = (registers[register.decrements] as number) + 1;
    this.recording.emit(eventCode.dec, 0, id, count, 0);
    return count;
  }

  text(text: string): number {
    return this.texts.intern(text, this.recording.operations, () => text);
  }

  label(frame: string, slot: string): number {
    return this.labels.intern(`${frame}\n${slot}`, this.recording.operations, () => ({
      frame,
      slot,
    }));
  }

  /** All ticks spent so far: the cost table of the design, each cost 1. */
  ticks(): number {
    return this.recording.operations + this.allocatorTicks() + this.collectorTicks();
  }

  allocatorTicks(): number {
    return this.register(register.probes) >>> 0;
  }

  collectorTicks(): number {
    let sum = 0;
    for (const index of collectorCosts) sum += this.register(index) >>> 0;
    return sum;
  }

  /** Forgets all that came after operation `operation`; the planes stand at its end already. */
  truncate(operation: number): void {
    this.recording.truncate(operation);
    for (const table of [
      this.texts,
      this.labels,
      this.shapes,
      this.frameShapes,
      this.collections,
      this.pauses,
      this.outputs,
    ])
      table.truncate(operation);
    // A collection that began before the cut may have ended after it.
    for (const collection of this.collections.entries)
      if (collection.end > this.recording.length) collection.end = 0;
  }
}

const collectorCosts = [
  register.increments,
  register.decrements,
  register.trials,
  register.restores,
  register.scannedSlots,
  register.swept,
  register.barriers,
  register.copied,
];
