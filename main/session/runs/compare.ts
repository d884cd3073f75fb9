/** Where two runs of the same source first differ in what the heap holds. */
import type { Run, Work } from './run.ts';

/**
 * Ordinal of the first operation after which not the same objects are allocated, or null; and the
 * number of operations of the longer run. Objects are the same by their ids, which count allocations:
 * the same operations give the same ids under every collector.
 */
export function* compareRuns(
  left: Run,
  right: Run,
): Work<{ operation: number | null; operations: number }> {
  const one = left.state();
  const other = right.state();
  const operations = Math.max(one.operations, other.operations);
  const both = Math.min(one.operations, other.operations);
  const readers = [changesOf(left, one.length), changesOf(right, other.length)] as const;
  // Objects that one heap holds and the other does not.
  const different = new Set<number>();
  for (let operation = 1; operation <= both; operation += 1) {
    for (const reader of readers) {
      for (const object of reader.upTo(operation)) {
        if (!different.delete(object)) different.add(object);
      }
    }
    if (different.size > 0) return { operation, operations };
    yield;
  }
  return { operation: one.operations === other.operations ? null : both + 1, operations };
}

/** Objects that are born or go, operation by operation. */
function changesOf(run: Run, length: number): { upTo(operation: number): readonly number[] } {
  let next = 1;
  return {
    upTo(operation) {
      const changed: number[] = [];
      while (next <= length) {
        const event = run.event(next);
        if (event.op > operation) break;
        if (event.event === 'alloc' || event.event === 'free') changed.push(event.object);
        next += 1;
      }
      return changed;
    },
  };
}
