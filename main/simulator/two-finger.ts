/**
 * Two-finger compaction (Edwards; Saunders 1974; GC Handbook, §3.1): for objects of one size. One
 * finger looks for free slots from the low end, the other for marked objects from the high end; what
 * the second finds moves to what the first found. Two passes, no extra field; the order is lost.
 */
export interface TwoFingerRun {
  /** Slot from and to of each move, in order. */
  readonly moves: readonly { readonly from: number; readonly to: number }[];
  /** First slot that is free afterwards: the number of live objects. */
  readonly freeFrom: number;
}

/** `marked` tells for each slot whether it holds a marked object. */
export function twoFinger(marked: readonly boolean[]): TwoFingerRun {
  const slots = [...marked];
  const moves: { from: number; to: number }[] = [];
  let low = 0;
  let high = slots.length - 1;
  for (;;) {
    while (low < slots.length && slots[low] === true) low += 1;
    while (high >= 0 && slots[high] !== true) high -= 1;
    if (low >= high) return { moves, freeFrom: low };
    moves.push({ from: high, to: low });
    slots[low] = true;
    slots[high] = false;
  }
}
