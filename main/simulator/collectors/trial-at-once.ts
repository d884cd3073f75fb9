import type { Core } from '../core.ts';
import { objectColumn, objectFlag, objectShift, register } from '../layout.ts';
import { manyFields } from '../shapes.ts';
import type { Space } from '../space.ts';

const { address: addressColumn, count: countColumn, flags: flagsColumn } = objectColumn;
const { trialMask, trialWhite } = objectFlag;
/** Entries of the queue whose headers are fetched before any of them is looked at. */
const lookAhead = 128;
/** What is known of an object that is held from outside, or by one that is. */
const held = -1;
const nothing = new Int32Array(0);

/**
 * Trial deletion of a graph that nobody watches: what a depth-first walk over it comes to, found in
 * the order that memory likes best. References inside the graph are counted beside the objects
 * instead of being taken from their counts and given back (as CPython does, Modules/gcmodule.c,
 * `subtract_refs`); the counters of trials and restores tell what the walk would have done.
 */
export class TrialAtOnce {
  readonly #space: Space;
  readonly #core: Core;
  /** By object: 0 if it was not met, else 1 more than the references met; then `held` for what stays. */
  #met = nothing;
  /** Heap index of the header of each object that was met. */
  #queue = nothing;
  #ids = nothing;
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
    if (this.#met.length <= objects) this.#met = new Int32Array(roomFor(objects + 1));
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
          met[target] = (known + 1 + isNew) | 0;
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
    const met = this.#met;
    const ids = this.#list();
    const inside = this.#references - ((met[0] as number) - 1);
    const restored = this.#areHeld(ids) ? inside : this.#divide(ids);
    for (let index = 0; index < ids.length; index += 1) met[ids[index] as number] = 0;
    met[0] = 0;
    core.addRegister(register.trials, inside);
    core.addRegister(register.restores, restored);
  }

  /** What was met: by id if it is much, so that records are read one after the other. */
  #list(): Int32Array {
    const met = this.#met;
    const queue = this.#queue;
    const { heap } = this.#core.store;
    const length = this.#tail;
    if (this.#ids.length < length) this.#ids = new Int32Array(this.#queue.length);
    const ids = this.#ids;
    const objects = this.#core.register(register.objects);
    if (length * 8 < objects) {
      for (let index = 0; index < length; index += 1)
        ids[index] = heap[(queue[index] as number) + 1] as number;
      return ids.subarray(0, length);
    }
    let next = 0;
    for (let id = 1; id <= objects; id += 1) if (met[id] !== 0) ids[(next += 1) - 1] = id;
    return ids.subarray(0, length);
  }

  /** True if each object has references from outside: then no count changes. */
  #areHeld(ids: Int32Array): boolean {
    const met = this.#met;
    const { objects } = this.#core.store;
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] as number;
      const count = objects[(id << objectShift) | countColumn] as number;
      if (count < (met[id] as number)) return false;
    }
    return true;
  }

  /** Takes all references inside out of the counts, gives back those of what is held, paints the rest white; how many it gave back. */
  #divide(ids: Int32Array): number {
    const met = this.#met;
    const queue = this.#queue;
    const { objects } = this.#core.store;
    let tail = 0;
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] as number;
      const record = id << objectShift;
      const left = (objects[record | countColumn] as number) + 1 - (met[id] as number);
      objects[record | countColumn] = left;
      if (left === 0) continue;
      met[id] = held;
      queue[tail] = this.#headerOf(id);
      tail += 1;
    }
    this.#tail = tail;
    const restored = this.#spread();
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] as number;
      if (met[id] === held) continue;
      const at = (id << objectShift) | flagsColumn;
      objects[at] = ((objects[at] as number) & ~trialMask) | trialWhite;
    }
    return restored;
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
