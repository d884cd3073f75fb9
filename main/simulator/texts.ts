/**
 * Tables of what does not fit into a word: names, output, shapes. Entries are only ever appended,
 * each knows the operation that made it, and `truncate` drops what came after one, so that a run
 * that was cut and continued numbers its entries as if the cut part had never been.
 */
export class Table<T> {
  readonly entries: T[] = [];
  readonly #madeBy: number[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #keys: string[] = [];

  /** Index of the entry with this key, made now if it is new. */
  intern(key: string, operation: number, make: (index: number) => T): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const index = this.append(make(this.entries.length), operation, key);
    this.#byKey.set(key, index);
    return index;
  }

  find(key: string): number | undefined {
    return this.#byKey.get(key);
  }

  append(entry: T, operation: number, key = ''): number {
    this.entries.push(entry);
    this.#madeBy.push(operation);
    this.#keys.push(key);
    return this.entries.length - 1;
  }

  at(index: number): T {
    const entry = this.entries[index];
    if (entry === undefined)
      throw new RangeError(`There is no entry ${index} of ${this.entries.length}.`);
    return entry;
  }

  truncate(operation: number): void {
    while (
      this.entries.length > 0 &&
      (this.#madeBy[this.entries.length - 1] as number) > operation
    ) {
      const key = this.#keys.pop() as string;
      const index = this.entries.length - 1;
      if (this.#byKey.get(key) === index) this.#byKey.delete(key);
      this.entries.pop();
      this.#madeBy.pop();
    }
  }
}
