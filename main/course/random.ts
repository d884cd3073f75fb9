/**
 * Chance from a seed: the same seed gives the same draws on every machine. sfc32 (Chris
 * Doty-Humphrey's small fast counter, PractRand), seeded through splitmix32.
 */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Any number of integers; each of them changes everything. */
  constructor(...seeds: readonly number[]) {
    let state = 0x9e3779b9;
    const mixed = (seed: number): number => {
      state = (state ^ (seed | 0)) | 0;
      state = (state + 0x9e3779b9) | 0;
      let value = state ^ (state >>> 16);
      value = Math.imul(value, 0x21f0aaad);
      value ^= value >>> 15;
      value = Math.imul(value, 0x735a2d97);
      return (state = value ^ (value >>> 15));
    };
    for (const seed of seeds) mixed(seed);
    this.#a = mixed(1);
    this.#b = mixed(2);
    this.#c = mixed(3);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** 0 … 2³² − 1. */
  next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** 0 … limit − 1. */
  below(limit: number): number {
    return Math.floor((this.next() / 2 ** 32) * limit);
  }

  /** From low to high, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in `parts` of `whole` cases. */
  oneIn(whole: number, parts = 1): boolean {
    return this.below(whole) < parts;
  }

  pick<T>(items: readonly [T, ...T[]]): T;
  pick<T>(items: readonly T[]): T | undefined;
  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      const held = shuffled[at];
      const swapped = shuffled[other];
      if (held === undefined || swapped === undefined) continue;
      shuffled[at] = swapped;
      shuffled[other] = held;
    }
    return shuffled;
  }
}

/** A number for a text, to seed with (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
