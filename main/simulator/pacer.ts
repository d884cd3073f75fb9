/** What the pacer knows when a cycle has ended, in the unit of the geometry. */
export interface PacerInput {
  readonly live: number;
  /** Stacks and globals. */
  readonly roots: number;
  /** GOGC in per cent; `null` is off. */
  readonly gogc: number | null;
  readonly memoryLimit: number | null;
  readonly heapBytes: number;
}

/** Go's `mgcpacer.go`: live + (live + roots) × GOGC / 100. Infinite when GOGC is off. */
export function heapGoal(live: number, roots: number, gogc: number | null): number {
  return gogc === null ? Infinity : live + ((live + roots) * gogc) / 100;
}

/** Part of the heap that GOGC = 100 lets fill before the first cycle; Go's fixed 4 MiB, in proportion. */
export const heapMinimumShare = 1 / 16;

/** Goal of the next cycle: the formula, at least the minimum, at most what the memory limit leaves, never below live. */
export function goalAfter(input: PacerInput): number {
  const minimum = input.gogc === null ? 0 : (input.heapBytes * heapMinimumShare * input.gogc) / 100;
  const goal = Math.max(minimum, heapGoal(input.live, input.roots, input.gogc));
  return input.memoryLimit === null
    ? goal
    : Math.max(input.live, Math.min(goal, input.memoryLimit));
}
