/** Plain ports for tests: runs are numbered, the hour and the seeds stand still until they are moved. */
import type { CoursePorts, OpenedRun, RecordOutcome } from '../ports.ts';
import type { ProgressDocument } from '../progress/document.ts';
import { performSource } from '../scene-runner.ts';

export class TestPorts implements CoursePorts {
  hour = Date.UTC(2026, 0, 1);
  readonly saved: ProgressDocument[] = [];
  readonly open = new Map<string, OpenedRun>();
  #ordinal = 0;

  readonly runs: CoursePorts['runs'] = {
    open: (source, settings, program): Promise<RecordOutcome<OpenedRun>> => {
      const outcome = performSource(source, settings, program);
      if (!('ok' in outcome)) return Promise.resolve(outcome);
      const run = `run-${++this.#ordinal}`;
      const opened = { run, recording: outcome.ok };
      this.open.set(run, opened);
      return Promise.resolve({ ok: opened });
    },
    has: (run) => this.open.has(run),
    close: (run) => {
      this.open.delete(run);
    },
  };

  now(): number {
    return this.hour;
  }

  freshSeed(): number {
    return 7;
  }

  progressChanged(progress: ProgressDocument): void {
    this.saved.push(progress);
  }
}
