import type { Core } from './core.ts';
import { frameColumn, frameStride, plane, register, threadColumn, threadStride } from './layout.ts';
import { eventCode } from './recording.ts';
import type { FrameShape } from './shapes.ts';

/**
 * Globals, threads and their stacks of frames: where roots live. A frame is a record and a region
 * of the stack plane whose capacity is a power of two; regions that are left are kept by capacity
 * and used again, so a frame never moves while it lives (a `dynamic` one moves when it grows).
 */
export class Roots {
  readonly #core: Core;
  /** Root slots in root order, filled by `list`. */
  #slots = new Int32Array(256);
  /** No thread below it has ended. */
  #firstEnded = 0;

  constructor(core: Core) {
    this.#core = core;
    core.store.reserve(plane.threads, 64);
    core.store.reserve(plane.frames, 64 * frameStride);
  }

  thread(id: number, column: number): number {
    return (this.#core.store.words[plane.threads] as Int32Array)[
      id * threadStride + column
    ] as number;
  }

  #setThread(id: number, column: number, value: number): void {
    this.#core.store.set(plane.threads, id * threadStride + column, value);
  }

  /** Threads that were ever alive at once. */
  get threads(): number {
    return this.#core.register(register.threadTop);
  }

  isAlive(thread: number): boolean {
    return thread >= 0 && thread < this.threads && this.thread(thread, threadColumn.alive) === 1;
  }

  startThread(name: string): number {
    const core = this.#core;
    let id = this.#firstEnded;
    while (id < this.threads && this.thread(id, threadColumn.alive) === 1) id += 1;
    this.#firstEnded = id + 1;
    if (id === this.threads) {
      core.store.reserve(plane.threads, (id + 1) * threadStride);
      core.setRegister(register.threadTop, id + 1);
    }
    this.#setThread(id, threadColumn.top, 0);
    this.#setThread(id, threadColumn.bottom, 0);
    this.#setThread(id, threadColumn.name, core.text(name));
    this.#setThread(id, threadColumn.alive, 1);
    core.setRegister(register.freeThread, id + 1);
    return id;
  }

  endThread(thread: number): void {
    const core = this.#core;
    this.#setThread(thread, threadColumn.alive, 0);
    core.setRegister(register.freeThread, Math.min(thread, core.register(register.freeThread)));
    this.#firstEnded = Math.min(this.#firstEnded, thread);
  }

  /** The planes were changed from outside: what is known of the threads is found out again. */
  rebuild(): void {
    this.#firstEnded = 0;
  }

  /** Reserves a frame's record and its words; links it nowhere. */
  make(shape: FrameShape): number {
    const core = this.#core;
    const { store } = core;
    let frame = core.register(register.freeFrame);
    if (frame !== 0) {
      core.setRegister(register.freeFrame, core.frame(frame, frameColumn.caller));
    } else {
      frame = core.register(register.frameTop) + 1;
      core.setRegister(register.frameTop, frame);
      store.reserve(plane.frames, (frame + 1) * frameStride);
    }
    const used = shape.dynamic ? 0 : shape.words.length;
    const capacity = capacityFor(used);
    const base = this.#region(capacity);
    core.setFrame(frame, frameColumn.base, base);
    core.setFrame(frame, frameColumn.capacity, capacity);
    core.setFrame(frame, frameColumn.caller, 0);
    core.setFrame(frame, frameColumn.callee, 0);
    core.setFrame(frame, frameColumn.thread, 0);
    core.setFrame(frame, frameColumn.shape, shape.id);
    core.setFrame(frame, frameColumn.used, used);
    core.setFrame(frame, frameColumn.line, 0);
    const stack = store.words[plane.stack] as Int32Array;
    for (let index = base * 2; index < (base + used) * 2; index += 1)
      if (stack[index] !== 0) store.set(plane.stack, index, 0);
    for (const offset of shape.pointers)
      store.set(plane.labels, base + offset, shape.labels[offset] ?? 0);
    core.addRegister(register.rootWords, shape.pointers.length);
    return frame;
  }

  /** First word of a free region of `capacity` words. */
  #region(capacity: number): number {
    const core = this.#core;
    const list = register.freeStack + 31 - Math.clz32(capacity);
    const head = core.register(list);
    if (head !== 0) {
      core.setRegister(list, (core.store.words[plane.stack] as Int32Array)[head * 2] as number);
      return head;
    }
    // Word 0 stays unused: 0 ends a list.
    const base = Math.max(1, core.register(register.stackTop));
    core.store.reserve(plane.stack, (base + capacity) * 2);
    core.store.reserve(plane.labels, base + capacity);
    core.setRegister(register.stackTop, base + capacity);
    return base;
  }

  #leave(base: number, capacity: number): void {
    const core = this.#core;
    const list = register.freeStack + 31 - Math.clz32(capacity);
    core.store.set(plane.stack, base * 2, core.register(list));
    core.store.set(plane.stack, base * 2 + 1, 0);
    core.setRegister(list, base);
  }

  /** Puts a new frame on top of a thread. Emits `call`. */
  push(thread: number, shape: FrameShape): number {
    const core = this.#core;
    const frame = this.make(shape);
    const below = this.thread(thread, threadColumn.top);
    core.setFrame(frame, frameColumn.thread, thread);
    core.setFrame(frame, frameColumn.caller, below);
    if (below === 0) this.#setThread(thread, threadColumn.bottom, frame);
    else core.setFrame(below, frameColumn.callee, frame);
    this.#setThread(thread, threadColumn.top, frame);
    return frame;
  }

  announceCall(frame: number): void {
    this.#core.emit(
      eventCode.call,
      0,
      this.#core.text(this.#core.frameShapeOf(frame).name),
      frame,
      0,
    );
  }

  /** Takes the top frame, whose slots have been dropped, off its thread. Emits `return`. */
  pop(thread: number): void {
    const core = this.#core;
    const frame = this.thread(thread, threadColumn.top);
    const below = core.frame(frame, frameColumn.caller);
    const shape = core.frameShapeOf(frame);
    this.#setThread(thread, threadColumn.top, below);
    if (below === 0) this.#setThread(thread, threadColumn.bottom, 0);
    else core.setFrame(below, frameColumn.callee, 0);
    core.addRegister(
      register.rootWords,
      -(shape.dynamic ? core.frame(frame, frameColumn.used) : shape.pointers.length),
    );
    this.#leave(core.frame(frame, frameColumn.base), core.frame(frame, frameColumn.capacity));
    core.setFrame(frame, frameColumn.caller, core.register(register.freeFrame));
    core.setRegister(register.freeFrame, frame);
    core.emit(eventCode.return, 0, core.text(shape.name), frame, 0);
  }

  /** Adds a slot to a dynamic frame; its offset. */
  addSlot(frame: number, name: string): number {
    const core = this.#core;
    const used = core.frame(frame, frameColumn.used);
    const capacity = core.frame(frame, frameColumn.capacity);
    if (used === capacity) this.#grow(frame, used, capacity);
    const slot = core.frame(frame, frameColumn.base) + used;
    core.store.set(plane.stack, slot * 2, 0);
    core.store.set(plane.stack, slot * 2 + 1, 0);
    core.store.set(plane.labels, slot, core.label(core.frameShapeOf(frame).name, name));
    core.setFrame(frame, frameColumn.used, used + 1);
    core.addRegister(register.rootWords, 1);
    return used;
  }

  #grow(frame: number, used: number, capacity: number): void {
    const core = this.#core;
    const { store } = core;
    const old = core.frame(frame, frameColumn.base);
    const base = this.#region(capacity * 2);
    for (let index = 0; index < used; index += 1) {
      store.set(plane.stack, (base + index) * 2, store.get(plane.stack, (old + index) * 2));
      store.set(plane.stack, (base + index) * 2 + 1, store.get(plane.stack, (old + index) * 2 + 1));
      store.set(plane.labels, base + index, store.get(plane.labels, old + index));
    }
    this.#leave(old, capacity);
    core.setFrame(frame, frameColumn.base, base);
    core.setFrame(frame, frameColumn.capacity, capacity * 2);
  }

  /** All frames in root order: globals, then each thread's from bottom to top. */
  frames(): number[] {
    const core = this.#core;
    const result: number[] = [];
    const globals = core.register(register.globals);
    if (globals !== 0) result.push(globals);
    // One by one: a stack may be deeper than a call can have arguments.
    for (let thread = 0; thread < this.threads; thread += 1)
      for (const frame of this.framesOf(thread)) result.push(frame);
    return result;
  }

  /** Frames of one thread from bottom to top; none once it has ended. */
  framesOf(thread: number): number[] {
    const result: number[] = [];
    if (!this.isAlive(thread)) return result;
    for (
      let frame = this.thread(thread, threadColumn.bottom);
      frame !== 0;
      frame = this.#core.frame(frame, frameColumn.callee)
    )
      result.push(frame);
    return result;
  }

  /** Slots of one frame in declaration order, appended to `slots`; the new length. */
  #slotsOf(frame: number, length: number): number {
    const core = this.#core;
    const shape = core.frameShapeOf(frame);
    const base = core.frame(frame, frameColumn.base);
    const count = shape.dynamic ? core.frame(frame, frameColumn.used) : shape.pointers.length;
    if (this.#slots.length < length + count) {
      const grown = new Int32Array(Math.max(length + count, this.#slots.length * 2));
      grown.set(this.#slots);
      this.#slots = grown;
    }
    for (let index = 0; index < count; index += 1) {
      this.#slots[length + index] =
        base + (shape.dynamic ? index : (shape.pointers[index] as number));
    }
    return length + count;
  }

  /** Every root slot in root order; valid until the next call. */
  list(): Int32Array {
    let length = 0;
    for (const frame of this.frames()) length = this.#slotsOf(frame, length);
    return this.#slots.subarray(0, length);
  }

  /** Pointer slots of one frame in declaration order. */
  slots(frame: number): Int32Array {
    return this.#slots.slice(0, this.#slotsOf(frame, 0));
  }

  labelAt(slot: number): number {
    return this.#core.store.get(plane.labels, slot);
  }
}

function capacityFor(words: number): number {
  let capacity = 4;
  while (capacity < words) capacity *= 2;
  return capacity;
}
