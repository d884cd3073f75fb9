/** log₂ of the granules in a bucket: four words of the bitmap. */
const bucketBits = 7;
const bucketWordBits = bucketBits - 5;
/** Children of a node: their numbers fill one line of a cache. */
const fanBits = 4;
const fanMask = (1 << fanBits) - 1;

/**
 * Where free blocks start, and how many start before an address: a bitmap, and over buckets of 128
 * granules a tree of the number of starts, sixteen children to a node. All of it O(log heap).
 */
export class AddressRanks {
  readonly #starts: Int32Array;
  /** Numbers of starts by level, from the buckets up; the last one is a single group of siblings. */
  readonly #levels: readonly Int32Array[];
  /** Starts in all. */
  length = 0;

  constructor(granules: number) {
    let nodes = Math.ceil(granules / 2 ** bucketBits) + 1;
    this.#starts = new Int32Array(nodes << bucketWordBits);
    const levels: Int32Array[] = [];
    for (;;) {
      const groups = Math.ceil(nodes / 2 ** fanBits);
      levels.push(new Int32Array(groups << fanBits));
      if (groups === 1) break;
      nodes = groups;
    }
    this.#levels = levels;
  }

  clear(): void {
    this.#starts.fill(0);
    for (const level of this.#levels) level.fill(0);
    this.length = 0;
  }

  /** `start` is not among them yet. */
  insert(start: number): void {
    this.#flip(start);
    this.#count(start, 1);
  }

  /** `start` is among them. */
  remove(start: number): void {
    this.#flip(start);
    this.#count(start, -1);
  }

  /** The same as `remove` and `insert`. */
  replace(start: number, newStart: number): void {
    this.#flip(start);
    this.#flip(newStart);
    if (start >>> bucketBits === newStart >>> bucketBits) return;
    this.#count(start, -1);
    this.#count(newStart, 1);
  }

  #flip(start: number): void {
    const starts = this.#starts;
    starts[start >>> 5] = (starts[start >>> 5] as number) ^ (1 << (start & 31));
  }

  #count(start: number, amount: number): void {
    this.length += amount;
    const levels = this.#levels;
    let node = start >>> bucketBits;
    for (let index = 0; index < levels.length; index += 1) {
      const level = levels[index] as Int32Array;
      level[node] = (level[node] as number) + amount;
      node >>>= fanBits;
    }
  }

  /** How many starts are below `start`, which is an address of the heap. */
  rank(start: number): number {
    const starts = this.#starts;
    const levels = this.#levels;
    const word = start >>> 5;
    let result = bitCount((starts[word] as number) & ~(-1 << (start & 31)));
    for (let left = (start >>> bucketBits) << bucketWordBits; left < word; left += 1)
      result += bitCount(starts[left] as number);
    let node = start >>> bucketBits;
    for (let index = 0; index < levels.length; index += 1) {
      const level = levels[index] as Int32Array;
      for (let left = node & ~fanMask; left < node; left += 1) result += level[left] as number;
      node >>>= fanBits;
    }
    return result;
  }
}

/** Bits that are set. */
export function bitCount(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
