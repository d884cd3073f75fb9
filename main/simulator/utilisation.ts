/** An interval of ticks [from, to) in which the mutator could not run. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

/** Mutator utilisation of a whole run of `total` ticks: 1 without pauses, and for an empty run. */
export function meanUtilisation(total: number, pauses: readonly Pause[]): number {
  if (total <= 0) return 1;
  return (total - pauses.reduce((sum, pause) => sum + pause.to - pause.from, 0)) / total;
}

/**
 * Minimum mutator utilisation: the least share of mutator ticks in any window of `window` ticks
 * inside the run (Cheng and Blelloch, PLDI 2001). The share is piecewise linear in the window's
 * position, so its minimum is where a window starts or ends at an end of the run or of a pause.
 * Pauses ascend and do not overlap.
 */
export function minimumUtilisation(
  total: number,
  pauses: readonly Pause[],
  window: number,
): number {
  if (window <= 0 || window > total)
    throw new RangeError(`A window of ${window} ticks is outside 1…${total}.`);
  const sums = [0];
  for (const pause of pauses) sums.push((sums[sums.length - 1] as number) + pause.to - pause.from);
  // Ticks of pauses before moment `at`.
  const pausedBefore = (at: number): number => {
    let low = 0;
    let high = pauses.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pauses[middle] as Pause).from < at) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const last = pauses[low - 1] as Pause;
    return (sums[low - 1] as number) + Math.min(at, last.to) - last.from;
  };
  const last = total - window;
  const usedAt = (start: number): number => {
    const from = Math.min(Math.max(start, 0), last);
    return 1 - (pausedBefore(from + window) - pausedBefore(from)) / window;
  };
  let least = Math.min(usedAt(0), usedAt(last));
  for (const pause of pauses) {
    for (const start of [pause.from, pause.to, pause.from - window, pause.to - window])
      least = Math.min(least, usedAt(start));
  }
  return least;
}

/** Windows worth telling of a run: 1, 2, 5, 10, 20, 50 … below its length, and its length. */
export function usualWindows(total: number): number[] {
  const windows: number[] = [];
  for (let power = 1; power < total; power *= 10)
    for (const step of [1, 2, 5]) if (step * power < total) windows.push(step * power);
  if (total > 0) windows.push(total);
  return windows;
}
