/** Looks at a recorded machine: frames, moments, figures, explanations. It never changes what was recorded. */
import type { Params } from '../../contract/contract.ts';
import type { Explanation, Moment, Series } from '../../contract/run.ts';
import { eventAt } from '../../simulator/decode.ts';
import type { HeapEvent } from '../../simulator/event.ts';
import type { Frame } from '../../simulator/frame.ts';
import type { Machine } from '../../simulator/machine.ts';
import { findMoment } from './moments.ts';

export class RecordedView {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  frame(seq: number, request: Params<'run/frame'>['request']): Frame {
    throw new RangeError(`${seq} ${request.blockLimit}`);
  }

  find(seq: number, moment: Moment): number | null {
    return findMoment(this.#machine, seq, moment);
  }

  series(from: number, to: number, points: number): Series {
    throw new RangeError(`${from} ${to} ${points}`);
  }

  event(seq: number): HeapEvent {
    const { length } = this.#machine.timeline;
    if (!Number.isInteger(seq) || seq < 1 || seq > length) throw new RangeError(`Event ${seq} is outside 1…${length}.`);
    return eventAt(this.#machine.core, seq);
  }

  explain(seq: number, object: number): Explanation {
    throw new RangeError(`${seq} ${object}`);
  }

  /** Fingerprint of the heap just after an operation; 0 for the beginning. */
  hashAfter(operation: number): string {
    this.#machine.timeline.seekOperation(operation);
    return this.#machine.timeline.stateHash();
  }
}
