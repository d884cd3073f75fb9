/**
 * What the main thread asks of the simulator's thread, and what that says unasked. Both ends are
 * ours and built together, so that these are types and no schemas; the page's own requests have
 * been checked before they are passed on.
 */
import type { EventName, EventPayload, Fault, RequestName } from '../contract/contract.ts';
import type { RunRecord, SessionEntry } from '../contract/document.ts';
import type { RunState, Series } from '../contract/run.ts';
import type { Worksheet, WorksheetOrder } from '../contract/teacher.ts';
import type { CheckedFolder } from '../course/check/folder.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { ReplayResult } from '../session/runs/replay.ts';
import type { Metrics } from '../simulator/frame.ts';

/** Requests that the thread answers; the rest belongs to the main thread. */
export type HostedRequestName = Extract<
  RequestName,
  | `run/${string}`
  | `course/${string}`
  | `lesson/${string}`
  | `lab/${string}`
  | `capstone/${string}`
  | `claim/${string}`
  | `quiz/${string}`
  | `glossary/${string}`
  | 'progress/reset'
>;

export interface StartParams {
  /** Files of the lessons' folder: path with `/` → content. */
  readonly lessons: ReadonlyMap<string, string>;
  readonly progress: ProgressDocument | null;
  /** Seed of the session, and how many seeds were drawn from it before. */
  readonly seed: number;
  readonly runs: readonly RunRecord[];
}

/** A request's answer and what became of the session by it, to be written down before it is passed on. */
export interface HostedAnswer {
  readonly reply: { readonly ok: unknown } | { readonly fault: Fault };
  readonly entries: readonly SessionEntry[];
  /** The learner's progress, where it changed. */
  readonly progress: ProgressDocument | null;
}

/** What an export knows of a run beside its record. */
export interface RunFigures {
  readonly run: string;
  readonly state: RunState;
  readonly hash: string;
  readonly metrics: Metrics;
  readonly series: Series;
}

export interface ThreadCalls {
  start: { params: StartParams; result: null };
  request: {
    params: { readonly name: HostedRequestName; readonly params: unknown; readonly at: string };
    result: HostedAnswer;
  };
  /** Another session: every run of the old one is closed, these are opened again when they are asked for. */
  adopt: { params: { readonly seed: number; readonly runs: readonly RunRecord[] }; result: null };
  /** Other lessons from now on. */
  lessons: { params: { readonly lessons: ReadonlyMap<string, string> }; result: null };
  /** Everything that is wrong with a folder of lessons. */
  check: {
    params: { readonly lessons: ReadonlyMap<string, string> };
    result: CheckedFolder;
  };
  /** The questions of a worksheet, with their answers. */
  worksheet: {
    params: { readonly order: WorksheetOrder };
    result: { readonly ok: Worksheet } | { readonly fault: Fault };
  };
  replay: { params: { readonly run: RunRecord }; result: ReplayResult };
  figures: {
    params: { readonly run: string; readonly points: number };
    result: RunFigures | { readonly fault: Fault };
  };
}
export type CallName = keyof ThreadCalls;

export type ToThread = {
  readonly kind: 'call';
  readonly id: number;
  readonly name: CallName;
  readonly params: unknown;
};
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string }
  | {
      [N in EventName]: {
        readonly kind: 'event';
        readonly name: N;
        readonly payload: EventPayload<N>;
      };
    }[EventName];
