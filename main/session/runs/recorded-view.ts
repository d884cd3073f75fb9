/** Looks at a recorded machine: frames, moments, figures, explanations. It never changes what was recorded. */
import type { Params } from '../../contract/contract.ts';
import type { Explanation, Moment, Series } from '../../contract/run.ts';
import { eventAt } from '../../simulator/decode.ts';
import { explain } from '../../simulator/explain.ts';
import type { HeapEvent } from '../../simulator/event.ts';
import type { Frame, RootFrameView, RootLimits } from '../../simulator/frame.ts';
import { frameAt } from '../../simulator/frames.ts';
import { Lifetimes } from '../../simulator/lifetimes.ts';
import type { Machine } from '../../simulator/machine.ts';
import type { FrameReader } from '../../simulator/root-frames.ts';
import { seriesOf } from '../../simulator/series.ts';
import type { Pause } from '../../simulator/utilisation.ts';
import { findMoment, findStatement } from './moments.ts';
import type { Position } from './run.ts';

/** More stacks than anybody looks through: a window must stay quick with ten thousand goroutines. */
const shownRoots: RootLimits = { goroutines: 100, frames: 64 };

export class RecordedView {
  readonly #machine: Machine;
  readonly #lifetimes: Lifetimes;
  readonly #reader: FrameReader | null;

  constructor(machine: Machine, reader: FrameReader | null = null) {
    this.#machine = machine;
    this.#reader = reader;
    this.#lifetimes = new Lifetimes(machine);
  }

  frame(seq: number, request: Params<'run/frame'>['request'], op: number | null = null): Frame {
    const wanted = { ...request, roots: shownRoots };
    const frame = frameAt(this.#machine, this.#lifetimes, seq, wanted, this.#reader, op);
    return { ...frame, roots: frame.roots.map(withoutIdleWords) };
  }

  find(seq: number, moment: Moment): number | null {
    return findMoment(this.#machine, seq, moment);
  }

  statement(seq: number, op: number | null, step: 1 | -1): Position | null {
    return findStatement(this.#machine, seq, op, step);
  }

  series(from: number, to: number, points: number): Series {
    return seriesOf(this.#machine, this.#lifetimes, from, to, points);
  }

  event(seq: number): HeapEvent {
    const { length } = this.#machine.timeline;
    if (!Number.isInteger(seq) || seq < 1 || seq > length)
      throw new RangeError(`Event ${seq} is outside 1…${length}.`);
    return eventAt(this.#machine.core, seq);
  }

  pauses(): readonly Pause[] {
    return this.#machine.core.pauses.entries;
  }

  explain(seq: number, object: number): Explanation {
    return explain(this.#machine, this.#lifetimes, seq, object);
  }

  /** Fingerprint of the heap just after an operation; 0 for the beginning. */
  hashAfter(operation: number): string {
    const { timeline } = this.#machine;
    timeline.seekOperation(operation);
    const hash = timeline.stateHash();
    timeline.seekEnd();
    return hash;
  }
}

/** A program's frames have words without a name, for what is being made; they show only while they hold something. */
function withoutIdleWords(frame: RootFrameView): RootFrameView {
  return {
    ...frame,
    slots: frame.slots.filter((slot) => slot.name !== '' || slot.target !== null),
  };
}
