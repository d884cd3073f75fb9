/** Performs a recorded run again and says whether it comes to the same end. */
import type { Outcome, RunRecord } from '../../contract/document.ts';
import type { MachineOptions } from '../../simulator/machine.ts';
import { restoreRun } from './open.ts';
import type { Work } from './run.ts';

/** What a replay gave, beside what the record says it should. */
export interface ReplayResult {
  readonly run: string;
  readonly agrees: boolean;
  readonly expected: Outcome;
  readonly found: Outcome;
}

/** `machine`: how the machine is put together. */
export function* replayRun(record: RunRecord, machine: MachineOptions = {}): Work<ReplayResult> {
  const expected = record.outcome;
  const restored = yield* restoreRun(record, machine);
  if ('fault' in restored) {
    const found: Outcome = { status: 'fault', operations: 0, events: 0, hash: null };
    return { run: record.id, agrees: false, expected, found };
  }
  const { status, operations, length } = restored.ok.state();
  const found: Outcome = {
    status,
    operations,
    events: length,
    hash: restored.ok.hashAfter(operations),
  };
  restored.ok.retire();
  // Where somebody pressed Stop is no matter of the heap: a run that was stopped stands and can go on.
  const sameStatus = standing(found.status) === standing(expected.status);
  const agrees =
    sameStatus &&
    found.operations === expected.operations &&
    found.events === expected.events &&
    (expected.hash === null || found.hash === expected.hash);
  return { run: record.id, agrees, expected, found };
}

function standing(status: Outcome['status']): Outcome['status'] {
  return status === 'stopped' || status === 'running' ? 'ready' : status;
}
