import { chunkBits, chunkEvents, EventChunks } from './event-chunks.ts';
import { auxLimit, countLimit, eventCode, storeWords } from './event-code.ts';
import type { StoreField } from './kernel.ts';
import type { MarkPacks } from './mark-packs.ts';
import { lineBits, trailingLimit } from './open-record.ts';
import type { OpenRecord } from './open-record.ts';
import { lineMask, OperationRecord } from './operation-record.ts';
import { forgetAfter } from './ordinals.ts';
import type { SpareChunks } from './spare-chunks.ts';
import type { Store } from './store.ts';
import { writeMarks } from './told-marks.ts';

export { auxLimit, countLimit, eventCode, storeWords };

const nothing = new Int32Array(0);
/** Most operations between two looks at what is due. */
const operationsBetween = 64;

/**
 * What happened, in order: a record of 16 bytes for each event (kind, number of log entries, one
 * small number; then three numbers) and one of 12 bytes for each operation (its first event, where
 * the log stands, its line and what was logged since the last event). Numbers that do not fit wait in side tables.
 */
export class Recording {
  readonly #store: Store;
  /** Where log and operations go on. */
  readonly #record: OpenRecord;
  readonly #operations: OperationRecord;
  #isOn = true;
  #isWatched = false;
  readonly chunks: EventChunks;
  /** While one is filled, `chunk` is empty and `at` is where it would stand. */
  readonly #packs: MarkPacks;
  /** Where the next event goes: for what writes several at once, which moves `at` on behind them. */
  chunk: Int32Array = nothing;
  /** Up to where the three events of a store may begin; below 0 where that is not wanted. */
  lastOfStore = -1;
  /** Where the chunk ends, 0 while nothing is recorded. */
  #end = 0;
  /** Heap word of the first payload word of each object, for those that never move. */
  payloads = new Int32Array(0);
  #dueAt = 0;
  /** Something is to be done at each operation. */
  #isStepped = false;
  #storeField: StoreField | null = null;
  readonly #longCounts = new Map<number, number>();
  readonly #longAux = new Map<number, number>();

  constructor(store: Store, spare: SpareChunks) {
    this.chunks = new EventChunks(spare);
    this.#packs = this.chunks.packs;
    this.#store = store;
    this.#record = store.record;
    this.#operations = new OperationRecord(this.#record, spare);
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

  get at(): number {
    return this.#record.eventAt;
  }

  set at(at: number) {
    this.#record.eventAt = at;
  }

  /** Events so far; the ordinal of the last one. */
  get length(): number {
    return this.#record.eventsBefore + (this.at >>> 2);
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
    this.#record.eventStep = this.#isOn ? storeWords : 0;
    // Where nothing is recorded at all the events of a store may be written, and stand nowhere.
    const isOpen = this.#isOn
      ? this.lastOfStore >= 0
      : this.length === 0 && !this.#isWatched && !this.#store.logging;
    this.#record.storeField = isOpen ? this.#storeField : null;
  }

  /** Events go on behind event `length`, in `chunk`. */
  #lead(chunk: Int32Array, length: number): void {
    const within = length & (chunkEvents - 1);
    this.#record.eventsBefore = length - within;
    this.#lay(chunk, within * 4);
  }

  /** What stores in place of a script in there, from now on; `null`: nothing any more. */
  storeBy(storeField: StoreField | null): void {
    this.#storeField = storeField;
    this.#lay(this.chunk, this.at);
  }

  /** What was logged until now is the beginning of the run: position 0. */
  begin(): void {
    this.settled = this.#store.logLength;
    this.#record.begun = 0;
  }

