import type { Core } from '../core.ts';
import { objectColumn, objectFlag, objectShift, register } from '../layout.ts';
import { manyFields } from '../shapes.ts';
import type { Space } from '../space.ts';

const { address: addressColumn, count: countColumn, flags: flagsColumn } = objectColumn;
const { trialMask, trialWhite } = objectFlag;
/** Entries of the queue whose headers are fetched before any of them is looked at. */
const lookAhead = 128;
/** What is known in the end of an object that is held from outside, or by one that is: nothing more. */
const held = 0;
/** More references do not fit beside an object; then half as many are told elsewhere. */
const greatest = 255;
const half = 128;

/**
 * Trial deletion of a graph that nobody watches: what a depth-first walk over it comes to, found in
 * the order that memory likes best. References inside the graph are counted beside the objects
 * instead of being taken from their counts and given back (as CPython does, Modules/gcmodule.c,
 * `subtract_refs`); the counters of trials and restores tell what the walk would have done.
 */
export class TrialAtOnce {
  readonly #space: Space;
  readonly #core: Core;
  /** By object: 0 if it was not met, else 1 more than the references met, as far as they fit into a byte. */
  #met = new Uint8Array(0);
  readonly #more = new Map<number, number>();
  /** Heap index of the header of each object that was met. */
  #queue = new Int32Array(0);
  #head = 0;
  #tail = 0;
  #references = 0;
  #sink = 0;

  constructor(space: Space) {
    this.#space = space;
    this.#core = space.core;
  }

