import { doubled } from '../doubled.ts';

/** log₂ of the Int32 in a node's record. */
const recordBits = 3;
/** Columns of the record; `right` is `left` + 1. */
const left = 0;
const right = 1;
const sizeColumn = 2;
const startColumn = 3;
const priorityColumn = 4;
/** Sizes below this have a bin each; above, the powers of two have one. */
const exactSizes = 1024;
const exactBits = 10;
const binWords = (exactSizes >>> 5) + 1;

/**
 * Free blocks by size, equal sizes by address: a bin for each small size, one for each power of two
 * above, a bitmap of those that hold any, and in each bin a treap in typed arrays. Answers "smallest
 * that fits, lowest address on a tie" in O(log blocks of the bin). Priorities come from the address,
 * so the same blocks make the same trees however they grew.
 */
export class SizeIndex {
  /** Root of each bin's treap, 0 where it is empty. */
  readonly #roots = new Int32Array(binWords << 5);
  /** Which bins hold any, and which words of that do. */
  readonly #full = new Int32Array(binWords);
  readonly #fullWords = new Int32Array((binWords >>> 5) + 1);
  #top = 1;
  #unused = 0;
  /** One record for each node, so that a node is one line of a cache. */
  #nodes = new Int32Array(64 << recordBits);

  clear(): void {
    this.#roots.fill(0);
    this.#full.fill(0);
    this.#fullWords.fill(0);
    this.#top = 1;
    this.#unused = 0;
  }

  insert(start: number, size: number): void {
    const bin = binOf(size);
    const node = this.#make(start, size);
    const nodes = this.#nodes;
    let at = this.#roots[bin] as number;
    if (at === 0) {
      this.#roots[bin] = node;
      this.#fill(bin);
      return;
    }
    const priority = nodes[(node << recordBits) | priorityColumn] as number;
    let parent = 0;
    let side = left;
    while (at !== 0 && (nodes[(at << recordBits) | priorityColumn] as number) >= priority) {
      parent = at;
      side = this.#sideOf(at, size, start);
      at = nodes[(at << recordBits) | side] as number;
    }
    this.#link(bin, parent, side, node);
    if (at !== 0) this.#split(at, size, start, node);
  }

