import type { CollectionReason } from '../event.ts';
import { phase, register } from '../layout.ts';
import type { Space } from '../space.ts';
import { MarkSweep } from './mark-sweep.ts';
import type { Marking } from './marking.ts';
import { Sweeping } from './sweeping.ts';

/** Registers: the collection whose garbage is being swept, its marked objects, its pause. */
const collection = register.own + 2;
const markedObjects = register.own + 6;
const markPause = register.own + 5;

/**
 * Mark-sweep that sweeps when an allocation needs it (Hughes, SP&E 12(11), 1982; GC Handbook, §2.5):
 * the pause is the marking only. Until the sweep has come to it, garbage counts as allocated; the
 * next mark first finishes the sweep. The collection ends (`gc-end`) when its sweep does.
 */
export class LazyMarkSweep extends MarkSweep {
  readonly #sweeping: Sweeping;

  constructor(space: Space, marking: Marking) {
    super(space, marking);
    this.#sweeping = new Sweeping(space);
  }

  override collect(reason: CollectionReason): boolean {
    const { core } = this.space;
    while (this.relieve());
    const start = this.space.begin(this.name, reason, phase.mark);
    core.setRegister(collection, start.index);
    core.setRegister(markedObjects, this.mark());
    core.setRegister(markPause, this.space.paused(start.startTick));
    this.space.pace(this.#sweeping.start());
    core.setRegister(register.phase, phase.sweep);
    return true;
  }

  override created(object: number): void {
    if (this.space.core.register(register.phase) === phase.sweep && this.#sweeping.isAhead(object))
      this.#sweeping.keep(object);
  }

  override revive(object: number): boolean {
    return (
      this.space.core.register(register.phase) !== phase.sweep || !this.#sweeping.isDead(object)
    );
  }

  /** Sweeps one more block for an allocation that found no room. */
  override relieve(): boolean {
    const { core } = this.space;
    if (core.register(register.phase) !== phase.sweep) return false;
    if (this.#sweeping.next()) return true;
    this.space.close(core.register(collection), {
      marked: core.register(markedObjects),
      freed: this.#sweeping.freed,
      freedGranules: this.#sweeping.freedGranules,
      pause: core.register(markPause),
    });
    return false;
  }
}
