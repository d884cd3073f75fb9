import type { Allocator } from '../allocators/allocator.ts';
import type { CollectionReason } from '../event.ts';
import type { RegionView } from '../frame.ts';
import type { Space } from '../space.ts';

/**
 * Decides which objects end, and when. It keeps its state in the planes; what it holds in fields of
 * its own must be scratch that no operation leaves behind, or be made anew by `rebuild`.
 */
export interface Collector {
  readonly name: string;
  /** Objects carry a reference count: shown, and counted for heap fields. */
  readonly counts: boolean;
  /** Root slots are counted too; then a new object starts with 1, owned by the slot it is stored in. */
  readonly countsRoots: boolean;
  /** Work may be due at the beginning of an operation. */
  readonly steps: boolean;
  /** A store asks no more of it than counting, if that: no barrier, and what still counts is forgotten. */
  readonly plain: boolean;
  /** A pacer may start its cycles. */
  readonly paced: boolean;
  /** `free` is the program's own business. */
  readonly manual: boolean;
  /** Where new objects come from, if that is the collector's own business: a nursery. */
  readonly allocator: Allocator | null;
  /** A new object exists, not stored anywhere yet. */
  created(object: number): void;
  /** A counted place begins to refer to `object`. */
  retain(object: number): void;
  /** A counted place no longer refers to `object`; it has been overwritten already. */
  release(object: number): void;
  /** The count of `object` has reached 0 in a store; asked of plain counters alone. */
  die(object: number): void;
  /** A root slot has handed its reference to `object` over to a field: no count has changed. */
  handedOver(object: number): void;
  /** Write barrier, before heap word `address` of `owner` changes from `from` to `to`. Ids, 0 for nil. */
  beforeWrite(owner: number, address: number, from: number, to: number): void;
  /** The same for a root slot. */
  beforeRootWrite(slot: number, from: number, to: number): void;
  /** An allocated object that may be held weakly only is about to be held: false if it was found dead. */
  revive(object: number): boolean;
  /** A thread was started; its stack is empty. */
  threadStarted(thread: number): void;
  /** Work that is due at the beginning of an operation. */
  step(): void;
  /** Work that an allocation of `granules` owes, before it is made. */
  assist(granules: number): void;
  /** Frees a little more for an allocation that found no room; false if there is nothing to free this way. */
  relieve(): boolean;
  /** A collection is asked for: a stop-the-world collector runs it, an incremental one begins it (or ends the one under way). */
  request(reason: CollectionReason): boolean;
  /** Runs a full collection; false if there is none to run. */
  collect(reason: CollectionReason): boolean;
  rebuild(): void;
  /** Parts of the address space that it keeps apart at the moment that is shown, in address order. */
  regions(): readonly RegionView[];
}

export type CollectorMaker = (space: Space) => Collector;

/** A collector that does nothing: what the others start from. */
export class PassiveCollector implements Collector {
  readonly name: string;
  readonly counts: boolean;
  readonly countsRoots: boolean;
  readonly steps: boolean;
  readonly plain: boolean;
  readonly paced: boolean;
  readonly manual: boolean;
  readonly allocator: Allocator | null = null;

  constructor(
    name: string,
    traits: {
      counts?: boolean;
      countsRoots?: boolean;
      steps?: boolean;
      plain?: boolean;
      paced?: boolean;
      manual?: boolean;
    } = {},
  ) {
    this.name = name;
    this.counts = traits.counts ?? false;
    this.countsRoots = traits.countsRoots ?? false;
    this.steps = traits.steps ?? false;
    this.plain = traits.plain ?? false;
    this.paced = traits.paced ?? false;
    this.manual = traits.manual ?? false;
  }

  created(_object: number): void {
    // Nothing is kept of a new object.
  }

  retain(_object: number): void {
    // Nothing is counted.
  }

  release(_object: number): void {
    // Nothing is counted.
  }

  die(_object: number): void {
    // Nothing is counted.
  }

  handedOver(_object: number): void {
    // A count that stays the same is of no interest.
  }

  beforeWrite(_owner: number, _address: number, _from: number, _to: number): void {
    // No barrier.
  }

  beforeRootWrite(_slot: number, _from: number, _to: number): void {
    // No barrier.
  }

  revive(_object: number): boolean {
    return true;
  }

  threadStarted(_thread: number): void {
    // Nothing is kept of threads.
  }

  step(): void {
    // No work is due.
  }

  assist(_granules: number): void {
    // Nothing is owed.
  }

  relieve(): boolean {
    return false;
  }

  request(reason: CollectionReason): boolean {
    return this.collect(reason);
  }

  collect(_reason: CollectionReason): boolean {
    return false;
  }

  rebuild(): void {
    // Nothing is derived.
  }

  regions(): readonly RegionView[] {
    return [];
  }
}
