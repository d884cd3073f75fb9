/** Mistakes in a source or in settings as the faults that carry them. */
import type { Fault } from '../../contract/contract.ts';
import type { SettingsCode } from '../../contract/codes.ts';
import type { Problem } from '../../contract/run.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { settingsValues } from '../../simulator/settings-check.ts';

/** Mistakes that are listed; a source of another kind would give one a line. */
const listed = 200;

export function problemFault(problems: readonly Problem[]): { readonly fault: Fault } {
  return {
    fault: {
      code: 'source-problems',
      detail: { count: problems.length },
      problems: [...problems.slice(0, listed)],
    },
  };
}

/** Settings that no run can have: `cause` and the values its words need; `problem` says it in English. */
export function settingsFault(
  cause: SettingsCode,
  problem: string,
  settings: HeapSettings,
): { readonly fault: Fault } {
  return {
    fault: { code: 'bad-settings', detail: { problem, cause, ...settingsValues(settings) } },
  };
}
