import { register } from './layout.ts';
import type { Machine } from './machine.ts';
import { searchReach } from './reach.ts';
import { eventCode } from './recording.ts';

/** The life of one object: ordinals of events, `null` for what has not happened. */
export interface Life {
  readonly born: number;
  /** The event that cut its last path from a root. */
  readonly unreachableSince: number | null;
  readonly reclaimed: number | null;
}

export interface LifeSums {
  readonly live: number;
  readonly garbage: number;
  readonly floating: number;
  readonly liveObjects: number;
  readonly garbageObjects: number;
}

/**
 * When each object was born, became unreachable and was reclaimed, for the whole run. Exact, and
 * made on request from the record in one pass, continued when the run has grown: each object keeps
 * the last event at which it lost a reference, and garbage that is found together shares the
 * latest such event of whatever leads to it (Merlin: Hertz, Blackburn, Moss, McKinley and
 * Stefanović, TOPLAS 28(3), 2006). Edges between unreachable objects cannot change, which is what
 * makes it exact.
 */
export class Lifetimes {
  readonly #machine: Machine;
  /** By object id. */
  born = new Int32Array(1024);
  since = new Int32Array(1024);
  reclaimed = new Int32Array(1024);
  /** Granules of its block, for sums over time. */
  sizes = new Int32Array(1024);
  /** Last loss of a reference. */
  #loss = new Int32Array(1024);
  #analysed = 0;
  #objects = 0;
  /** Run length for which the unreachable but unreclaimed objects are known. */
  #concluded = -1;
  #cuts = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Objects born so far. */
  get objects(): number {
    return this.#objects;
  }

  /** The life of an object as far as position `at` has seen it; `null` before its birth. */
  lifeOf(object: number, at: number): Life | null {
    this.update();
    const born = this.born[object] ?? 0;
    if (born === 0 || born > at) return null;
    const since = this.since[object] as number;
    const reclaimed = this.reclaimed[object] as number;
    return {
      born,
      unreachableSince: since !== 0 && since <= at ? since : null,
      reclaimed: reclaimed !== 0 && reclaimed <= at ? reclaimed : null,
    };
  }

