/**
 * The memory a program sees, over the simulated machine: heap objects, variables in frames, and the
 * constants. A pointer is two halves. High half above 0: an object, the low half is the heap word it
 * leads to. High half 0: a low half above 0 is a word of the stack plane, below 0 the complement of a
 * byte in the constants, and 0 is nil. Bits 28 … 30 of a low half above 0 hold the byte within the word.
 */
import type { Mutator } from '../../simulator/mutator.ts';
import type { Layout } from '../compile/layout.ts';

export const wordMask = 0x0fffffff;
/** Work on one byte of a text, in words that are written: what `Interruption` counts. */
const wordsOfByte = 2;
const scratch = new DataView(new ArrayBuffer(8));

/** Codes of the scalar representations: see `compile/representations.ts`. */
const code = {
  float64: 2,
  pointer: 3,
  int32: 4,
  uint32: 5,
  float32: 6,
  int16: 7,
  uint16: 8,
  int8: 9,
} as const;

/** Moves a pointer by a number of bytes. */
export function advance(low: number, bytes: number): number {
  if (low < 0) return low - bytes;
  if ((bytes & 7) === 0) return low + bytes / 8;
  const byte = (low >>> 28) + bytes;
  return ((low & wordMask) + Math.floor(byte / 8)) | ((byte & 7) << 28);
}

export class Memory {
  readonly mutator: Mutator;
  stack: Int32Array;
  heap: Int32Array;
  readonly statics: Int32Array;
  /** Bytes that long values had, since somebody last set it to 0: see `Interpreter.charge`. */
  work = 0;
  /** Halves of the word read last. */
  low = 0;
  high = 0;

  constructor(mutator: Mutator, statics: Int32Array) {
    this.mutator = mutator;
    this.statics = statics;
    this.stack = mutator.stackPlane;
    this.heap = mutator.heapPlane;
  }

  /** Takes the planes anew: after frames are made and after whatever may collect. */
  refresh(): void {
    this.stack = this.mutator.stackPlane;
    this.heap = this.mutator.heapPlane;
  }

  /** Said by what deals with so many bytes and writes none, before or after it: the run may end here. */
  poll(bytes: number): void {
    this.mutator.interruption.poll(bytes * wordsOfByte);
  }

  plane(low: number, high: number): Int32Array {
    if (high !== 0) return this.heap;
    return low < 0 ? this.statics : this.stack;
  }

  /** Byte index in its plane. */
  byteOf(low: number): number {
    return low < 0 ? ~low : (low & wordMask) * 8 + (low >>> 28);
  }

  /** Reads a scalar in its memory form into `low` and `high` in its register form. */
  readScalar(low: number, high: number, offset: number, representation: number): void {
    const plane = this.plane(low, high);
    const byte = this.byteOf(low) + offset;
    const half = plane[byte >>> 2] ?? 0;
    if (representation <= code.pointer) {
      this.low = half;
      this.high = plane[(byte >>> 2) + 1] ?? 0;
      return;
    }
    const shift = (byte & 3) * 8;
    switch (representation) {
      case code.int32:
        this.low = half;
        this.high = half >> 31;
        return;
      case code.uint32:
        this.low = half;
        this.high = 0;
        return;
      case code.float32:
        scratch.setInt32(0, half);
        scratch.setFloat64(0, scratch.getFloat32(0));
        this.high = scratch.getInt32(0);
        this.low = scratch.getInt32(4);
        return;
      case code.int16:
        this.low = ((half >>> shift) << 16) >> 16;
        this.high = this.low >> 31;
        return;
      case code.uint16:
        this.low = (half >>> shift) & 0xffff;
        this.high = 0;
        return;
      case code.int8:
        this.low = ((half >>> shift) << 24) >> 24;
        this.high = this.low >> 31;
        return;
      default:
        this.low = (half >>> shift) & 0xff;
        this.high = 0;
    }
  }

  /** Writes a raw word wherever a pointer leads. */
  writeWord(low: number, high: number, valueLow: number, valueHigh: number): void {
    if (high !== 0) this.mutator.setWord(low & wordMask, valueLow, valueHigh);
    else this.mutator.setSlotWord(low & wordMask, valueLow, valueHigh);
  }

  /** Writes a scalar without pointers from its register form in its memory form. */
  writeScalar(
    low: number,
    high: number,
    offset: number,
    representation: number,
    valueLow: number,
    valueHigh: number,
  ): void {
    const byte = this.byteOf(low) + offset;
    const word = byte >>> 3;
    if (representation <= code.pointer) {
      if (high !== 0) this.mutator.setWord(word, valueLow, valueHigh);
      else this.mutator.setSlotWord(word, valueLow, valueHigh);
      return;
    }
    let half = valueLow;
    if (representation === code.float32) {
      scratch.setInt32(0, valueHigh);
      scratch.setInt32(4, valueLow);
      scratch.setFloat32(0, scratch.getFloat64(0));
      half = scratch.getInt32(0);
    } else if (representation > code.float32) {
      const mask = representation <= 8 ? 0xffff : 0xff;
      const shift = (byte & 3) * 8;
      const old = this.plane(low, high)[byte >>> 2] ?? 0;
      half = (old & ~(mask << shift)) | ((valueLow & mask) << shift);
    }
    this.#writeHalf(high, byte >>> 2, half);
  }

