import type { CollectionReason } from '../event.ts';
import { objectFlag, phase, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { Marking } from './marking.ts';
import { Refcount } from './refcount.ts';
import { sweepBlocks } from './sweep-blocks.ts';

/** Register: objects whose count went down to non-zero since the last trace. */
const suspected = register.own;

/**
 * Counting with a backup trace for what counting can't find (GC Handbook, §5.6): mark from the
 * roots; take from the counts of marked objects what unmarked ones contributed; free the unmarked,
 * in address order, without cascades. Counts are exact afterwards.
 */
class RefcountBackup extends Refcount {
  readonly #marking: Marking;

  constructor(space: Space) {
    super(space, 'refcount-backup', false);
    this.#marking = new Marking(space);
  }

  /** What lost its root may be garbage on a cycle from now on, as after a decrement. */
  override handedOver(object: number): void {
    if (this.space.fieldCount(object) > 0) this.survive(object);
  }

  protected override survive(object: number): void {
    const { core } = this.space;
    if (core.hasFlag(object, objectFlag.buffered)) return;
    core.setFlag(object, objectFlag.buffered);
    core.addRegister(suspected, 1);
  }

  override release(object: number): void {
    super.release(object);
    const { core } = this.space;
    if (core.register(suspected) >= core.settings.candidateLimit) this.collect('threshold');
  }

  override collect(reason: CollectionReason): boolean {
    const { space } = this;
    const { core } = space;
    const start = space.begin(this.name, reason, phase.mark);
    const before = core.register(register.blacks);
    this.#marking.roots();
    this.#marking.drain();
    // The queue owns a reference, which the slot that takes the object will own after it.
    this.#marking.finalizers((object) => core.increment(object));
    const marked = (core.register(register.blacks) - before) | 0;
    core.setRegister(register.phase, phase.sweep);
    this.#discount();
    this.#sweep();
    core.addRegister(register.markedTotal, core.register(register.allocated));
    core.setRegister(suspected, 0);
    space.end(start, marked);
    return true;
  }

  /** Takes the references of unmarked objects out of the counts of marked ones. */
  #discount(): void {
    const { space } = this;
    const { core, heap } = space;
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object === 0 || core.isMarked(object)) continue;
      const fields = space.fieldCount(object);
      for (let field = 0; field < fields; field += 1) {
        const target = space.target(object, field);
        if (target !== 0 && core.isMarked(target)) core.decrement(target);
      }
    }
  }

  #sweep(): void {
    const { space } = this;
    const { core } = space;
    sweepBlocks(
      space,
      space.heap.granules,
      (object, start, size) => {
        core.clearFlag(object, objectFlag.buffered);
        core.emit(eventCode.sweep, 0, start, size, object);
      },
      (object) => {
        core.setFlag(object, objectFlag.dead);
        core.emit(eventCode.dead, 0, object, 0, 0);
        space.free(object);
      },
    );
  }
}

export function refcountBackup(space: Space): Collector {
  return new RefcountBackup(space);
}
