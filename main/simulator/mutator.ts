/**
 * What a program asks of the simulated machine: the only door through which a mutator (a script, a
 * hand, a compiled MiniGo program) changes the heap, its registers and its roots. Everything done
 * here is recorded and reversible.
 *
 * Words and pointers. Memory is counted in simulated words of 8 bytes; word `w` occupies the two
 * Int32 at `2w` and `2w + 1` of its plane (low half first). A pointer is two numbers: the index of
 * the word it points at and the id of the object that word belongs to; nil is `0, 0`. An interior
 * pointer has an index inside its object and the id of its base. A heap word index is an address
 * divided by 8 in the geometry `bytes`.
 *
 * Places. A `slot` is the index of a word in the stack plane: `frameBase(frame) + offset`. A heap
 * place is the id of the owner and the index of the word. A moving collector changes indexes, never
 * ids: after anything that may collect (`allocate…`, `collect`, `beginOperation`) read an index
 * again from the slot or from `addressOf(object)`.
 */
import type { Interruption } from './interruption.ts';
import type { OpenRecord } from './open-record.ts';
import type { OpenStores } from './open-stores.ts';
import type { HeapSettings } from './settings.ts';

export type ObjectId = number;
export type ShapeId = number;
export type FrameShapeId = number;
export type FrameId = number;
export type ThreadId = number;
/** Index of a word in the stack plane. */
export type Slot = number;
/** Index of a word in the heap plane. */
export type WordIndex = number;

/** Which payload words of an object hold pointers; offsets count words from the start of the payload. */
export type PointerMap =
  /** The first `count` words. */
  | { readonly kind: 'prefix'; readonly count: number }
  /** Exactly these words, ascending. */
  | { readonly kind: 'words'; readonly offsets: readonly number[] }
  /** `offsets` within an element of `stride` words, repeated `count` times: a backing array. */
  | {
      readonly kind: 'repeat';
      readonly stride: number;
      readonly offsets: readonly number[];
      readonly count: number;
    };

/** One word of a frame. `pointer` words are roots and counted; the others are raw. */
export interface FrameWord {
  /** Name shown to people; words that belong to one variable may share it. */
  readonly name: string;
  readonly pointer: boolean;
}

/** Why the machine refuses to go on; `null` while it runs. */
export type Halt = 'oom' | 'fault' | null;

/** Figures that a program may ask for at run time, answered from the simulated heap. */
export interface HeapStatistics {
  /** Σ blocks of allocated objects, in the unit of the geometry. */
  readonly allocatedBytes: number;
  readonly mallocs: number;
  readonly frees: number;
  readonly collections: number;
}

export interface Mutator {
  readonly settings: HeapSettings;
  /** Set by an `oom`, or by a fault under a collector that cannot go on; later requests are refused. */
  readonly halted: Halt;

  /** Interns a type of object: name, payload in bytes (cells), and where its pointers are. */
  defineShape(type: string, payloadBytes: number, pointers: PointerMap): ShapeId;
  /** Interns a frame layout. The words are numbered in declaration order, which is the root order. */
  defineFrame(name: string, words: readonly FrameWord[]): FrameShapeId;

  /** Starts the next operation (a statement) at `line`, from 1; 0 for none. Costs one tick. */
  beginOperation(line: number): void;
  /** For an inner loop that begins operations and writes raw words itself: where it may write. */
  readonly record: OpenRecord;
  /** Asked by whatever takes long without writing anything. */
  readonly interruption: Interruption;
  /** For such a loop: where it may record counted stores itself, until it calls anything else. */
  openStores(): OpenStores;
  /** It has recorded some there; the log had `logged` words before the last one. */
  closeStores(logged: number): void;

  /** The frame of the globals: made once, before anything else; all of its words are roots first. */
  defineGlobals(shape: FrameShapeId): FrameId;
  /** Thread 0 exists from the beginning. A thread's frames are roots until it ends. Ids are reused. */
  startThread(name: string): ThreadId;
  /** Pops what frames it still has, then forgets it. */
  endThread(thread: ThreadId): void;
  /** Records that `thread` runs from now on (`thread` event if it changed). */
  switchThread(thread: ThreadId): void;
  readonly currentThread: ThreadId;

  /** Enters a frame on the current thread: all words nil or zero. Emits `call`. */
  pushFrame(shape: FrameShapeId): FrameId;
  /** Drops the pointer slots of the top frame in reverse order, then leaves it. Emits `return` last. */
  popFrame(): void;
  /** Top frame of a thread, or 0 when it has none (the globals' frame is never a thread's). */
  topFrame(thread: ThreadId): FrameId;
  /** Frame below, or 0. */
  callerOf(frame: FrameId): FrameId;
  /** Slot of word 0 of a frame; stays the same while the frame lives. */
  frameBase(frame: FrameId): Slot;
  /** The line shown for a frame; set it before a call so that the stack view tells where it waits. */
  setFrameLine(frame: FrameId, line: number): void;

