import { plane, register } from '../layout.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { Refcount } from './refcount.ts';

/**
 * Lazy freeing (Weizenbaum, CACM 6(9), 1963): an object whose count reaches 0 waits on a to-free
 * list, its fields untouched, and an allocation that finds no room takes the newest off the list
 * until it fits. Bounded work for each operation; the price is garbage that is kept, and counts that
 * stay high below it (Boehm, POPL 2004).
 */
class RefcountLazy extends Refcount {
  constructor(space: Space) {
    super(space, 'refcount-lazy');
  }

  override die(object: number): void {
    if (!this.pronounce(object)) return;
    const { core } = this.space;
    const length = core.register(register.workLength);
    core.store.set(plane.work, length, object);
    core.setRegister(register.workLength, length + 1);
  }

  override relieve(): boolean {
    const { space } = this;
    const { core } = space;
    const length = core.register(register.workLength) - 1;
    if (length < 0) return false;
    const object = core.store.get(plane.work, length);
    core.store.set(plane.work, length, 0);
    core.setRegister(register.workLength, length);
    const fields = space.fieldCount(object);
    for (let field = 0; field < fields; field += 1) {
      const target = space.target(object, field);
      if (target !== 0) this.release(target);
    }
    space.free(object);
    return true;
  }
}

export function refcountLazy(space: Space): Collector {
  return new RefcountLazy(space);
}
