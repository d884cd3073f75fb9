/**
 * What the course needs from outside, and all of it: runs that the window can look at, the hour,
 * and a place for the learner's progress. The worker fills these in; tests fill in plain ones.
 */
import type { Problem, ProgramOptions, RunStatus, Source } from '../contract/run.ts';
import type { HeapEvent } from '../simulator/event.ts';
import type { Frame } from '../simulator/frame.ts';
import type { HeapSettings } from '../simulator/settings.ts';
import type { Pause } from '../simulator/utilisation.ts';
import type { ProgressDocument } from './progress/document.ts';

/**
 * A run that has come to its end, to be read at any position. All that lessons, questions and labs
 * know about a heap they know through this.
 */
export interface Recording {
  /** Events recorded; positions go from 0 (before the first) to this. */
  readonly length: number;
  /** Mutator operations performed. */
  readonly operations: number;
  readonly status: RunStatus;
  /** Every interval of ticks in which the mutator stood still, ascending. */
  readonly pauses: readonly Pause[];
  /** The event of this ordinal, 1 … length. Throws a RangeError outside. */
  event(seq: number): HeapEvent;
  /** The heap just after this event, 0 … length, with every block and object. Throws a RangeError outside. */
  frame(seq: number): Frame;
}

/** A source was performed, or it has mistakes and nothing was. */
export type RecordOutcome<Performed> =
  { readonly ok: Performed } | { readonly problems: readonly Problem[] };

/** The runs that the window knows by name (`run/frame` and so on answer for them). */
export interface RunRegistry {
  /** Opens a run and performs all of it, as `run/open` does; a program goes on to its end or its limit of steps. */
  open(
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions | null,
  ): Promise<RecordOutcome<OpenedRun>>;
  /** Is this run still open and as the course left it? The learner may have closed it. */
  has(run: string): boolean;
  /** A run that isn't open any more is left alone. */
  close(run: string): void;
}

export interface OpenedRun {
  readonly run: string;
  readonly recording: Recording;
}

export interface CoursePorts {
  readonly runs: RunRegistry;
  /** Milliseconds since 1970, UTC. Called once a request. */
  now(): number;
  /** A fresh seed, 0 … 2³² − 1, for a quiz that was opened without one. */
  freshSeed(): number;
  /** Called after every change of the learner's progress; who stores it writes it whole. */
  progressChanged(progress: ProgressDocument): void;
}
