import { heapGoal, memoryLimitGoal } from './go/pacer.ts';

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

/** Part of the heap that GOGC = 100 lets fill before the first cycle; Go's fixed 4 MiB, in proportion. */
export const heapMinimumShare = 1 / 16;

/**
 * Goal of the next cycle by Go's formulas (`go/pacer.ts`), with the constants that are absolute
 * there in proportion to a small heap: the least goal, and no least headroom under a memory limit.
 */
export function goalAfter({ live, roots, gogc, memoryLimit, heapBytes }: PacerInput): number {
  const goal = heapGoal({ live, roots, gogc, least: heapBytes * heapMinimumShare });
  if (memoryLimit === null) return goal;
  const limited = memoryLimitGoal({
    limit: memoryLimit,
    nonHeap: roots,
    mapped: live + roots,
    live,
    leastHeadroom: 0,
  });
  return Math.min(goal, limited);
}
