import type { Allocation, CheckedProgram } from '../checked.ts';
import type { EscapeDecision } from '../entities.ts';
export function analyseEscapes(_program: CheckedProgram): {
  readonly allocations: readonly (Allocation | undefined)[];
  readonly boxes: readonly (EscapeDecision | undefined)[];
} {
  return { allocations: [], boxes: [] };
}
