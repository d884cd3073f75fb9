/**
 * A run that is open: one source on one simulated heap. A script of operations and a program are
 * both one; who asks (the window, a lesson, a replay) need not know which.
 */
import type { Fault, Params, Result } from '../../contract/contract.ts';
import type {
  Control,
  Explanation,
  Moment,
  ProgramOptions,
  RunState,
  Series,
  Source,
} from '../../contract/run.ts';
import type { HeapEvent } from '../../simulator/event.ts';
import type { Frame } from '../../simulator/frame.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Pause } from '../../simulator/utilisation.ts';

/**
 * Long work in slices: it yields whenever it may be interrupted, so that whoever drives it can
 * listen in between, or drop it. What was done until then stands.
 */
export type Work<T> = Generator<void, T, void>;

/** Just after event `seq`, or after operation `op`. */
export interface Position {
  readonly seq: number;
  readonly op: number | null;
}

export type Done<T> = { readonly ok: T } | { readonly fault: Fault };

/** Asked between slices: is somebody waiting for this to stop? */
export type Stopped = () => boolean;

export interface Run {
  readonly id: string;
  readonly source: Source;
  readonly settings: HeapSettings;
  readonly program: ProgramOptions | null;
  state(): RunState;
  /** Performs more lines at the end of a script; all of them or, where one has a mistake, none. */
  perform(text: string, stopped: Stopped): Work<Done<RunState>>;
  /** Takes back the last operation of a script. */
  undo(): Work<Done<RunState>>;
  /** Lets a program go on. */
  control(control: Control, breakpoints: readonly number[], stopped: Stopped): Work<Done<RunState>>;
  /** Lets a program go on until it has performed this many operations in all, or cannot. */
  advanceTo(operations: number, stopped: Stopped): Work<Done<RunState>>;
  /** Positions outside 0 … length are a RangeError in all of these. `op`: after that operation. */
  frame(seq: number, request: Params<'run/frame'>['request'], op?: number | null): Frame;
  find(seq: number, moment: Moment): number | null;
  /** A statement of a program, or an operation of a script, further or back. */
  stepFrom(seq: number, op: number | null, step: 1 | -1): Position | null;
  series(from: number, to: number, points: number): Series;
  event(seq: number): HeapEvent;
  /** Every interval of ticks in which the mutator stood still, ascending. */
  pauses(): readonly Pause[];
  explain(seq: number, object: number): Explanation;
  /** Hash of the heap after operation `operation`. */
  hashAfter(operation: number): string;
  /** The run is at its end and is not used again: what it was kept in serves those that come. */
  retire(): void;
}

export type Checked = Result<'run/check'>;

/** Drives work to its end without pausing. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
