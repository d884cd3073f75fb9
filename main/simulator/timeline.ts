import { Checkpoints } from './checkpoints.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { Core } from './core.ts';
import { walkBack, walkForward } from './walk.ts';

/** A position, to the log entry. */
export interface Place {
  readonly seq: number;
  readonly log: number;
}

/** Most bytes of checkpoints that a run keeps, unless it is told otherwise. */
export const defaultCheckpointBytes = 64 * 2 ** 20;
/** What is recorded stays below a hundred bytes an operation; checkpoints may have what events and log leave of that. */
const bytesPerOperation = 98;
/** But at least so many times what one copy of all planes takes. */
const copies = 1.25;
const leastCheckpointBytes = 2 ** 20;
/** Work (events and log entries) between checkpoints at first; doubled whenever the budget is used up. */
const firstDistance = 2 ** 18;

/**
 * Visits any position of a run in both directions. Going forward applies log entries and folds
 * events; going back undoes the same. A seek starts from whatever is nearest: the current position
 * or a checkpoint. Checkpoints thin out when their budget is used up, they never exceed it.
 */
export class Timeline {
  readonly #core: Core;
  readonly #budget: number;
  #seq = 0;
  /** Log length just after event `#seq`, and at the position itself. */
  #settled = 0;
  #log = 0;
  /** True while the planes do not show the end of the run. */
  isAway = false;
  /** How often the run was cut. */
  cuts = 0;
  /** Log length at position 0. */
  #base = 0;
  readonly #checkpoints: Checkpoints;
  #distance = firstDistance;
  #workAtLast = 0;

  constructor(core: Core, checkpointBytes = defaultCheckpointBytes) {
    this.#core = core;
    this.#budget = checkpointBytes;
    this.#checkpoints = new Checkpoints(core.store);
  }

  /** The planes show the beginning of the run. */
  begin(): void {
    this.#log = this.#core.store.logLength;
    this.#settled = this.#log;
    this.#base = this.#log;
  }

  /** Ordinal of the event the planes stand just after; 0 at the beginning. */
  get position(): number {
    return this.isAway ? this.#seq : this.#core.recording.length;
  }

  get length(): number {
    return this.#core.recording.length;
  }

