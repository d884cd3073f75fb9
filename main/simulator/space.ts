import type { Allocator } from './allocators/allocator.ts';
import type { Core } from './core.ts';
import type { CollectionReason } from './event.ts';
import type { Heap } from './heap.ts';
import type { Hooks } from './hooks.ts';
import { objectColumn, phase, plane, register } from './layout.ts';
import { goalAfter } from './pacer.ts';
import { eventCode } from './recording.ts';
import type { Roots } from './roots.ts';
import { fieldWord } from './shapes.ts';

/** What a collector works on: blocks, roots, the allocator, and the few steps all collectors share. */
export class Space {
  readonly core: Core;
  readonly heap: Heap;
  readonly roots: Roots;
  readonly hooks: Hooks;
  readonly allocator: Allocator;

  constructor(core: Core, heap: Heap, roots: Roots, hooks: Hooks, allocator: Allocator) {
    this.core = core;
    this.heap = heap;
    this.roots = roots;
    this.hooks = hooks;
    this.allocator = allocator;
  }

  /**
   * Ends an object and gives its block back: weak references are cleared before, cleanups queued
   * after. Start of the free block that its own is part of then.
   */
  free(id: number): number {
    this.hooks.beforeFree(id);
    return this.allocator.give(this.heap.destroy(id));
  }

  /** Pointer fields of an object. */
  fieldCount(id: number): number {
    return this.core.shapeOf(id).pointerCount;
  }

  /** Heap word index of pointer field `field`. */
  fieldAddress(id: number, field: number): number {
    const payload = this.heap.payloadOf(this.core.object(id, objectColumn.address));
    return payload + fieldWord(this.core.shapeOf(id).pointers, field);
  }

  /** Object that pointer field `field` refers to, or 0. */
  target(id: number, field: number): number {
    return (this.core.store.words[plane.heap] as Int32Array)[
      this.fieldAddress(id, field) * 2 + 1
    ] as number;
  }

  /** Announces a collection (`gc-start`); what `end` needs to know of its beginning. */
  begin(collector: string, reason: CollectionReason, first: number): CollectionStart {
    const { core } = this;
    core.setRegister(register.phase, first);
    core.addRegister(register.collections, 1);
    const startTick = core.ticks();
    const index = core.collections.append(
      {
        collector,
        reason,
        start: core.recording.length + 1,
        end: 0,
        startTick,
        endTick: startTick,
        marked: 0,
        freed: 0,
        freedBytes: 0,
        pause: 0,
      },
      core.recording.operations,
    );
    core.emit(eventCode['gc-start'], reasonCode(reason), core.text(collector), index, 0);
    return {
      index,
      startTick,
      freedBefore: core.register(register.freedObjects),
      allocatedBefore: core.register(register.allocated),
    };
  }

  /** Closes a collection that was one pause (`gc-end`). */
  end(start: CollectionStart, marked: number): void {
    const { core } = this;
    this.paused(start.startTick);
    this.close(start.index, {
      marked,
      freed: core.register(register.freedObjects) - start.freedBefore,
      freedGranules: start.allocatedBefore - core.register(register.allocated),
      pause: core.ticks() - start.startTick,
    });
  }

  /** Closes a collection (`gc-end`): what it came to, and its longest pause in ticks. */
  close(
    index: number,
    result: {
      readonly marked: number;
      readonly freed: number;
      readonly freedGranules: number;
      readonly pause: number;
    },
  ): void {
    const { core } = this;
    core.setRegister(register.phase, phase.none);
    const collection = core.collections.at(index);
    collection.marked = result.marked;
    collection.freed = result.freed;
    collection.freedBytes = result.freedGranules * core.geometry.unit;
    collection.endTick = core.ticks();
    collection.pause = result.pause;
    collection.end = core.recording.length + 1;
    core.emit(eventCode['gc-end'], 0, result.marked, result.freed, index);
  }

  /** The mutator stood still since tick `from`; the ticks it did. */
  paused(from: number): number {
    const { core } = this;
    const to = core.ticks();
    if (to > from) core.pauses.append({ from, to }, core.recording.operations);
    return to - from;
  }

  /** Granules of allocated objects, without what a sweep under way knows to be garbage: Go's live heap. */
  get liveHeap(): number {
    const { core } = this;
    return core.register(register.allocated) - core.register(register.unswept);
  }

  /** True if something says when the pacer is to start a cycle. */
  get isPaced(): boolean {
    const { gogc, memoryLimit } = this.core.settings;
    return gogc !== null || memoryLimit !== null;
  }

  /**
   * Sets the next goal of the pacer from the granules that the cycle found live. A cycle that stops
   * the world starts when the goal is reached; one that runs beside the mutator sets a trigger below it.
   */
  pace(live: number): void {
    const { core } = this;
    core.setRegister(register.marked, live);
    core.addRegister(register.markedTotal, live);
    const { gogc, memoryLimit, heapBytes } = core.settings;
    const { unit } = core.geometry;
    const goal = goalAfter({
      live: live * unit,
      roots: core.register(register.rootWords) * unit,
      gogc,
      memoryLimit,
      heapBytes,
    });
    core.setRegister(register.goal, Math.min(0x7fffffff, Math.floor(goal / unit)));
    core.setRegister(register.trigger, core.register(register.goal));
  }
}

export interface CollectionStart {
  readonly index: number;
  readonly startTick: number;
  readonly freedBefore: number;
  readonly allocatedBefore: number;
}

const reasons: readonly CollectionReason[] = ['request', 'allocation', 'pacer', 'threshold'];

export function reasonCode(reason: CollectionReason): number {
  return reasons.indexOf(reason);
}

export function reasonOf(code: number): CollectionReason {
  return reasons[code] ?? 'request';
}
