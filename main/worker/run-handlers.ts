/** Handlers of the requests about runs, and what each of them writes into the session. */
import type { Handlers, RequestName, Result } from '../contract/contract.ts';
import type { Outcome, RunRecord, SessionEntry } from '../contract/document.ts';
import type { RunState } from '../contract/run.ts';
import { scriptChange } from '../session/fold.ts';
import { checkSource } from '../session/runs/check.ts';
import { compareRuns } from '../session/runs/compare.ts';
import { exampleList } from '../session/examples/examples.ts';
import type { Done, Run, Work } from '../session/runs/run.ts';
import type { Drive, RunStore } from './run-store.ts';
import type { StopBoard } from './stop-board.ts';
import type { Telling } from './telling.ts';

export type RunRequestName = Extract<RequestName, `run/${string}`>;

export interface RunPorts {
  readonly runs: RunStore;
  readonly drive: Drive;
  readonly board: StopBoard;
  readonly record: (entry: SessionEntry) => void;
  readonly telling: Telling;
}

/** Heaps up to this size are hashed at every change: it takes about a millisecond. */
const hashedHeap = 2 ** 20;
/** Turns of the work between two looks at whether something should be told. */
const turnsBetween = 256;
/** Events that are listed at once. */
const mostEvents = 1_000;

export function runHandlers(ports: RunPorts): Pick<Handlers, RunRequestName> {
  const { runs, board } = ports;

  /** Changes a run, then tells and writes down how it stands. */
  const change = async (
    id: string,
    work: (run: Run, stopped: () => boolean) => Work<Done<RunState>>,
  ): Promise<Done<RunState>> => {
    board.lower(id);
    let changed: { readonly run: Run; readonly before: string | null } | null = null;
    const done = await runs.change<RunState>(id, (run) => {
      changed = { run, before: run.state().script };
      return told(
        work(run, () => board.isRaised(id)),
        run,
        ports.telling,
      );
    });
    board.lower(id);
    const { run, before } = changed ?? { run: null, before: null };
    if (run === null || 'fault' in done) return done;
    write(ports, run, before);
    ports.telling.rest(done.ok);
    return done;
  };

  /** Looks at a run without changing it; a position outside of it is the asker's mistake. */
  const look = async <T>(id: string, see: (run: Run) => T): Promise<Done<T>> => {
    const found = await runs.get(id);
    if ('fault' in found) return found;
    try {
      return { ok: see(found.ok) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { length } = found.ok.state();
      return { fault: { code: 'out-of-range', detail: { seq: error.message, length } } };
    }
  };

  return {
    'run/open': async ({ source, settings, program }) => {
      const opened = await runs.openOwn(source, settings, program);
      if ('fault' in opened) return opened;
      const record = recordOf(opened.ok, source.text);
      runs.note(record);
      ports.record({ kind: 'run-opened', run: record });
      return { ok: opened.ok.state() };
    },
    'run/get': ({ run }) =>
      look(run, (found) => ({
        state: found.state(),
        source: found.source,
        settings: found.settings,
        program: found.program,
      })),
    'run/perform': ({ run, text }) => change(run, (found, stopped) => found.perform(text, stopped)),
    'run/undo': ({ run }) => change(run, (found) => found.undo()),
    'run/control': ({ run, control, breakpoints }) =>
      change(run, (found, stopped) => found.control(control, breakpoints, stopped)),
    'run/stop': async ({ run }) => {
      // Raised here too: the flag may have been lowered by the start of what it should stop.
      if (runs.isBusy(run)) board.raise(run);
      return look(run, (found) => found.state());
    },
    'run/close': async ({ run }) => {
      if (runs.isBusy(run)) board.raise(run);
      runs.close(run);
      if (run.startsWith('r')) ports.record({ kind: 'run-closed', run });
      return { ok: null };
    },
    'run/frame': ({ run, seq, op, request }) =>
      look(run, (found) => found.frame(seq, request, op ?? null)),
    'run/find': ({ run, seq, op, moment }) =>
      look(run, (found) =>
        moment.kind === 'operation'
          ? (found.stepFrom(seq, op ?? null, moment.step) ?? { seq: null })
          : { seq: found.find(seq, moment) },
      ),
    'run/series': ({ run, from, to, points }) =>
      look(run, (found) => found.series(from, to, points)),
    'run/events': ({ run, from, to }) => look(run, (found) => eventsOf(found, from, to)),
    'run/explain': ({ run, seq, object }) => look(run, (found) => found.explain(seq, object)),
    'run/compare': async ({ left, right }) => {
      const one = await runs.get(left);
      if ('fault' in one) return one;
      const other = await runs.get(right);
      return 'fault' in other ? other : { ok: await ports.drive(compareRuns(one.ok, other.ok)) };
    },
    'run/check': async ({ source, escape }) => ({ ok: checkSource(source, escape) }),
    'run/examples': async ({ language }) => ({ ok: exampleList(language) }),
  };
}

/** The same work, telling how far it is. */
function* told<T>(work: Work<T>, run: Run, telling: Telling): Work<T> {
  let turns = 0;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    // Asking the clock costs more than a turn.
    turns += 1;
    if (turns % turnsBetween === 0) telling.progress({ ...run.state(), status: 'running' });
    yield;
  }
}

/** A run as the session keeps it. `opened` is the source's text. */
export function recordOf(run: Run, opened: string): RunRecord {
  const { script } = run.state();
  return {
    id: run.id,
    source: run.source,
    settings: run.settings,
    program: run.program,
    script: script === null || script === opened ? null : script,
    outcome: outcomeOf(run),
    closed: false,
  };
}

export function outcomeOf(run: Run): Outcome {
  const { status, operations, length } = run.state();
  const hash = run.settings.heapBytes <= hashedHeap ? run.hashAfter(operations) : null;
  return { status: status === 'running' ? 'ready' : status, operations, events: length, hash };
}

function write({ runs, record }: RunPorts, run: Run, before: string | null): void {
  if (!run.id.startsWith('r')) return;
  const state = run.state();
  const script =
    before === null || state.script === null ? null : scriptChange(before, state.script);
  const now = recordOf(run, run.source.text);
  runs.note(now);
  record({ kind: 'run-changed', run: run.id, script, outcome: now.outcome });
}

function eventsOf(run: Run, from: number, to: number): Result<'run/events'> {
  const { length } = run.state();
  const first = Math.max(1, from);
  const last = Math.min(to, length, first + mostEvents - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    run.event(first + index),
  );
}
