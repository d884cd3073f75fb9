/**
 * What keeps a memory limit from taking all of the processor: a bucket that collecting fills and the
 * program drains (`runtime/mgclimit.go`, Go 1.24; proposal 48409). While it is full the program owes
 * no marking and may allocate beyond its goal, so that over the time it takes to fill the bucket
 * collecting gets about half of the processor at the most.
 */

/**
 * How full the bucket is after `collecting` and `running` units of time, at least 0. What flows over
 * is forgotten in Go, where collecting comes in small pieces; a collection that stops the world is
 * one piece, however long, so here it is kept.
 */
export function bucketAfter(
  fill: number,
  { collecting, running }: { readonly collecting: number; readonly running: number },
): number {
  return Math.max(0, fill + collecting - running);
}
