import type { CollectionReason } from '../event.ts';
import { objectColumn, objectFlag, phase, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';
import { countInCascade } from './refcount.ts';

const { extra, count } = objectColumn;

/**
 * Deferred counting with a zero-count table (Deutsch and Bobrow, CACM 19(9), 1976): only heap fields
 * are counted. An object whose count is 0 stands in the table, and is garbage unless a root holds it;
 * reconciling finds out. The table is a list in order of entry; what leaves it leaves a gap, told by
 * the object's own column, which holds its place plus 1.
 */
class RefcountDeferred extends PassiveCollector {
  readonly #space: Space;
  #held = new Int32Array(64);

  constructor(space: Space) {
    super('refcount-deferred', { counts: true, steps: true });
    this.#space = space;
  }

  override created(object: number): void {
    this.#enter(object);
  }

  override retain(object: number): void {
    const { core } = this.#space;
    core.increment(object);
    if (core.object(object, extra) !== 0) this.#leave(object);
  }

  override release(object: number): void {
    if (this.#space.core.decrement(object) === 0) this.#enter(object);
  }

  /** A full table is reconciled before the next operation, when every new object has been stored. */
  override step(): void {
    const { core } = this.#space;
    if (this.#entries() >= core.settings.zeroCountLimit) this.collect('threshold');
  }

  override collect(reason: CollectionReason): boolean {
    const { core } = this.#space;
    const start = this.#space.begin(this.name, reason, phase.collect);
    const tested = this.#entries();
    this.#findHeld();
    this.#close();
    const length = core.register(register.bufferLength);
    const work: number[] = [];
    for (let index = 0; index < length; index += 1) {
      const object = core.store.get(plane.buffer, index);
      if (!this.#isHeld(object)) work.push(object);
    }
    for (let next = 0; next < work.length; next += 1) this.#reclaim(work[next] as number, work);
    this.#close();
    this.#space.end(start, tested);
    return true;
  }

  #reclaim(object: number, work: number[]): void {
    const space = this.#space;
    const { core } = space;
    this.#leave(object);
    if (core.hasFlag(object, objectFlag.finalizer)) {
      // The queue of finalizers is a root: the object is tested again when it has been taken.
      space.hooks.queueFinalizer(object);
      this.#hold(object);
      this.#enter(object);
      return;
    }
    core.setFlag(object, objectFlag.dead);
    countInCascade(core);
    core.emit(eventCode.dead, 0, object, 0, 0);
    const fields = space.fieldCount(object);
    for (let field = 0; field < fields; field += 1) {
      const target = space.target(object, field);
      if (target === 0 || core.decrement(target) !== 0) continue;
      this.#enter(target);
      if (!this.#isHeld(target)) work.push(target);
    }
    space.free(object);
  }

  /** Notes which objects the roots hold. */
  #findHeld(): void {
    const { core, roots, hooks } = this.#space;
    const words = (core.register(register.objects) >>> 5) + 1;
    if (this.#held.length < words) this.#held = new Int32Array(words * 2);
    else this.#held.fill(0);
    const slots = roots.list();
    const stack = core.store.words[plane.stack] as Int32Array;
    for (const slot of slots) this.#hold(stack[slot * 2 + 1] as number);
    for (const object of hooks.queued()) this.#hold(object);
    core.addRegister(register.scannedSlots, slots.length);
  }

  #hold(object: number): void {
    this.#held[object >>> 5] = (this.#held[object >>> 5] as number) | (1 << (object & 31));
  }

  #isHeld(object: number): boolean {
    return ((this.#held[object >>> 5] as number) & (1 << (object & 31))) !== 0;
  }

  #entries(): number {
    const { core } = this.#space;
    return core.register(register.bufferLength) - core.register(gaps);
  }

  #enter(object: number): void {
    const { core } = this.#space;
    const length = core.register(register.bufferLength);
    core.store.set(plane.buffer, length, object);
    core.setRegister(register.bufferLength, length + 1);
    core.setObject(object, extra, length + 1);
    if (core.object(object, count) !== 0)
      throw new RangeError(
        `Object ${object} enters the zero-count table with a count that is not 0.`,
      );
    core.emit(eventCode.candidate, 0, object, 0, 0);
  }

  #leave(object: number): void {
    const { core } = this.#space;
    core.store.set(plane.buffer, core.object(object, extra) - 1, 0);
    core.setObject(object, extra, 0);
    core.addRegister(gaps, 1);
    if (core.register(gaps) > 32 && core.register(gaps) * 2 > core.register(register.bufferLength))
      this.#close();
  }

  /** Closes the gaps; the order of entry stays. */
  #close(): void {
    const { core } = this.#space;
    const length = core.register(register.bufferLength);
    let kept = 0;
    for (let index = 0; index < length; index += 1) {
      const object = core.store.get(plane.buffer, index);
      if (object === 0) continue;
      core.store.set(plane.buffer, kept, object);
      kept += 1;
      core.setObject(object, extra, kept);
    }
    for (let index = kept; index < length; index += 1) core.store.set(plane.buffer, index, 0);
    core.setRegister(register.bufferLength, kept);
    core.setRegister(gaps, 0);
  }
}

/** Register: entries of the table that have been left. */
const gaps = register.own;

export function refcountDeferred(space: Space): Collector {
  return new RefcountDeferred(space);
}
