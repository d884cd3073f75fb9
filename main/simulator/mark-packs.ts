import { blackFrom, writeMarks } from './told-marks.ts';

/**
 * Chunks of events that are nothing but marking, kept as marking told them (`told-marks.ts`): a
 * quarter of what the events take, and made into events when somebody reads them.
 */
export class MarkPacks {
  readonly #events: number;
  readonly #packs: Int32Array[] = [];
  #open: Int32Array | null = null;

  /** `events`: how many a chunk has. */
  constructor(events: number) {
    this.#events = events;
  }

  /** True while a pack is being filled. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Begins the pack of chunk `index`. */
  open(index: number): void {
    this.#open = this.#packs[index] ??= new Int32Array(this.#events + 1);
  }

  /** Nothing is added to the pack any more. */
  close(): void {
    this.#open = null;
  }

  /** Takes words `from` … `length` − 1 behind the `filled` ones, as far as there is room; up to where it took them. */
  take(told: Int32Array, from: number, length: number, filled: number): number {
    const pack = this.#open as Int32Array;
    const end = Math.min(length, from + this.#events - filled);
    pack.set(told.subarray(from, end), filled);
    if (filled + end - from < this.#events) return end;
    // What was found in an object that is blackened in the next chunk has to know of it.
    pack[this.#events] = end < length ? blackFrom(told, end) : 0;
    this.#open = null;
    return end;
  }

  /** The first `count` words of the pack of chunk `index`, as events. */
  events(index: number, count: number): Int32Array<ArrayBuffer> {
    const chunk = new Int32Array(this.#events * 4);
    writeMarks(this.#packs[index] as Int32Array, 0, count, chunk, 0);
    return chunk;
  }

  /** Bytes of the pack of chunk `index`. */
  bytesOf(index: number): number {
    return this.#packs[index]?.byteLength ?? 0;
  }
}
