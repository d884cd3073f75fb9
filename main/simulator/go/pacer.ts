/**
 * When Go collects: the heap goal, the trigger, the memory limit and assists
 * (`runtime/mgcpacer.go`, Go 1.24; proposals 44167 and 48409; reference §2.17).
 */

/** Least heap goal at GOGC = 100, in bytes. */
export const leastGoalBytes = 4 * 2 ** 20;
/** Share of the processors that marking takes in the background. */
export const backgroundUtilisation = 0.25;
const lowestTriggerShare = 45 / 64;
const highestTriggerShare = 61 / 64;
/** Least room between trigger and goal, and least headroom under a memory limit: 4 MiB and 1 MiB. */
const leastRunwayBytes = 4 * 2 ** 20;
const limitHeadroomShare = 0.03;
const leastLimitHeadroomBytes = 2 ** 20;

export interface GoalInput {
  /** Bytes marked in the last cycle. */
  readonly live: number;
  /** Bytes of goroutine stacks and globals that marking scans. */
  readonly roots: number;
  /** GOGC in per cent, or null for off. */
  readonly gogc: number | null;
  /** Least goal at GOGC = 100 in bytes; Go's own by default. A small teaching heap sets 0. */
  readonly least?: number;
}

/** `live + (live + roots) × GOGC / 100`, at least `least × GOGC / 100`; Infinity when GOGC is off. */
export function heapGoal({ live, roots, gogc, least = leastGoalBytes }: GoalInput): number {
  if (gogc === null) return Infinity;
  return Math.max(live + ((live + roots) * gogc) / 100, (least * gogc) / 100);
}

export interface LimitInput {
  readonly limit: number;
  /** Memory the runtime holds that is no heap object. */
  readonly nonHeap: number;
  /** All memory mapped. */
  readonly mapped: number;
  readonly live: number;
  /** Least headroom in bytes; Go's own by default. A small teaching heap sets 0. */
  readonly leastHeadroom?: number;
}

/** Goal under a memory limit: what the limit leaves for the heap, less headroom, never below live. */
export function memoryLimitGoal({
  limit,
  nonHeap,
  mapped,
  live,
  leastHeadroom = leastLimitHeadroomBytes,
}: LimitInput): number {
  const overage = Math.max(mapped - limit, 0);
  const left = limit - (nonHeap + overage);
  const headroom = Math.max(left * limitHeadroomShare, leastHeadroom);
  const goal = left - headroom;
  return Math.max(goal > 0 ? goal : 0, live);
}

/** Lowest and highest heap size at which a cycle may start. A small teaching heap has a smaller `leastRunway`. */
export function triggerRange(
  live: number,
  goal: number,
  leastRunway = leastRunwayBytes,
): { readonly lower: number; readonly upper: number } {
  const distance = goal - live;
  return {
    lower: live + distance * lowestTriggerShare,
    upper: Math.max(live + distance * highestTriggerShare, goal - leastRunway),
  };
}

/**
 * Bytes that the program will allocate while marking runs in the background. `consMark` is bytes
 * allocated for each byte marked, both in equal processor time; `scannable` the bytes marking will
 * have to look at.
 */
export function runwayFor(consMark: number, scannable: number): number {
  return ((consMark * (1 - backgroundUtilisation)) / backgroundUtilisation) * scannable;
}

/** Heap size at which the next cycle starts: a runway below the goal, within the range. */
export function trigger(
  live: number,
  goal: number,
  runway: number,
  leastRunway = leastRunwayBytes,
): number {
  const { lower, upper } = triggerRange(live, goal, leastRunway);
  return Math.min(Math.max(goal - runway, lower), upper);
}

/** Work units of marking an allocation owes for each byte while a cycle runs. */
export function assistWorkPerByte(scanWorkLeft: number, goal: number, heapLive: number): number {
  return scanWorkLeft / Math.max(goal - heapLive, 1);
}

export interface SteadyState {
  /** Seconds between the starts of two cycles. */
  readonly period: number;
  /** Peak heap in the unit of `live`. */
  readonly totalHeap: number;
  /** Share of the processor that collecting takes. */
  readonly overhead: number;
}

/** The guide's cost model: heap and overhead when a cycle runs every `period` seconds. */
export function steadyState(
  period: number,
  live: number,
  allocationRate: number,
  scanRate: number,
): SteadyState {
  return { period, totalHeap: live + allocationRate * period, overhead: live / scanRate / period };
}
