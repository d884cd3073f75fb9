import { lineBits, trailingLimit } from './open-record.ts';
import type { OpenRecord } from './open-record.ts';
import { forgetAfter, lastIndex } from './ordinals.ts';
import type { SpareChunks } from './spare-chunks.ts';

const chunkBits = 14;
const chunkOperations = 1 << chunkBits;
/** Operations of the first chunk at first: it doubles until it is whole. */
const firstOperations = 64;
const nothing = new Int32Array(0);
/** A line from this one on does not fit. */
export const lineMask = 2 ** lineBits - 1;

/**
 * The operations of a run, 12 bytes each (`OpenRecord`). What begins one writes it where the open
 * record says; here is room for more of them, and what was written is read. An operation is named
 * by its ordinal, from 1.
 */
export class OperationRecord {
  readonly #record: OpenRecord;
  readonly #spare: SpareChunks;
  #chunks: Int32Array<ArrayBuffer>[] = [];
  /** Lines and lengths of log that have no room in three words. */
  readonly #longTrails = new Map<number, number>();
  readonly #longLines = new Map<number, number>();

  constructor(record: OpenRecord, spare: SpareChunks) {
    this.#record = record;
    this.#spare = spare;
  }

  /** Room for the operation that has just been counted. */
  more(): void {
    const before = this.#record.begun - 1;
    const index = before >>> chunkBits;
    let chunk = this.#chunks[index];
    if (chunk === undefined)
      chunk = this.#spare.take(index === 0 ? firstOperations * 3 : chunkOperations * 3);
    else if (chunk.length < chunkOperations * 3) chunk = this.#spare.doubled(chunk);
    this.#chunks[index] = chunk;
    this.#goOn(chunk, before);
  }

  /** The operation after `before` others goes into `chunk`. */
  #goOn(chunk: Int32Array, before: number): void {
    this.#record.operations = chunk;
    this.#record.operationAt = (before & (chunkOperations - 1)) * 3;
  }

  /** What was logged between the last event and the operation that has just been counted: too much for its words. */
  setTrail(logged: number): void {
    this.#longTrails.set(this.#record.begun, logged);
  }

  /** The line of the operation that has just been counted: too large for its words. */
  setLine(line: number): void {
    this.#longLines.set(this.#record.begun, line);
  }

  #word(operation: number, index: number): number {
    const at = operation - 1;
    const chunk = this.#chunks[at >>> chunkBits] as Int32Array;
    return chunk[(at & (chunkOperations - 1)) * 3 + index] as number;
  }

  /** First event of an operation; the next operation's first event if it caused none. */
  firstEventOf(operation: number): number {
    return this.#word(operation, 0);
  }

  /** Log length when an operation began. */
  logStartOf(operation: number): number {
    return this.#word(operation, 1) >>> 0;
  }

  lineOf(operation: number): number {
    const line = this.#word(operation, 2) & lineMask;
    return line === lineMask ? (this.#longLines.get(operation) ?? line) : line;
  }

  /** Log length just after the last event before an operation. */
  settledBefore(operation: number): number {
    for (let at = operation; ; at -= 1) {
      const trailing = this.#word(at, 2) >>> lineBits;
      const all = trailing === trailingLimit ? this.#longTrails.get(at) : trailing;
      if (all !== undefined) return this.logStartOf(at) - all;
    }
  }

  /** The operation that caused event `seq`; 0 before the first one. */
  operationAt(seq: number): number {
    return lastIndex(this.#record.begun, (operation) => this.firstEventOf(operation) <= seq);
  }

  /** Forgets what came after an operation. */
  truncate(operation: number): void {
    this.#record.begun = operation;
    forgetAfter(operation, this.#longTrails, this.#longLines);
    const chunk = this.#chunks[operation >>> chunkBits];
    this.#goOn(chunk ?? nothing, chunk === undefined ? 0 : operation);
  }

  /** Nobody looks at the operations any more. */
  retire(): void {
    for (const chunk of this.#chunks) this.#spare.give(chunk);
    this.#chunks = [];
    this.#goOn(nothing, 0);
  }

  /** Bytes that operations occupy. */
  get bytes(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  }
}
