import type { CollectionReason } from '../event.ts';
import { phase, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { PassiveCollector } from './collector.ts';
import { Marking } from './marking.ts';

/** Stop-the-world mark-sweep: mark from the roots, then one walk over the blocks in address order. */
export class MarkSweep extends PassiveCollector {
  protected readonly space: Space;
  protected readonly marking: Marking;

  constructor(space: Space, marking = new Marking(space)) {
    super('mark-sweep', { paced: true });
    this.space = space;
    this.marking = marking;
  }

  override collect(reason: CollectionReason): boolean {
    const { space } = this;
    const { core } = space;
    const start = space.begin(this.name, reason, phase.mark);
    const marked = this.mark();
    core.setRegister(register.phase, phase.sweep);
    this.sweep();
    space.pace(core.register(register.allocated));
    space.end(start, marked);
    return true;
  }

  /** Marks everything that is reachable; how many objects that were. */
  protected mark(): number {
    const { core } = this.space;
    const before = core.register(register.blacks);
    this.marking.roots();
    this.marking.drain();
    this.marking.finalizers();
    return (core.register(register.blacks) - before) | 0;
  }

  /** Frees the unmarked in address order and clears the marks of the others. */
  protected sweep(): void {
    const { core, heap } = this.space;
    const { words } = core.store;
    const marks = words[plane.marks] as Int32Array;
    const scans = words[plane.scans] as Int32Array;
    const registers = words[plane.registers] as Int32Array;
    for (let start = 0; start < heap.granules;) {
      const object = heap.objectAt(start);
      const size = heap.sizeOf(start);
      let next = start + size;
      if (object !== 0) {
        const bit = 1 << (object & 31);
        registers[register.swept] = (registers[register.swept] as number) + 1;
        if (((marks[object >>> 5] as number) & bit) !== 0) {
          marks[object >>> 5] = (marks[object >>> 5] as number) ^ bit;
          scans[object >>> 5] = (scans[object >>> 5] as number) ^ bit;
          core.recording.emit(eventCode.sweep, 0, start, size, object);
        } else {
          // A free block above is about to be merged into this one: walk on behind it.
          if (next < heap.granules && heap.objectAt(next) === 0) next += heap.sizeOf(next);
          core.recording.emit(eventCode.sweep, 1, start, size, object);
          this.space.free(object);
        }
      }
      start = next;
    }
  }
}
