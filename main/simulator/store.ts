import { doubled } from './doubled.ts';
import { plane, planeCount } from './layout.ts';

const chunkBits = 17;
/** Log entries in a chunk. */
export const chunkEntries = 1 << chunkBits;
const chunkMask = chunkEntries - 1;
/** Entries of the first chunk at first: it doubles until it is whole, so that a short run is a small one. */
const firstEntries = 256;
/** An entry's place is its plane, shifted, and its index. */
export const planeShift = 28;
export const indexMask = 2 ** planeShift - 1;

const noEntries = new Int32Array(0);

/**
 * Planes of Int32 and the log of what changed in them. An entry of the log is 8 bytes: the place
 * (plane and index) and old XOR new, so that applying it is its own inverse and the same loop runs
 * forward and backward. Everything that can change while a run goes on is written through `set`,
 * or is a function of the events (see `fold.ts`).
 */
export class Store {
  /** The words of each plane; replaced when a plane grows, so read it anew after a write that may grow it. */
  readonly words: Int32Array[] = [];
  /** The planes that every store looks at, as `words` holds them: a field is found faster than an element. */
  heap = noEntries;
  objects = noEntries;
  stack = noEntries;
  registers = noEntries;
  marks = noEntries;
  scans = noEntries;
  /** Entries ever written. */
  logLength = 0;
  /** False: changes happen, but are not logged. */
  logging = true;
  #chunks: Int32Array<ArrayBuffer>[] = [];
  #chunk: Int32Array = noEntries;
  #at = 0;

  constructor() {
    for (let index = 0; index < planeCount; index += 1) this.#lay(index, new Int32Array(16));
  }

  #lay(target: number, words: Int32Array<ArrayBuffer>): Int32Array {
    this.words[target] = words;
    if (target === plane.heap) this.heap = words;
    else if (target === plane.objects) this.objects = words;
    else if (target === plane.stack) this.stack = words;
    else if (target === plane.registers) this.registers = words;
    else if (target === plane.marks) this.marks = words;
    else if (target === plane.scans) this.scans = words;
    return words;
  }

  /** Makes room for `length` words; the new ones are 0. */
  reserve(target: number, length: number): Int32Array {
    const old = this.words[target];
    if (old === undefined) throw new RangeError(`There is no plane ${target}.`);
    if (old.length >= length) return old;
    const grown = new Int32Array(Math.max(length, Math.min(old.length * 2, indexMask + 1)));
    grown.set(old);
    return this.#lay(target, grown);
  }

  /** Makes a plane exactly `length` words long from the beginning: the heap, whose size is known. */
  fix(target: number, length: number): Int32Array {
    return this.#lay(target, new Int32Array(length));
  }

  /** The word at `index`; 0 where nothing was ever written. */
  get(target: number, index: number): number {
    return this.words[target]?.[index] ?? 0;
  }

  /** Writes one word and logs the difference. Grows the plane when needed. */
  set(target: number, index: number, value: number): void {
    let words = this.words[target] as Int32Array;
    if (index >= words.length) words = this.reserve(target, index + 1);
    const difference = (words[index] as number) ^ value;
    if (difference === 0) return;
    words[index] = value;
    if (this.logging === true) this.#log((target << planeShift) | index, difference);
  }

  /** Writes the two halves of word `word`, as two calls of `set` would, low half first. */
  setWord(target: number, word: number, low: number, high: number): void {
    const index = word * 2;
    let words = this.words[target] as Int32Array;
    if (index + 1 >= words.length) words = this.reserve(target, index + 2);
    const lowChange = (words[index] as number) ^ low;
    const highChange = (words[index + 1] as number) ^ high;
    if (lowChange !== 0) {
      words[index] = low;
      if (this.logging === true) this.#log((target << planeShift) | index, lowChange);
    }
    if (highChange !== 0) {
      words[index + 1] = high;
      if (this.logging === true) this.#log((target << planeShift) | (index + 1), highChange);
    }
  }

  #log(place: number, difference: number): void {
    if (this.#at === this.#chunk.length) this.#nextChunk();
    const at = this.#at;
    const chunk = this.#chunk;
    chunk[at] = place;
    chunk[at + 1] = difference;
    this.#at = at + 2;
    this.logLength += 1;
  }

  add(target: number, index: number, amount: number): void {
    this.set(target, index, (this.get(target, index) + amount) | 0);
  }

  #nextChunk(): void {
    const index = Math.floor(this.logLength / chunkEntries);
    let chunk = this.#chunks[index];
    if (chunk === undefined)
      chunk = new Int32Array(index === 0 ? firstEntries * 2 : chunkEntries * 2);
    else if (chunk.length < chunkEntries * 2) chunk = doubled(chunk);
    this.#chunks[index] = chunk;
    this.#chunk = chunk;
    this.#at = (this.logLength & chunkMask) * 2;
  }

  /** The chunk that holds log entry `entry`, two Int32 each; empty where nothing was ever logged. */
  chunkOf(entry: number): Int32Array {
    return this.#chunks[Math.floor(entry / chunkEntries)] ?? noEntries;
  }

  /** Applies entries `from` … `to` − 1 in that order. Going back, the order does not matter: XOR commutes. */
  apply(from: number, to: number): void {
    const planes = this.words;
    let entry = from;
    while (entry < to) {
      const chunk = this.#chunks[Math.floor(entry / chunkEntries)] as Int32Array;
      const start = entry & chunkMask;
      const end = Math.min(chunkEntries, start + (to - entry));
      for (let at = start * 2; at < end * 2; at += 2) {
        const place = chunk[at] as number;
        const words = planes[place >>> planeShift] as Int32Array;
        const index = place & indexMask;
        words[index] = (words[index] as number) ^ (chunk[at + 1] as number);
      }
      entry += end - start;
    }
  }

  /** XOR of all differences that entries `from` … `to` − 1 made at one place: 0 when it did not change. */
  difference(from: number, to: number, target: number, index: number): number {
    const place = (target << planeShift) | index;
    let result = 0;
    for (let entry = from; entry < to; entry += 1) {
      const chunk = this.#chunks[Math.floor(entry / chunkEntries)] as Int32Array;
      const at = (entry & chunkMask) * 2;
      if (chunk[at] === place) result ^= chunk[at + 1] as number;
    }
    return result;
  }

  /** Forgets the entries from `length` on; their chunks stay for what comes. */
  truncate(length: number): void {
    this.logLength = length;
    const chunk = this.#chunks[Math.floor(length / chunkEntries)];
    this.#chunk = chunk ?? noEntries;
    this.#at = chunk === undefined ? 0 : (length & chunkMask) * 2;
  }

  /** Bytes that the log occupies. */
  get logBytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  }

  /**
   * A fingerprint of all planes that does not depend on how they came to be: the sum, over all
   * words that are not 0, of a mix of plane, index and value. 16 hexadecimal digits.
   */
  hash(): string {
    let low = 0;
    let high = 0;
    for (let target = 0; target < planeCount; target += 1) {
      const words = this.words[target] as Int32Array;
      for (let index = 0; index < words.length; index += 1) {
        const value = words[index] as number;
        if (value === 0) continue;
        let mixed =
          Math.imul(value ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) ^
          Math.imul(target + 1, 0xc2b2ae35);
        mixed ^= mixed >>> 15;
        mixed = Math.imul(mixed, 0x27d4eb2f);
        low = (low + (mixed ^ (mixed >>> 13))) | 0;
        high = (high + Math.imul(mixed ^ (mixed >>> 16), 0x165667b1)) | 0;
      }
    }
    return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
  }
}
