/** The greatest of 1 … `count` for which something holds that holds up to there; 0 if for none. */
export function lastIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Forgets what stands in tables under ordinals after `last`. */
export function forgetAfter(last: number, ...tables: readonly Map<number, unknown>[]): void {
  for (const table of tables) for (const key of table.keys()) if (key > last) table.delete(key);
}