  /** Brings the lives up to the end of the run. The position stays where it is. */
  update(): void {
    const { timeline, core } = this.#machine;
    const { length } = core.recording;
    if (this.#concluded === length && this.#cuts === timeline.cuts) return;
    if (this.#cuts !== timeline.cuts) this.#forget();
    this.#cuts = timeline.cuts;
    const place = timeline.place();
    for (let seq = this.#analysed + 1; seq <= length; seq += 1) this.#pass(seq);
    this.#analysed = length;
    timeline.seekEnd();
    const { bits } = searchReach(this.#machine);
    const garbage: number[] = [];
    const count = core.register(register.objects);
    for (let object = 1; object <= count; object += 1) {
      if (
        this.since[object] === 0 &&
        core.isAllocated(object) &&
        ((bits[object >>> 5] as number) & (1 << (object & 31))) === 0
      )
        garbage.push(object);
    }
    this.#conclude(garbage);
    this.#concluded = length;
    timeline.goTo(place);
  }

  /** The run was cut: everything is found again. */
  #forget(): void {
    for (const column of [this.born, this.since, this.reclaimed, this.sizes, this.#loss])
      column.fill(0);
    this.#analysed = 0;
    this.#objects = 0;
  }

  #pass(seq: number): void {
    const { recording } = this.#machine.core;
    switch (recording.codeOf(seq)) {
      case eventCode.alloc:
        this.#bear(recording.valueOf(seq, 1), seq, recording.valueOf(seq, 3));
        return;
      case eventCode.root:
      case eventCode.write: {
        const from = recording.valueOf(seq, 2);
        const to = recording.valueOf(seq, 3);
        if (from !== 0) this.#loss[from] = seq;
        // A finalizer may bring back what was unreachable.
        if (to !== 0 && this.since[to] !== 0 && this.reclaimed[to] === 0) this.since[to] = 0;
        return;
      }
      case eventCode.dead:
        // What a backup trace sweeps was not counted to zero: it is garbage that is found together.
        if (recording.codeOf(seq - 1) !== eventCode.sweep)
          this.#die(recording.valueOf(seq, 1), seq);
        else if (this.since[recording.valueOf(seq, 1)] === 0)
          this.#together(seq, eventCode.dead, eventCode['gc-end']);
        return;
      case eventCode.cycle:
        if (this.since[recording.valueOf(seq, 1)] === 0)
          this.#together(seq, eventCode.cycle, eventCode['gc-end']);
        return;
      case eventCode.free: {
        const object = recording.valueOf(seq, 1);
        if (this.since[object] === 0 && this.#machine.collector.manual)
          this.#freeByHand(object, seq);
        if (this.since[object] === 0) this.#together(seq, eventCode.free, eventCode['gc-start']);
        this.reclaimed[object] = seq;
        return;
      }
      default:
        return;
    }
  }

  #bear(object: number, seq: number, size: number): void {
    if (object >= this.born.length) {
      const length = Math.max(object + 1, this.born.length * 2);
      this.born = grown(this.born, length);
      this.since = grown(this.since, length);
      this.reclaimed = grown(this.reclaimed, length);
      this.sizes = grown(this.sizes, length);
      this.#loss = grown(this.#loss, length);
    }
    this.born[object] = seq;
    this.sizes[object] = size;
    this.#objects = object;
  }

  /** What a program frees by hand it may still reach: then freeing is what ends it, and all ways through it. */
  #freeByHand(object: number, seq: number): void {
    const { timeline, space } = this.#machine;
    this.since[object] = seq;
    const fields = space.fieldCount(object);
    if (fields === 0) return;
    timeline.seek(seq - 1);
    for (let field = 0; field < fields; field += 1) {
      const target = space.target(object, field);
      if (target !== 0) this.#loss[target] = seq;
    }
  }

  /** Counted to zero: all that referred to it died before, so its own last loss tells; its fields inherit. */
  #die(object: number, seq: number): void {
    if (this.since[object] !== 0) return;
    const { timeline, space } = this.#machine;
    const since = this.#loss[object] as number;
    this.since[object] = since === 0 ? seq : since;
    const fields = space.fieldCount(object);
    if (fields === 0) return;
    timeline.seek(seq);
    for (let field = 0; field < fields; field += 1) {
      const target = space.target(object, field);
      if (target !== 0 && (this.#loss[target] as number) < since) this.#loss[target] = since;
    }
  }

  /** Objects whose end is announced by events of one kind from `seq` until `until`: garbage found together. */
  #together(seq: number, kind: number, until: number): void {
    const { core, timeline } = this.#machine;
    const { recording } = core;
    const found: number[] = [];
    for (let at = seq; at <= recording.length; at += 1) {
      const code = recording.codeOf(at);
      if (code === until) break;
      if (code === kind && this.since[recording.valueOf(at, 1)] === 0)
        found.push(recording.valueOf(at, 1));
    }
    timeline.seek(seq - 1);
    // Objects that are yet to be born at this position end for reasons that are not known here yet.
    const count = core.register(register.objects);
    this.#conclude(found.filter((object) => object <= count));
  }

  /** Dates garbage whose fields the planes show now: latest losses first, each spreading along fields. */
  #conclude(garbage: readonly number[]): void {
    const { space } = this.#machine;
    const open = new Set(garbage);
    const byLoss = [...garbage].sort(
      (one, other) => (this.#loss[other] as number) - (this.#loss[one] as number),
    );
    const list: number[] = [];
    for (const first of byLoss) {
      if (!open.delete(first)) continue;
      const since = (this.#loss[first] as number) || (this.born[first] as number);
      list.push(first);
      while (list.length > 0) {
        const object = list.pop() as number;
        this.since[object] = since;
        const fields = space.fieldCount(object);
        for (let field = 0; field < fields; field += 1) {
          const target = space.target(object, field);
          if (target !== 0 && open.delete(target)) list.push(target);
        }
      }
    }
  }

  /**
   * Sums at a position, in granules and objects. `floating` is the garbage that was unreachable
   * before event `markedUntil` and is still there. O(objects ever allocated).
   */
  at(position: number, markedUntil: number): LifeSums {
    this.update();
    const sums = { live: 0, garbage: 0, floating: 0, liveObjects: 0, garbageObjects: 0 };
    for (let object = 1; object <= this.#objects; object += 1) {
      if ((this.born[object] as number) > position) break;
      const reclaimed = this.reclaimed[object] as number;
      if (reclaimed !== 0 && reclaimed <= position) continue;
      const since = this.since[object] as number;
      const size = this.sizes[object] as number;
      if (since === 0 || since > position) {
        sums.live += size;
        sums.liveObjects += 1;
        continue;
      }
      sums.garbage += size;
      sums.garbageObjects += 1;
      if (since < markedUntil) sums.floating += size;
    }
    return sums;
  }

  /** Live granules at each of the ascending `positions`. O(objects + positions). */
  liveAt(positions: Float64Array): Float64Array {
    this.update();
    const changes = new Float64Array(positions.length + 1);
    for (let object = 1; object <= this.#objects; object += 1) {
      const end = Math.min(
        (this.since[object] as number) || Infinity,
        (this.reclaimed[object] as number) || Infinity,
      );
      changes[firstAtOrAfter(positions, this.born[object] as number)] =
        (changes[firstAtOrAfter(positions, this.born[object] as number)] as number) +
        (this.sizes[object] as number);
      if (end !== Infinity)
        changes[firstAtOrAfter(positions, end)] =
          (changes[firstAtOrAfter(positions, end)] as number) - (this.sizes[object] as number);
    }
    const live = new Float64Array(positions.length);
    let sum = 0;
    for (let index = 0; index < positions.length; index += 1) {
      sum += changes[index] as number;
      live[index] = sum;
    }
    return live;
  }
}

/** Index of the first entry that is at least `seq`; the length if there is none. */
function firstAtOrAfter(positions: Float64Array, seq: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] as number) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grown(column: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(length);
  result.set(column);
  return result;
}
