import { doubled } from './doubled.ts';
import { eventNames } from './event.ts';
import type { EventName } from './event.ts';
import { lineBits, trailingLimit } from './open-record.ts';
import type { OpenRecord } from './open-record.ts';
import type { Store } from './store.ts';

const chunkBits = 16;
const chunkEvents = 1 << chunkBits;
const operationChunkBits = 14;
const operationChunk = 1 << operationChunkBits;
/** Events and operations of the first chunks at first: they double until they are whole. */
const firstEvents = 256;
const firstOperations = 64;
const nothing = new Int32Array(0);
/** Most operations between two looks at what is due. */
const operationsBetween = 64;
const lineMask = 2 ** lineBits - 1;
/** Numbers of log entries from this one on do not fit, and small numbers from that one on. */
export const countLimit = 63;
export const auxLimit = 2 ** 21 - 1;
/** Words of the three events that a counted store makes. */
export const storeWords = 12;

type Codes = { readonly [N in EventName]: number };

/** Binary code of each event, from 1. */
export const eventCode: Codes = Object.fromEntries(
  eventNames.map((name, index) => [name, index + 1]),
) as Codes;

/**
 * What happened, in order: a record of 16 bytes for each event (kind, number of log entries, one
 * small number; then three numbers) and one of 12 bytes for each operation (its first event, where
 * the log stands, its line and what was logged since the last event). Numbers that do not fit wait in side tables.
 */
export class Recording {
  readonly #store: Store;
  /** Where log and operations go on. */
  readonly #record: OpenRecord;
  #isOn = true;
  #isWatched = false;
  #chunks: Int32Array<ArrayBuffer>[] = [];
  /** Where the next event goes: for what writes several at once, which moves `at` on behind them. */
  chunk: Int32Array = nothing;
  at = 0;
  /** Up to where the three events of a store may begin; below 0 where that is not wanted. */
  lastOfStore = -1;
  /** Where the chunk ends, 0 while nothing is recorded; and how many events come before the chunk. */
  #end = 0;
  #before = 0;
  /** Heap word of the first payload word of each object, for those that never move. */
  payloads = new Int32Array(0);
  #operationChunks: Int32Array<ArrayBuffer>[] = [];
  #dueAt = 0;
  /** Something is to be done at each operation. */
  #isStepped = false;
  readonly #longCounts = new Map<number, number>();
  readonly #longAux = new Map<number, number>();
  readonly #longTrails = new Map<number, number>();
  readonly #longLines = new Map<number, number>();

  constructor(store: Store) {
    this.#store = store;
    this.#record = store.record;
  }

  /** Operations so far; the ordinal of the last one. */
  get operations(): number {
    return this.#record.begun;
  }

  /** Log length when the last event was recorded: what came after belongs to the next one. */
  get settled(): number {
    return this.#record.settled;
  }

  set settled(logged: number) {
    this.#record.settled = logged;
  }

  /** Events so far; the ordinal of the last one. */
  get length(): number {
    return this.#before + (this.at >>> 2);
  }

  /** False: nothing is recorded, only done. */
  get on(): boolean {
    return this.#isOn;
  }

  set on(isOn: boolean) {
    this.#isOn = isOn;
    this.#lay(this.chunk, this.at);
    this.#setDue(0);
  }

  /** True: somebody looks at the state after every single event, so no loop writes many of them at once. */
  get isWatched(): boolean {
    return this.#isWatched;
  }

  set isWatched(isWatched: boolean) {
    this.#isWatched = isWatched;
    this.#lay(this.chunk, this.at);
  }

