import { leastTold, scanStateLength } from '../simulator/collectors/scan-queue.ts';
import { chunkWords } from '../simulator/event-chunks.ts';
import type { Kernel, KernelMaker, StoreField } from '../simulator/kernel.ts';
import { objectStride, registerCount } from '../simulator/layout.ts';
import { binary } from './kernel.wat';

/** Words of heaps from which on a kernel is worth its memory: a smaller one fits the processor's cache. */
const leastHeap = 2 ** 16;
/** Words of a cache line. */
const lineWords = 16;
/** Objects that there is room for above those that the heap can hold at a time: ids are not used again. */
const furtherObjects = 2 ** 20;
/** Words told in one go. */
const toldWords = 2 ** 13;
const pageWords = 2 ** 14;
/** Pages that 32 bits can address. */
const mostPages = 2 ** 16;

/** Makes kernels of the code in this project. */
export const makeKernel = kernelMaker(binary);

/**
 * Makes kernels of the module of `kernel.wat`, for heaps of at least so many words. Each one's
 * memory is as large as it will ever be, so that no view of it is ever taken away; what is not used
 * of it costs address space alone.
 */
export function kernelMaker(code: Uint8Array<ArrayBuffer>, least = leastHeap): KernelMaker {
  let module: WebAssembly.Module | null = null;
  return (heapWords, granuleShift) => {
    if (heapWords < least) return null;
    const places = placesFor(heapWords);
    const memory = memoryOf(Math.ceil(places.end / pageWords));
    if (memory === null) return null;
    module ??= new WebAssembly.Module(code);
    const { exports } = new WebAssembly.Instance(module, { memory: { words: memory } });
    new Int32Array(memory.buffer).set([places.objects.begin * 4, 1 << granuleShift]);
    return kernelIn(memory, places, exports['scan'] as Scan, exports['storeField'] as StoreField);
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
  readonly registers: Place;
  readonly events: Place;
  readonly heap: Place;
  readonly objects: Place;
  readonly queue: Place;
  readonly marks: Place;
  readonly told: Place;
  readonly state: Place;
  readonly end: number;
}

function placesFor(heapWords: number): Places {
  // Before the heap all is of a fixed size, and the code counts on where it lies.
  let end = lineWords;
  const next = (length: number): Place => {
    const begin = end;
    end = Math.ceil((begin + length) / lineWords) * lineWords;
    return { begin, length };
  };
  // The smallest block is a header and one more word, of 64 bits each.
  const mostObjects = heapWords >>> 2;
  return {
    registers: next(registerCount),
    events: next(chunkWords),
    heap: next(heapWords),
    objects: next((mostObjects + furtherObjects) * objectStride),
    queue: next(mostObjects + 2),
    // Ids are not used again: room for those of many times what the heap can hold.
    marks: next(mostObjects + lineWords),
    told: next(toldWords + leastTold),
    state: next(scanStateLength),
    end,
  };
}

function kernelIn(
  memory: WebAssembly.Memory,
  places: Places,
  scan: Scan,
  storeField: StoreField,
): Kernel {
  const view = ({ begin, length }: Place) => new Int32Array(memory.buffer, begin * 4, length);
  const { queue, marks, told, state } = places;
  return {
    heap: view(places.heap),
    objects: view(places.objects),
    registers: view(places.registers),
    events: view(places.events),
    queue: view(queue),
    marks: view(marks),
    told: view(told),
    state: view(state),
    scan: () => scan(queue.begin * 4, marks.begin * 4, told.begin * 4, state.begin * 4),
    storeField,
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
