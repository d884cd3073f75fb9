import { doubled } from '../doubled.ts';
import type { Space } from '../space.ts';

/**
 * A depth-first walk over fields in slot order with an explicit stack: what recursion would do, on
 * graphs of any depth. `next` gives each non-nil target once for each field, and an object itself
 * when all of its fields have been given; then `left` names it. The caller enters what it wants.
 */
export class Visit {
  /** The object that `next` has just left, or 0. */
  left = 0;
  readonly #space: Space;
  #objects = new Int32Array(64);
  #fields = new Int32Array(64);
  #top = -1;

  constructor(space: Space) {
    this.#space = space;
  }

  start(object: number): void {
    this.#top = -1;
    this.enter(object);
  }

  enter(object: number): void {
    this.#top += 1;
    if (this.#top === this.#objects.length) {
      this.#objects = doubled(this.#objects);
      this.#fields = doubled(this.#fields);
    }
    this.#objects[this.#top] = object;
    this.#fields[this.#top] = 0;
  }

  /** The next target, or the object that is left now; 0 at the end. */
  next(): number {
    this.left = 0;
    while (this.#top >= 0) {
      const object = this.#objects[this.#top] as number;
      const field = this.#fields[this.#top] as number;
      if (field === this.#space.fieldCount(object)) {
        this.#top -= 1;
        this.left = object;
        return object;
      }
      this.#fields[this.#top] = field + 1;
      const target = this.#space.target(object, field);
      if (target !== 0) return target;
    }
    return 0;
  }
}
