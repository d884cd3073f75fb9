/** Most bytes that lie ready. */
const mostBytes = 64 * 2 ** 20;

/**
 * Chunks of records that nobody reads any more, for the runs that come. To get new memory from the
 * system costs more than to fill it: of what a recorded statement takes that is a third. What stands
 * in a chunk is of no matter: whoever takes one writes each word before it is read.
 */
export class SpareChunks {
  readonly #ready = new Map<number, Int32Array<ArrayBuffer>[]>();
  #bytes = 0;

  /** A chunk of so many words, whatever stands in them. */
  take(words: number): Int32Array<ArrayBuffer> {
    const chunk = this.#ready.get(words)?.pop();
    if (chunk === undefined) return new Int32Array(words);
    this.#bytes -= chunk.byteLength;
    return chunk;
  }

  /** A chunk with twice the room, the words of this one at its beginning. */
  doubled(chunk: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
    const grown = this.take(chunk.length * 2);
    grown.set(chunk);
    this.give(chunk);
    return grown;
  }

  /** Whoever held it must not look at it again. */
  give(chunk: Int32Array<ArrayBuffer>): void {
    if (this.#bytes + chunk.byteLength > mostBytes) return;
    this.#bytes += chunk.byteLength;
    const ready = this.#ready.get(chunk.length);
    if (ready === undefined) this.#ready.set(chunk.length, [chunk]);
    else ready.push(chunk);
  }
}