  /**
   * New object (payload zeroed), stored in root `slot` in one transfer: its count is 1 and no
   * increment is counted; the old target of the slot is released afterwards. 0 after an `oom`.
   */
  allocate(shape: ShapeId, slot: Slot): ObjectId;
  /** The same, stored in the pointer word at `address` of `owner`. */
  allocateInField(shape: ShapeId, owner: ObjectId, address: WordIndex): ObjectId;

  /** Heap index of the first payload word of an object. */
  addressOf(object: ObjectId): WordIndex;
  /** Payload words of an object. */
  payloadWords(object: ObjectId): number;
  shapeOf(object: ObjectId): ShapeId;
  /** True while the object is neither freed nor found dead. */
  isAllocated(object: ObjectId): boolean;
  /** Reference count under a counting collector, else 0. */
  countOf(object: ObjectId): number;

  /**
   * The two planes for reading at full speed, word `w` at `2w` and `2w + 1`. Written by whoever goes on with `record`. A plane that grows is replaced: ask for the stack again after `pushFrame` and `startThread`, for
   * the heap after whatever may collect.
   */
  readonly stackPlane: Int32Array;
  readonly heapPlane: Int32Array;

  /** Both halves of a root word: for a pointer its heap index and its object (0 for one that leads
   * into no object: its low half is then the program's own and is kept as it is). */
  slotLow(slot: Slot): number;
  slotHigh(slot: Slot): number;
  /** Raw write of a word that is not a pointer slot. */
  setSlotWord(slot: Slot, low: number, high: number): void;
  /** Pointer write to a root slot: counts, barrier, `root` event. */
  setSlot(slot: Slot, address: WordIndex, object: ObjectId): void;
  /** `to = from; from = nil` in one transfer: no count changes for the moved target. */
  moveSlot(to: Slot, from: Slot): void;

  /** Both halves of a heap word. */
  wordLow(address: WordIndex): number;
  wordHigh(address: WordIndex): number;
  /** Raw write of a payload word that holds no pointer. */
  setWord(address: WordIndex, low: number, high: number): void;
  /** One byte of the heap, by byte index (8 × word index + byte). Little endian within the word. */
  byteAt(byteIndex: number): number;
  setByte(byteIndex: number, value: number): void;
  /** Raw copy of words, ranges may overlap; not for words that hold pointers. */
  copyWords(from: WordIndex, to: WordIndex, count: number): void;
  /** Pointer write to word `address` of `owner`: counts, barrier, `write` event. */
  setPointer(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void;
  /**
   * `*address = from; from = nil` in one transfer: the reference moves from a root slot into a
   * field, no count changes for it; the field's old target is released afterwards.
   */
  movePointer(owner: ObjectId, address: WordIndex, from: Slot): void;
  /** `slot = *address`, counted: a pointer read from the heap into a root slot. */
  loadPointer(slot: Slot, owner: ObjectId, address: WordIndex): void;

  /**
   * Makes the (non-pointer) word at `address` of `owner` a weak reference: neither counted nor
   * traced, and set to `0, 0` before its target's memory is reused. Object 0 clears it.
   */
  setWeak(owner: ObjectId, address: WordIndex, target: WordIndex, object: ObjectId): void;

  /**
   * `slot = *address`, where the word is a weak reference: from now on the target is held as any
   * other. Nil if the collector has found the target dead, though its memory may be in use still.
   */
  loadWeak(slot: Slot, owner: ObjectId, address: WordIndex): void;
  /**
   * Stores an object in `slot` that the program knows by its id alone, from a table that keeps
   * nothing alive. False, and nothing is stored, if it is gone or has been found dead.
   */
  retake(slot: Slot, object: ObjectId): boolean;

  /** Token (> 0) to be queued once when the object is found unreachable; it is kept for one more round. 0 removes it. */
  setFinalizer(object: ObjectId, token: number): void;
  /** Whether a finalizer is set, which has not been queued yet. */
  hasFinalizer(object: ObjectId): boolean;
  /** Token (> 0) to be queued when the object has been freed; an object may have several. */
  addCleanup(object: ObjectId, token: number): void;
  /** Next queued finalizer: its token, its object moved into `slot`; 0 when there is none. */
  takeFinalizer(slot: Slot): number;
  /** Next queued cleanup token; 0 when there is none. */
  takeCleanup(): number;

  /** Asks for a full collection; nothing happens under a collector that has none to run. */
  collect(): void;
  /** Frees an object by hand (collector `manual`); elsewhere, or twice, a fault. */
  release(object: ObjectId): void;

  /** Appends to the program's output (`out` event). */
  write(text: string): void;
  /** Records a fault that ends the program (a panic, a deadlock): `fault` event. */
  fault(kind: string, object: ObjectId): void;
  statistics(): HeapStatistics;
}
