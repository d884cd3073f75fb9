import { doubled } from '../doubled.ts';

/**
 * Free blocks in lists by size class, each list in address order: a treap over (class, address)
 * that knows, for each subtree, its greatest size and its number of blocks. Answers "the first
 * block of this list or a later one that fits" and "how many before it" in O(log blocks).
 */
export class ClassIndex {
  readonly #classOf: (size: number) => number;
  #root = 0;
  #top = 1;
  #unused = 0;
  #left = new Int32Array(64);
  #right = new Int32Array(64);
  #start = new Int32Array(64);
  #size = new Int32Array(64);
  #greatest = new Int32Array(64);
  #count = new Int32Array(64);

  constructor(classOf: (size: number) => number) {
    this.#classOf = classOf;
  }

  get length(): number {
    return this.#count[this.#root] as number;
  }

  get largest(): number {
    return this.#greatest[this.#root] as number;
  }

  clear(): void {
    this.#root = 0;
    this.#top = 1;
    this.#unused = 0;
  }

  insert(start: number, size: number): void {
    const node = this.#make(start, size);
    const [low, high] = this.#split(this.#root, this.#classOf(size), start);
    this.#root = this.#join(this.#join(low, node), high);
  }

  remove(start: number, size: number): void {
    const own = this.#classOf(size);
    const [low, rest] = this.#split(this.#root, own, start);
    const [node, high] = this.#split(rest, own, start + 1);
    if (node === 0)
      throw new RangeError(`No free block at ${start} of size ${size} is in the index.`);
    this.#left[node] = this.#unused;
    this.#unused = node;
    this.#root = this.#join(low, high);
  }

  /** First block, in list order from the list of `own` on, of at least `size`; −1 if there is none. */
  firstFit(own: number, size: number): number {
    const found = this.#find(this.#root, own, size);
    return found === 0 ? -1 : (this.#start[found] as number);
  }

  /** Blocks in lists before that of `own`, and in it below address `start`. */
  rank(own: number, start: number): number {
    let result = 0;
    let at = this.#root;
    while (at !== 0) {
      if (this.#isBefore(at, own, start)) {
        result += (this.#count[this.#left[at] as number] as number) + 1;
        at = this.#right[at] as number;
      } else {
        at = this.#left[at] as number;
      }
    }
    return result;
  }

  #find(at: number, own: number, size: number): number {
    if (at === 0 || (this.#greatest[at] as number) < size) return 0;
    if (this.#classOf(this.#size[at] as number) < own)
      return this.#find(this.#right[at] as number, own, size);
    const left = this.#find(this.#left[at] as number, own, size);
    if (left !== 0) return left;
    return (this.#size[at] as number) >= size
      ? at
      : this.#find(this.#right[at] as number, own, size);
  }

  #isBefore(node: number, own: number, start: number): boolean {
    const its = this.#classOf(this.#size[node] as number);
    return its < own || (its === own && (this.#start[node] as number) < start);
  }

  /** Parts a tree into what is before (class, start) and the rest. */
  #split(at: number, own: number, start: number): readonly [number, number] {
    if (at === 0) return [0, 0];
    if (this.#isBefore(at, own, start)) {
      const [low, high] = this.#split(this.#right[at] as number, own, start);
      this.#right[at] = low;
      this.#sum(at);
      return [at, high];
    }
    const [low, high] = this.#split(this.#left[at] as number, own, start);
    this.#left[at] = high;
    this.#sum(at);
    return [low, at];
  }

  #join(low: number, high: number): number {
    if (low === 0) return high;
    if (high === 0) return low;
    if (priority(this.#start[low] as number) >= priority(this.#start[high] as number)) {
      this.#right[low] = this.#join(this.#right[low] as number, high);
      this.#sum(low);
      return low;
    }
    this.#left[high] = this.#join(low, this.#left[high] as number);
    this.#sum(high);
    return high;
  }

  #sum(at: number): void {
    const left = this.#left[at] as number;
    const right = this.#right[at] as number;
    this.#count[at] = (this.#count[left] as number) + (this.#count[right] as number) + 1;
    this.#greatest[at] = Math.max(
      this.#size[at] as number,
      this.#greatest[left] as number,
      this.#greatest[right] as number,
    );
  }

  #make(start: number, size: number): number {
    let node = this.#unused;
    if (node !== 0) {
      this.#unused = this.#left[node] as number;
    } else {
      node = this.#top;
      this.#top += 1;
      if (node === this.#left.length) this.#grow();
    }
    this.#left[node] = 0;
    this.#right[node] = 0;
    this.#start[node] = start;
    this.#size[node] = size;
    this.#sum(node);
    return node;
  }

  #grow(): void {
    this.#left = doubled(this.#left);
    this.#right = doubled(this.#right);
    this.#start = doubled(this.#start);
    this.#size = doubled(this.#size);
    this.#greatest = doubled(this.#greatest);
    this.#count = doubled(this.#count);
  }
}

/** From the address, so that the same blocks make the same tree however it grew. */
function priority(start: number): number {
  const mixed = Math.imul(start + 1, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 0;
}
