import type { Heap } from '../heap.ts';
import { bitCount } from './address-ranks.ts';

const bucketBits = 6;
const bucketSize = 1 << bucketBits;
/** Children of a node: their greatest sizes and their numbers of blocks fill one line of a cache. */
const fanBits = 3;
const fan = 1 << fanBits;
const fanMask = fan - 1;
/** Int32 of a group of siblings: `fan` greatest sizes, then `fan` numbers of blocks. */
const groupBits = fanBits + 1;

/**
 * Free blocks by address: a bitmap of their starts, and over buckets of 64 granules a tree of the
 * greatest size and of the number of blocks, eight children to a node. Answers "first that fits at
 * or after" and "how many before", each in O(log heap), with the very answers of an address-ordered
 * list.
 */
export class AddressIndex {
  readonly #heap: Heap;
  /** Where each level begins, from the buckets up; the last one is a single group. */
  readonly #levels: readonly number[];
  readonly #nodes: Int32Array;
  readonly #starts: Int32Array;
  readonly #buckets: number;
  /** Free blocks in all. */
  length = 0;
  /** Number of free blocks before the one that the last `firstFit` found. */
  found = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.#buckets = Math.ceil(heap.granules / bucketSize);
    const levels: number[] = [];
    let words = 0;
    for (let groups = Math.ceil(this.#buckets / fan); ; groups = Math.ceil(groups / fan)) {
      levels.push(words);
      words += groups << groupBits;
      if (groups <= 1) break;
    }
    this.#levels = levels;
    this.#nodes = new Int32Array(words);
    this.#starts = new Int32Array(this.#buckets * 2);
  }

  clear(): void {
    this.#nodes.fill(0);
    this.#starts.fill(0);
    this.length = 0;
  }

  /** Size of the largest free block, 0 if there is none. */
  get largest(): number {
    return this.#greatestAt(this.#levels[this.#levels.length - 1] as number);
  }

  /** Greatest size in the group at `at`. */
  #greatestAt(at: number): number {
    const nodes = this.#nodes;
    let result = nodes[at] as number;
    for (let child = at + 1; child < at + fan; child += 1) {
      const size = nodes[child] as number;
      if (size > result) result = size;
    }
    return result;
  }

  insert(start: number, size: number): void {
    this.#starts[start >>> 5] = (this.#starts[start >>> 5] as number) | (1 << (start & 31));
    this.length += 1;
    const nodes = this.#nodes;
    const levels = this.#levels;
    let node = start >>> bucketBits;
    for (let level = 0; level < levels.length; level += 1) {
      const at = placeOf(levels[level] as number, node);
      nodes[at + fan] = (nodes[at + fan] as number) + 1;
      if ((nodes[at] as number) < size) nodes[at] = size;
      node >>>= fanBits;
    }
  }

  remove(start: number, size: number): void {
    this.#starts[start >>> 5] = (this.#starts[start >>> 5] as number) & ~(1 << (start & 31));
    this.length -= 1;
    const nodes = this.#nodes;
    const levels = this.#levels;
    let node = start >>> bucketBits;
    // What the node below came to, if it changed.
    let now = -1;
    for (let level = 0; level < levels.length; level += 1) {
      const at = placeOf(levels[level] as number, node);
      nodes[at + fan] = (nodes[at + fan] as number) - 1;
      if (nodes[at] === size) {
        if (level === 0) now = this.#greatestIn(node);
        nodes[at] = now;
        now = this.#greatestAt(at & ~fanMask);
      }
      node >>>= fanBits;
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
    const nodes = this.#nodes;
    const levels = this.#levels;
    const old = nodes[placeOf(0, bucket)] as number;
    let now = old;
    if (newSize >= old) now = newSize;
    else if (size === old) now = this.#greatestIn(bucket);
    let node = bucket;
    // The number of blocks is what it was: where the greatest is, too, nothing changes further up.
    for (let level = 0; level < levels.length; level += 1) {
      const at = placeOf(levels[level] as number, node);
      if (nodes[at] === now) return;
      nodes[at] = now;
      now = this.#greatestAt(at & ~fanMask);
      node >>>= fanBits;
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
    const levels = this.#levels;
    const top = levels.length - 1;
    if (from <= 0) return this.#descend(top, 0, size);
    const bucket = from >>> bucketBits;
    if (bucket >= this.#buckets) return -1;
    const found = this.#firstIn(bucket, size, from & (bucketSize - 1));
    if (found >= 0) return found;
    let node = bucket;
    for (let level = 0; level <= top; level += 1) {
      // Siblings to the right of the node, in its group.
      const last = node | fanMask;
      for (let right = node + 1; right <= last; right += 1)
        if ((this.#nodes[placeOf(levels[level] as number, right)] as number) >= size)
          return level === 0
            ? this.#firstIn(right, size, 0)
            : this.#descend(level - 1, right << fanBits, size);
      node >>>= fanBits;
    }
    return -1;
  }

  /** The first that fits in the group of `level` that begins with node `first`; −1 if there is none. Counts what is before it. */
  #descend(level: number, first: number, size: number): number {
    const nodes = this.#nodes;
    let node = first;
    let before = 0;
    for (let below = level; below >= 0; below -= 1) {
      let at = placeOf(this.#levels[below] as number, node);
      const end = at + fan;
      while (at < end && (nodes[at] as number) < size) {
        before += nodes[at + fan] as number;
        at += 1;
        node += 1;
      }
      if (at === end) return -1;
      if (below > 0) node <<= fanBits;
    }
    this.found = before;
    return this.#firstIn(node, size, 0);
  }

  /** Lowest start in a bucket, at or after granule `from` of it; those before it are counted. */
  #firstIn(bucket: number, size: number, from: number): number {
    for (let half = from >>> 5; half < 2; half += 1) {
      let bits = this.#starts[bucket * 2 + half] as number;
      if (half === from >>> 5) bits &= -1 << (from & 31);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const start = bucket * bucketSize + half * 32 + bit;
        if (this.#heap.sizeOf(start) >= size) return start;
        this.found += 1;
      }
    }
    return -1;
  }

  /** Number of free blocks whose start is below `start`. */
  rank(start: number): number {
    const bucket = start >>> bucketBits;
    if (bucket >= this.#buckets) return this.length;
    let result = 0;
    const within = start & (bucketSize - 1);
    const low = this.#starts[bucket * 2] as number;
    if (within < 32) {
      result += bitCount(low & ~(-1 << within));
    } else {
      const high = this.#starts[bucket * 2 + 1] as number;
      result += bitCount(low) + (within === 32 ? 0 : bitCount(high & ~(-1 << (within & 31))));
    }
    const nodes = this.#nodes;
    let node = bucket;
    for (let level = 0; level < this.#levels.length; level += 1) {
      const at = placeOf(this.#levels[level] as number, node);
      for (let left = at & ~fanMask; left < at; left += 1) result += nodes[left + fan] as number;
      node >>>= fanBits;
    }
    return result;
  }
}

/** Where the greatest size of node `node` stands, on the level that begins at `level`. */
function placeOf(level: number, node: number): number {
  return level + ((node >>> fanBits) << groupBits) + (node & fanMask);
}
