import type { Heap } from '../heap.ts';

const bucketBits = 6;
const bucketSize = 1 << bucketBits;

/**
 * Free blocks by address: a bitmap of their starts, and over buckets of 64 granules a tree of the
 * greatest size and of the number of blocks. Answers "first that fits at or after" and "how many
 * before", each in O(log heap), with the very answers of an address-ordered list.
 */
export class AddressIndex {
  readonly #heap: Heap;
  readonly #leaves: number;
  readonly #greatest: Int32Array;
  readonly #count: Int32Array;
  readonly #starts: Int32Array;

  constructor(heap: Heap) {
    this.#heap = heap;
    let leaves = 1;
    while (leaves * bucketSize < heap.granules) leaves *= 2;
    this.#leaves = leaves;
    this.#greatest = new Int32Array(leaves * 2);
    this.#count = new Int32Array(leaves * 2);
    this.#starts = new Int32Array(leaves * 2);
  }

  clear(): void {
    this.#greatest.fill(0);
    this.#count.fill(0);
    this.#starts.fill(0);
  }

  get length(): number {
    return this.#count[1] as number;
  }

  /** Size of the largest free block, 0 if there is none. */
  get largest(): number {
    return this.#greatest[1] as number;
  }

  insert(start: number, size: number): void {
    this.#starts[start >>> 5] = (this.#starts[start >>> 5] as number) | (1 << (start & 31));
    let node = this.#leaves + (start >>> bucketBits);
    const greatest = this.#greatest;
    const count = this.#count;
    for (; node >= 1; node >>>= 1) {
      count[node] = (count[node] as number) + 1;
      if ((greatest[node] as number) < size) greatest[node] = size;
    }
  }

  remove(start: number, size: number): void {
    this.#starts[start >>> 5] = (this.#starts[start >>> 5] as number) & ~(1 << (start & 31));
    const bucket = start >>> bucketBits;
    let node = this.#leaves + bucket;
    const greatest = this.#greatest;
    const count = this.#count;
    count[node] = (count[node] as number) - 1;
    if (greatest[node] === size) greatest[node] = this.#greatestIn(bucket);
    for (node >>>= 1; node >= 1; node >>>= 1) {
      count[node] = (count[node] as number) - 1;
      if (greatest[node] === size) {
        const left = greatest[node * 2] as number;
        const right = greatest[node * 2 + 1] as number;
        greatest[node] = left > right ? left : right;
      }
    }
  }

  /** The same as `remove` and `insert`; the header of the new block is written already. */
  replace(start: number, size: number, newStart: number, newSize: number): void {
    const bucket = start >>> bucketBits;
    if (newStart >>> bucketBits !== bucket) {
      this.remove(start, size);
      this.insert(newStart, newSize);
      return;
    }
    const starts = this.#starts;
    starts[start >>> 5] = (starts[start >>> 5] as number) & ~(1 << (start & 31));
    starts[newStart >>> 5] = (starts[newStart >>> 5] as number) | (1 << (newStart & 31));
    const greatest = this.#greatest;
    let node = this.#leaves + bucket;
    const old = greatest[node] as number;
    let now = old;
    if (newSize >= old) now = newSize;
    else if (size === old) now = this.#greatestIn(bucket);
    // The number of blocks is what it was: where the greatest is, too, nothing changes further up.
    while (greatest[node] !== now) {
      greatest[node] = now;
      if (node === 1) return;
      const other = greatest[node ^ 1] as number;
      if (other > now) now = other;
      node >>>= 1;
    }
  }

  #greatestIn(bucket: number): number {
    let result = 0;
    for (let half = 0; half < 2; half += 1) {
      let bits = this.#starts[bucket * 2 + half] as number;
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const size = this.#heap.sizeOf(bucket * bucketSize + half * 32 + bit);
        if (size > result) result = size;
      }
    }
    return result;
  }

  /** Lowest start, at or after `from`, of a block of at least `size`; −1 if there is none. */
  firstFit(size: number, from = 0): number {
    const greatest = this.#greatest;
    if ((greatest[1] as number) < size) return -1;
    let node: number;
    if (from <= 0) {
      node = 1;
    } else {
      const bucket = from >>> bucketBits;
      if (bucket >= this.#leaves) return -1;
      const found = this.#firstIn(bucket, size, from & (bucketSize - 1));
      if (found >= 0) return found;
      node = this.#leaves + bucket;
      for (;;) {
        while ((node & 1) === 1) {
          if (node === 1) return -1;
          node >>>= 1;
        }
        if (node === 0) return -1;
        node += 1;
        if ((greatest[node] as number) >= size) break;
      }
    }
    while (node < this.#leaves) {
      node *= 2;
      if ((greatest[node] as number) < size) node += 1;
    }
    return this.#firstIn(node - this.#leaves, size, 0);
  }

  #firstIn(bucket: number, size: number, from: number): number {
    for (let half = from >>> 5; half < 2; half += 1) {
      let bits = this.#starts[bucket * 2 + half] as number;
      if (half === from >>> 5) bits &= -1 << (from & 31);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const start = bucket * bucketSize + half * 32 + bit;
        if (this.#heap.sizeOf(start) >= size) return start;
      }
    }
    return -1;
  }

  /** Number of free blocks whose start is below `start`. */
  rank(start: number): number {
    const bucket = start >>> bucketBits;
    let result = 0;
    const within = start & (bucketSize - 1);
    const low = this.#starts[bucket * 2] as number;
    if (within < 32) {
      result += bitCount(low & ~(-1 << within));
    } else {
      const high = this.#starts[bucket * 2 + 1] as number;
      result += bitCount(low) + (within === 32 ? 0 : bitCount(high & ~(-1 << (within & 31))));
    }
    for (let node = this.#leaves + bucket; node > 1; node >>>= 1)
      if ((node & 1) === 1) result += this.#count[node - 1] as number;
    return result;
  }
}

function bitCount(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
