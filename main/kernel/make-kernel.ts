import { leastTold, scanStateLength } from '../simulator/collectors/scan-queue.ts';
import type { Kernel, KernelMaker } from '../simulator/kernel.ts';
import { binary } from './scan-queue.wat';

/** Words of heaps from which on a kernel is worth its memory: a smaller one fits the processor's cache. */
const leastHeap = 2 ** 18;
/** Words of a cache line. */
const lineWords = 16;
/** Where the heap begins in the memory, in words, so that blocks keep to cache lines. The code counts on it. */
const heapBegin = lineWords;
/** Words told in one go. */
const toldWords = 2 ** 13;
const pageWords = 2 ** 14;
/** Pages that 32 bits can address. */
const mostPages = 2 ** 16;

/** Makes kernels of the code in this project. */
export const makeKernel = kernelMaker(binary);

/**
 * Makes kernels of a module that exports `scan`, for heaps of at least so many words. Each one's
 * memory is as large as it will ever be, so that no view of it is ever taken away; what is not used
 * of it costs address space alone.
 */
export function kernelMaker(code: Uint8Array<ArrayBuffer>, least = leastHeap): KernelMaker {
  let module: WebAssembly.Module | null = null;
  return (heapWords) => {
    if (heapWords < least) return null;
    const places = placesFor(heapWords);
    const memory = memoryOf(Math.ceil(places.end / pageWords));
    if (memory === null) return null;
    module ??= new WebAssembly.Module(code);
    const { exports } = new WebAssembly.Instance(module, { memory: { words: memory } });
    return kernelIn(memory, places, exports['scan'] as Scan);
  };
}

/** Takes where the queue, the marks, what is told and the state begin, in bytes. */
type Scan = (queue: number, marks: number, told: number, state: number) => void;

interface Place {
  /** In words of 32 bits. */
  readonly begin: number;
  readonly length: number;
}

interface Places {
  readonly heap: Place;
  readonly queue: Place;
  readonly marks: Place;
  readonly told: Place;
  readonly state: Place;
  readonly end: number;
}

function placesFor(heapWords: number): Places {
  let end = heapBegin;
  const next = (length: number): Place => {
    const begin = end;
    end = Math.ceil((begin + length) / lineWords) * lineWords;
    return { begin, length };
  };
  return {
    heap: next(heapWords),
    // The smallest block is a header and one more word, of 64 bits each.
    queue: next((heapWords >>> 2) + 2),
    // Ids are not used again: room for those of many times what the heap can hold.
    marks: next((heapWords >>> 2) + lineWords),
    told: next(toldWords + leastTold),
    state: next(scanStateLength),
    end,
  };
}

function kernelIn(memory: WebAssembly.Memory, places: Places, scan: Scan): Kernel {
  const view = ({ begin, length }: Place) => new Int32Array(memory.buffer, begin * 4, length);
  const { queue, marks, told, state } = places;
  return {
    heap: view(places.heap),
    queue: view(queue),
    marks: view(marks),
    told: view(told),
    state: view(state),
    scan: () => scan(queue.begin * 4, marks.begin * 4, told.begin * 4, state.begin * 4),
  };
}

/** A memory of exactly so many pages; `null` if the system has none to give. */
function memoryOf(pages: number): WebAssembly.Memory | null {
  if (pages > mostPages) return null;
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return null;
  }
}
