/**
 * What one moment of a run looks like: plain data of bounded size, made on request from the word
 * heap at a position. The stage draws it; lessons and quizzes read it. All addresses and sizes are
 * in the unit of the geometry.
 */
import type { HeapEvent, ObjectId } from './event.ts';

export type Colour = 'white' | 'grey' | 'black';

/** `live`: reachable from a root. `garbage`: allocated, unreachable. `dead`: found dead, not yet freed. */
export type ObjectState = 'live' | 'garbage' | 'dead';

export interface ObjectView {
  readonly id: ObjectId;
  readonly type: string;
  readonly address: number;
  /** Block size and payload. */
  readonly size: number;
  readonly payload: number;
  /** Targets of the pointer fields in order; longer arrays are cut at 64 and `fieldCount` tells. */
  readonly fields: readonly (ObjectId | null)[];
  readonly fieldCount: number;
  /** Reference count under a counting collector, else null. */
  readonly count: number | null;
  /** Mark colour while a tracing or trial collection runs, else null. */
  readonly colour: Colour | null;
  readonly state: ObjectState;
  /** Position at which it became unreachable, or null while it is reachable. */
  readonly unreachableSince: number | null;
}

/** One block of the tiling, in address order. `object` is null for a free block. */
export interface BlockView {
  readonly address: number;
  readonly size: number;
  readonly object: ObjectId | null;
}

/** A part of the address space that a collector keeps apart: the halves of a copying one, the generations. */
export interface RegionView {
  readonly name: RegionName;
  readonly address: number;
  readonly size: number;
}
/**
 * `half` is where objects are made, `reserve` stays empty until objects are copied there; while that is
 * under way they are `copied-from` and `copied-to`. The nursery has two halves of that kind.
 */
export type RegionName =
  | 'half'
  | 'reserve'
  | 'copied-from'
  | 'copied-to'
  | 'old'
  | 'nursery'
  | 'nursery-reserve'
  | 'nursery-from'
  | 'nursery-to';

/** A span of Go's allocator that holds objects: whole pages, cut into slots of one size. */
export interface SpanView {
  readonly address: number;
  /** Bytes of its pages. */
  readonly size: number;
  /** Bytes of one slot; for a large object, the size of the span. */
  readonly slot: number;
}

export interface SlotView {
  readonly name: string;
  readonly target: ObjectId | null;
  /** Text of what it holds beside or instead of a reference (programs only); with neither it is nil. */
  readonly value?: string;
  /**
   * Of a slot without a name: the closure whose code runs in the frame, or what a statement that is not
   * done holds while something else runs. Absent where it is being made now.
   */
  readonly holds?: 'closure' | 'operand';
}

/** Globals first, then the stack from bottom to top (each goroutine's, for programs). */
export interface RootFrameView {
  readonly name: string;
  readonly kind: 'globals' | 'frame' | 'goroutine';
  readonly line: number | null;
  readonly slots: readonly SlotView[];
  /** Of a goroutine: it is the one that runs. */
  readonly runs?: boolean;
  /** Of a frame: so many frames of its stack, between it and the one before it here, are not listed. */
  readonly leftOut?: number;
}

/** How much of the stacks is listed. */
export interface RootLimits {
  /** Most goroutines, the running one always among them. */
  readonly goroutines: number;
  /** Most frames of the running one, and four times those of any other: a few of the outermost, the others the innermost. */
  readonly frames: number;
}

/** Figures at one moment; definitions in the reference, §3. Ratios 0 … 1, sizes in the geometry's unit. */
export interface Metrics {
  readonly ticks: number;
  readonly allocated: number;
  readonly live: number;
  readonly garbage: number;
  readonly floating: number;
  readonly free: number;
  readonly holes: number;
  readonly largestFree: number;
  readonly peak: number;
  readonly externalFragmentation: number;
  readonly internalFragmentation: number;
  readonly objects: {
    readonly allocated: number;
    readonly freed: number;
    readonly live: number;
    readonly garbage: number;
  };
  readonly increments: number;
  readonly decrements: number;
  readonly longestCascade: number;
  readonly marked: number;
  readonly scannedSlots: number;
  /** Objects that found a bounded mark stack full, and searches of the heap for them. */
  readonly overflows: number;
  readonly searches: number;
  readonly barrierHits: number;
  /** What finished tracing collections marked or copied ÷ what was allocated so far, both in granules; 0 before the first allocation. */
  readonly markCons: number;
  readonly collections: number;
  /** Heap size that the pacer lets the heap come to before it starts a cycle; null where it starts none. */
  readonly goal: number | null;
  readonly longestPause: number;
  readonly totalPause: number;
  /** Mutator ticks / all ticks. */
  readonly throughput: number;
}

/** Which part of a moment is wanted. */
export interface FrameRequest {
  /** Most blocks and objects to list; beyond it the frame carries `cells` instead. */
  readonly blockLimit: number;
  /** For a heap beyond the limit: how many cells to draw it with, and which addresses. */
  readonly cells: { readonly from: number; readonly to: number; readonly count: number } | null;
  /** Which stacks to list; all of them where nothing is said. */
  readonly roots?: RootLimits;
}

export interface Frame {
  readonly seq: number;
  /** Events recorded so far in this run. */
  readonly length: number;
  readonly op: number;
  readonly line: number | null;
  /** The event that led here; null at the beginning. */
  readonly event: HeapEvent | null;
  readonly heapBytes: number;
  /** Blocks in address order; of a heap with more than the limit, those in the range of `cells` where they are few enough, else null. */
  readonly blocks: readonly BlockView[] | null;
  /** Objects by id (those in `blocks`), dead and garbage ones included. */
  readonly objects: readonly ObjectView[];
  /** One byte a cell: 0 free, 1 live, 2 garbage, 3 grey, 4 black, 5 dead, 6 mixed; null where all blocks are listed. */
  readonly cells: Uint8Array | null;
  readonly roots: readonly RootFrameView[];
  /** Goroutines beyond the limit of the request. */
  readonly goroutinesLeftOut: number;
  /** Work list of the collection under way (mark stack, zero-count table, candidates …), top last. */
  readonly worklist: {
    readonly name:
      'mark-stack' | 'mark-queue' | 'to-free' | 'zero-count' | 'candidates' | 'remembered';
    readonly objects: readonly ObjectId[];
  } | null;
  readonly collection: {
    readonly index: number;
    readonly phase: 'mark' | 'sweep' | 'trial' | 'scan' | 'collect' | 'copy' | 'compact';
  } | null;
  readonly output: string;
  /** More was printed before `output`, which is the end of it. */
  readonly outputIsCut: boolean;
  readonly metrics: Metrics;
  /** Spans in address order, where all blocks are listed; null under any other allocator than Go's. */
  readonly spans: readonly SpanView[] | null;
  /** Parts that the collector keeps apart, in address order; none where it keeps the heap whole. */
  readonly regions: readonly RegionView[];
}
