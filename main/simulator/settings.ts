/**
 * What a heap is built from: its size, its geometry, and the names of the allocator and the
 * collector that work on it. Settings are plain values: the same settings, seed and operations
 * give the same events on every machine.
 */
import { pageBytes } from './go/size-classes.ts';

/** Every collector of the course. `none` never reclaims; `manual` frees only when told to. */
export const collectorNames = [
  'none',
  'manual',
  'refcount',
  'refcount-lazy',
  'refcount-deferred',
  'refcount-cycles',
  'refcount-backup',
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'generational',
] as const;
export type CollectorName = (typeof collectorNames)[number];

/** Every allocator of the course. `bump` belongs to the copying collectors, `go` to lesson 15. */
export const allocatorNames = [
  'first-fit',
  'next-fit',
  'best-fit',
  'worst-fit',
  'segregated',
  'buddy',
  'bump',
  'go',
] as const;
export type AllocatorName = (typeof allocatorNames)[number];

/** Write barriers of the incremental collector (GC Handbook, 2nd ed., chapter 15). */
export const barrierNames = ['none', 'dijkstra', 'steele', 'yuasa', 'hybrid'] as const;
export type BarrierName = (typeof barrierNames)[number];

/** `bytes`: 8-byte words and headers. `cells`: the textbook's unit 1, without headers. */
export const geometryNames = ['bytes', 'cells'] as const;
export type GeometryName = (typeof geometryNames)[number];

/** Order in which marking takes objects from its work list: LIFO (`depth`) or FIFO (`breadth`). */
export const markOrderNames = ['depth', 'breadth'] as const;
export type MarkOrderName = (typeof markOrderNames)[number];

/** All that decides what a run does, beside its operations. */
export interface HeapSettings {
  /** Size of the address space: bytes, or cells in the geometry `cells`. 16 … 2³⁰. */
  readonly heapBytes: number;
  readonly geometry: GeometryName;
  readonly allocator: AllocatorName;
  readonly collector: CollectorName;
  /** GOGC in per cent, 0 … 10 000 (0: every allocation collects); `null` switches the pacer off. */
  readonly gogc: number | null;
  /** Soft memory limit for the pacer in bytes; `null` for none. */
  readonly memoryLimit: number | null;
  readonly barrier: BarrierName;
  /** Ticks of marking an incremental collector does for each mutator operation, 0 … 10⁶. */
  readonly markBudget: number;
  readonly markOrder: MarkOrderName;
  /** Greatest number of entries on the mark stack; `null` for no bound. */
  readonly markStackLimit: number | null;
  /** Mark with Deutsch–Schorr–Waite pointer reversal instead of a stack. */
  readonly pointerReversal: boolean;
  /** Sweep when an allocation needs it, not at once. */
  readonly lazySweep: boolean;
  readonly markBits: 'header' | 'bitmap';
  /** Candidates that `refcount-cycles` buffers, or collections between backup traces of `refcount-backup`. */
  readonly candidateLimit: number;
  /** Entries of the zero-count table of `refcount-deferred`. */
  readonly zeroCountLimit: number;
  /** Size of the nursery of `generational`, in the unit of `heapBytes`. `null`: a quarter of the heap. */
  readonly nurseryBytes: number | null;
  /** Minor collections an object survives before it is promoted, 1 … 15. */
  readonly promoteAfter: number;
  /** Seed of every choice that is not determined otherwise. */
  readonly seed: number;
}

export const defaultSettings: HeapSettings = {
  heapBytes: 4096,
  geometry: 'bytes',
  allocator: 'first-fit',
  collector: 'mark-sweep',
  gogc: null,
  memoryLimit: null,
  barrier: 'hybrid',
  markBudget: 4,
  markOrder: 'depth',
  markStackLimit: null,
  pointerReversal: false,
  lazySweep: false,
  markBits: 'header',
  candidateLimit: 64,
  zeroCountLimit: 64,
  nurseryBytes: null,
  promoteAfter: 1,
  seed: 1,
};

/** Largest heap a run may have, in the unit of its geometry. */
export const largestHeap = 2 ** 30;
/** Smallest heap a run may have. */
export const smallestHeap = 16;

/**
 * The settings a machine really works with: buddies need a heap whose size is a power of two, and
 * round it down; Go's allocator has whole pages, at least one; a copying collector has two equal
 * halves and moves a pointer, whatever allocator was named.
 */
export function effectiveSettings(settings: HeapSettings): HeapSettings {
  if (settings.collector === 'semispace') {
    const step = settings.geometry === 'bytes' ? 16 : 2;
    const heapBytes = Math.floor(settings.heapBytes / step) * step;
    return { ...settings, heapBytes, allocator: 'bump' };
  }
  if (settings.collector === 'generational' && settings.allocator === 'bump')
    return { ...settings, allocator: 'first-fit' };
  if (settings.allocator === 'go') {
    const pages = Math.max(1, Math.floor(settings.heapBytes / pageBytes));
    return { ...settings, heapBytes: pages * pageBytes };
  }
  if (settings.allocator !== 'buddy') return settings;
  return { ...settings, heapBytes: 2 ** Math.floor(Math.log2(settings.heapBytes)) };
}
