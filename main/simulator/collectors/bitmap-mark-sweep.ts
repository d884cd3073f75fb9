import { Moving } from '../moving.ts';
import { eventCode } from '../recording.ts';
import { MarkSweep } from './mark-sweep.ts';

/**
 * Mark-sweep with its mark bits beside the heap (GC Handbook, §2.4): what is to be freed is told by
 * the bits alone, allocated and not marked, so the sweep touches no live object, and the marks are
 * cleared in bulk.
 */
export class BitmapMarkSweep extends MarkSweep {
  protected override sweep(): void {
    const { core, heap } = this.space;
    for (let start = 0; start < heap.granules;) {
      const object = heap.objectAt(start);
      const size = heap.sizeOf(start);
      let next = start + size;
      if (object !== 0 && !core.isMarked(object)) {
        // A free block above is about to be merged into this one: walk on behind it.
        if (next < heap.granules && heap.objectAt(next) === 0) next += heap.sizeOf(next);
        core.emit(eventCode.sweep, 1, start, size, object);
        this.space.free(object);
      }
      start = next;
    }
    new Moving(this.space).clearMarks();
  }
}
