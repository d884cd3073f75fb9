import type { CollectionReason } from '../event.ts';
import { objectColumn, objectFlag, phase, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { Refcount } from './refcount.ts';
import { TrialAtOnce } from './trial-at-once.ts';
import { Visit } from './visit.ts';

const { trialGrey, trialWhite, trialPurple, trialMask, buffered, dead } = objectFlag;

/**
 * Counting plus synchronous trial deletion (Bacon and Rajan, ECOOP 2001, LNCS 2072, pp. 207–235):
 * a decrement to non-zero buffers a candidate; each phase runs over the whole buffer before the
 * next, which makes the collection linear. Stacks are explicit. An object that dies while it is
 * buffered keeps its block until the buffer is processed, as in the paper.
 */
export class RefcountCycles extends Refcount {
  readonly #visit: Visit;
  readonly #restoring: Visit;
  readonly #atOnce: TrialAtOnce;

  constructor(space: Space) {
    super(space, 'refcount-cycles', false);
    this.#visit = new Visit(space);
    this.#restoring = new Visit(space);
    this.#atOnce = new TrialAtOnce(space);
  }

  override retain(object: number): void {
    super.retain(object);
    this.#paint(object, 0);
  }

  override release(object: number): void {
    super.release(object);
    const { core } = this.space;
    if (core.register(register.bufferLength) >= core.settings.candidateLimit)
      this.collect('threshold');
  }

  /** What lost its root may be garbage on a cycle from now on, as after a decrement. */
  override handedOver(object: number): void {
    if (this.space.fieldCount(object) > 0) this.survive(object);
  }

  protected override survive(object: number): void {
    const { core } = this.space;
    if (this.#colour(object) === trialPurple) return;
    this.#paint(object, trialPurple);
    if (core.hasFlag(object, buffered)) return;
    core.setFlag(object, buffered);
    const length = core.register(register.bufferLength);
    core.store.set(plane.buffer, length, object);
    core.setRegister(register.bufferLength, length + 1);
    core.emit(eventCode.candidate, 0, object, core.object(object, objectColumn.count), 0);
  }

  protected override isFreedAtOnce(object: number): boolean {
    this.#paint(object, 0);
    return !this.space.core.hasFlag(object, buffered);
  }

  override collect(reason: CollectionReason): boolean {
    const { core } = this.space;
    const start = this.space.begin(this.name, reason, phase.trial);
    // The order of trials shows in their events alone.
    const isAtOnce = !core.recording.on;
    if (isAtOnce) this.#atOnce.begin();
    const tested = this.#markCandidates(isAtOnce);
    core.setRegister(register.phase, phase.scan);
    const length = core.register(register.bufferLength);
    if (isAtOnce) this.#atOnce.judge();
    else for (let index = 0; index < length; index += 1) this.#scan(this.#candidate(index));
    this.#keepFinalizable();
    core.setRegister(register.phase, phase.collect);
    for (let index = 0; index < length; index += 1) {
      const object = this.#candidate(index);
      core.clearFlag(object, buffered);
      this.#collectWhite(object);
    }
    core.setRegister(register.bufferLength, 0);
    this.space.end(start, tested);
    return true;
  }

  /**
   * As in Go, what a finalizable object refers to is kept for it, so an object on a cycle through
   * itself is kept for ever; the others are queued, once, and live until their finalizers have run.
   */
  #keepFinalizable(): void {
    const { core, hooks } = this.space;
    const isWhite = (object: number): boolean => this.#colour(object) === trialWhite;
    const white = hooks.finalizable().filter(isWhite);
    for (const object of white) {
      const fields = this.space.fieldCount(object);
      for (let field = 0; field < fields; field += 1) {
        const target = this.space.target(object, field);
        if (target !== 0 && target !== object && isWhite(target)) this.#restore(target);
      }
    }
    for (const object of white.filter(isWhite)) {
      // The queue owns a reference, which the slot that takes the object will own after it.
      core.increment(object);
      hooks.queueFinalizer(object);
      this.#restore(object);
    }
  }

  #candidate(index: number): number {
    return this.space.core.store.get(plane.buffer, index);
  }

  #colour(object: number): number {
    return this.space.core.object(object, objectColumn.flags) & trialMask;
  }

  #paint(object: number, colour: number): void {
    const { core } = this.space;
    const flags = core.object(object, objectColumn.flags);
    if ((flags & trialMask) !== colour)
      core.setObject(object, objectColumn.flags, (flags & ~trialMask) | colour);
  }

  /** Keeps purple candidates and tests them; others leave the buffer, the dead among them are freed. */
  #markCandidates(isAtOnce: boolean): number {
    const { core } = this.space;
    const length = core.register(register.bufferLength);
    let kept = 0;
    let tested = 0;
    for (let index = 0; index < length; index += 1) {
      const object = this.#candidate(index);
      if (isAtOnce && this.#atOnce.hasMet(object)) this.#paint(object, 0);
      if (this.#colour(object) === trialPurple && !core.hasFlag(object, dead)) {
        core.store.set(plane.buffer, kept, object);
        kept += 1;
        tested += isAtOnce ? this.#meet(object) : this.#grey(object);
      } else {
        core.clearFlag(object, buffered);
        if (core.hasFlag(object, dead)) this.space.free(object);
      }
    }
    core.setRegister(register.bufferLength, kept);
    return tested;
  }

  #meet(root: number): number {
    this.#paint(root, 0);
    return this.#atOnce.meet(root);
  }

  /** Subtracts the references inside the subgraph below `root`; the number of objects it greyed. */
  #grey(root: number): number {
    if (this.#colour(root) === trialGrey) return 0;
    const { core } = this.space;
    const visit = this.#visit;
    let tested = 1;
    this.#paint(root, trialGrey);
    visit.start(root);
    for (let target = visit.next(); target !== 0; target = visit.next()) {
      if (target === visit.left) continue;
      if (this.#colour(target) !== trialGrey) {
        this.#paint(target, trialGrey);
        tested += 1;
        visit.enter(target);
      }
      core.emit(eventCode.trial, 0, target, core.object(target, objectColumn.count) - 1, 0);
    }
    return tested;
  }

  #scan(root: number): void {
    if (!this.#judge(root)) return;
    const visit = this.#visit;
    visit.start(root);
    for (let target = visit.next(); target !== 0; target = visit.next()) {
      if (target !== visit.left && this.#judge(target)) visit.enter(target);
    }
  }

  /** Of a grey object: white if nothing outside refers to it (then its fields come next), else restored. */
  #judge(object: number): boolean {
    if (this.#colour(object) !== trialGrey) return false;
    if (this.space.core.object(object, objectColumn.count) > 0) {
      this.#restore(object);
      return false;
    }
    this.#paint(object, trialWhite);
    return true;
  }

  #restore(root: number): void {
    const { core } = this.space;
    const visit = this.#restoring;
    this.#paint(root, 0);
    visit.start(root);
    for (let target = visit.next(); target !== 0; target = visit.next()) {
      if (target === visit.left) continue;
      if (this.#colour(target) !== 0) {
        this.#paint(target, 0);
        visit.enter(target);
      }
      core.emit(eventCode.restore, 0, target, core.object(target, objectColumn.count) + 1, 0);
    }
  }

  /** Frees the white subgraph, each object after what its fields lead to. */
  #collectWhite(root: number): void {
    if (!this.#condemn(root)) return;
    const { core } = this.space;
    const visit = this.#visit;
    visit.start(root);
    for (let target = visit.next(); target !== 0; target = visit.next()) {
      if (target !== visit.left) {
        if (this.#condemn(target)) visit.enter(target);
        continue;
      }
      core.setFlag(target, dead);
      core.emit(eventCode.dead, 0, target, 0, 0);
      this.space.free(target);
    }
  }

  #condemn(object: number): boolean {
    const { core } = this.space;
    if (this.#colour(object) !== trialWhite || core.hasFlag(object, buffered)) return false;
    this.#paint(object, 0);
    core.emit(eventCode.cycle, 0, object, core.object(object, objectColumn.count), 0);
    return true;
  }
}

export function refcountCycles(space: Space): Collector {
  return new RefcountCycles(space);
}
