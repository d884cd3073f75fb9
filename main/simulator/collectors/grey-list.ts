/**
 * What is grey: a stack, or a queue, of addresses. An address is that of an object's first payload
 * word, which is what a pointer to it holds; the header before it tells the object.
 */
export class GreyList {
  entries: Int32Array;
  /** First entry of the queue; a stack leaves it 0. */
  head = 0;
  /** Behind the last entry. */
  length = 0;
  /** Most entries there were at once. */
  deepest = 0;

  /** `entries`: room to begin with. */
  constructor(entries: Int32Array) {
    this.entries = entries;
  }

  get isEmpty(): boolean {
    return this.length === this.head;
  }

  clear(): void {
    this.head = 0;
    this.length = 0;
  }

  push(address: number): void {
    this.reserve(this.length + 1);
    this.entries[this.length] = address;
    this.length += 1;
    if (this.length - this.head > this.deepest) this.deepest = this.length - this.head;
  }

  /** Makes room for `length` entries. */
  reserve(length: number): void {
    if (this.entries.length >= length) return;
    const grown = new Int32Array(Math.max(length, this.entries.length * 2));
    grown.set(this.entries);
    this.entries = grown;
  }
}
