import { Core } from './core.ts';
import { Heap } from './heap.ts';
import { frameColumn, objectColumn, plane, register } from './layout.ts';
import type { KernelMaker } from './kernel.ts';
import { eventCode } from './recording.ts';
import type {
  FrameId,
  FrameShapeId,
  FrameWord,
  Halt,
  HeapStatistics,
  ObjectId,
  PointerMap,
  ShapeId,
  Slot,
  WordIndex,
} from './mutator.ts';
import type { HeapSettings } from './settings.ts';
import { blockGranules, countPointers, fieldAtWord, pointerKey } from './shapes.ts';
import type { SpareChunks } from './spare-chunks.ts';

const halts: readonly Halt[] = [null, 'oom', 'fault'];

/**
 * The machine's memory as a program sees it word by word: shapes, objects, and everything that can
 * be read or written without a collector having a say in it.
 */
export class Memory {
  readonly core: Core;
  readonly heap: Heap;

  constructor(
    settings: HeapSettings,
    recording: boolean,
    makeKernel: KernelMaker | null,
    spare?: SpareChunks,
  ) {
    const core = new Core(settings, makeKernel, spare);
    this.core = core;
    core.recording.on = recording;
    core.store.logging = recording;
    core.setRegister(register.granuleShift, core.geometry.shift);
    this.heap = new Heap(core);
    const { granules } = this.heap;
    this.heap.writeFree(0, granules, false);
    core.setRegister(register.free, granules);
    core.setRegister(register.holes, 1);
    core.setRegister(register.largestFree, granules);
  }

  addressOf(object: ObjectId): WordIndex {
    return this.core.payloadAt(this.core.object(object, objectColumn.address));
  }

  payloadWords(object: ObjectId): number {
    return (
      (this.heap.sizeOf(this.core.object(object, objectColumn.address)) <<
        this.core.geometry.shift) -
      1
    );
  }

  shapeOf(object: ObjectId): ShapeId {
    return this.core.objectShapes[object] as number;
  }

  isAllocated(object: ObjectId): boolean {
    return this.core.isAllocated(object);
  }

  countOf(object: ObjectId): number {
    return this.core.object(object, objectColumn.count);
  }

  get stackPlane(): Int32Array {
    return this.core.store.stack;
  }

  get heapPlane(): Int32Array {
    return this.core.store.heap;
  }

  slotLow(slot: Slot): number {
    return this.core.store.stack[slot * 2] as number;
  }

  slotHigh(slot: Slot): number {
    return this.core.store.stack[slot * 2 + 1] as number;
  }

  setSlotWord(slot: Slot, low: number, high: number): void {
    this.core.store.setSlot(slot, low, high);
  }

  wordLow(address: WordIndex): number {
    return this.core.store.heap[address * 2] as number;
  }

  wordHigh(address: WordIndex): number {
    return this.core.store.heap[address * 2 + 1] as number;
  }

  setWord(address: WordIndex, low: number, high: number): void {
    this.core.store.setWord(plane.heap, address, low, high);
  }

  byteAt(byteIndex: number): number {
    const half = this.core.store.heap[byteIndex >>> 2] as number;
    return (half >>> ((byteIndex & 3) * 8)) & 255;
  }

  setByte(byteIndex: number, value: number): void {
    const shift = (byteIndex & 3) * 8;
    const half = this.core.store.heap[byteIndex >>> 2] as number;
    this.core.store.set(
      plane.heap,
      byteIndex >>> 2,
      (half & ~(255 << shift)) | ((value & 255) << shift),
    );
  }

  copyWords(from: WordIndex, to: WordIndex, count: number): void {
    const step = to > from ? -1 : 1;
    let index = to > from ? count - 1 : 0;
    for (let left = count; left > 0; left -= 1) {
      this.setWord(to + index, this.wordLow(from + index), this.wordHigh(from + index));
      index += step;
    }
  }

  /** The object whose block starts where a freed object's block started, or 0. */
  standingAt(freed: ObjectId): ObjectId {
    const { core, heap } = this;
    const start = core.object(freed, objectColumn.address);
    const found = heap.objectAt(start);
    if (!core.isAllocated(found)) return 0;
    return core.object(found, objectColumn.address) === start ? found : 0;
  }

  /** Pointer field of `owner` at heap word `address`, or −1. */
  fieldAt(owner: ObjectId, address: WordIndex): number {
    return fieldAtWord(this.core.shapeOf(owner).pointers, address - this.addressOf(owner));
  }

  defineShape(type: string, payloadBytes: number, pointers: PointerMap): ShapeId {
    const { core } = this;
    return core.shapes.intern(
      `${type}\n${payloadBytes}\n${pointerKey(pointers)}`,
      core.recording.operations,
      (id) => ({
        id,
        type,
        payload: payloadBytes,
        granules: blockGranules(core.geometry, payloadBytes),
        pointers,
        pointerCount: countPointers(pointers),
      }),
    );
  }

  defineFrame(name: string, words: readonly FrameWord[]): FrameShapeId {
    const key = `${name}\n${words.map((word) => `${word.pointer ? '*' : ''}${word.name}`).join('\n')}`;
    return this.#frameShape(key, name, false, words);
  }

  /** A frame whose slots, all pointers, are made as they are used: what scripts and hands work with. */
  defineDynamicFrame(name: string): FrameShapeId {
    return this.#frameShape(`\n${name}`, name, true, []);
  }

  #frameShape(
    key: string,
    name: string,
    dynamic: boolean,
    words: readonly FrameWord[],
  ): FrameShapeId {
    const { core } = this;
    return core.frameShapes.intern(key, core.recording.operations, (id) => ({
      id,
      name,
      dynamic,
      words,
      pointers: Int32Array.from(words.flatMap((word, offset) => (word.pointer ? [offset] : []))),
      labels: Int32Array.from(
        words.map((word) => (word.pointer ? core.label(name, word.name) : 0)),
      ),
    }));
  }

  statistics(): HeapStatistics {
    const { core } = this;
    return {
      allocatedBytes: core.register(register.allocated) * core.geometry.unit,
      mallocs: core.register(register.objects),
      frees: core.register(register.freedObjects),
      collections: core.register(register.collections),
    };
  }

  callerOf(frame: FrameId): FrameId {
    return this.core.frame(frame, frameColumn.caller);
  }

  frameBase(frame: FrameId): Slot {
    return this.core.frame(frame, frameColumn.base);
  }

  setFrameLine(frame: FrameId, line: number): void {
    this.core.setFrame(frame, frameColumn.line, line);
  }

  /** Records a fault that does not end the run: a use after free, a double free. */
  report(kind: string, object: ObjectId): void {
    this.core.emit(eventCode.fault, 0, this.core.text(kind), object, 0);
  }

  write(text: string): void {
    const { core } = this;
    const output = core.outputs.append(
      { seq: core.recording.length + 1, text },
      core.recording.operations,
    );
    core.emit(eventCode.out, 0, output, 0, 0);
  }

  fault(kind: string, object: ObjectId): void {
    this.core.setRegister(register.halted, 2);
    this.report(kind, object);
  }

  get halted(): Halt {
    return halts[this.core.register(register.halted)] ?? null;
  }
}
