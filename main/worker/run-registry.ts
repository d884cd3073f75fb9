/** Runs as the course sees them: opened and performed to their end, then read at any position. */
import type { OpenedRun, Recording, RecordOutcome, RunRegistry } from '../course/ports.ts';
import type { Run } from '../session/runs/run.ts';
import type { Drive, RunStore } from './run-store.ts';

/** More blocks than any lesson's heap has: the course sees every one. */
const everyBlock = 5_000;
/** A program of a lesson performs at most this many operations. */
const mostOperations = 10_000_000;

export function runRegistry(runs: RunStore, drive: Drive): RunRegistry {
  return {
    async open(source, settings, program): Promise<RecordOutcome<OpenedRun>> {
      const opened = await runs.openScene(source, settings, program);
      if ('fault' in opened) {
        const { fault } = opened;
        return {
          problems: fault.problems ?? [
            { line: 1, column: 1, message: fault.code, code: fault.code },
          ],
        };
      }
      const run = opened.ok;
      if (source.kind === 'program')
        await drive(run.advanceTo(program?.steps ?? mostOperations, () => false));
      return { ok: { run: run.id, recording: recordingOf(run) } };
    },
    has: (run) => runs.hasUntouched(run),
    close: (run) => runs.close(run),
  };
}

export function recordingOf(run: Run): Recording {
  const { length, operations, status } = run.state();
  return {
    length,
    operations,
    status,
    pauses: run.pauses(),
    event: (seq) => run.event(seq),
    frame: (seq) => run.frame(seq, { blockLimit: everyBlock, cells: null }),
  };
}
