import { doubled } from '../doubled.ts';

/** log₂ of the Int32 in a node's record. */
const recordBits = 3;
/** Columns of the record; `right` is `left` + 1. */
const left = 0;
const right = 1;
const sizeColumn = 2;
const startColumn = 3;
const priorityColumn = 4;

/**
 * Free blocks by size, equal sizes by address: a treap in typed arrays. Answers "smallest that
 * fits, lowest address on a tie" in O(log blocks). Priorities come from the address, so the same
 * blocks make the same tree however it grew.
 */
export class SizeIndex {
  #root = 0;
  #top = 1;
  #unused = 0;
  /** One record for each node, so that a node is one line of a cache. */
  #nodes = new Int32Array(64 << recordBits);

  clear(): void {
    this.#root = 0;
    this.#top = 1;
    this.#unused = 0;
  }

  insert(start: number, size: number): void {
    const node = this.#make(start, size);
    const nodes = this.#nodes;
    const priority = nodes[(node << recordBits) | priorityColumn] as number;
    let parent = 0;
    let side = left;
    let at = this.#root;
    while (at !== 0 && (nodes[(at << recordBits) | priorityColumn] as number) >= priority) {
      parent = at;
      side = this.#sideOf(at, size, start);
      at = nodes[(at << recordBits) | side] as number;
    }
    this.#link(parent, side, node);
    this.#split(at, size, start, node);
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
    let parent = 0;
    let side = left;
    let at = this.#root;
    while (at !== 0) {
      const record = at << recordBits;
      if (nodes[record | sizeColumn] === size && nodes[record | startColumn] === start) break;
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
      this.#link(parent, side, next);
      parent = next;
      side = isLow ? right : left;
      if (isLow) low = nodes[(low << recordBits) | right] as number;
      else high = nodes[(high << recordBits) | left] as number;
    }
    this.#link(parent, side, low === 0 ? high : low);
  }

  /** Start of the smallest block of at least `size`, the lowest of equals; −1 if there is none. */
  bestFit(size: number): number {
    const nodes = this.#nodes;
    let found = 0;
    let at = this.#root;
    while (at !== 0) {
      const record = at << recordBits;
      const fits = (nodes[record | sizeColumn] as number) >= size;
      if (fits) found = record;
      at = nodes[fits ? record | left : record | right] as number;
    }
    return found === 0 ? -1 : (nodes[found | startColumn] as number);
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

  #link(parent: number, side: number, node: number): void {
    if (parent === 0) this.#root = node;
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
    this.#nodes[record | sizeColumn] = size;
    this.#nodes[record | startColumn] = start;
    let mixed = Math.imul(start + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    this.#nodes[record | priorityColumn] = (mixed ^ (mixed >>> 13)) >>> 1;
    return node;
  }
}
