import { Allocation } from './allocation.ts';
import type { Allocator } from './allocators/allocator.ts';
import { allocators } from './allocators/table.ts';
import type { Collector } from './collectors/collector.ts';
import { collectors } from './collectors/table.ts';
import { Hooks } from './hooks.ts';
import type { Interruption } from './interruption.ts';
import { frameColumn, objectFlag, plane, register, threadColumn } from './layout.ts';
import type { MachineOptions } from './machine-options.ts';
import { Memory } from './memory.ts';
import type {
  FrameId,
  FrameShapeId,
  Mutator,
  ObjectId,
  ShapeId,
  Slot,
  ThreadId,
  WordIndex,
} from './mutator.ts';
import type { OpenRecord } from './open-record.ts';
import { close, closedStores, open } from './open-stores.ts';
import type { OpenStores } from './open-stores.ts';
import { eventCode } from './recording.ts';
import { Roots } from './roots.ts';
import { effectiveSettings } from './settings.ts';
import type { HeapSettings } from './settings.ts';
import { Space } from './space.ts';
import { storeField, storeRoot } from './store-at-once.ts';
import { Timeline } from './timeline.ts';

export type { MachineOptions };

/** The simulated machine: heap, roots, allocator and collector, and the record of all they do. */
export class Machine extends Memory implements Mutator {
  readonly settings: HeapSettings;
  readonly roots: Roots;
  readonly space: Space;
  readonly allocator: Allocator;
  readonly collector: Collector;
  readonly timeline: Timeline;
  readonly #allocation: Allocation;
  /** A store into a field, or into a root, is no more than counting. */
  readonly #countsPlainly: boolean;
  readonly #countsRootsPlainly: boolean;
  readonly #stores = closedStores();
  readonly #record: OpenRecord;

