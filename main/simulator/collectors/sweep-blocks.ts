import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';

/**
 * Walks over the blocks below granule `to` in address order and sweeps what no marking has reached:
 * `free` gives its block back. `keep` is told of every marked object.
 */
export function sweepBlocks(
  { core, heap }: Space,
  to: number,
  keep: (object: number, start: number, size: number) => void,
  free: (object: number) => void,
): void {
  for (let start = 0; start < to;) {
    const object = heap.objectAt(start);
    const size = heap.sizeOf(start);
    let next = start + size;
    if (object !== 0 && core.isMarked(object)) keep(object, start, size);
    else if (object !== 0) {
      // A free block above is about to be merged into this one: walk on behind it.
      if (next < to && heap.objectAt(next) === 0) next += heap.sizeOf(next);
      core.emit(eventCode.sweep, 1, start, size, object);
      free(object);
    }
    start = next;
  }
}
