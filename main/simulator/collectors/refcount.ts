import { doubled } from '../doubled.ts';
import { objectFlag, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Core } from '../core.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';

/**
 * Eager reference counting (Collins, CACM 3(12), 1960; GC Handbook, chapter 5): an object is dead
 * when its count reaches 0, its fields are then decremented in slot order, depth first, and its
 * block is freed after them. The stack is explicit: a list of a million nodes dies on it.
 */
export class Refcount extends PassiveCollector {
  protected readonly space: Space;
  #objects = new Int32Array(64);
  #fields = new Int32Array(64);

  /** `plain`: nothing is to be done for what a decrement leaves alive. */
  constructor(space: Space, name = 'refcount', plain = true) {
    super(name, { counts: true, countsRoots: true, plain });
    this.space = space;
  }

  override retain(object: number): void {
    this.space.core.increment(object);
  }

  override revive(object: number): boolean {
    return !this.space.core.hasFlag(object, objectFlag.dead);
  }

  override release(object: number): void {
    if (this.space.core.decrement(object) === 0) this.die(object);
    else this.survive(object);
  }

  /** A count went down and did not reach 0. */
  protected survive(_object: number): void {
    // Plain counting forgets about it: that is how cycles leak.
  }

  /** True if the block of a dead object is free at once. */
  protected isFreedAtOnce(_object: number): boolean {
    return true;
  }

  override die(first: number): void {
    const { space } = this;
    const { core } = space;
    if (!this.pronounce(first)) return;
    let top = 0;
    this.#push(top, first);
    while (top >= 0) {
      const object = this.#objects[top] as number;
      const field = this.#fields[top] as number;
      if (field === space.fieldCount(object)) {
        if (this.isFreedAtOnce(object)) space.free(object);
        top -= 1;
        continue;
      }
      this.#fields[top] = field + 1;
      const target = space.target(object, field);
      if (target === 0) continue;
      if (core.decrement(target) !== 0) this.survive(target);
      else if (this.pronounce(target)) this.#push((top += 1), target);
    }
  }

  /** Count 0 seen: dead, unless a finalizer keeps the object for one more round. */
  protected pronounce(object: number): boolean {
    const { core, hooks } = this.space;
    if (core.hasFlag(object, objectFlag.finalizer)) {
      core.increment(object);
      hooks.queueFinalizer(object);
      return false;
    }
    core.setFlag(object, objectFlag.dead);
    // Its block may wait to be freed: from now on nobody gets it through a weak reference.
    hooks.clearWeak(object);
    countInCascade(core);
    core.emit(eventCode.dead, 0, object, 0, 0);
    return true;
  }

  #push(top: number, object: number): void {
    if (top === this.#objects.length) {
      this.#objects = doubled(this.#objects);
      this.#fields = doubled(this.#fields);
    }
    this.#objects[top] = object;
    this.#fields[top] = 0;
  }
}

/** One more object dies by the operation under way. */
export function countInCascade(core: Core): void {
  const operation = core.recording.operations;
  const cascade =
    core.register(register.cascadeOperation) === operation
      ? core.register(register.cascade) + 1
      : 1;
  core.setRegister(register.cascadeOperation, operation);
  core.setRegister(register.cascade, cascade);
  if (cascade > core.register(register.longestCascade))
    core.setRegister(register.longestCascade, cascade);
}

export function refcount(space: Space): Collector {
  return new Refcount(space);
}
