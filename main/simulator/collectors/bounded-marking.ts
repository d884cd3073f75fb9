import { objectColumn, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { Marking } from './marking.ts';

/**
 * Marking with a stack of bounded size (Knuth, TAOCP 1, §2.3.5, algorithm C): an object that finds
 * the stack full is marked and not pushed; when the stack is empty, the heap is searched from the
 * lowest such object for marked ones that were not scanned. Complete with any bound of at least 1.
 */
export class BoundedMarking extends Marking {
  readonly #space: Space;
  readonly #limit: number;
  readonly #stack: number[] = [];
  /** Lowest address of an object that found the stack full, or −1. */
  #low = -1;
  /** Objects that found the stack full, and searches of the heap for them. */
  drops = 0;
  rounds = 0;

  constructor(space: Space, limit: number) {
    super(space);
    this.#space = space;
    this.#limit = limit;
  }

  override roots(): void {
    this.drops = 0;
    this.rounds = 0;
    super.roots();
  }

  override shade(object: number, from: number): void {
    const { core } = this.#space;
    if (object === 0 || core.isMarked(object)) return;
    core.emit(eventCode.grey, 0, object, from, 0);
    if (this.#stack.length < this.#limit) {
      this.#stack.push(object);
      this.deepest = Math.max(this.deepest, this.#stack.length);
      return;
    }
    this.drops += 1;
    core.addRegister(register.overflows, 1);
    const address = core.object(object, objectColumn.address);
    this.#low = this.#low < 0 ? address : Math.min(this.#low, address);
  }

  override drain(): void {
    this.#drainStack();
    while (this.#low >= 0) this.#search();
  }

  #drainStack(): void {
    for (let object = this.#stack.pop(); object !== undefined; object = this.#stack.pop())
      this.scan(object);
  }

  /** One walk over the heap for what was marked and dropped. */
  #search(): void {
    const { core, heap } = this.#space;
    const from = this.#low;
    this.#low = -1;
    this.rounds += 1;
    core.addRegister(register.searches, 1);
    for (let start = from; start < heap.granules; start += heap.sizeOf(start)) {
      core.addRegister(register.swept, 1);
      const object = heap.objectAt(start);
      if (object === 0 || !core.isMarked(object) || core.isScanned(object)) continue;
      this.scan(object);
      this.#drainStack();
    }
  }
}
