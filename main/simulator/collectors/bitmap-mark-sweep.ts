import { Moving } from '../moving.ts';
import { MarkSweep } from './mark-sweep.ts';
import { sweepBlocks } from './sweep-blocks.ts';

/**
 * Mark-sweep with its mark bits beside the heap (GC Handbook, §2.4): what is to be freed is told by
 * the bits alone, allocated and not marked, so the sweep touches no live object, and the marks are
 * cleared in bulk.
 */
export class BitmapMarkSweep extends MarkSweep {
  protected override sweep(): void {
    const { space } = this;
    sweepBlocks(
      space,
      space.heap.granules,
      () => undefined,
      (object) => space.free(object),
    );
    new Moving(space).clearMarks();
  }
}
