/** Mistakes in a source as the fault that carries them. */
import type { Fault } from '../../contract/contract.ts';
import type { Problem } from '../../contract/run.ts';

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