  /** Appends one event. `aux` is 0 or more; what was logged since the last event belongs to it. */
  emit(code: number, aux: number, first: number, second: number, third: number): void {
    let filled = 0;
    if (this.at >= this.#end) {
      if (!this.#isOn) return;
      filled = this.at;
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
    if (filled > 0) this.#store.interruption.poll(filled);
  }

  /**
   * Where a loop may write events itself, as `emit` does, from `at` up to the end of the chunk.
   * Nothing may be logged before `close` says where it stopped.
   */
  open(): Int32Array {
    if (this.at >= this.chunk.length) this.#nextChunk();
    return this.chunk;
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

  /** Records what marking tells in `length` words (`told-marks.ts`), the last of them of a black object. */
  emitMarks(told: Int32Array, length: number): void {
    const isSettled = this.settled === this.#store.logLength;
    if (this.#packs.isOpen && !isSettled) this.#endPack();
    for (let from = 0; from < length;) {
      const before = this.length;
      if (before > 0 && before % chunkEvents === 0 && (isSettled || from > 0)) this.#beginPack();
      if (this.#packs.isOpen) {
        const end = this.#packs.take(told, from, length, this.at >>> 2);
        this.at += (end - from) * 4;
        from = end;
      } else from = this.#writeMarks(told, from, length);
    }
    this.#store.interruption.poll(length);
  }

  #writeMarks(told: Int32Array, from: number, length: number): number {
    const chunk = this.open();
    const end = Math.min(length, from + ((chunk.length - this.at) >>> 2));
    writeMarks(told, from, end, chunk, this.at);
    this.close(this.at + (end - from) * 4);
    return end;
  }

  #beginPack(): void {
    const { length } = this;
    this.chunks.beginPack(length >>> chunkBits);
    this.#lead(nothing, length);
    this.#setDue(0);
  }

  /** Other events go on where a pack has stopped. */
  #endPack(): void {
    this.#lay(this.chunks.endPack(this.length >>> chunkBits, this.at >>> 2), this.at);
  }

  #nextChunk(): void {
    if (this.#packs.isOpen) {
      this.#endPack();
      return;
    }
    const { length } = this;
    this.#lead(this.chunks.next(length >>> chunkBits), length);
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
    if (record.operationAt === record.operations.length) {
      this.#operations.more();
      this.#setDue(0);
    }
    const { operations, operationAt: at } = record;
    const logLength = record.logBefore + record.logAt;
    const next = (this.length + 1) | 0;
    operations[at] = next;
    operations[at + 1] = logLength;
    let trailing = (logLength - record.settled) | 0;
    if (trailing < 0 || trailing >= trailingLimit) {
      // Of the operations between two events the first one tells where the log stood after the former.
      if (at === 0 || operations[at - 3] !== next)
        this.#operations.setTrail(logLength - record.settled);
      trailing = trailingLimit;
    }
    operations[at + 2] = line | (trailing << lineBits);
    record.operationAt = (at + 3) | 0;
    if (line < lineMask) return;
    operations[at + 2] = lineMask | (trailing << lineBits);
    this.#operations.setLine(line);
  }

  /** The chunk that holds event `seq`, for loops that read many. */
  chunkOf(seq: number): Int32Array {
    return this.chunks.of((seq - 1) >>> chunkBits) ?? this.#unpacked((seq - 1) >>> chunkBits);
  }

  #unpacked(index: number): Int32Array {
    if (this.#packs.isOpen && index === this.length >>> chunkBits) this.#endPack();
    return this.chunks.unpacked(index);
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

  /** First event of an operation; the next operation's first event if it caused none. */
  firstEventOf(operation: number): number {
    if (operation > this.operations) return this.length + 1;
    return operation < 1 ? 1 : this.#operations.firstEventOf(operation);
  }

  /** Last event of an operation (and of all before it), or 0. */
  lastEventOf(operation: number): number {
    return this.firstEventOf(operation + 1) - 1;
  }

  lineOf(operation: number): number {
    if (operation < 1 || operation > this.operations) return 0;
    return this.#operations.lineOf(operation);
  }

  /** Log length when an operation began: the end of the one before it. */
  logStartOf(operation: number): number {
    if (operation > this.operations) return this.#store.logLength;
    return operation < 1 ? 0 : this.#operations.logStartOf(operation);
  }

  /** The operation that caused event `seq`; 0 before the first one. */
  operationAt(seq: number): number {
    return this.#operations.operationAt(seq);
  }

  /** Forgets what came after operation `operation`. The log is cut by the caller. */
  truncate(operation: number): void {
    const length = this.lastEventOf(operation);
    const logLength = this.logStartOf(operation + 1);
    const settled =
      operation < this.operations ? this.#operations.settledBefore(operation + 1) : this.settled;
    this.#store.truncate(logLength);
    this.settled = settled;
    forgetAfter(length, this.#longCounts, this.#longAux);
    if (length % chunkEvents !== 0) this.chunkOf(length);
    this.#packs.close();
    this.#lead(this.chunks.again(length >>> chunkBits, length & (chunkEvents - 1)), length);
    this.#operations.truncate(operation);
    this.#setDue(0);
  }

  /** Nobody looks at the run any more: what it was kept in serves those that come. */
  retire(): void {
    this.on = false;
    this.chunks.retire();
    this.#lead(nothing, 0);
    this.#operations.retire();
    this.#store.retire();
  }

  /** Bytes that events and operations occupy. */
  get bytes(): number {
    return this.#operations.bytes + this.chunks.bytes;
  }
}
