import type { CollectionReason } from '../event.ts';
import type { RegionView } from '../frame.ts';
import { objectFlag, phase, plane, register } from '../layout.ts';
import { Moving } from '../moving.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';
import { queueFinalizers } from './finalization.ts';
import { Marking } from './marking.ts';
import { Nursery } from './nursery.ts';
import { sweepBlocks } from './sweep-blocks.ts';

/** Register: 1 when something was born since the last minor collection. */
const born = register.own + 12;

export interface GenerationalOptions {
  /** False plants the misconception that old objects can't refer to young ones. */
  readonly remembers?: boolean;
}

/**
 * Two generations (Lieberman and Hewitt 1983; Ungar 1984; GC Handbook, chapter 9): a copied nursery
 * before a mark-swept old space. A minor collection copies what the roots and the remembered set
 * reach in the nursery, and promotes what has survived `promoteAfter` of them; what old garbage
 * refers to survives too (nepotism). A major one marks everything. The write barrier remembers an
 * old object when a young one is stored into it; that every reference from old to young is in the
 * remembered set is the invariant all of it stands on.
 */
export class Generational extends PassiveCollector {
  override readonly allocator: Nursery;
  readonly #space: Space;
  readonly #moving: Moving;
  readonly #marking: Marking;
  readonly #remembers: boolean;
  /** Survivors of the collection under way, in the order they were found. */
  #survivors: number[] = [];
  /** First free granule of the half that is copied to. */
  #free = 0;

  constructor(space: Space, options: GenerationalOptions = {}) {
    super('generational', { paced: true });
    const { core, heap } = space;
    this.#space = space;
    this.#moving = new Moving(space);
    this.#marking = new Marking(space);
    this.#remembers = options.remembers ?? true;
    const { nurseryBytes } = core.settings;
    const wanted =
      nurseryBytes === null ? heap.granules >>> 2 : Math.floor(nurseryBytes / core.geometry.unit);
    const most = heap.granules - core.geometry.smallestBlock;
    this.allocator = new Nursery(
      space,
      Math.max(2 * core.geometry.smallestBlock, Math.min(wanted, most)),
    );
  }

  override created(_object: number): void {
    this.#space.core.setRegister(born, 1);
  }

  override regions(): readonly RegionView[] {
    const { core } = this.#space;
    const { unit } = core.geometry;
    const { start, half, from } = this.allocator;
    const isCopying = core.register(register.phase) === phase.copy;
    const young = [start, start + half].map((first): RegionView => {
      const names =
        first === from
          ? (['nursery', 'nursery-from'] as const)
          : (['nursery-reserve', 'nursery-to'] as const);
      return { name: names[isCopying ? 1 : 0], address: first * unit, size: half * unit };
    });
    return [{ name: 'old', address: 0, size: start * unit }, ...young];
  }

  override beforeWrite(owner: number, _address: number, _from: number, to: number): void {
    if (
      to === 0 ||
      !this.#remembers ||
      !this.allocator.isYoung(to) ||
      this.allocator.isYoung(owner)
    )
      return;
    const { core } = this.#space;
    if (core.hasFlag(owner, objectFlag.buffered)) return;
    core.addRegister(register.barriers, 1);
    core.emit(eventCode.barrier, 0, owner, core.text('remember'), 0);
    this.#remember(owner);
  }

