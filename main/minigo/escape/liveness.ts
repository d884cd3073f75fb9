import type { CheckedProgram } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
export function analyseLiveness(_program: CheckedProgram): {
  readonly deadOnEntry: readonly (readonly VariableEntity[] | undefined)[];
  readonly deadAfter: readonly (readonly VariableEntity[] | undefined)[];
} {
  return { deadOnEntry: [], deadAfter: [] };
}
