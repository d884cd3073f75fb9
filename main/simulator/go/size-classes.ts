/**
 * Go's size classes and spans, as its runtime lays them out on a 64-bit machine (Go 1.22 … 1.24:
 * `runtime/sizeclasses.go`, `runtime/malloc.go`; reference §2.17).
 */

/** Bytes of one page of the page heap. */
export const pageBytes = 8192;
/** Largest object that has a size class; a larger one gets whole pages. */
export const largestSmallObject = 32_768;
/** Objects with pointers above this size carry an 8-byte header; the others' spans end in a pointer bitmap. */
const headerFromBytes = 512;
const mallocHeaderBytes = 8;
/** A span of one page with pointer-holding objects keeps a bit for each word at its end. */
const spanBitmapBytes = pageBytes / 8 / 8;

/** Bytes of an object slot of each class; class 0 stands for objects that get whole pages. */
export const classBytes: readonly number[] = [
  0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
  384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
  2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
  12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
];

/** Pages of one span of each class. */
export const classPages: readonly number[] = [
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8, 3,
  10, 7, 4,
];

/** Where an object of Go goes. */
export interface SizeClass {
  /** 1 … 67, or 0 for a large object. */
  readonly index: number;
  /** Bytes the object really takes. */
  readonly bytes: number;
  /** Pages of its span. */
  readonly pages: number;
  /** Objects a span holds. */
  readonly perSpan: number;
}

/** Smallest class whose slots hold `bytes`; 0 when none does. */
export function smallestClassFor(bytes: number): number {
  if (bytes > largestSmallObject) return 0;
  let low = 1;
  let high = classBytes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((classBytes[middle] ?? 0) >= bytes) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The class of an object of `bytes` bytes. Objects with pointers above 512 bytes carry a header of
 * 8 bytes, and small ones leave room in their span for its pointer bitmap.
 */
export function sizeClassOf(bytes: number, hasPointers: boolean): SizeClass {
  const carriesHeader = hasPointers && bytes > headerFromBytes;
  const needed = carriesHeader ? bytes + mallocHeaderBytes : bytes;
  const index = smallestClassFor(needed);
  if (index === 0) {
    // A large object has no header: its span says where its pointers are.
    const pages = Math.ceil(bytes / pageBytes);
    return { index: 0, bytes: pages * pageBytes, pages, perSpan: 1 };
  }
  const slot = classBytes[index] ?? 0;
  const pages = classPages[index] ?? 0;
  const bitmap = hasPointers && !carriesHeader ? spanBitmapBytes : 0;
  return { index, bytes: slot, pages, perSpan: Math.floor((pages * pageBytes - bitmap) / slot) };
}

/** `bytes` rounded up to what an allocation without pointers really takes (`roundupsize` of the runtime). */
export function roundUpToSizeClass(bytes: number): number {
  return sizeClassOf(bytes, false).bytes;
}

/** Capacities below this double; above it they grow by a quarter and 192 more (`runtime/slice.go`). */
const doublingUpTo = 256;

/**
 * Capacity after `append` to a slice of capacity `capacity` needs room for `needed` elements of
 * `elementBytes` bytes: grown, then rounded up to a size class (reference §2.17).
 */
export function grownCapacity(
  capacity: number,
  needed: number,
  elementBytes: number,
  hasPointers: boolean,
): number {
  let wanted = capacity;
  if (needed > 2 * capacity) wanted = needed;
  else if (capacity < doublingUpTo) wanted = 2 * capacity;
  else while (wanted < needed) wanted += Math.floor((wanted + 3 * doublingUpTo) / 4);
  if (elementBytes === 0) return Math.max(wanted, needed);
  const bytes = wanted * elementBytes;
  const { bytes: block, index } = sizeClassOf(bytes, hasPointers);
  const header = hasPointers && index !== 0 && bytes > headerFromBytes ? mallocHeaderBytes : 0;
  return Math.floor((block - header) / elementBytes);
}