  #writeHalf(high: number, index: number, half: number): void {
    const plane = high !== 0 ? this.heap : this.stack;
    const other = plane[index ^ 1] ?? 0;
    const word = index >>> 1;
    const [first, second] = (index & 1) === 0 ? [half, other] : [other, half];
    if (high !== 0) this.mutator.setWord(word, first, second);
    else this.mutator.setSlotWord(word, first, second);
  }

  byteAt(low: number, high: number, index: number): number {
    const byte = this.byteOf(low) + index;
    return ((this.plane(low, high)[byte >>> 2] ?? 0) >>> ((byte & 3) * 8)) & 255;
  }

  /** Writes bytes, each a character 0 … 255, at a pointer. */
  writeBytes(low: number, high: number, bytes: string, from = 0, to = bytes.length): void {
    this.work += to - from;
    let byte = this.byteOf(low);
    for (let at = from; at < to;) {
      const index = byte >>> 2;
      let half = (high !== 0 ? this.heap : this.stack)[index] ?? 0;
      do {
        const shift = (byte & 3) * 8;
        half = (half & ~(255 << shift)) | (bytes.charCodeAt(at) << shift);
        at++;
        byte++;
      } while (at < to && (byte & 3) !== 0);
      this.#writeHalf(high, index, half);
    }
  }

  /** The bytes that a pointer leads to, one character each. */
  readBytes(low: number, high: number, count: number): string {
    if (count === 0) return '';
    this.work += count;
    const plane = this.plane(low, high);
    const start = this.byteOf(low);
    const chunk = 4096;
    let text = '';
    for (let at = 0; at < count; at += chunk) {
      this.poll(chunk);
      const size = Math.min(chunk, count - at);
      const codes = new Array<number>(size);
      for (let i = 0; i < size; i++) {
        const byte = start + at + i;
        codes[i] = ((plane[byte >>> 2] ?? 0) >>> ((byte & 3) * 8)) & 255;
      }
      text += String.fromCharCode(...codes);
    }
    return text;
  }

  /** Pointer write to a root word; nothing is recorded where neither value leads to an object. */
  setRoot(slot: number, low: number, high: number): void {
    if (high === 0 && this.stack[slot * 2 + 1] === 0) this.mutator.setSlotWord(slot, low, 0);
    else this.mutator.setSlot(slot, low, high);
  }

  dropRoot(slot: number): void {
    if (this.stack[slot * 2 + 1] !== 0) this.mutator.setSlot(slot, 0, 0);
    else if (this.stack[slot * 2] !== 0) this.mutator.setSlotWord(slot, 0, 0);
  }

  moveRoot(to: number, from: number): void {
    if (this.stack[from * 2 + 1] === 0) {
      this.setRoot(to, this.stack[from * 2] ?? 0, 0);
      this.mutator.setSlotWord(from, 0, 0);
    } else this.mutator.moveSlot(to, from);
  }

  /** Pointer write wherever a pointer leads: a field, or a root word of a frame. */
  writePointer(low: number, high: number, offset: number, target: number, object: number): void {
    const word = (low & wordMask) + offset / 8;
    if (high === 0) {
      this.setRoot(word, target, object);
      return;
    }
    if (object === 0 && this.heap[word * 2 + 1] === 0) this.mutator.setWord(word, target, 0);
    else this.mutator.setPointer(high, word, target, object);
  }

  /** The same from a root word, which gives its reference up. */
  takePointer(low: number, high: number, offset: number, slot: number): void {
    const word = (low & wordMask) + offset / 8;
    if (high === 0) {
      this.moveRoot(word, slot);
      return;
    }
    if (this.stack[slot * 2 + 1] === 0) {
      this.writePointer(low, high, offset, this.stack[slot * 2] ?? 0, 0);
      this.mutator.setSlotWord(slot, 0, 0);
    } else this.mutator.movePointer(high, word, slot);
  }

  /** Copies a value from memory into registers; pointers are borrowed (`counted` false) or counted. */
  loadBlock(
    slot: number,
    low: number,
    high: number,
    offset: number,
    layout: Layout,
    counted: boolean,
  ): void {
    this.work += layout.size;
    const byte = this.byteOf(low) + offset;
    if ((byte & 7) !== 0 || (layout.size & 7) !== 0) {
      this.#loadUneven(slot, low, high, byte, layout);
      return;
    }
    const plane = this.plane(low, high);
    let index = byte >>> 2;
    const { pattern } = layout;
    for (let word = 0; word < layout.words; word++, index += 2) {
      if ((word & 4095) === 4095) this.poll(4096);
      const first = plane[index] ?? 0;
      const second = plane[index + 1] ?? 0;
      if (counted && pattern.charCodeAt(word) === 112) this.setRoot(slot + word, first, second);
      else this.mutator.setSlotWord(slot + word, first, second);
    }
  }

  /** A value that does not fill its words, or does not start at one: it has no pointers in the odd part. */
  #loadUneven(slot: number, low: number, high: number, byte: number, layout: Layout): void {
    const plane = this.plane(low, high);
    for (let word = 0; word < layout.words; word++) {
      const halves = [0, 0];
      for (let i = 0; i < 8 && word * 8 + i < layout.size; i++) {
        const at = byte + word * 8 + i;
        const value = ((plane[at >>> 2] ?? 0) >>> ((at & 3) * 8)) & 255;
        halves[i >> 2] = (halves[i >> 2] ?? 0) | (value << ((i & 3) * 8));
      }
      this.mutator.setSlotWord(slot + word, halves[0] ?? 0, halves[1] ?? 0);
    }
  }

  /** Copies registers to memory: pointers counted, or handed over by rooted registers (`taken`). */
  storeBlock(
    low: number,
    high: number,
    offset: number,
    slot: number,
    layout: Layout,
    taken: boolean,
  ): void {
    this.work += layout.size;
    const byte = this.byteOf(low) + offset;
    if ((byte & 7) !== 0 || (layout.size & 7) !== 0) {
      let bytes = '';
      for (let i = 0; i < layout.size; i++)
        bytes += String.fromCharCode(
          ((this.stack[slot * 2 + (i >> 2)] ?? 0) >>> ((i & 3) * 8)) & 255,
        );
      this.writeBytes(advance(low, offset), high, bytes);
      return;
    }
    const { pattern } = layout;
    for (let word = 0; word < layout.words; word++) {
      const at = offset + word * 8;
      if (pattern.charCodeAt(word) === 112) {
        if (taken) this.takePointer(low, high, at, slot + word);
        else
          this.writePointer(
            low,
            high,
            at,
            this.stack[(slot + word) * 2] ?? 0,
            this.stack[(slot + word) * 2 + 1] ?? 0,
          );
      } else {
        this.writeWord(
          advance(low, at),
          high,
          this.stack[(slot + word) * 2] ?? 0,
          this.stack[(slot + word) * 2 + 1] ?? 0,
        );
      }
    }
  }

  /** Copies a value from memory to memory, its pointers counted. */
  copyValue(
    toLow: number,
    toHigh: number,
    fromLow: number,
    fromHigh: number,
    layout: Layout,
  ): void {
    this.work += layout.size;
    const from = this.byteOf(fromLow);
    const to = this.byteOf(toLow);
    if (((from | to | layout.size) & 7) !== 0) {
      this.writeBytes(toLow, toHigh, this.readBytes(fromLow, fromHigh, layout.size));
      return;
    }
    const { pattern } = layout;
    for (let word = 0; word < layout.words; word++) {
      const plane = this.plane(fromLow, fromHigh);
      const first = plane[(from >>> 2) + word * 2] ?? 0;
      const second = plane[(from >>> 2) + word * 2 + 1] ?? 0;
      if (pattern.charCodeAt(word) === 112)
        this.writePointer(toLow, toHigh, word * 8, first, second);
      else this.writeWord(toLow + word, toHigh, first, second);
    }
  }

  /** Sets a value in memory to zero. */
  clearValue(low: number, high: number, layout: Layout): void {
    this.work += layout.size;
    if (((this.byteOf(low) | layout.size) & 7) !== 0) {
      this.writeBytes(low, high, '\0'.repeat(layout.size));
      return;
    }
    for (let word = 0; word < layout.words; word++) {
      if (layout.pattern.charCodeAt(word) === 112) this.writePointer(low, high, word * 8, 0, 0);
      else this.writeWord(low + word, high, 0, 0);
    }
  }

  /** Sets words of an object to zero; the pattern says which hold pointers. */
  clearWords(low: number, high: number, pattern: string): void {
    for (let word = 0; word < pattern.length; word++) {
      if (pattern.charCodeAt(word) === 112) this.writePointer(low, high, word * 8, 0, 0);
      else this.writeWord(low + word, high, 0, 0);
    }
  }

  /** Copies bytes that hold no pointers; the ranges may overlap. */
  copyBytes(toLow: number, toHigh: number, fromLow: number, fromHigh: number, count: number): void {
    if (((this.byteOf(toLow) | this.byteOf(fromLow) | count) & 7) !== 0) {
      this.writeBytes(toLow, toHigh, this.readBytes(fromLow, fromHigh, count));
      return;
    }
    this.work += count;
    const start = this.byteOf(fromLow) >>> 2;
    const words = this.plane(fromLow, fromHigh).slice(start, start + count / 4);
    for (let at = 0; at < words.length; at += 2)
      this.writeWord(toLow + at / 2, toHigh, words[at] ?? 0, words[at + 1] ?? 0);
  }
}
