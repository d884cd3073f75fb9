import { manyFields } from '../shapes.ts';
import { toldShift } from '../told-marks.ts';

/** What a scan of the queue works on; `told` and `state` are its own. */
export interface ScanWords {
  readonly heap: Int32Array;
  /** Addresses of what is grey; room for all allocated objects and one more. */
  readonly queue: Int32Array;
  /** Mark bits by object id. */
  readonly marks: Int32Array;
  /** What was done, one word for each event: see `toldShift`. At least `leastTold` words. */
  readonly told: Int32Array;
  /** `scanState`. */
  readonly state: Int32Array;
}

/** Words of the state of a scan. The first three are given and come back changed. */
export const scanState = {
  /** Next entry of the queue. */
  head: 0,
  /** Behind its last entry. */
  length: 1,
  /** Most entries there were at once. */
  deepest: 2,
  /** Fields that were looked at. */
  slots: 3,
  /** Words that were told. */
  told: 4,
  /** Told words at which no further batch begins: `leastTold` below the room there is, or less. */
  enough: 5,
  /** What was read to have it in the cache. */
  sink: 6,
} as const;
export const scanStateLength = 8;

/** How far the queue is looked ahead, so that the loads of one batch overlap. */
const batch = 128;
/** Words that a batch may tell: each object has at most 6 fields. */
export const leastTold = batch * manyFields + 1;
/** A queue this short is not looked ahead: its objects are loaded at once. */
const short = 4;

/**
 * Scans the queue until it is empty, or enough was told, or an object does not tell its fields by
 * itself; it is the next one then. The next entries are touched in a batch before: that changes when
 * memory is fetched, not the order of anything.
 *
 * Nothing depends on whether a target was marked but how far the queue moves on: a branch that is
 * wrong half of the time costs more than a mark that is set twice. nil is object 0: marked meanwhile.
 */
export function scanQueue({ heap, queue, marks, told, state }: ScanWords): void {
  const enough = state[scanState.enough] as number;
  let head = state[scanState.head] as number;
  let tail = state[scanState.length] as number;
  let deepest = state[scanState.deepest] as number;
  let sink = state[scanState.sink] as number;
  let slots = 0;
  /** From an entry of the queue to the word that tells of it. */
  let offset = -tail;
  marks[0] = (marks[0] as number) | 1;
  batches: while (head < tail && tail + offset < enough) {
    const end = Math.min(tail, head + batch);
    if (end - head > short)
      for (let index = head; index < end; index += 1)
        sink ^= heap[((queue[index] as number) << 1) - 2] as number;
    while (head < end) {
      const at = (queue[head] as number) << 1;
      const count = (heap[at - 2] as number) & manyFields;
      if (count === manyFields) break batches;
      const last = at + count * 2;
      for (let index = at; index < last; index += 2) {
        const target = heap[index + 1] as number;
        const mark = marks[target >>> 5] as number;
        marks[target >>> 5] = mark | (1 << target);
        queue[tail] = heap[index] as number;
        told[tail + offset] = target;
        tail += ((mark >>> target) & 1) ^ 1;
      }
      told[tail + offset] = (heap[at - 1] as number) | ((count + 1) << toldShift);
      offset += 1;
      head += 1;
      slots += count;
      if (tail - head > deepest) deepest = tail - head;
    }
  }
  marks[0] = marks[0] & ~1;
  state[scanState.told] = tail + offset;
  state[scanState.head] = head;
  state[scanState.length] = tail;
  state[scanState.deepest] = deepest;
  state[scanState.slots] = slots;
  state[scanState.sink] = sink;
}
