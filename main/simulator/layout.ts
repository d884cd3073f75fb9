/**
 * Where machine state lives. Every mutable bit of a run is an Int32 in one of these planes, so that
 * stepping back is the same loop for every collector and allocator. Numbers here are recorded in
 * runs: append, never renumber.
 */
export const plane = {
  /** Blocks: two Int32 for each simulated word. */
  heap: 0,
  /** One record of `objectStride` Int32 for each object id. */
  objects: 1,
  /** Root words of all frames: two Int32 each. */
  stack: 2,
  /** One record of `frameStride` Int32 for each frame. */
  frames: 3,
  /** One record of `threadStride` Int32 for each thread. */
  threads: 4,
  /** Counters and registers of the machine: `register`. */
  registers: 5,
  /** Mark bits by object id: reached. */
  marks: 6,
  /** Mark bits by object id: reached and scanned. */
  scans: 7,
  /** Explicit stack or queue of a collector that may be interrupted. */
  work: 8,
  /** Label of each root word of a frame whose slots are made as they are used. */
  labels: 9,
  /** Buffers of a collector: candidates, zero-count table, remembered set. */
  buffer: 10,
  /** Weak references, finalizers and cleanups: records chained by object. */
  hooks: 11,
  /** First hook record of each object id. */
  hookHeads: 12,
  /** Queued finalizers and cleanups. */
  queue: 13,
  /** Free lists of an allocator that keeps them in an order of its own. */
  allocator: 14,
  /** For collectors that need one more column by object id: forwarding, age. */
  extra: 15,
} as const;
export const planeCount = 16;

/** Columns of an object's record, and log₂ of how many. */
export const objectShift = 2;
export const objectStride = 1 << objectShift;
export const objectColumn = {
  /** Granule at which its block starts. */
  address: 0,
  /** Reference count under a counting collector. */
  count: 1,
  /** `objectFlag` bits. */
  flags: 2,
  /** Free for the collector. */
  extra: 3,
} as const;

export const objectFlag = {
  allocated: 1,
  /** Count reached zero; its block is not free yet. */
  dead: 2,
  /** Waits in the buffer of a collector. */
  buffered: 4,
  /** Colours of trial deletion, two bits: black (0), grey, white, purple. */
  trialGrey: 8,
  trialWhite: 16,
  trialPurple: 24,
  trialMask: 24,
  /** Has a finalizer that has not run. */
  finalizer: 32,
  /** Has weak references or cleanups. */
  hooked: 64,
} as const;

export const frameStride = 8;
export const frameColumn = {
  /** First word in the stack plane. */
  base: 0,
  /** Words reserved: a power of two. */
  capacity: 1,
  /** Frame below on its thread, or 0; links free records too. */
  caller: 2,
  thread: 3,
  shape: 4,
  /** Words in use. */
  used: 5,
  line: 6,
  /** Frame above on its thread, or 0. */
  callee: 7,
} as const;

export const threadStride = 4;
export const threadColumn = {
  top: 0,
  bottom: 1,
  /** Index of its name in the text table. */
  name: 2,
  /** 1 while it lives. */
  alive: 3,
} as const;

/** Indexes in the plane of registers. Counters wrap at 2³² and are read unsigned. */
export const register = {
  objects: 0,
  freedObjects: 1,
  allocated: 2,
  allocatedTotal: 3,
  payload: 4,
  peak: 5,
  free: 6,
  holes: 7,
  largestFree: 8,
  increments: 9,
  decrements: 10,
  trials: 11,
  restores: 12,
  greys: 13,
  blacks: 14,
  scannedSlots: 15,
  swept: 16,
  barriers: 17,
  shades: 18,
  probes: 19,
  copied: 20,
  collections: 21,
  cascadeOperation: 22,
  cascade: 23,
  longestCascade: 24,
  /** Pacer: granules of live heap that are not to be exceeded before the next cycle is done. */
  goal: 25,
  /** Granules marked by the last finished cycle. */
  marked: 26,
  /** `phase` of the collection under way. */
  phase: 27,
  bufferLength: 28,
  workLength: 29,
  stackTop: 30,
  frameTop: 31,
  freeFrame: 32,
  threadTop: 33,
  currentThread: 34,
  globals: 35,
  rootWords: 36,
  hookTop: 37,
  freeHook: 38,
  queueHead: 39,
  queueTail: 40,
  rover: 41,
  halted: 42,
  freedGarbage: 43,
  /** Granules marked or copied by all finished cycles. */
  markedTotal: 44,
  threadCount: 45,
  cleanupHead: 46,
  cleanupTail: 47,
  /** log₂ of the words in a granule: constant. */
  granuleShift: 48,
  /** Objects that found a bounded mark stack full, and searches of the heap for them. */
  overflows: 49,
  searches: 50,
  /** Granules of garbage that an interrupted sweep has not come to. */
  unswept: 51,
  /** Pacer: granules of live heap at which the next cycle starts; the goal, or below it. */
  trigger: 52,
  /** All threads below this one are alive. */
  freeThread: 53,
  /** Limit on collecting under a memory limit: how full its bucket is, and up to which ticks that holds. */
  limitFill: 54,
  limitCollected: 55,
  limitTicks: 56,
  /** Heads of the lists of free stack space by power of two: 32 of them. */
  freeStack: 64,
  /** First register that a collector or allocator may use as it likes. */
  own: 128,
} as const;
export const registerCount = 256;

/** What a collection is doing; 0 when none is under way. */
export const phase = {
  none: 0,
  mark: 1,
  sweep: 2,
  trial: 3,
  scan: 4,
  collect: 5,
  copy: 6,
  compact: 7,
} as const;
export const phaseNames = [
  'none',
  'mark',
  'sweep',
  'trial',
  'scan',
  'collect',
  'copy',
  'compact',
] as const;