  #remember(owner: number): void {
    const { core } = this.#space;
    const length = core.register(register.bufferLength);
    core.setFlag(owner, objectFlag.buffered);
    core.store.set(plane.buffer, length, owner);
    core.setRegister(register.bufferLength, length + 1);
  }

  /** The nursery is full: a minor collection, unless nothing was born since the last one. */
  override relieve(): boolean {
    if (this.#space.core.register(born) === 0) return false;
    this.#minor();
    return true;
  }

  #minor(): void {
    const space = this.#space;
    const { core, heap, hooks, roots } = space;
    const start = space.begin('generational-minor', 'allocation', phase.copy);
    this.#begin();
    const slots = roots.list();
    for (const slot of slots) this.#reach(core.store.get(plane.stack, slot * 2 + 1));
    for (const object of hooks.queued()) this.#reach(object);
    for (const owner of this.#remembered()) this.#reachFrom(owner);
    let scanned = this.#scan(0);
    queueFinalizers(
      space,
      {
        isReached: (object) => core.isMarked(object),
        reachTargets: (object) => this.#reachFrom(object),
        reach: (object) => this.#reach(object),
        finish: () => {
          scanned = this.#scan(scanned);
        },
      },
      { isConcerned: (object) => this.allocator.isYoung(object) },
    );
    for (const object of this.#survivors)
      core.addRegister(register.markedTotal, heap.sizeOf(core.object(object, 0)));
    this.#conclude();
    space.end(start, this.#survivors.length);
  }

  override collect(reason: CollectionReason): boolean {
    const space = this.#space;
    const { core, heap } = space;
    const start = space.begin(this.name, reason, phase.mark);
    const before = core.register(register.blacks);
    this.#begin();
    this.#marking.roots();
    this.#marking.drain();
    this.#marking.finalizers();
    const marked = (core.register(register.blacks) - before) | 0;
    core.setRegister(register.phase, phase.sweep);
    this.#forgetDead();
    this.#sweepOld();
    core.setRegister(register.phase, phase.copy);
    const { from, half } = this.allocator;
    const young: number[] = [];
    for (let at = from; at < from + half; at += heap.sizeOf(at))
      if (core.isMarked(heap.objectAt(at)) && heap.objectAt(at) !== 0)
        young.push(heap.objectAt(at));
    // Where memory ran short, the survivors themselves fill the nursery: all of them are promoted.
    for (const object of young) this.#evacuate(object, reason === 'allocation');
    for (const object of this.#survivors) this.#moving.updateFields(object);
    this.#conclude();
    space.pace(core.register(register.allocated));
    space.end(start, marked);
    return true;
  }

  #begin(): void {
    this.#moving.begin();
    this.#survivors = [];
    this.#free = this.allocator.to;
  }

  #remembered(): number[] {
    const { core } = this.#space;
    return Array.from({ length: core.register(register.bufferLength) }, (_, index) =>
      core.store.get(plane.buffer, index),
    );
  }

  /** Copies a young object that was not reached before: it is grey, and on the list of survivors. */
  #reach(object: number): void {
    const { core } = this.#space;
    if (object === 0 || core.isMarked(object) || !this.allocator.isYoung(object)) return;
    core.emit(eventCode.grey, 0, object, 0, 0);
    this.#evacuate(object);
  }

  #reachFrom(object: number): void {
    const fields = this.#space.fieldCount(object);
    for (let field = 0; field < fields; field += 1) {
      // A field that leads back to its own object keeps nothing: what is scanned is reached, or waits.
      const target = this.#space.target(object, field);
      if (target !== object) this.#reach(target);
    }
    this.#space.core.addRegister(register.scannedSlots, fields);
  }

  /** Scans survivors from the given one on; the list grows as it goes. How many have been scanned then. */
  #scan(first: number): number {
    let next = first;
    for (; next < this.#survivors.length; next += 1) {
      const object = this.#survivors[next] as number;
      this.#reachFrom(object);
      this.#moving.updateFields(object);
      this.#space.core.emit(eventCode.black, 0, object, 0, 0);
    }
    return next;
  }

  /** Moves a young object to the old space if it is old enough (or `promotes` says so) and there is room, else to the other half. */
  #evacuate(object: number, promotes = false): void {
    const { core, heap } = this.#space;
    const start = core.object(object, 0);
    const size = heap.sizeOf(start);
    const age = core.store.get(plane.extra, object) + 1;
    core.store.set(plane.extra, object, age);
    const old = promotes || age >= core.settings.promoteAfter ? this.allocator.takeOld(size) : -1;
    if (old >= 0) {
      const room = heap.sizeOf(old);
      this.#moving.forward(object, old);
      this.#moving.relocate(object, old, room);
      core.addRegister(register.allocated, room - size);
    } else {
      const to = this.#free;
      const rest = this.allocator.to + this.allocator.half - to - size;
      this.#moving.forward(object, to);
      if (rest > 0) heap.writeFree(to + size, rest, false);
      else heap.setBelowFree(to + size, false);
      this.#moving.relocate(object, to);
      this.#free = to + size;
      core.addRegister(register.free, -size);
      if (rest === 0) core.addRegister(register.holes, -1);
    }
    heap.writeFree(start, size, heap.isBelowFree(start));
    heap.setBelowFree(start + size, true);
    core.addRegister(register.free, size);
    core.addRegister(register.holes, 1);
    this.#moving.announce(object, start);
    this.#survivors.push(object);
  }

  /** Frees what is left in the half, makes it one free block, mends references, remembers anew. */
  #conclude(): void {
    const { core, heap, hooks } = this.#space;
    const { from, half } = this.allocator;
    for (const owner of this.#remembered()) this.#moving.updateFields(owner);
    this.#moving.updateRoots();
    let pieces = 0;
    for (let start = from; start < from + half; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      pieces += 1;
      if (object === 0) continue;
      hooks.beforeFree(object);
      heap.destroy(object);
    }
    heap.writeFree(from, half, heap.isBelowFree(from));
    heap.setBelowFree(from + half, true);
    core.addRegister(register.holes, 1 - pieces);
    this.allocator.flip(this.#free);
    this.#rememberAnew();
    this.#moving.clearMarks();
    core.setRegister(born, 0);
  }

  /** The remembered set is what still refers from old to young: of what was in it, and of what was promoted. */
  #rememberAnew(): void {
    const { core } = this.#space;
    const owners = [
      ...this.#remembered(),
      ...this.#survivors.filter((object) => !this.allocator.isYoung(object)),
    ];
    for (const owner of owners) core.clearFlag(owner, objectFlag.buffered);
    core.setRegister(register.bufferLength, 0);
    for (const owner of owners) if (this.#refersToYoung(owner)) this.#remember(owner);
  }

  #refersToYoung(owner: number): boolean {
    const fields = this.#space.fieldCount(owner);
    for (let field = 0; field < fields; field += 1) {
      const target = this.#space.target(owner, field);
      if (target !== 0 && this.allocator.isYoung(target)) return true;
    }
    return false;
  }

  /** Takes unmarked objects out of the remembered set before their blocks are freed. */
  #forgetDead(): void {
    const { core } = this.#space;
    const owners = this.#remembered().filter((owner) => core.isMarked(owner));
    owners.forEach((owner, index) => core.store.set(plane.buffer, index, owner));
    core.setRegister(register.bufferLength, owners.length);
  }

  #sweepOld(): void {
    const { core, heap, hooks } = this.#space;
    sweepBlocks(
      this.#space,
      heap.limit,
      (object, start, size) => core.emit(eventCode.sweep, 0, start, size, object),
      (object) => {
        hooks.beforeFree(object);
        this.allocator.give(heap.destroy(object));
      },
    );
  }
}

export function generational(space: Space): Collector {
  return new Generational(space);
}