  /** Throws a RangeError if the settings name what does not exist; see `settingsProblem`. */
  constructor(wanted: HeapSettings, options: MachineOptions = {}) {
    const settings = effectiveSettings(wanted);
    const makeAllocator = options.allocator ?? allocators[settings.allocator];
    const makeCollector = options.collector ?? collectors[settings.collector];
    if (makeAllocator === undefined)
      throw new RangeError(`There is no allocator ${settings.allocator}.`);
    if (makeCollector === undefined)
      throw new RangeError(`There is no collector ${settings.collector}.`);
    super(settings, options.recording ?? true, options.kernel ?? null, options.spare);
    const { core } = this;
    this.settings = settings;
    this.roots = new Roots(core);
    const hooks = new Hooks(core);
    this.allocator = makeAllocator(this.heap);
    this.allocator.rebuild();
    this.space = new Space(core, this.heap, this.roots, hooks, this.allocator);
    this.space.pace(0);
    this.collector = makeCollector(this.space);
    if (this.collector.allocator !== null) this.allocator = this.collector.allocator;
    this.#allocation = new Allocation(this.space, this.allocator, this.collector);
    core.firstCount = this.collector.countsRoots ? 1 : 0;
    this.#countsPlainly = this.collector.plain && this.collector.counts;
    this.#countsRootsPlainly = this.collector.plain && this.collector.countsRoots;
    this.#record = core.store.record;
    if (this.#countsPlainly) core.recording.storeBy(core.kernel?.storeField ?? null);
    this.roots.startThread('main');
    if (this.collector.steps) core.recording.stepAlways();
    this.timeline = new Timeline(core, options.checkpointBytes);
    this.begin();
  }

  /** Makes what was set up until now the beginning of the run: position 0. Before the first event only. */
  begin(): void {
    this.core.recording.begin();
    this.timeline.begin();
  }

  beginOperation(line: number): void {
    const { recording } = this.core;
    if (recording.isDue) this.#attend();
    recording.beginOperation(line);
    if (this.collector.steps) this.collector.step();
  }

  get record(): OpenRecord {
    return this.core.store.record;
  }

  get interruption(): Interruption {
    return this.core.store.interruption;
  }

  openStores(): OpenStores {
    open(this.#stores, this.core, this.#countsPlainly, this.#countsRootsPlainly);
    return this.#stores;
  }

  closeStores(logged: number): void {
    close(this.#stores, this.core, logged);
  }

  /** What is done between operations: the end of the run is come back to, a checkpoint taken. */
  #attend(): void {
    if (this.timeline.isAway) this.timeline.seekEnd();
    this.timeline.keepUp();
    this.core.recording.attend();
  }

  defineGlobals(shape: FrameShapeId): FrameId {
    const frame = this.roots.make(this.core.frameShapes.at(shape));
    this.core.setFrame(frame, frameColumn.thread, -1);
    this.core.setRegister(register.globals, frame);
    return frame;
  }

  startThread(name: string): ThreadId {
    const thread = this.roots.startThread(name);
    this.collector.threadStarted(thread);
    return thread;
  }

  endThread(thread: ThreadId): void {
    while (this.topFrame(thread) !== 0) this.#pop(thread);
    this.roots.endThread(thread);
  }

  get currentThread(): ThreadId {
    return this.core.register(register.currentThread);
  }

  switchThread(thread: ThreadId): void {
    const from = this.currentThread;
    if (from === thread) return;
    this.core.setRegister(register.currentThread, thread);
    this.core.emit(eventCode.thread, 0, from, thread, 0);
  }

  pushFrame(shape: FrameShapeId): FrameId {
    const frame = this.roots.push(this.currentThread, this.core.frameShapes.at(shape));
    this.roots.announceCall(frame);
    return frame;
  }

  /** Enters a frame that was there from the beginning: no `call`. */
  enterFirstFrame(shape: FrameShapeId): FrameId {
    return this.roots.push(this.currentThread, this.core.frameShapes.at(shape));
  }

  popFrame(): void {
    this.#pop(this.currentThread);
  }

  #pop(thread: ThreadId): void {
    const slots = this.roots.slots(this.topFrame(thread));
    for (let index = slots.length - 1; index >= 0; index -= 1) {
      const slot = slots[index] as number;
      if (this.slotHigh(slot) !== 0) this.setSlot(slot, 0, 0);
    }
    this.roots.pop(thread);
  }

  topFrame(thread: ThreadId): FrameId {
    return this.roots.thread(thread, threadColumn.top);
  }

  allocate(shape: ShapeId, slot: Slot): ObjectId {
    const object = this.#allocation.create(shape);
    if (object !== 0) this.#storeSlot(slot, this.addressOf(object), object);
    return object;
  }

  allocateInField(shape: ShapeId, owner: ObjectId, address: WordIndex): ObjectId {
    // A collection may move the owner: what is kept across it is the offset.
    const offset = address - this.addressOf(owner);
    const object = this.#allocation.create(shape);
    if (object === 0) return 0;
    if (this.collector.counts && !this.collector.countsRoots) this.collector.retain(object);
    this.#storeField(owner, this.addressOf(owner) + offset, this.addressOf(object), object);
    return object;
  }

  setSlot(slot: Slot, address: WordIndex, object: ObjectId): void {
    if (this.#countsRootsPlainly === true) {
      const ended = storeRoot(
        this.core,
        slot,
        address,
        object,
        this.roots.labelAt(slot),
        this.core.store.logLength,
      );
      if (ended > 0) this.collector.die(ended);
      if (ended >= 0) return;
    }
    if (object !== 0 && this.collector.countsRoots) this.collector.retain(object);
    this.#storeSlot(slot, address, object);
  }

  /** The store itself, for a target whose count the slot owns already. */
  #storeSlot(slot: Slot, address: WordIndex, object: ObjectId): void {
    const { collector, core } = this;
    const from = this.slotHigh(slot);
    collector.beforeRootWrite(slot, from, object);
    const isFolded = core.storePointer(plane.stack, slot, address, object);
    core.recording.emit(
      eventCode.root,
      slot * 2 + (isFolded ? 1 : 0),
      this.roots.labelAt(slot),
      from,
      object,
    );
    if (from !== 0 && collector.countsRoots) collector.release(from);
  }

  moveSlot(to: Slot, from: Slot): void {
    const { collector, core } = this;
    const address = this.slotLow(from);
    const object = this.slotHigh(from);
    const old = this.slotHigh(to);
    if (to === from) return;
    collector.beforeRootWrite(to, old, object);
    this.setSlotWord(to, address, object);
    core.recording.emit(eventCode.root, 0, this.roots.labelAt(to), old, object);
    if (object !== 0) {
      collector.beforeRootWrite(from, object, 0);
      this.setSlotWord(from, 0, 0);
      core.recording.emit(eventCode.root, 0, this.roots.labelAt(from), object, 0);
    }
    if (old !== 0 && collector.countsRoots) collector.release(old);
  }

  setPointer(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void {
    const record = this.#record;
    const { storeField: store } = record;
    // The kernel does it: little is kept over the call, so its events are taken for recorded before it.
    if (store !== null && ((record.logBefore + record.logAt) | 0) === record.settled) {
      const { eventAt: at, eventStep: step } = record;
      record.eventAt = (at + step) | 0;
      const ended = store(at, owner, address, target, object);
      if (ended > 0) this.collector.die(ended);
      if (ended >= 0) return;
      // Of three events there were two, or none.
      record.eventAt = (record.eventAt - (ended === -2 ? (step / 3) | 0 : step)) | 0;
      if (ended === -2) return;
    }
    this.#storeByScript(owner, address, target, object);
  }

  #storeByScript(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void {
    const { core } = this;
    if (this.#countsPlainly === true) {
      const { logLength } = core.store;
      const ended = storeField(core, owner, address, target, object, logLength);
      if (ended > 0) this.collector.die(ended);
      if (ended >= 0) return;
    }
    if (object !== 0 && this.collector.counts) this.collector.retain(object);
    this.#storeField(owner, address, target, object);
  }

