/** Opens a source as the kind of run it is. */
import type { RunRecord } from '../../contract/document.ts';
import type { ProgramOptions, Source } from '../../contract/run.ts';
import type { MachineOptions } from '../../simulator/machine.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { settingsProblem } from '../../simulator/settings-check.ts';
import { textOf } from '../fold.ts';
import { settingsFault } from './problems.ts';
import { ProgramHost } from './program-host.ts';
import type { Done, Run, Work } from './run.ts';
import { ScriptHost } from './script-host.ts';

/**
 * A script is performed to its end; a program stands before its first statement. `machine`: how its
 * machine is put together.
 */
export function* openRun(
  id: string,
  source: Source,
  settings: HeapSettings,
  program: ProgramOptions | null,
  machine: MachineOptions = {},
): Work<Done<Run>> {
  const problem = settingsProblem(settings);
  if (problem !== null) return settingsFault(problem.code, problem.message, settings);
  if (source.kind === 'program') return ProgramHost.open(id, source, settings, program, machine);
  return yield* ScriptHost.open(id, source, settings, source.text, machine);
}

/** Opens a run again and brings it to where its record says it was. */
export function* restoreRun(record: RunRecord, machine: MachineOptions = {}): Work<Done<Run>> {
  const problem = settingsProblem(record.settings);
  if (problem !== null) return settingsFault(problem.code, problem.message, record.settings);
  if (record.source.kind === 'operations') {
    return yield* ScriptHost.open(
      record.id,
      record.source,
      record.settings,
      textOf(record),
      machine,
    );
  }
  const opened = yield* openRun(record.id, record.source, record.settings, record.program, machine);
  if ('fault' in opened) return opened;
  const done = yield* opened.ok.advanceTo(record.outcome.operations, () => false);
  return 'fault' in done ? done : opened;
}
