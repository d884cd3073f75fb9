import type { Core } from './core.ts';
import { objectFlag, objectStride, objectColumn, plane, register } from './layout.ts';

const stride = 4;
const kindWeak = 1;
const kindFinalizer = 2;
const kindCleanup = 3;

/**
 * What hangs on an object without keeping it alive: weak references to it, its finalizer, its
 * cleanups. Records are chained by object, the newest first, which is the order weak references
 * are cleared in (CPython's, too).
 */
export class Hooks {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  #column(record: number, index: number): number {
    return this.#core.store.get(plane.hooks, record * stride + index);
  }

  #add(object: number, kind: number, first: number, second: number): void {
    const { store } = this.#core;
    const core = this.#core;
    let record = core.register(register.freeHook);
    if (record !== 0) {
      core.setRegister(register.freeHook, this.#column(record, 3));
    } else {
      record = core.register(register.hookTop) + 1;
      core.setRegister(register.hookTop, record);
    }
    store.set(plane.hooks, record * stride, kind);
    store.set(plane.hooks, record * stride + 1, first);
    store.set(plane.hooks, record * stride + 2, second);
    store.set(plane.hooks, record * stride + 3, store.get(plane.hookHeads, object));
    store.set(plane.hookHeads, object, record);
    core.setFlag(object, objectFlag.hooked);
  }

  /** Unchains the first record of `object` that `matches`; whether there was one. */
  #remove(object: number, kind: number, first: number, second: number): boolean {
    const { store } = this.#core;
    let before = 0;
    for (
      let record = store.get(plane.hookHeads, object);
      record !== 0;
      record = this.#column(record, 3)
    ) {
      if (
        this.#column(record, 0) === kind &&
        (kind === kindFinalizer ||
          (this.#column(record, 1) === first && this.#column(record, 2) === second))
      ) {
        const after = this.#column(record, 3);
        if (before === 0) store.set(plane.hookHeads, object, after);
        else store.set(plane.hooks, before * stride + 3, after);
        this.#release(record);
        return true;
      }
      before = record;
    }
    return false;
  }

  #release(record: number): void {
    const core = this.#core;
    core.store.set(plane.hooks, record * stride, 0);
    core.store.set(plane.hooks, record * stride + 3, core.register(register.freeHook));
    core.setRegister(register.freeHook, record);
  }

  /** The word `offset` of `owner`'s payload refers weakly to `target`. */
  addWeak(owner: number, offset: number, target: number): void {
    this.#add(target, kindWeak, owner, offset);
  }

  removeWeak(owner: number, offset: number, target: number): void {
    this.#remove(target, kindWeak, owner, offset);
  }

  setFinalizer(object: number, token: number): void {
    this.#remove(object, kindFinalizer, 0, 0);
    this.#core.clearFlag(object, objectFlag.finalizer);
    if (token === 0) return;
    this.#add(object, kindFinalizer, token, object);
    this.#core.setFlag(object, objectFlag.finalizer);
  }

  addCleanup(object: number, token: number): void {
    this.#add(object, kindCleanup, token, 0);
  }

  /** Objects with a finalizer, by id. */
  finalizable(): number[] {
    const result: number[] = [];
    for (let record = this.#core.register(register.hookTop); record > 0; record -= 1) {
      if (this.#column(record, 0) === kindFinalizer) result.push(this.#column(record, 2));
    }
    return result.sort((one, other) => one - other);
  }

  /** Puts a finalizable object, found unreachable, into the queue; the queue is a root until it is taken. */
  queueFinalizer(object: number): void {
    const core = this.#core;
    let token = 0;
    for (
      let record = core.store.get(plane.hookHeads, object);
      record !== 0;
      record = this.#column(record, 3)
    ) {
      if (this.#column(record, 0) === kindFinalizer) token = this.#column(record, 1);
    }
    this.setFinalizer(object, 0);
    this.clearWeak(object);
    const tail = core.register(register.queueTail);
    core.store.set(plane.queue, tail * 2, token);
    core.store.set(plane.queue, tail * 2 + 1, object);
    core.setRegister(register.queueTail, tail + 1);
  }

  /** Objects that wait for their finalizers. */
  *queued(): IterableIterator<number> {
    const core = this.#core;
    for (
      let at = core.register(register.queueHead);
      at < core.register(register.queueTail);
      at += 1
    ) {
      const object = core.store.get(plane.queue, at * 2 + 1);
      if (object !== 0) yield object;
    }
  }

  /** Next entry of the queue of finalizers, or `null`. */
  takeFinalizer(): { readonly token: number; readonly object: number } | null {
    const core = this.#core;
    const head = core.register(register.queueHead);
    if (head >= core.register(register.queueTail)) return null;
    const token = core.store.get(plane.queue, head * 2);
    const object = core.store.get(plane.queue, head * 2 + 1);
    core.store.set(plane.queue, head * 2 + 1, 0);
    core.setRegister(register.queueHead, head + 1);
    return { token, object };
  }

  takeCleanup(): number {
    const core = this.#core;
    const record = core.register(register.cleanupHead);
    if (record === 0) return 0;
    const token = this.#column(record, 1);
    core.setRegister(register.cleanupHead, this.#column(record, 3));
    if (this.#column(record, 3) === 0) core.setRegister(register.cleanupTail, 0);
    this.#release(record);
    return token;
  }

  /** Clears the weak references to `object`, newest first. They read nil before its memory is used again. */
  clearWeak(object: number): void {
    const core = this.#core;
    const { store } = core;
    if (!core.hasFlag(object, objectFlag.hooked)) return;
    let before = 0;
    let record = store.get(plane.hookHeads, object);
    while (record !== 0) {
      const next = this.#column(record, 3);
      if (this.#column(record, 0) !== kindWeak) before = record;
      else {
        if (core.isAllocated(this.#column(record, 1)))
          this.#clearWord(this.#wordOf(record), object);
        // A finalizer may bring the object back: its old weak references are no longer its own.
        if (before === 0) store.set(plane.hookHeads, object, next);
        else store.set(plane.hooks, before * stride + 3, next);
        this.#release(record);
      }
      record = next;
    }
  }

  #clearWord(word: number, object: number): void {
    const { store } = this.#core;
    if (store.get(plane.heap, word * 2 + 1) !== object) return;
    store.set(plane.heap, word * 2, 0);
    store.set(plane.heap, word * 2 + 1, 0);
  }

  /** Clears every weak reference whose target `isDead`. */
  clearWeakTo(isDead: (object: number) => boolean): void {
    const core = this.#core;
    for (let record = core.register(register.hookTop); record > 0; record -= 1) {
      if (this.#column(record, 0) !== kindWeak || !core.isAllocated(this.#column(record, 1)))
        continue;
      const at = this.#wordOf(record) * 2;
      const object = core.store.get(plane.heap, at + 1);
      if (object === 0 || !isDead(object)) continue;
      core.store.set(plane.heap, at, 0);
      core.store.set(plane.heap, at + 1, 0);
    }
  }

  /** Heap word of a weak reference whose holder is allocated. */
  #wordOf(record: number): number {
    const core = this.#core;
    const start = core.object(this.#column(record, 1), objectColumn.address);
    return (start << core.geometry.shift) + 1 + this.#column(record, 2);
  }

  /** Weak references to `object`: who holds each, and at which payload word. */
  *weakReferences(
    object: number,
  ): IterableIterator<{ readonly owner: number; readonly offset: number }> {
    const core = this.#core;
    if (!core.hasFlag(object, objectFlag.hooked)) return;
    for (
      let record = core.store.get(plane.hookHeads, object);
      record !== 0;
      record = this.#column(record, 3)
    ) {
      if (this.#column(record, 0) !== kindWeak) continue;
      const owner = this.#column(record, 1);
      if (core.isAllocated(owner)) yield { owner, offset: this.#column(record, 2) };
    }
  }

  /** Before an object's block is given back: its weak references are cleared, its cleanups queued. */
  beforeFree(object: number): void {
    const core = this.#core;
    const at = object * objectStride + objectColumn.flags;
    if ((((core.store.words[plane.objects] as Int32Array)[at] as number) & objectFlag.hooked) === 0)
      return;
    this.clearWeak(object);
    let record = core.store.get(plane.hookHeads, object);
    while (record !== 0) {
      const next = this.#column(record, 3);
      if (this.#column(record, 0) === kindCleanup) this.#queueCleanup(record);
      else this.#release(record);
      record = next;
    }
    core.store.set(plane.hookHeads, object, 0);
  }

  #queueCleanup(record: number): void {
    const core = this.#core;
    core.store.set(plane.hooks, record * stride + 3, 0);
    const tail = core.register(register.cleanupTail);
    if (tail === 0) core.setRegister(register.cleanupHead, record);
    else core.store.set(plane.hooks, tail * stride + 3, record);
    core.setRegister(register.cleanupTail, record);
  }
}
