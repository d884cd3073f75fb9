import type { ScanWords } from './collectors/scan-queue.ts';

/**
 * A memory for one heap, and code that scans it faster than a script can. What it does is what
 * `scanQueue` does, word for word. It is handed in by whoever makes the machine: the simulator
 * itself knows nothing outside the language.
 */
export interface Kernel extends ScanWords {
  readonly heap: Int32Array<ArrayBuffer>;
  /** Scans as `scanQueue` does. */
  scan(): void;
}

/** A kernel for a heap of so many words of 32 bits, all 0; `null` where it is not worth it, or not to be had. */
export type KernelMaker = (heapWords: number) => Kernel | null;
