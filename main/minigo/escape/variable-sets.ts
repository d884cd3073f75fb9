/** Sets of the variables of one function, as bits: large functions have thousands of both. */
import type { VariableEntity } from '../entities.ts';

export type VariableSet = Uint32Array;

/** The variables that a function's sets speak of. */
export class VariableUniverse {
  readonly #variables: VariableEntity[] = [];
  readonly #indexOf = new Map<VariableEntity, number>();
  readonly empty: VariableSet;

  constructor(variables: Iterable<VariableEntity>) {
    for (const variable of variables) {
      if (this.#indexOf.has(variable)) continue;
      this.#indexOf.set(variable, this.#variables.length);
      this.#variables.push(variable);
    }
    this.empty = new Uint32Array((this.#variables.length + 31) >>> 5);
  }

  add(set: VariableSet, variable: VariableEntity): void {
    const index = this.#indexOf.get(variable);
    if (index !== undefined) set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31));
  }

  remove(set: VariableSet, variable: VariableEntity): void {
    const index = this.#indexOf.get(variable);
    if (index !== undefined) set[index >>> 5] = (set[index >>> 5] ?? 0) & ~(1 << (index & 31));
  }

  union(...sets: readonly VariableSet[]): VariableSet {
    const all = new Uint32Array(this.empty.length);
    for (const set of sets)
      for (let at = 0; at < all.length; at++) all[at] = (all[at] ?? 0) | (set[at] ?? 0);
    return all;
  }

  equal(a: VariableSet, b: VariableSet): boolean {
    return a.every((word, at) => word === b[at]);
  }

  /** The variables of `set` that are not in `removed`. */
  without(set: VariableSet, removed: VariableSet): VariableEntity[] {
    const left: VariableEntity[] = [];
    for (let at = 0; at < set.length; at++) {
      for (let word = (set[at] ?? 0) & ~(removed[at] ?? 0); word !== 0; word &= word - 1) {
        const variable = this.#variables[(at << 5) + 31 - Math.clz32(word & -word)];
        if (variable !== undefined) left.push(variable);
      }
    }
    return left;
  }
}