  #storeField(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void {
    const { collector, core } = this;
    const from = this.wordHigh(address);
    collector.beforeWrite(owner, address, from, object);
    const isFolded = core.storePointer(plane.heap, address, target, object);
    core.recording.emit(
      eventCode.write,
      (address - this.addressOf(owner)) * 2 + (isFolded ? 1 : 0),
      owner,
      from,
      object,
    );
    if (from !== 0 && collector.counts) collector.release(from);
  }

  movePointer(owner: ObjectId, address: WordIndex, from: Slot): void {
    const { collector, core } = this;
    const target = this.slotLow(from);
    const object = this.slotHigh(from);
    if (collector.counts && !collector.countsRoots && object !== 0) collector.retain(object);
    const old = this.wordHigh(address);
    collector.beforeWrite(owner, address, old, object);
    this.setWord(address, target, object);
    core.recording.emit(eventCode.write, (address - this.addressOf(owner)) * 2, owner, old, object);
    if (object !== 0) {
      collector.beforeRootWrite(from, object, 0);
      this.setSlotWord(from, 0, 0);
      core.recording.emit(eventCode.root, 0, this.roots.labelAt(from), object, 0);
      collector.handedOver(object);
    }
    if (old !== 0 && collector.counts) collector.release(old);
  }

  loadPointer(slot: Slot, _owner: ObjectId, address: WordIndex): void {
    this.setSlot(slot, this.wordLow(address), this.wordHigh(address));
  }

  setWeak(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void {
    const { hooks } = this.space;
    const offset = address - this.addressOf(owner);
    const old = this.wordHigh(address);
    if (old !== 0) hooks.removeWeak(owner, offset, old);
    if (object !== 0) hooks.addWeak(owner, offset, object);
    this.setWord(address, object === 0 ? 0 : target, object);
  }

  loadWeak(slot: Slot, _owner: ObjectId, address: WordIndex): void {
    const object = this.wordHigh(address);
    if (object !== 0 && this.collector.revive(object))
      this.setSlot(slot, this.wordLow(address), object);
    // What lies in no object is nobody's to collect.
    else if (this.slotHigh(slot) !== 0)
      this.setSlot(slot, object === 0 ? this.wordLow(address) : 0, 0);
    else this.setSlotWord(slot, object === 0 ? this.wordLow(address) : 0, 0);
  }

  retake(slot: Slot, object: ObjectId): boolean {
    if (!this.isAllocated(object) || !this.collector.revive(object)) return false;
    this.setSlot(slot, this.addressOf(object), object);
    return true;
  }

  setFinalizer(object: ObjectId, token: number): void {
    this.space.hooks.setFinalizer(object, token);
  }

  hasFinalizer(object: ObjectId): boolean {
    return this.core.hasFlag(object, objectFlag.finalizer);
  }

  addCleanup(object: ObjectId, token: number): void {
    this.space.hooks.addCleanup(object, token);
  }

  takeFinalizer(slot: Slot): number {
    const taken = this.space.hooks.takeFinalizer();
    if (taken === null) return 0;
    this.#storeSlot(slot, this.addressOf(taken.object), taken.object);
    return taken.token;
  }

  takeCleanup(): number {
    return this.space.hooks.takeCleanup();
  }

  collect(): void {
    this.collector.collect('request');
  }

  /** What a script's `gc` does: an incremental collector begins a cycle, or ends the one under way. */
  request(): void {
    this.collector.request('request');
  }

  release(object: ObjectId): void {
    const { core } = this;
    if (!this.collector.manual) {
      this.report('free-under-collector', object);
      return;
    }
    if (this.isAllocated(object)) {
      this.space.free(object);
      return;
    }
    this.report('double-free', object);
    // What stands at the stale address now is freed instead: that is what makes a double free dangerous.
    const victim = this.standingAt(object);
    if (victim !== 0 && core.isAllocated(victim)) this.space.free(victim);
  }

  /** The machine is at its end, and nobody looks at its run any more: it must not be used again. */
  retire(): void {
    this.core.recording.retire();
  }

  /** Takes back everything after operation `operation`: what undo does. The run goes on from there. */
  truncate(operation: number): void {
    this.timeline.cut(operation);
    this.roots.rebuild();
    this.allocator.rebuild();
    this.collector.rebuild();
  }
}
