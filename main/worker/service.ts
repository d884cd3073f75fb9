/** All that the simulator's thread answers: runs and the course, tied to the session's entries. */
import type { RunRecord, SessionEntry } from '../contract/document.ts';
import type { CheckedFolder } from '../course/check/folder.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import { makeKernel } from '../kernel/make-kernel.ts';
import type { MachineOptions } from '../simulator/machine.ts';
import { SpareChunks } from '../simulator/spare-chunks.ts';
import { openRun, restoreRun } from '../session/runs/open.ts';
import { replayRun } from '../session/runs/replay.ts';
import type { Done } from '../session/runs/run.ts';
import type { HostedAnswer, StartParams, ThreadCalls } from './calls.ts';
import { courseEntries } from './course-entries.ts';
import type { HostedCourse, MakeCourse } from './course-seam.ts';
import { makeDrive } from './drive.ts';
import type { ThreadHandlers, Unasked } from './rpc.ts';
import { runHandlers } from './run-handlers.ts';
import { runRegistry } from './run-registry.ts';
import { RunStore, type Drive } from './run-store.ts';
import { seedFrom } from './seeds.ts';
import type { StopBoard } from './stop-board.ts';
import { Telling } from './telling.ts';

export interface ServicePorts {
  readonly board: StopBoard;
  readonly say: (said: Unasked) => void;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  /** Milliseconds since 1970, UTC. */
  readonly today: () => number;
  /** Settles after the messages that are waiting. */
  readonly breathe: () => Promise<void>;
  readonly makeCourse: MakeCourse;
  readonly checkLessons: (lessons: StartParams['lessons']) => CheckedFolder;
}

/** The handlers by name. The table ties parameters to names; looking one up by a name loses that tie. */
type HandlerTable = Readonly<Record<string, ((params: never) => Promise<unknown>) | undefined>>;

/** The answers to `call`s of the main thread, as functions that can be given to `answerCalls`. */
export function makeService(ports: ServicePorts): ThreadHandlers {
  const drive: Drive = makeDrive({ now: ports.now, breathe: ports.breathe });
  const machine: MachineOptions = { kernel: makeKernel, spare: new SpareChunks() };
  const runs = new RunStore(
    {
      open: (id, source, settings, program) => openRun(id, source, settings, program, machine),
      restore: (record) => restoreRun(record, machine),
    },
    drive,
  );
  const telling = new Telling(ports.now, (payload) =>
    ports.say({ kind: 'event', name: 'run/advanced', payload }),
  );

  /** Entries that were made and not handed over yet. Requests are answered side by side; the entries of all are one row. */
  let entries: SessionEntry[] = [];
  let progress: ProgressDocument | null = null;
  let progressChanged = false;
  let seed = 1;
  let drawn = 0;
  let handlers: HandlerTable = {};
  let course: HostedCourse | null = null;

  const adopt = (session: { readonly seed: number; readonly runs: readonly RunRecord[] }): void => {
    runs.adopt(session.runs);
    seed = session.seed;
    drawn = 0;
  };

  const openCourse = (lessons: StartParams['lessons']): HostedCourse => {
    course?.close();
    course = ports.makeCourse(lessons, progress, {
      runs: runRegistry(runs, drive),
      now: ports.today,
      freshSeed: () => {
        drawn += 1;
        return seedFrom(seed, drawn, ports.today());
      },
      progressChanged: (changed) => {
        progress = changed;
        progressChanged = true;
      },
    });
    return course;
  };

  return {
    start: async (params) => {
      progress = params.progress;
      adopt(params);
      handlers = {
        ...runHandlers({
          runs,
          drive,
          board: ports.board,
          record: (entry) => void entries.push(entry),
          telling,
        }),
        ...openCourse(params.lessons).handlers,
      };
      return null;
    },
    adopt: async (params) => {
      adopt(params);
      return null;
    },
    request: async ({ name, params, at }): Promise<HostedAnswer> => {
      const handle = handlers[name];
      if (handle === undefined) throw new TypeError(`There is no handler of ${name}.`);
      const before = progress;
      const reply = (await handle(params as never)) as Done<unknown>;
      if ('ok' in reply)
        entries.push(...courseEntries({ name, params, ok: reply.ok, at, before, after: progress }));
      const answer = { reply, entries, progress: progressChanged ? progress : null };
      entries = [];
      progressChanged = false;
      return answer;
    },
    lessons: async ({ lessons }) => {
      handlers = { ...handlers, ...openCourse(lessons).handlers };
      return null;
    },
    check: async ({ lessons }) => ports.checkLessons(lessons),
    worksheet: ({ order }) => {
      if (course === null) throw new TypeError('No course was opened yet.');
      return course.worksheet(order);
    },
    replay: ({ run }) => drive(replayRun(run, machine)),
    figures: async ({ run, points }): Promise<ThreadCalls['figures']['result']> => {
      const found = await runs.get(run);
      if ('fault' in found) return found;
      const state = found.ok.state();
      return {
        run,
        state,
        hash: found.ok.hashAfter(state.operations),
        metrics: found.ok.frame(state.length, { blockLimit: 0, cells: null }).metrics,
        series: found.ok.series(0, state.length, points),
      };
    },
  };
}