  /** Events go on at `at` of `chunk`. */
  #lay(chunk: Int32Array, at: number): void {
    this.chunk = chunk;
    this.at = at;
    this.#end = this.#isOn ? chunk.length : 0;
    this.lastOfStore = this.#isWatched ? -1 : this.#end - storeWords;
  }

  /** Events go on behind event `length`, in `chunk`. */
  #lead(chunk: Int32Array, length: number): void {
    const within = length & (chunkEvents - 1);
    this.#before = length - within;
    this.#lay(chunk, within * 4);
  }

  /** What was logged until now is the beginning of the run: position 0. */
  begin(): void {
    this.settled = this.#store.logLength;
    this.#record.begun = 0;
  }

  /** Appends one event. `aux` is 0 or more; what was logged since the last event belongs to it. */
  emit(code: number, aux: number, first: number, second: number, third: number): void {
    if (this.at >= this.#end) {
      if (!this.#isOn) return;
      this.#nextChunk();
    }
    const logged = this.#store.logLength;
    let count = (logged - this.settled) | 0;
    this.settled = logged;
    if (count >= countLimit) {
      this.#longCounts.set(this.length + 1, count);
      count = countLimit;
    }
    let small = aux;
    if (aux >= auxLimit) {
      this.#longAux.set(this.length + 1, aux);
      small = auxLimit;
    }
    const chunk = this.chunk;
    const at = this.at | 0;
    chunk[at] = code | (count << 5) | (small << 11);
    chunk[(at + 1) | 0] = first;
    chunk[(at + 2) | 0] = second;
    chunk[(at + 3) | 0] = third;
    this.at = (at + 4) | 0;
  }

  /**
   * Where a loop may write events itself, as `emit` does, from `openAt` up to the end of the chunk.
   * Nothing may be logged before `close` says where it stopped.
   */
  open(): Int32Array {
    if (this.at === this.chunk.length) this.#nextChunk();
    return this.chunk;
  }

  get openAt(): number {
    return this.at;
  }

  /** What was logged before the loop belongs to the first event that it wrote. */
  close(at: number): void {
    if (at === this.at) return;
    const logged = this.#store.logLength;
    let count = logged - this.settled;
    this.settled = logged;
    if (count >= countLimit) {
      this.#longCounts.set(this.length + 1, count);
      count = countLimit;
    }
    const chunk = this.chunk;
    chunk[this.at] = (chunk[this.at] as number) | (count << 5);
    this.at = at;
  }

  /** Appends the events of the first `length` words of `events`, four words each, as a loop between `open` and `close` would. */
  append(events: Int32Array, length: number): void {
    for (let from = 0; from < length;) {
      const chunk = this.open();
      const to = this.openAt;
      const count = Math.min(length - from, chunk.length - to);
      chunk.set(events.subarray(from, from + count), to);
      this.close(to + count);
      from += count;
    }
  }

  #nextChunk(): void {
    const { length } = this;
    const index = length >>> chunkBits;
    let chunk = this.#chunks[index];
    if (chunk === undefined) chunk = new Int32Array((index === 0 ? firstEvents : chunkEvents) * 4);
    else if (chunk.length < chunkEvents * 4) chunk = doubled(chunk);
    this.#chunks[index] = chunk;
    this.#lead(chunk, length);
    this.#setDue(0);
  }

  /** Whether something is to be looked after before the next operation: now and then, or called for. */
  get isDue(): boolean {
    return this.#record.operationAt >= this.#dueAt;
  }

  /** Makes the next operation be preceded by a look. */
  call(): void {
    this.#setDue(0);
  }

  /** Somebody has looked. */
  attend(): void {
    this.#setDue(this.on ? this.#record.operationAt + operationsBetween * 3 : 2 ** 29);
  }

  /** Something is to be done at each operation, so no loop begins them itself. */
  stepAlways(): void {
    this.#isStepped = true;
  }

  #setDue(dueAt: number): void {
    const record = this.#record;
    this.#dueAt = dueAt;
    record.operationEnd =
      this.#isOn && !this.#isStepped ? Math.min(dueAt, record.operations.length) | 0 : 0;
  }

  /** Starts an operation; the events that follow are its own. */
  beginOperation(line: number): void {
    const record = this.#record;
    record.begun = (record.begun + 1) | 0;
    if (this.#isOn === false) return;
    if (record.operationAt === record.operations.length) this.#moreOperations();
    const { operations, operationAt: at } = record;
    const logLength = record.logBefore + record.logAt;
    const next = (this.length + 1) | 0;
    operations[at] = next;
    operations[at + 1] = logLength;
    let trailing = (logLength - record.settled) | 0;
    if (trailing < 0 || trailing >= trailingLimit) {
      // Of the operations between two events the first one tells where the log stood after the former.
      if (at === 0 || operations[at - 3] !== next)
        this.#longTrails.set(record.begun, logLength - record.settled);
      trailing = trailingLimit;
    }
    operations[at + 2] = line | (trailing << lineBits);
    record.operationAt = (at + 3) | 0;
    if (line < lineMask) return;
    operations[at + 2] = lineMask | (trailing << lineBits);
    this.#longLines.set(record.begun, line);
  }

  /** Room for the operation that has just been counted. */
  #moreOperations(): void {
    const index = (this.operations - 1) >>> operationChunkBits;
    let chunk = this.#operationChunks[index];
    if (chunk === undefined)
      chunk = new Int32Array((index === 0 ? firstOperations : operationChunk) * 3);
    else if (chunk.length < operationChunk * 3) chunk = doubled(chunk);
    this.#operationChunks[index] = chunk;
    this.#goOn(chunk, this.operations - 1);
  }

  /** The record of the operation after `before` others goes into `chunk`. */
  #goOn(chunk: Int32Array, before: number): void {
    const record = this.#record;
    record.operations = chunk;
    record.operationAt = (before & (operationChunk - 1)) * 3;
    this.#setDue(0);
  }

  /** The chunk that holds event `seq`, for loops that read many. */
  chunkOf(seq: number): Int32Array {
    return this.#chunks[(seq - 1) >>> chunkBits] as Int32Array;
  }

  /** Where event `seq` starts in its chunk. */
  offsetOf(seq: number): number {
    return ((seq - 1) & (chunkEvents - 1)) * 4;
  }

  codeOf(seq: number): number {
    return (this.chunkOf(seq)[this.offsetOf(seq)] as number) & 31;
  }

  /** One of the three numbers (1 … 3) of an event. */
  valueOf(seq: number, index: number): number {
    const chunk = this.chunkOf(seq);
    const at = this.offsetOf(seq);
    if (index === 3 && ((chunk[at] as number) & 31) === eventCode.inc) return 0;
    return chunk[at + index] as number;
  }

  auxOf(seq: number): number {
    const chunk = this.chunkOf(seq);
    const at = this.offsetOf(seq);
    const aux = (chunk[at] as number) >>> 11;
    if (aux !== auxLimit) return aux;
    // Of a store made at once the `inc` before it tells the heap word: its third number means nothing else.
    const isStore =
      ((chunk[at] as number) & 31) === eventCode.write &&
      at >= 4 &&
      ((chunk[at - 4] as number) & 31) === eventCode.inc &&
      chunk[at - 1] !== 0;
    if (!isStore) return this.#longAux.get(seq) ?? aux;
    const payload = this.payloads[chunk[at + 1] as number] as number;
    return ((chunk[at - 1] as number) - payload) * 2 + 1;
  }

  /** Number of log entries between event `seq` − 1 and event `seq`. */
  countOf(seq: number): number {
    const count = ((this.chunkOf(seq)[this.offsetOf(seq)] as number) >>> 5) & 63;
    return count === countLimit ? (this.#longCounts.get(seq) ?? count) : count;
  }

  #operationWord(operation: number, index: number): number {
    const at = operation - 1;
    const chunk = this.#operationChunks[at >>> operationChunkBits] as Int32Array;
    return chunk[(at & (operationChunk - 1)) * 3 + index] as number;
  }

  /** First event of an operation; the next operation's first event if it caused none. */
  firstEventOf(operation: number): number {
    if (operation > this.operations) return this.length + 1;
    return operation < 1 ? 1 : this.#operationWord(operation, 0);
  }

  /** Last event of an operation (and of all before it), or 0. */
  lastEventOf(operation: number): number {
    return this.firstEventOf(operation + 1) - 1;
  }

  lineOf(operation: number): number {
    if (operation < 1 || operation > this.operations) return 0;
    const line = this.#operationWord(operation, 2) & lineMask;
    return line === lineMask ? (this.#longLines.get(operation) ?? line) : line;
  }

  /** Log length when an operation began: the end of the one before it. */
  logStartOf(operation: number): number {
    if (operation > this.operations) return this.#store.logLength;
    return operation < 1 ? 0 : this.#operationWord(operation, 1) >>> 0;
  }

  /** Log length just after the last event before an operation. */
  #settledBefore(operation: number): number {
    if (operation > this.operations) return this.settled;
    for (let at = operation; ; at -= 1) {
      const trailing = this.#operationWord(at, 2) >>> lineBits;
      const all = trailing === trailingLimit ? this.#longTrails.get(at) : trailing;
      if (all !== undefined) return this.logStartOf(at) - all;
    }
  }

  /** The operation that caused event `seq`; 0 before the first one. */
  operationAt(seq: number): number {
    let low = 0;
    let high = this.operations;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#operationWord(middle, 0) <= seq) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Forgets what came after operation `operation`. The log is cut by the caller. */
  truncate(operation: number): void {
    const length = this.lastEventOf(operation);
    const logLength = this.logStartOf(operation + 1);
    const settled = this.#settledBefore(operation + 1);
    this.#store.truncate(logLength);
    this.settled = settled;
    this.#record.begun = operation;
    for (const table of [this.#longCounts, this.#longAux])
      for (const key of table.keys()) if (key > length) table.delete(key);
    for (const table of [this.#longTrails, this.#longLines])
      for (const key of table.keys()) if (key > operation) table.delete(key);
    this.#lead(this.#chunks[length >>> chunkBits] ?? nothing, length);
    const operations = this.#operationChunks[operation >>> operationChunkBits];
    this.#goOn(operations ?? nothing, operations === undefined ? 0 : operation);
  }

  /** Bytes that events and operations occupy. */
  get bytes(): number {
    let sum = 0;
    for (const chunk of this.#chunks) sum += chunk.byteLength;
    for (const chunk of this.#operationChunks) sum += chunk.byteLength;
    return sum;
  }
}
