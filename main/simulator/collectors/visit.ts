import { doubled } from '../doubled.ts';
import { objectColumn, objectShift } from '../layout.ts';
import { manyFields } from '../shapes.ts';
import type { Space } from '../space.ts';

/** log₂ of the Int32 in an entry of the stack, and its columns. */
const entryBits = 2;
const objectEntry = 0;
/** Int32 index in the heap of the next field's target, and where the fields end; or, of an object that does not tell its fields by itself, number of the next field and −1. */
const nextEntry = 1;
const endEntry = 2;

/**
 * A depth-first walk over fields in slot order with an explicit stack: what recursion would do, on
 * graphs of any depth. `next` gives each non-nil target once for each field, and an object itself
 * when all of its fields have been given; then `left` names it. The caller enters what it wants.
 */
export class Visit {
  /** The object that `next` has just left, or 0. */
  left = 0;
  readonly #space: Space;
  #stack = new Int32Array(64 << entryBits);
  #top = -1;
  #sink = 0;

  constructor(space: Space) {
    this.#space = space;
  }

  start(object: number): void {
    this.#top = -1;
    this.enter(object);
  }

  enter(object: number): void {
    this.#top += 1;
    if (this.#top << entryBits === this.#stack.length) this.#stack = doubled(this.#stack);
    const { core } = this.#space;
    const { heap, objects } = core.store;
    const start = objects[(object << objectShift) | objectColumn.address] as number;
    const first = core.payloadAt(start) * 2;
    const count = (heap[first - 2] as number) & manyFields;
    const stack = this.#stack;
    const entry = this.#top << entryBits;
    stack[entry | objectEntry] = object;
    if (count === manyFields) {
      stack[entry | nextEntry] = 0;
      stack[entry | endEntry] = -1;
      return;
    }
    stack[entry | nextEntry] = first + 1;
    const end = first + 1 + count * 2;
    stack[entry | endEntry] = end;
    // Records and headers of all targets are fetched at once: one by one, each would be waited for.
    let sink = this.#sink;
    for (let index = first; index < end - 1; index += 2) {
      sink ^= objects[((heap[index + 1] as number) << objectShift) | objectColumn.flags] as number;
      sink ^= heap[(heap[index] as number) * 2] as number;
    }
    this.#sink = sink;
  }

  /** The next target, or the object that is left now; 0 at the end. */
  next(): number {
    this.left = 0;
    const stack = this.#stack;
    const { heap } = this.#space.core.store;
    while (this.#top >= 0) {
      const entry = this.#top << entryBits;
      const at = stack[entry | nextEntry] as number;
      const end = stack[entry | endEntry] as number;
      if (end < 0) {
        const target = this.#nextOfMany(entry, at);
        if (target !== 0) return target;
      } else if (at < end) {
        stack[entry | nextEntry] = at + 2;
        const target = heap[at] as number;
        if (target !== 0) return target;
      } else return this.#leave(entry);
    }
    return 0;
  }

  /** The target of field `field`, or the object if that was the last. */
  #nextOfMany(entry: number, field: number): number {
    const stack = this.#stack;
    const object = stack[entry | objectEntry] as number;
    if (field === this.#space.fieldCount(object)) return this.#leave(entry);
    stack[entry | nextEntry] = field + 1;
    return this.#space.target(object, field);
  }

  #leave(entry: number): number {
    this.#top -= 1;
    this.left = this.#stack[entry | objectEntry] as number;
    return this.left;
  }
}
