import { Interruption } from './interruption.ts';
import { plane, planeCount } from './layout.ts';
import { emptyRecord, stackPlace } from './open-record.ts';
import type { SpareChunks } from './spare-chunks.ts';

/** Words of the log in a chunk. */
const chunkWords = 1 << 18;
const chunkMask = chunkWords - 1;
/** Words of the first chunk at first: it doubles until it is whole, so that a short run is a small one. */
const firstWords = 512;
/** An entry begins with its plane, shifted, and the index in it. */
const planeShift = 28;
const indexMask = 2 ** planeShift - 1;
/** Registers change most, and by little: in one word stand the plane, the index in 8 bits, and the difference in 20. */
const registerShift = 20;
const differenceMask = 2 ** registerShift - 1;
/** Index that says of an entry of registers that it has two words like all others. */
const longRegister = 255;

const noEntries = new Int32Array(0);

/**
 * Planes of Int32 and the log of what changed in them. An entry of the log is 8 bytes: the place
 * (plane and index) and old XOR new, so that applying it is its own inverse and the same loop runs
 * forward and backward; a small change of a register takes 4. Everything that can change while a run goes on is written through `set`,
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
  /** Where log and recording go on. */
  readonly record = emptyRecord();
  /** Asked whenever a chunk of the record is full. */
  readonly interruption = new Interruption();
  #isLogging = true;
  #chunks: Int32Array<ArrayBuffer>[] = [];
  /** Room that planes grow in as long as it lasts. */
  readonly #rooms: (Int32Array<ArrayBuffer> | undefined)[] = [];
  readonly #spare: SpareChunks;

  constructor(spare: SpareChunks) {
    this.#spare = spare;
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
    const wanted = Math.max(length, Math.min(old.length * 2, indexMask + 1));
    const room = this.#rooms[target];
    if (room !== undefined && length <= room.length)
      return this.#lay(target, room.subarray(0, wanted));
    const grown = new Int32Array(wanted);
    grown.set(old);
    return this.#lay(target, grown);
  }

  /** A plane grows in `room`, which is all 0, as long as that lasts. Before anything is written there. */
  growIn(target: number, room: Int32Array<ArrayBuffer>): void {
    this.#rooms[target] = room;
    this.#lay(target, room.subarray(0, (this.words[target] as Int32Array).length));
  }

  /** Makes a plane exactly `length` words long from the beginning: the heap, whose size is known. It may be given. */
  fix(target: number, length: number, words = new Int32Array(length)): Int32Array {
    return this.#lay(target, words);
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
    if (this.#isLogging) this.#log((target << planeShift) | index, difference);
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
      if (this.#isLogging) this.#log((target << planeShift) | index, lowChange);
    }
    if (highChange !== 0) {
      words[index + 1] = high;
      if (this.#isLogging) this.#log((target << planeShift) | (index + 1), highChange);
    }
  }

  /** Words of the log ever written. */
  get logLength(): number {
    return (this.record.logBefore + this.record.logAt) | 0;
  }

  /** False: changes happen, but are not logged. */
  get logging(): boolean {
    return this.#isLogging;
  }

  set logging(isLogging: boolean) {
    this.#isLogging = isLogging;
    this.#lead(this.record.log, this.logLength);
  }

  /**
   * Writes both halves of a word of the stack, which has room for it: the commonest write of all, so
   * it asks nothing else. The same as `setWord` of the plane of the stack.
   */
  setSlot(slot: number, low: number, high: number): void {
    const { stack } = this;
    const index = slot << 1;
    const lowChange = (stack[index] as number) ^ low;
    const highChange = (stack[index | 1] as number) ^ high;
    if (lowChange !== 0) {
      stack[index] = low;
      if (this.#isLogging) this.#append(stackPlace | index, lowChange);
    }
    if (highChange !== 0) {
      stack[index | 1] = high;
      if (this.#isLogging) this.#append(stackPlace | index | 1, highChange);
    }
  }

  /** One entry of two words. */
  #append(place: number, difference: number): void {
    const { record } = this;
    const { log, logAt } = record;
    if (logAt + 2 > log.length) {
      this.#nextChunk();
      this.#append(place, difference);
      this.interruption.poll(logAt);
      return;
    }
    log[logAt] = place;
    log[logAt + 1] = difference;
    record.logAt = logAt + 2;
  }

  #log(place: number, difference: number): void {
    if (place >>> planeShift === plane.registers) this.#logRegister(place & indexMask, difference);
    else this.#append(place, difference);
  }

  #logRegister(index: number, difference: number): void {
    if (difference >>> registerShift !== 0 || index >= longRegister) {
      this.#append(
        (plane.registers << planeShift) | (longRegister << registerShift) | index,
        difference,
      );
      return;
    }
    const { record } = this;
    if (record.logAt + 2 > record.log.length) this.#nextChunk();
    const { log, logAt } = record;
    log[logAt] = (plane.registers << planeShift) | (index << registerShift) | difference;
    record.logAt = logAt + 1;
  }

  add(target: number, index: number, amount: number): void {
    this.set(target, index, (this.get(target, index) + amount) | 0);
  }

  /** Makes room for one more entry. It lies in one chunk: a word that is left over changes nothing. */
  #nextChunk(): void {
    const { record } = this;
    if (record.logAt + 1 === chunkWords) {
      record.log[record.logAt] = plane.registers << planeShift;
      record.logAt += 1;
    }
    const { logLength } = this;
    const index = Math.floor(logLength / chunkWords);
    let chunk = this.#chunks[index];
    if (chunk === undefined) chunk = this.#spare.take(index === 0 ? firstWords : chunkWords);
    else if (chunk.length < chunkWords) chunk = this.#spare.doubled(chunk);
    this.#chunks[index] = chunk;
    this.#lead(chunk, logLength);
  }

  /** The log goes on at its word `length`, which is in `chunk`. */
  #lead(chunk: Int32Array, length: number): void {
    const { record } = this;
    record.log = chunk;
    record.logAt = length & chunkMask;
    record.logBefore = length - record.logAt;
    record.logEnd = this.#isLogging ? chunk.length - 4 : -1;
  }

  /** Applies the entries in words `from` … `to` − 1 in that order. Going back, the order does not matter: XOR commutes. */
  apply(from: number, to: number): void {
    const planes = this.words;
    const { registers } = this;
    let word = from;
    while (word < to) {
      const chunk = this.#chunks[Math.floor(word / chunkWords)] as Int32Array;
      let at = word & chunkMask;
      const end = Math.min(chunkWords, at + (to - word));
      word += end - at;
      while (at < end) {
        const place = chunk[at] as number;
        at += 1;
        if (place >>> planeShift === plane.registers) {
          let index = (place >>> registerShift) & 255;
          let difference = place & differenceMask;
          if (index === longRegister) {
            index = difference;
            difference = chunk[at] as number;
            at += 1;
          }
          registers[index] = (registers[index] as number) ^ difference;
          continue;
        }
        const words = planes[place >>> planeShift] as Int32Array;
        const index = place & indexMask;
        words[index] = (words[index] as number) ^ (chunk[at] as number);
        at += 1;
      }
    }
  }

  /** Forgets the words from `length` on; their chunks stay for what comes. */
  truncate(length: number): void {
    this.#lead(this.#chunks[Math.floor(length / chunkWords)] ?? noEntries, length);
  }

  /** Nobody looks at the log any more. */
  retire(): void {
    for (const chunk of this.#chunks) this.#spare.give(chunk);
    this.#chunks = [];
    this.#lead(noEntries, 0);
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
