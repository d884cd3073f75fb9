/**
 * A set of numbers 0 … `size` − 1 that tells its least member at once: a bitmap under a tree of
 * bitmaps, 32 to 1. Insert, remove and `first` cost one step for each level.
 */
export class AddressSet {
  readonly #levels: Int32Array[] = [];
  length = 0;

  constructor(size: number) {
    let words = Math.max(1, Math.ceil(size / 32));
    for (;;) {
      this.#levels.push(new Int32Array(words));
      if (words === 1) break;
      words = Math.ceil(words / 32);
    }
  }

  clear(): void {
    for (const level of this.#levels) level.fill(0);
    this.length = 0;
  }

  has(member: number): boolean {
    return (((this.#levels[0] as Int32Array)[member >>> 5] as number) & (1 << (member & 31))) !== 0;
  }

  insert(member: number): void {
    this.length += 1;
    let at = member;
    for (const level of this.#levels) {
      const word = at >>> 5;
      const old = level[word] as number;
      level[word] = old | (1 << (at & 31));
      if (old !== 0) return;
      at = word;
    }
  }

  remove(member: number): void {
    this.length -= 1;
    let at = member;
    for (const level of this.#levels) {
      const word = at >>> 5;
      const left = (level[word] as number) & ~(1 << (at & 31));
      level[word] = left;
      if (left !== 0) return;
      at = word;
    }
  }

  /** Least member, or −1. */
  first(): number {
    if (this.length === 0) return -1;
    let at = 0;
    for (let level = this.#levels.length - 1; level >= 0; level -= 1) {
      const bits = (this.#levels[level] as Int32Array)[at] as number;
      at = at * 32 + 31 - Math.clz32(bits & -bits);
    }
    return at;
  }
}