  #fill(bin: number): void {
    const word = bin >>> 5;
    this.#full[word] = (this.#full[word] as number) | (1 << (bin & 31));
    this.#fullWords[word >>> 5] = (this.#fullWords[word >>> 5] as number) | (1 << (word & 31));
  }

  #drain(bin: number): void {
    const word = bin >>> 5;
    const rest = (this.#full[word] as number) & ~(1 << (bin & 31));
    this.#full[word] = rest;
    if (rest === 0)
      this.#fullWords[word >>> 5] = (this.#fullWords[word >>> 5] as number) & ~(1 << (word & 31));
  }

  /** Hangs what is before (size, start) left of `node` and the rest right of it. */
  #split(tree: number, size: number, start: number, node: number): void {
    const nodes = this.#nodes;
    // Where the next smaller and the next greater part are to be hung.
    let low = (node << recordBits) | left;
    let high = (node << recordBits) | right;
    let at = tree;
    while (at !== 0) {
      if (this.#sideOf(at, size, start) === right) {
        nodes[low] = at;
        low = (at << recordBits) | right;
        at = nodes[low] as number;
      } else {
        nodes[high] = at;
        high = (at << recordBits) | left;
        at = nodes[high] as number;
      }
    }
    nodes[low] = 0;
    nodes[high] = 0;
  }

  remove(start: number, size: number): void {
    const nodes = this.#nodes;
    const bin = binOf(size);
    let parent = 0;
    let side = left;
    let at = this.#roots[bin] as number;
    while (at !== 0) {
      const record = at << recordBits;
      if (nodes[record | startColumn] === start && nodes[record | sizeColumn] === size) break;
      parent = at;
      side = this.#sideOf(at, size, start);
      at = nodes[record | side] as number;
    }
    if (at === 0)
      throw new RangeError(`No free block at ${start} of size ${size} is in the index.`);
    let low = nodes[(at << recordBits) | left] as number;
    let high = nodes[(at << recordBits) | right] as number;
    nodes[(at << recordBits) | left] = this.#unused;
    this.#unused = at;
    while (low !== 0 && high !== 0) {
      const isLow =
        (nodes[(low << recordBits) | priorityColumn] as number) >=
        (nodes[(high << recordBits) | priorityColumn] as number);
      const next = isLow ? low : high;
      this.#link(bin, parent, side, next);
      parent = next;
      side = isLow ? right : left;
      if (isLow) low = nodes[(low << recordBits) | right] as number;
      else high = nodes[(high << recordBits) | left] as number;
    }
    this.#link(bin, parent, side, low === 0 ? high : low);
    if (this.#roots[bin] === 0) this.#drain(bin);
  }

  /** Start of the smallest block of at least `size`, the lowest of equals; −1 if there is none. */
  bestFit(size: number): number {
    const bin = binOf(size);
    const found = this.#leastIn(bin, size);
    if (found >= 0) return found;
    const next = this.#fullFrom(bin + 1);
    return next < 0 ? -1 : this.#leastIn(next, size);
  }

  /** Size of the largest block, 0 if there is none. */
  get largest(): number {
    const words = this.#fullWords;
    for (let index = words.length - 1; index >= 0; index -= 1) {
      if (words[index] === 0) continue;
      const word = index * 32 + 31 - Math.clz32(words[index] as number);
      const bin = word * 32 + 31 - Math.clz32(this.#full[word] as number);
      return bin < exactSizes ? bin : this.#greatestIn(bin);
    }
    return 0;
  }

  #leastIn(bin: number, size: number): number {
    const nodes = this.#nodes;
    let found = 0;
    let at = this.#roots[bin] as number;
    while (at !== 0) {
      const record = at << recordBits;
      const fits = (nodes[record | sizeColumn] as number) >= size;
      if (fits) found = record;
      at = nodes[fits ? record | left : record | right] as number;
    }
    return found === 0 ? -1 : (nodes[found | startColumn] as number);
  }

  #greatestIn(bin: number): number {
    const nodes = this.#nodes;
    let at = this.#roots[bin] as number;
    for (;;) {
      const next = nodes[(at << recordBits) | right] as number;
      if (next === 0) return nodes[(at << recordBits) | sizeColumn] as number;
      at = next;
    }
  }

  /** The first bin from `bin` on that holds any, or −1. */
  #fullFrom(bin: number): number {
    const full = this.#full;
    let word = bin >>> 5;
    if (word >= binWords) return -1;
    let bits = (full[word] as number) & (-1 << (bin & 31));
    if (bits === 0) {
      const words = this.#fullWords;
      word += 1;
      let index = word >>> 5;
      let among = (words[index] as number) & (-1 << (word & 31));
      while (among === 0) {
        index += 1;
        if (index >= words.length) return -1;
        among = words[index] as number;
      }
      word = index * 32 + 31 - Math.clz32(among & -among);
      bits = full[word] as number;
    }
    return word * 32 + 31 - Math.clz32(bits & -bits);
  }

  /** On which side of a node (size, start) is to be found. */
  #sideOf(node: number, size: number, start: number): number {
    const nodes = this.#nodes;
    const own = nodes[(node << recordBits) | sizeColumn] as number;
    return own < size ||
      (own === size && (nodes[(node << recordBits) | startColumn] as number) < start)
      ? right
      : left;
  }

  #link(bin: number, parent: number, side: number, node: number): void {
    if (parent === 0) this.#roots[bin] = node;
    else this.#nodes[(parent << recordBits) | side] = node;
  }

  #make(start: number, size: number): number {
    let node = this.#unused;
    if (node !== 0) {
      this.#unused = this.#nodes[(node << recordBits) | left] as number;
    } else {
      node = this.#top;
      this.#top += 1;
      if (node << recordBits === this.#nodes.length) this.#nodes = doubled(this.#nodes);
    }
    const record = node << recordBits;
    this.#nodes[record | left] = 0;
    this.#nodes[record | right] = 0;
    this.#nodes[record | sizeColumn] = size;
    this.#nodes[record | startColumn] = start;
    let mixed = Math.imul(start + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    this.#nodes[record | priorityColumn] = (mixed ^ (mixed >>> 13)) >>> 1;
    return node;
  }
}

function binOf(size: number): number {
  return size < exactSizes ? size : exactSizes + 31 - Math.clz32(size) - exactBits;
}