  /** Before the first candidate. */
  begin(): void {
    const { core } = this.#space;
    const objects = core.register(register.objects);
    const alive = objects - core.register(register.freedObjects);
    if (this.#met.length <= objects) this.#met = new Uint8Array(roomFor(objects + 1));
    // One entry more than there are objects: it is written before it is known whether it is wanted.
    if (this.#queue.length <= alive + 1) this.#queue = new Int32Array(roomFor(alive + 2));
    this.#head = 0;
    this.#tail = 0;
    this.#references = 0;
    // Nil is known from the beginning.
    this.#met[0] = 1;
  }

  hasMet(object: number): boolean {
    return this.#met[object] !== 0;
  }

  /** Counts the references in the graph below a candidate that was not met; the objects that were met for the first time. */
  meet(root: number): number {
    const met = this.#met;
    const queue = this.#queue;
    const { hasInterior, store } = this.#core;
    const { heap } = store;
    const before = this.#tail;
    let head = this.#head;
    let tail = before;
    let references = 0;
    met[root] = 1;
    queue[tail] = this.#headerOf(root);
    tail += 1;
    while (head < tail) {
      const end = Math.min(tail, head + lookAhead);
      this.#touch(head, end);
      for (; head < end; head += 1) {
        const at = queue[head] as number;
        const count = (heap[at] as number) & manyFields;
        if (count === manyFields || hasInterior) break;
        const last = at + 3 + count * 2;
        for (let index = at + 3; index < last; index += 2) {
          const target = heap[index] as number;
          const known = met[target] as number;
          queue[tail] = ((heap[index - 1] as number) - 1) << 1;
          const isNew = known === 0 ? 1 : 0;
          met[target] = known + 1 + isNew;
          if (known === greatest) this.#carry(target);
          tail = (tail + isNew) | 0;
        }
        references = (references + count) | 0;
      }
      if (head === end) continue;
      // Fields that are told elsewhere, or pointers that don't tell where their objects begin.
      const at = queue[head] as number;
      head += 1;
      const object = heap[at + 1] as number;
      const fields = this.#space.fieldCount(object);
      for (let field = 0; field < fields; field += 1) {
        const target = this.#space.target(object, field);
        const known = met[target] as number;
        met[target] = known === 0 ? 2 : known + 1;
        if (known === greatest) this.#carry(target);
        if (known !== 0) continue;
        queue[tail] = this.#headerOf(target);
        tail += 1;
      }
      references += fields;
    }
    this.#head = head;
    this.#tail = tail;
    this.#references += references;
    return tail - before;
  }

  /** Takes the references of what nothing outside holds out of the counts, and paints it white. */
  judge(): void {
    const core = this.#core;
    const inside = this.#references - (this.#metOf(0) - 1);
    const isHeld = this.#isMuch ? this.#isMuchHeld() : this.#isHeld();
    const restored = isHeld ? inside : this.#divide();
    this.#forget();
    core.addRegister(register.trials, inside);
    core.addRegister(register.restores, restored);
  }

  /** True if so many objects were met that all records are read faster in order than theirs at random. */
  get #isMuch(): boolean {
    return this.#tail * 8 >= this.#core.register(register.objects);
  }

  #metOf(object: number): number {
    const more = this.#more.size === 0 ? 0 : (this.#more.get(object) ?? 0);
    return (this.#met[object] as number) + more;
  }

  /** True if each object that was met has references from outside: then no count changes. */
  #isMuchHeld(): boolean {
    const met = this.#met;
    const { objects } = this.#core.store;
    const last = this.#core.register(register.objects);
    for (let id = 1; id <= last; id += 1)
      if ((objects[(id << objectShift) | countColumn] as number) < (met[id] as number))
        return false;
    return [...this.#more.keys()].every((id) => this.#left(id) > 0);
  }

  #isHeld(): boolean {
    const { heap } = this.#core.store;
    for (let index = 0; index < this.#tail; index += 1)
      if (this.#left(heap[(this.#queue[index] as number) + 1] as number) === 0) return false;
    return true;
  }

  /** References to an object that was met from outside. */
  #left(object: number): number {
    if (object === 0) return 1;
    const count = this.#core.store.objects[(object << objectShift) | countColumn] as number;
    return count + 1 - this.#metOf(object);
  }

  /** Takes all references inside out of the counts, gives back those of what is held, paints the rest white; how many it gave back. */
  #divide(): number {
    const { objects, heap } = this.#core.store;
    const met = this.#met;
    const queue = this.#queue;
    const ids = Int32Array.from(
      queue.subarray(0, this.#tail),
      (header) => heap[header + 1] as number,
    );
    let tail = 0;
    for (const id of ids) {
      const left = this.#left(id);
      objects[(id << objectShift) | countColumn] = left;
      if (left === 0) continue;
      met[id] = held;
      queue[tail] = this.#headerOf(id);
      tail += 1;
    }
    this.#tail = tail;
    const restored = this.#spread();
    this.#tail = 0;
    for (const id of ids) {
      if (met[id] === held) continue;
      met[id] = 0;
      const at = (id << objectShift) | flagsColumn;
      objects[at] = ((objects[at] as number) & ~trialMask) | trialWhite;
    }
    return restored;
  }

  #forget(): void {
    const { heap } = this.#core.store;
    const met = this.#met;
    if (this.#isMuch) met.fill(0);
    else
      for (let index = 0; index < this.#tail; index += 1)
        met[heap[(this.#queue[index] as number) + 1] as number] = 0;
    met[0] = 0;
    this.#more.clear();
  }

  /** Holds what the queued objects lead to, and counts it; how many references there were on the way. */
  #spread(): number {
    const met = this.#met;
    const queue = this.#queue;
    const { heap, objects } = this.#core.store;
    let head = 0;
    let tail = this.#tail;
    let references = 0;
    while (head < tail) {
      const end = Math.min(tail, head + lookAhead);
      this.#touch(head, end);
      for (; head < end; head += 1) {
        const object = heap[(queue[head] as number) + 1] as number;
        const fields = this.#space.fieldCount(object);
        for (let field = 0; field < fields; field += 1) {
          const target = this.#space.target(object, field);
          if (target === 0) continue;
          references += 1;
          const at = (target << objectShift) | countColumn;
          objects[at] = (objects[at] as number) + 1;
          if (met[target] === held) continue;
          met[target] = held;
          queue[tail] = this.#headerOf(target);
          tail += 1;
        }
      }
    }
    return references;
  }

  /** A byte is full, and has become 0: half of what it told goes elsewhere. */
  #carry(object: number): void {
    this.#met[object] = greatest + 1 - half;
    this.#more.set(object, (this.#more.get(object) ?? 0) + half);
  }

  /** Fetches headers at once: one by one, each would be waited for. */
  #touch(from: number, to: number): void {
    const queue = this.#queue;
    const { heap } = this.#core.store;
    let sink = this.#sink;
    for (let index = from; index < to; index += 1) sink ^= heap[queue[index] as number] as number;
    this.#sink = sink;
  }

  #headerOf(object: number): number {
    const start = this.#core.store.objects[(object << objectShift) | addressColumn] as number;
    return this.#core.payloadAt(start) * 2 - 2;
  }
}

/** Room to grow: what is asked for and half as much again. */
function roomFor(length: number): number {
  return length + (length >>> 1);
}
