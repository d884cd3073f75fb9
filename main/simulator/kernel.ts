import type { ScanWords } from './collectors/scan-queue.ts';

/**
 * Does what `storeCounted` does (`store-at-once.ts`) for a field: `at` is where its three events go
 * in `events`. That there is no pointer to the inside of an object anywhere, and that nothing was
 * logged since the last event, is known before. Returns the object whose count reached 0, 0 if none
 * did, −1 where nothing was done, or −2 where the field was nil: then nothing was counted down, and
 * there are two events.
 */
export type StoreField = (
  at: number,
  owner: number,
  word: number,
  address: number,
  object: number,
) => number;

/**
 * A memory for one heap, and code that works on it faster than a script can. What it does is what
 * the script does, word for word. It is handed in by whoever makes the machine: the simulator
 * itself knows nothing outside the language.
 */
export interface Kernel extends ScanWords {
  readonly heap: Int32Array<ArrayBuffer>;
  /** Room for the plane of objects, the registers, and a chunk of events, all 0. */
  readonly objects: Int32Array<ArrayBuffer>;
  readonly registers: Int32Array<ArrayBuffer>;
  readonly events: Int32Array<ArrayBuffer>;
  /** Scans as `scanQueue` does. */
  scan(): void;
  readonly storeField: StoreField;
}

/**
 * A kernel for a heap of so many words of 32 bits, all 0, and log₂ of the words of 64 bits in a
 * granule; `null` where it is not worth it, or not to be had.
 */
export type KernelMaker = (heapWords: number, granuleShift: number) => Kernel | null;
