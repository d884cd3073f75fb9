import { doubled } from '../doubled.ts';

/**
 * Free blocks by size, equal sizes by address: a treap in typed arrays. Answers "smallest that
 * fits, lowest address on a tie" in O(log blocks). Priorities come from the address, so the same
 * blocks make the same tree however it grew.
 */
export class SizeIndex {
  #root = 0;
  #top = 1;
  #unused = 0;
  #left = new Int32Array(64);
  #right = new Int32Array(64);
  #size = new Int32Array(64);
  #start = new Int32Array(64);
  #priority = new Int32Array(64);

  clear(): void {
    this.#root = 0;
    this.#top = 1;
    this.#unused = 0;
  }

  insert(start: number, size: number): void {
    const node = this.#make(start, size);
    const priority = this.#priority[node] as number;
    let parent = 0;
    let isRight = false;
    let at = this.#root;
    while (at !== 0 && (this.#priority[at] as number) >= priority) {
      parent = at;
      isRight = this.#isBefore(at, size, start);
      at = (isRight ? this.#right[at] : this.#left[at]) as number;
    }
    this.#link(parent, isRight, node);
    this.#split(at, size, start, node);
  }

  /** Hangs what is before (size, start) left of `node` and the rest right of it. */
  #split(tree: number, size: number, start: number, node: number): void {
    let lowParent = node;
    let highParent = node;
    let isLowFirst = true;
    let isHighFirst = true;
    this.#left[node] = 0;
    this.#right[node] = 0;
    let at = tree;
    while (at !== 0) {
      if (this.#isBefore(at, size, start)) {
        if (isLowFirst) this.#left[lowParent] = at;
        else this.#right[lowParent] = at;
        isLowFirst = false;
        lowParent = at;
        at = this.#right[at] as number;
      } else {
        if (isHighFirst) this.#right[highParent] = at;
        else this.#left[highParent] = at;
        isHighFirst = false;
        highParent = at;
        at = this.#left[at] as number;
      }
    }
    if (!isLowFirst) this.#right[lowParent] = 0;
    if (!isHighFirst) this.#left[highParent] = 0;
  }

  remove(start: number, size: number): void {
    let parent = 0;
    let isRight = false;
    let at = this.#root;
    while (at !== 0 && !(this.#size[at] === size && this.#start[at] === start)) {
      parent = at;
      isRight = this.#isBefore(at, size, start);
      at = (isRight ? this.#right[at] : this.#left[at]) as number;
    }
    if (at === 0)
      throw new RangeError(`No free block at ${start} of size ${size} is in the index.`);
    let low = this.#left[at] as number;
    let high = this.#right[at] as number;
    this.#left[at] = this.#unused;
    this.#unused = at;
    while (low !== 0 && high !== 0) {
      if ((this.#priority[low] as number) >= (this.#priority[high] as number)) {
        this.#link(parent, isRight, low);
        parent = low;
        isRight = true;
        low = this.#right[low] as number;
      } else {
        this.#link(parent, isRight, high);
        parent = high;
        isRight = false;
        high = this.#left[high] as number;
      }
    }
    this.#link(parent, isRight, low === 0 ? high : low);
  }

  /** Start of the smallest block of at least `size`, the lowest of equals; −1 if there is none. */
  bestFit(size: number): number {
    let found = -1;
    let at = this.#root;
    while (at !== 0) {
      if ((this.#size[at] as number) >= size) {
        found = this.#start[at] as number;
        at = this.#left[at] as number;
      } else {
        at = this.#right[at] as number;
      }
    }
    return found;
  }

  #isBefore(node: number, size: number, start: number): boolean {
    const own = this.#size[node] as number;
    return own < size || (own === size && (this.#start[node] as number) < start);
  }

  #link(parent: number, isRight: boolean, node: number): void {
    if (parent === 0) this.#root = node;
    else if (isRight) this.#right[parent] = node;
    else this.#left[parent] = node;
  }

  #make(start: number, size: number): number {
    let node = this.#unused;
    if (node !== 0) {
      this.#unused = this.#left[node] as number;
    } else {
      node = this.#top;
      this.#top += 1;
      if (node === this.#left.length) {
        this.#left = doubled(this.#left);
        this.#right = doubled(this.#right);
        this.#size = doubled(this.#size);
        this.#start = doubled(this.#start);
        this.#priority = doubled(this.#priority);
      }
    }
    this.#size[node] = size;
    this.#start[node] = start;
    let mixed = Math.imul(start + 1, 0x9e3779b1);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    this.#priority[node] = (mixed ^ (mixed >>> 13)) >>> 1;
    return node;
  }
}
