import type { StoreField } from './kernel.ts';

/**
 * Where the record of a run goes on. The recording and the store write it; so does the inner loop of
 * a machine that begins operations and writes raw words itself, as `Mutator.beginOperation`,
 * `setSlotWord` and `setWord` do but without a call for each. Such a loop keeps all this in locals,
 * and says with `advance` how far it has come before it calls anything else.
 */
export interface OpenRecord {
  /** The log. An entry is two words: `stackPlace` (or 0 for the heap) and the index, old XOR new. */
  log: Int32Array;
  /** Where the next entry goes, and the last place where two of them have room; −1 while nothing is logged. */
  logAt: number;
  logEnd: number;
  /** Words of the log before its first one here. */
  logBefore: number;
  /**
   * The operations: three words each, the ordinal of the next event, the length of the log, and the
   * line with what was logged since the last event (`trailingLimit` at the most) in the upper bits.
   */
  operations: Int32Array;
  /** Where the next one goes. A loop may begin it itself while that is below `operationEnd`. */
  operationAt: number;
  operationEnd: number;
  /** Operations so far. */
  begun: number;
  /** Length of the log when the last event was recorded. */
  settled: number;
  /** Where the next event goes in its chunk, and how many come before the chunk. */
  eventAt: number;
  eventsBefore: number;
  /** Words that the events of a counted store take: 0 while nothing is recorded. */
  eventStep: number;
  /** What stores counted pointers in fields in place of a script: while it may do that, and where there is such a thing. */
  storeField: StoreField | null;
}

/** Upper bits of the third word of an operation. */
export const lineBits = 22;
/** From here on what was logged since the last event is told by the first operation after it, elsewhere. */
export const trailingLimit = 1023;
/** Where an entry of the stack begins. */
export const stackPlace = 0x20000000;

/** The record of a run that has not begun. */
export function emptyRecord(): OpenRecord {
  const nothing = new Int32Array(0);
  return {
    log: nothing,
    logAt: 0,
    logEnd: -1,
    logBefore: 0,
    operations: nothing,
    operationAt: 0,
    operationEnd: 0,
    begun: 0,
    settled: 0,
    eventAt: 0,
    eventStep: 0,
    eventsBefore: 0,
    storeField: null,
  };
}

/** A loop has come to these places and has begun so many operations. */
export function advance(
  record: OpenRecord,
  logAt: number,
  operationAt: number,
  begun: number,
): void {
  record.logAt = logAt;
  record.operationAt = operationAt;
  record.begun = (record.begun + begun) | 0;
}
