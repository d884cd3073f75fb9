import { MarkPacks } from './mark-packs.ts';
import type { SpareChunks } from './spare-chunks.ts';

export const chunkBits = 16;
/** Events of a chunk. */
export const chunkEvents = 1 << chunkBits;
/** Words of a chunk: four an event. */
export const chunkWords = chunkEvents * 4;
/** Words of the first chunk at first: it doubles until it is whole. */
const firstWords = 256 * 4;
const nothing = new Int32Array(0);

/**
 * The events of a run, in chunks. A chunk of nothing but marking stands in the packs until somebody
 * reads it. Where a kernel writes events, too, the chunk that is being written stands in the
 * kernel's memory, and is copied out of it when the place is needed for a later one.
 */
export class EventChunks {
  readonly packs = new MarkPacks(chunkEvents);
  #chunks: (Int32Array<ArrayBuffer> | undefined)[] = [];
  #place: Int32Array<ArrayBuffer> | null = null;
  /** The chunk that stands in `#place`, whatever `#chunks` has of it; −1: none. */
  #placed = -1;
  readonly #spare: SpareChunks;

  constructor(spare: SpareChunks) {
    this.#spare = spare;
  }

  /** Chunks are written in `place`, which has room for one. Before the first of them. */
  writeIn(place: Int32Array<ArrayBuffer>): void {
    this.#place = place;
  }

  /** Chunk `index`; `undefined` if it stands in the packs, or nowhere. */
  of(index: number): Int32Array | undefined {
    return index === this.#placed ? (this.#place ?? undefined) : this.#chunks[index];
  }

  /** Chunk `index` to be written, with more room than it had. */
  next(index: number): Int32Array {
    if (this.#place !== null) return this.#put(index, this.#place);
    const chunk = this.#chunks[index];
    return (this.#chunks[index] =
      chunk === undefined
        ? this.#spare.take(index === 0 ? firstWords : chunkWords)
        : chunk.length < chunkWords
          ? this.#spare.doubled(chunk)
          : chunk);
  }

  /** Chunk `index` to be written again, after a cut behind its event `count`; empty if there is none. */
  again(index: number, count: number): Int32Array {
    const chunk = this.#chunks[index];
    if (this.#place === null || index === this.#placed) return this.of(index) ?? nothing;
    if (chunk !== undefined) {
      this.#put(index, this.#place).set(chunk.subarray(0, count * 4));
      return this.#place;
    }
    if (this.#placed > index) this.#placed = -1;
    return nothing;
  }

  /** Takes the place for chunk `index`. What stood there is kept, unless it is behind: then it was cut off. */
  #put(index: number, place: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
    if (this.#placed >= 0 && this.#placed < index)
      (this.#chunks[this.#placed] ??= this.#spare.take(chunkWords)).set(place);
    this.#placed = index;
    return place;
  }

  /** Chunk `index` begins as a pack. */
  beginPack(index: number): void {
    this.#chunks[index] = undefined;
    this.packs.open(index);
  }

  /** Chunk `index`, which is a pack of `count` events so far, to be written with events of all kinds. */
  endPack(index: number, count: number): Int32Array {
    this.packs.close();
    const events = this.packs.events(index, count);
    if (this.#place === null) return (this.#chunks[index] = events);
    this.#put(index, this.#place).set(events);
    return this.#place;
  }

  /** Chunk `index`, which is a whole pack. */
  unpacked(index: number): Int32Array {
    return this.of(index) ?? (this.#chunks[index] = this.packs.events(index, chunkEvents));
  }

  /** Nobody looks at the events any more. */
  retire(): void {
    for (const chunk of this.#chunks) if (chunk !== undefined) this.#spare.give(chunk);
    this.#chunks = [];
    this.#place = null;
    this.#placed = -1;
    this.packs.close();
  }

  /** Bytes that the events occupy. */
  get bytes(): number {
    let sum = this.#placed < 0 ? 0 : (this.#place?.byteLength ?? 0);
    for (const [index, chunk] of this.#chunks.entries())
      sum += chunk?.byteLength ?? this.packs.bytesOf(index);
    return sum;
  }
}