  /** The operation that position belongs to. */
  get operation(): number {
    const { recording } = this.#core;
    return this.isAway ? recording.operationAt(this.#seq) : recording.operations;
  }

  /** Shows the state just after event `seq` (0 … length). Throws a RangeError outside of it. */
  seek(seq: number): void {
    const { recording } = this.#core;
    if (!Number.isInteger(seq) || seq < 0 || seq > recording.length)
      throw new RangeError(`Position ${seq} is outside 0…${recording.length}.`);
    this.#go(seq, null);
  }

  /** Shows the state after all that operation `operation` did; 0 is before the first one. */
  seekOperation(operation: number): void {
    const { recording } = this.#core;
    if (!Number.isInteger(operation) || operation < 0 || operation > recording.operations) {
      throw new RangeError(`Operation ${operation} is outside 0…${recording.operations}.`);
    }
    this.#go(recording.lastEventOf(operation), recording.logStartOf(operation + 1));
  }

  /** Where the planes stand, for `goTo`; `null` at the end of the run. */
  place(): Place | null {
    return this.isAway ? { seq: this.#seq, log: this.#log } : null;
  }

  /** Goes back to a place that `place` told, unless the run was cut meanwhile. */
  goTo(place: Place | null): void {
    if (place === null) this.seekEnd();
    else this.#go(place.seq, place.log);
  }

  /** Shows the end of the run, from where it can be continued. */
  seekEnd(): void {
    this.#go(this.#core.recording.length, this.#core.store.logLength);
  }

  /** Goes to an event, then applies what was logged after it up to `log`, where that is given. */
  #go(seq: number, log: number | null): void {
    const { recording, store } = this.#core;
    if (!recording.on) throw new RangeError('Nothing was recorded, so nothing can be visited.');
    if (!this.isAway) {
      this.#seq = recording.length;
      this.#settled = recording.settled;
      this.#log = store.logLength;
    }
    this.#jump(seq);
    // What was logged after the last event of a position is undone first, or applied last.
    if (this.#log > this.#settled) store.apply(this.#settled, this.#log);
    if (seq > this.#seq) this.#forward(seq);
    else this.#back(seq);
    const target = log ?? this.#settled;
    if (target > this.#settled) store.apply(this.#settled, target);
    this.#seq = seq;
    this.#log = target;
    this.isAway = seq !== recording.length || target !== store.logLength;
    if (this.isAway) recording.call();
  }

  #forward(to: number): void {
    this.#settled = walkForward(this.#core, this.#seq, to, this.#settled);
  }

  #back(to: number): void {
    this.#settled = walkBack(this.#core, this.#seq, to, this.#settled);
  }

  /** Goes to the checkpoint, or to the beginning, from which the target is much nearer than from here. */
  #jump(seq: number): void {
    // A few steps are walked, whatever was logged on the way.
    if (Math.abs(seq - this.#seq) < nearby) return;
    const { recording, store } = this.#core;
    const log = recording.logStartOf(recording.operationAt(seq));
    let best = Math.abs(seq - this.#seq) + Math.abs(log - this.#log);
    if (best * restoreBytesPerStep < leastCheckpointBytes) return;
    let found: Checkpoint | null = null;
    for (const checkpoint of this.#checkpoints.list) {
      const away =
        Math.abs(seq - checkpoint.seq) +
        Math.abs(log - checkpoint.log) +
        checkpoint.whole / restoreBytesPerStep;
      if (away < best) {
        best = away;
        found = checkpoint;
      }
    }
    const bytes = store.words.reduce((sum, words) => sum + words.byteLength, 0);
    if (seq + log - this.#base + bytes / restoreBytesPerStep < best) this.#restart();
    else if (found !== null) this.#restore(found);
  }

  /** Position 0: all words are 0 but those that the machine was set up with. */
  #restart(): void {
    const { store } = this.#core;
    for (const words of store.words) words.fill(0);
    store.apply(0, this.#base);
    this.#seq = 0;
    this.#settled = this.#base;
    this.#log = this.#base;
  }

  #restore(checkpoint: Checkpoint): void {
    this.#checkpoints.restore(checkpoint);
    this.#seq = checkpoint.seq;
    this.#settled = checkpoint.settled;
    this.#log = checkpoint.log;
  }

  /** Where checkpoints stand, for the curious. */
  get checkpoints(): readonly { readonly seq: number; readonly log: number }[] {
    return this.#checkpoints.list;
  }

  /** Takes a checkpoint when enough has happened since the last one; called between operations. */
  keepUp(): void {
    const { recording, store } = this.#core;
    const work = recording.length + store.logLength;
    if (work - this.#workAtLast >= this.#distance && recording.on) this.#take(work);
  }

  #take(work: number): void {
    const { recording, store } = this.#core;
    const state = store.words.reduce((sum, words) => sum + words.byteLength, 0);
    const allowed = Math.min(
      this.#budget,
      Math.max(
        leastCheckpointBytes,
        state * copies,
        recording.operations * bytesPerOperation - recording.bytes - store.logBytes,
      ),
    );
    const place = { seq: recording.length, settled: recording.settled, log: store.logLength };
    // Not now: a run too short for its state to be copied is short enough to be walked.
    this.#workAtLast = work - this.#distance + firstDistance / 8;
    while (!this.#checkpoints.take(place, allowed - this.checkpointBytes)) {
      if (allowed < this.#budget || this.#checkpoints.list.length < 2) return;
      this.#checkpoints.thin();
      this.#distance *= 2;
    }
    this.#workAtLast = work;
  }

  /** Forgets what came after operation `operation`; the planes show its end. */
  cut(operation: number): void {
    this.seekOperation(operation);
    this.#core.truncate(operation);
    this.isAway = false;
    this.cuts += 1;
    const { recording, store } = this.#core;
    this.#checkpoints.cut(recording.length, store.logLength);
    this.#workAtLast = Math.min(this.#workAtLast, recording.length + store.logLength);
  }

  /** Fingerprint of the state at the current position: the same however one got there, on every machine. */
  stateHash(): string {
    return this.#core.store.hash();
  }

  get checkpointBytes(): number {
    return this.#checkpoints.bytes;
  }

  /** Bytes that the record of the run occupies: events, operations, log, checkpoints. */
  get bytes(): number {
    return this.#core.recording.bytes + this.#core.store.logBytes + this.checkpointBytes;
  }

  /** Position of the next `gc-start` after, or the last one before the current position; `null` if there is none. */
  collectionFrom(direction: 1 | -1): number | null {
    const { entries } = this.#core.collections;
    const here = this.position;
    if (direction > 0) return entries.find((collection) => collection.start > here)?.start ?? null;
    let found: number | null = null;
    for (const collection of entries)
      if (collection.start < here && collection.start > 0) found = collection.start;
    return found;
  }

  /** Position after the next operation that stands on `line`, in either direction; `null` if there is none. */
  lineFrom(direction: 1 | -1, line: number): number | null {
    const { recording } = this.#core;
    for (
      let operation = this.operation + direction;
      operation > 0 && operation <= recording.operations;
      operation += direction
    ) {
      if (recording.lineOf(operation) === line) return recording.lastEventOf(operation);
    }
    return null;
  }
}

/** Events so near that no checkpoint is worth a look. */
const nearby = 4096;

/** Bytes restored in the time of one step: weighs a checkpoint against walking. */
const restoreBytesPerStep = 64;
