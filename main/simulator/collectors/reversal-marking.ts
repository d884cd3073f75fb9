import { objectColumn, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { Marking } from './marking.ts';

/**
 * Pointer reversal (Schorr and Waite, CACM 10(8), 1967; Knuth, TAOCP 1, §2.3.5, algorithm E): the
 * way back is kept in the very fields that were followed, so marking needs no stack. At the end the
 * heap is what it was, bit for bit. How many fields of an object are done, and how far an interior
 * pointer stood from its base, are kept beside the object.
 */
export class ReversalMarking extends Marking {
  readonly #space: Space;

  constructor(space: Space) {
    super(space);
    this.#space = space;
  }

  /** Told after each move down to `object` or up to it; for those who watch. */
  protected moved(_direction: 'down' | 'up', _object: number, _parent: number): void {
    // Marking itself has nothing to add.
  }

  override shade(object: number, _from: number): void {
    if (object !== 0 && !this.#space.core.isMarked(object)) this.#traverse(object);
  }

  /** Everything is scanned when it is shaded. */
  override drain(): void {
    // Nothing is ever left grey.
  }

  #traverse(root: number): void {
    const space = this.#space;
    const { core } = space;
    let object = root;
    let parent = 0;
    this.#mark(object, 0);
    for (;;) {
      const fields = space.fieldCount(object);
      const done = core.object(object, objectColumn.extra);
      if (done < fields) {
        const child = space.target(object, done);
        if (child === 0 || core.isMarked(child)) {
          core.setObject(object, objectColumn.extra, done + 1);
          continue;
        }
        const at = space.fieldAddress(object, done) * 2;
        core.store.set(plane.extra, child, core.store.get(plane.heap, at) - this.#payloadOf(child));
        this.#point(at, this.#payloadOf(parent), parent);
        this.#mark(child, object);
        parent = object;
        object = child;
        this.moved('down', object, parent);
        continue;
      }
      core.setObject(object, objectColumn.extra, 0);
      core.emit(eventCode.black, 0, object, fields, 0);
      if (parent === 0) return;
      const at = space.fieldAddress(parent, core.object(parent, objectColumn.extra)) * 2;
      const grandparent = core.store.get(plane.heap, at + 1);
      this.#point(at, this.#payloadOf(object) + core.store.get(plane.extra, object), object);
      core.store.set(plane.extra, object, 0);
      object = parent;
      parent = grandparent;
      core.setObject(object, objectColumn.extra, core.object(object, objectColumn.extra) + 1);
      this.moved('up', object, parent);
    }
  }

  #mark(object: number, from: number): void {
    const { core } = this.#space;
    core.setObject(object, objectColumn.extra, 0);
    core.emit(eventCode.grey, 0, object, from, 0);
  }

  /** Rewrites one field: a slot is touched on the way down and on the way up. */
  #point(at: number, address: number, object: number): void {
    const { core } = this.#space;
    core.store.set(plane.heap, at, address);
    core.store.set(plane.heap, at + 1, object);
    core.addRegister(register.scannedSlots, 1);
  }

  #payloadOf(object: number): number {
    return object === 0
      ? 0
      : this.#space.heap.payloadOf(this.#space.core.object(object, objectColumn.address));
  }
}
