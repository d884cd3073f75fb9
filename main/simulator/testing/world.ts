import { objectFlag, phase, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import type { MachineOptions } from '../machine.ts';
import type { PointerMap } from '../mutator.ts';
import type { HeapSettings } from '../settings.ts';
import { countPointers, fieldWord } from '../shapes.ts';
import { chance } from './generate.ts';
import { brokenInvariant, brokenRest } from './invariants.ts';
import { brokenTiling } from './block-laws.ts';
import { brokenCounts } from './laws.ts';

/** What a run reached: a law about weak references that never saw one cleared says nothing. */
export interface WorldCoverage {
  weakCleared: number;
  weakFollowed: number;
  weakMoved: number;
  finalized: number;
  chains: number;
  resurrected: number;
  cleaned: number;
  foreignStores: number;
  threads: number;
  interior: number;
  collections: number;
  freed: number;
  barriers: number;
}

export const noWorldCoverage = (): WorldCoverage => ({
  weakCleared: 0,
  weakFollowed: 0,
  weakMoved: 0,
  finalized: 0,
  chains: 0,
  resurrected: 0,
  cleaned: 0,
  foreignStores: 0,
  threads: 0,
  interior: 0,
  collections: 0,
  freed: 0,
  barriers: 0,
});

/** A reference as the model knows it: to an object, so many words behind the first of its payload. */
interface Pointer {
  readonly object: number;
  readonly offset: number;
}

interface Thing {
  readonly words: number;
  readonly fields: (Pointer | null)[];
  readonly map: PointerMap;
  /** The one word that may hold a weak reference. */
  readonly weakWord: number;
  weak: Pointer | null;
  /** Token of a finalizer that has not been queued. */
  finalizer: number;
}

const shapes: readonly { readonly words: number; readonly map: PointerMap }[] = [
  { words: 1, map: { kind: 'prefix', count: 0 } },
  { words: 2, map: { kind: 'prefix', count: 1 } },
  { words: 4, map: { kind: 'prefix', count: 3 } },
  { words: 4, map: { kind: 'words', offsets: [1, 3] } },
  { words: 7, map: { kind: 'repeat', stride: 2, offsets: [1], count: 3 } },
];
const frameWords = 5;

/** Objects with a finalizer under these collectors wait for what refers to them, as in Go. */
const inOrder: readonly string[] = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'refcount-cycles',
  'refcount-backup',
];

/**
 * A program that uses all of the machine at random, beside a model of maps and sets that knows what
 * must be: threads whose stacks exchange references, weak references, finalizers that bring their
 * objects back, cleanups, pointers into objects, moves that count nothing.
 */
class World {
  readonly machine: Machine;
  readonly #choose: (below: number) => number;
  readonly #coverage: WorldCoverage;
  readonly #things = new Map<number, Thing>();
  /** Slots of the globals, then of each thread's frames from bottom to top; `null` for a thread that has ended. */
  readonly #globals: number;
  #threads: (number[] | null)[] = [];
  readonly #slots = new Map<number, Pointer>();
  /** Objects found unreachable whose finalizers wait, in order. */
  readonly #queued: number[] = [];
  #tokens = 0;
  readonly #finalizerOf = new Map<number, number>();
  readonly #cleanupOf = new Map<number, number>();
  readonly #cleaned = new Set<number>();
  readonly #frame: number;

  constructor(
    settings: HeapSettings,
    options: MachineOptions,
    seed: number,
    coverage: WorldCoverage,
  ) {
    this.machine = new Machine(settings, options);
    this.#choose = chance(seed);
    this.#coverage = coverage;
    const words = Array.from({ length: frameWords }, (_, index) => ({
      name: `w${index}`,
      pointer: true,
    }));
    this.#frame = this.machine.defineFrame('frame', words);
    this.#globals = this.machine.frameBase(this.machine.defineGlobals(this.#frame));
    this.#threads = [[this.machine.frameBase(this.machine.enterFirstFrame(this.#frame))]];
    this.machine.begin();
  }

  /** One random operation; the law it broke, or `null`. */
  step(line: number): string | null {
    const { machine } = this;
    machine.beginOperation(line);
    const before = machine.core.recording.length;
    const moves = machine.core.register(register.copied);
    // What is due at the beginning of an operation may have ended a cycle.
    const law = this.#noteQueue() ?? this.#act() ?? this.#noteQueue();
    if (law !== null) return law;
    if (machine.core.register(register.copied) !== moves)
      for (const thing of this.#things.values())
        if (thing.weak !== null) this.#coverage.weakMoved += 1;
    this.#coverage.collections = machine.core.register(register.collections);
    return machine.core.recording.length >= before ? this.broken() : 'events were taken back';
  }

  get isOver(): boolean {
    return this.machine.halted !== null;
  }

  // --- Choosing

  #pick<T>(list: readonly T[]): T | undefined {
    return list[this.#choose(list.length)];
  }

  #anySlot(): number {
    const bases = [this.#globals, ...(this.#threads[this.machine.currentThread] ?? [])];
    const base = this.#choose(3) === 0 ? bases[0] : bases[bases.length - 1];
    return (base ?? this.#globals) + this.#choose(frameWords);
  }

  /** A slot that the running thread may read and that holds something. */
  #held(): { readonly slot: number; readonly pointer: Pointer } | null {
    for (let tries = 0; tries < 8; tries += 1) {
      const slot = this.#anySlot();
      const pointer = this.#slots.get(slot);
      if (pointer !== undefined) return { slot, pointer };
    }
    return null;
  }

  #thing(object: number): Thing {
    const thing = this.#things.get(object);
    if (thing === undefined) throw new Error(`object ${object} was never made`);
    return thing;
  }

  #address({ object, offset }: Pointer): number {
    return this.machine.addressOf(object) + offset;
  }

  #put(slot: number, pointer: Pointer | null): void {
    if (pointer === null) this.#slots.delete(slot);
    else this.#slots.set(slot, pointer);
  }

  // --- Acting

  #act(): string | null {
    const { machine } = this;
    // What goes on beside the program is to meet as much of it as can be.
    const isIdle = machine.core.register(register.phase) === phase.none;
    if (machine.collector.name === 'tricolour' && isIdle && this.#choose(6) === 0) {
      machine.request();
      return null;
    }
    const dice = this.#choose(100);
    if (dice < 22) this.#allocate();
    else if (dice < 27) this.#allocateInField();
    else if (dice < 42) this.#link();
    else if (dice < 52) this.#copy();
    else if (dice < 58) this.#drop();
    else if (dice < 63) this.#load();
    else if (dice < 67) this.#move();
    else if (dice < 73) this.#weaken();
    else if (dice < 78) return this.#follow();
    else if (dice < 82) this.#hook();
    else if (dice < 87) return this.#take();
    else if (dice < 92) this.#callOrReturn();
    else if (dice < 96) this.#threading();
    else if (dice < 98 && (isIdle || dice < 97)) machine.collect();
    else machine.request();
    return null;
  }

  #made(object: number, shape: (typeof shapes)[number]): void {
    const count = countPointers(shape.map);
    const isField = new Set(Array.from({ length: count }, (_, at) => fieldWord(shape.map, at)));
    const weakWord = Array.from({ length: shape.words }, (_, word) => word).find(
      (word) => !isField.has(word),
    );
    this.#things.set(object, {
      words: shape.words,
      map: shape.map,
      fields: Array.from({ length: count }, () => null),
      weakWord: weakWord ?? -1,
      weak: null,
      finalizer: 0,
    });
  }

  #shape(): { readonly id: number; readonly shape: (typeof shapes)[number] } {
    const shape = this.#pick(shapes) as (typeof shapes)[number];
    const payload = this.machine.settings.geometry === 'bytes' ? shape.words * 8 : 1;
    return { id: this.machine.defineShape(`T${shapes.indexOf(shape)}`, payload, shape.map), shape };
  }

  #allocate(): void {
    const { id, shape } = this.#shape();
    const slot = this.#anySlot();
    const object = this.machine.allocate(id, slot);
    if (object === 0) return;
    this.#made(object, shape);
    this.#put(slot, { object, offset: 0 });
  }

  #field(): { readonly owner: number; readonly field: number; readonly address: number } | null {
    const held = this.#held();
    if (held === null) return null;
    const owner = held.pointer.object;
    const thing = this.#thing(owner);
    if (thing.fields.length === 0) return null;
    const field = this.#choose(thing.fields.length);
    return { owner, field, address: this.machine.addressOf(owner) + fieldWord(thing.map, field) };
  }

  #allocateInField(): void {
    const place = this.#field();
    if (place === null) return;
    const { id, shape } = this.#shape();
    const object = this.machine.allocateInField(id, place.owner, place.address);
    if (object === 0) return;
    this.#made(object, shape);
    this.#thing(place.owner).fields[place.field] = { object, offset: 0 };
  }

  #link(): void {
    const place = this.#field();
    const held = this.#held();
    if (place === null) return;
    const pointer = this.#choose(8) === 0 ? null : (held?.pointer ?? null);
    this.machine.setPointer(
      place.owner,
      place.address,
      pointer === null ? 0 : this.#address(pointer),
      pointer?.object ?? 0,
    );
    this.#thing(place.owner).fields[place.field] = pointer;
  }

  /** Copies a reference to a slot, now and then into the middle of the object, or to another thread's stack. */
  #copy(): void {
    const held = this.#held();
    if (held === null) return;
    let { pointer } = held;
    const { words } = this.#thing(pointer.object);
    if (this.machine.settings.geometry === 'bytes' && this.#choose(4) === 0) {
      pointer = { object: pointer.object, offset: this.#choose(words) };
      if (pointer.offset > 0) this.#coverage.interior += 1;
    }
    let slot = this.#anySlot();
    const others = this.#threads.filter(
      (frames, thread) =>
        frames !== null && frames.length > 0 && thread !== this.machine.currentThread,
    );
    if (others.length > 0 && this.#choose(3) === 0) {
      const frames = this.#pick(others) ?? [];
      slot = (frames[frames.length - 1] ?? this.#globals) + this.#choose(frameWords);
      this.#coverage.foreignStores += 1;
    }
    this.machine.setSlot(slot, this.#address(pointer), pointer.object);
    this.#put(slot, pointer);
  }

  #drop(): void {
    const held = this.#held();
    if (held === null) return;
    this.machine.setSlot(held.slot, 0, 0);
    this.#put(held.slot, null);
  }

  #load(): void {
    const place = this.#field();
    if (place === null) return;
    const slot = this.#anySlot();
    this.machine.loadPointer(slot, place.owner, place.address);
    this.#put(slot, this.#thing(place.owner).fields[place.field] ?? null);
  }

  #move(): void {
    const held = this.#held();
    if (held === null) return;
    if (this.#choose(2) === 0) {
      const to = this.#anySlot();
      if (to === held.slot) return;
      this.machine.moveSlot(to, held.slot);
      this.#put(held.slot, null);
      this.#put(to, held.pointer);
      return;
    }
    const place = this.#field();
    if (place === null) return;
    this.machine.movePointer(place.owner, place.address, held.slot);
    this.#put(held.slot, null);
    this.#thing(place.owner).fields[place.field] = held.pointer;
  }

  #weaken(): void {
    const owner = this.#held();
    const target = this.#held();
    if (owner === null || target === null) return;
    const thing = this.#thing(owner.pointer.object);
    if (thing.weakWord < 0) return;
    const address = this.machine.addressOf(owner.pointer.object) + thing.weakWord;
    const pointer = this.#choose(10) === 0 ? null : target.pointer;
    this.machine.setWeak(
      owner.pointer.object,
      address,
      pointer === null ? 0 : this.#address(pointer),
      pointer?.object ?? 0,
    );
    thing.weak = pointer;
  }

  /** Follows a weak reference: either its target is held from now on, or it is nil and stays so. */
  #follow(): string | null {
    const held = this.#held();
    if (held === null) return null;
    const thing = this.#thing(held.pointer.object);
    if (thing.weakWord < 0) return null;
    const slot = this.#anySlot();
    const address = this.machine.addressOf(held.pointer.object) + thing.weakWord;
    const expected = thing.weak;
    this.machine.loadWeak(slot, held.pointer.object, address);
    const found = this.machine.slotHigh(slot);
    this.#put(slot, null);
    if (found === 0) {
      thing.weak = null;
      return expected !== null && this.reachable().has(expected.object)
        ? `a weak reference to ${expected.object} reads nil, though it is reachable`
        : null;
    }
    if (expected?.object !== found) return `a weak reference led to ${found}`;
    this.#coverage.weakFollowed += 1;
    this.#put(slot, expected);
    return null;
  }

  #hook(): void {
    const held = this.#held();
    if (held === null) return;
    const { object } = held.pointer;
    this.#tokens += 1;
    if (this.#choose(3) > 0) {
      const thing = this.#thing(object);
      thing.finalizer = this.#choose(8) === 0 ? 0 : this.#tokens;
      this.#finalizerOf.set(this.#tokens, object);
      this.machine.setFinalizer(object, thing.finalizer);
      return;
    }
    this.#cleanupOf.set(this.#tokens, object);
    this.machine.addCleanup(object, this.#tokens);
  }

  /** Runs what is queued: a finalizer may keep its object, a cleanup has none. */
  #take(): string | null {
    const slot = this.#anySlot();
    const token = this.machine.takeFinalizer(slot);
    if (token !== 0) {
      const expected = this.#queued.shift();
      const object = this.machine.slotHigh(slot);
      if (object !== expected) return `finalizer ${token} came with ${object}, not ${expected}`;
      if (this.#finalizerOf.get(token) !== object)
        return `object ${object} has no finalizer ${token}`;
      this.#finalizerOf.delete(token);
      this.#coverage.finalized += 1;
      this.#put(slot, { object, offset: 0 });
      if (this.#choose(2) === 0) this.#coverage.resurrected += 1;
      else {
        this.machine.setSlot(slot, 0, 0);
        this.#put(slot, null);
      }
      return null;
    }
    const cleanup = this.machine.takeCleanup();
    if (cleanup === 0) return null;
    const object = this.#cleanupOf.get(cleanup);
    if (object === undefined || this.#cleaned.has(cleanup)) return `cleanup ${cleanup} came twice`;
    if (this.machine.isAllocated(object)) return `cleanup ${cleanup} came before its object's end`;
    this.#cleaned.add(cleanup);
    this.#coverage.cleaned += 1;
    return null;
  }

  #callOrReturn(): void {
    const { machine } = this;
    const frames = this.#threads[machine.currentThread] ?? [];
    if (frames.length < 4 && this.#choose(2) === 0) {
      frames.push(machine.frameBase(machine.pushFrame(this.#frame)));
      return;
    }
    if (frames.length < 2) return;
    machine.popFrame();
    this.#forget(frames.pop() ?? 0);
  }

  #forget(base: number): void {
    for (let word = 0; word < frameWords; word += 1) this.#slots.delete(base + word);
  }

  #threading(): void {
    const { machine } = this;
    const alive = this.#threads.flatMap((frames, thread) => (frames === null ? [] : [thread]));
    const dice = this.#choose(3);
    if (dice === 0 && alive.length < 4) {
      const thread = machine.startThread('another');
      const held = this.#held();
      const from = machine.currentThread;
      machine.switchThread(thread);
      const base = machine.frameBase(machine.pushFrame(this.#frame));
      this.#threads[thread] = [base];
      this.#coverage.threads += 1;
      if (held !== null) {
        machine.setSlot(base, this.#address(held.pointer), held.pointer.object);
        this.#put(base, held.pointer);
      }
      machine.switchThread(from);
      return;
    }
    const other = this.#pick(alive.filter((thread) => thread !== machine.currentThread));
    if (other === undefined) return;
    if (dice === 1 && other !== 0) {
      machine.endThread(other);
      for (const base of this.#threads[other] ?? []) this.#forget(base);
      this.#threads[other] = null;
    } else machine.switchThread(other);
  }

  // --- Judging

  reachable(): Set<number> {
    const reached = new Set<number>();
    const list = [...this.#slots.values()].map(({ object }) => object).concat(this.#queued);
    this.#close(reached, list);
    return reached;
  }

  #close(reached: Set<number>, list: number[]): void {
    for (let object = list.pop(); object !== undefined; object = list.pop()) {
      if (reached.has(object)) continue;
      reached.add(object);
      for (const field of this.#thing(object).fields) if (field !== null) list.push(field.object);
    }
  }

  /** What was queued in this step: unreachable until then, and in order where the collector keeps it. */
  #noteQueue(): string | null {
    const now = [...this.machine.space.hooks.queued()];
    const known = this.#queued.length;
    if (now.slice(0, known).join() !== this.#queued.join())
      return `the queue was ${this.#queued.join()} and is ${now.join()}`;
    const added = now.slice(known);
    if (added.length === 0) return null;
    const live = this.reachable();
    for (const object of added) {
      if (this.#thing(object).finalizer === 0) return `object ${object} has no finalizer to queue`;
      if (live.has(object)) return `object ${object} is reachable, and its finalizer is queued`;
    }
    if (inOrder.includes(this.machine.collector.name)) {
      // Nothing that waits for its finalizer, and nothing queued with it, leads to a queued object.
      for (const object of added) {
        for (const [other, thing] of this.#things) {
          if (thing.finalizer === 0 || !this.machine.isAllocated(other)) continue;
          const below = new Set<number>();
          this.#close(
            below,
            thing.fields.flatMap((field) =>
              // As in Go, what refers to itself directly does not wait for itself.
              field === null || field.object === other ? [] : [field.object],
            ),
          );
          if (live.has(other) || !below.has(object)) continue;
          return `object ${other} leads to ${object}, whose finalizer is queued before its own`;
        }
        const below = new Set<number>();
        this.#close(below, [object]);
        if ([...below].some((other) => other !== object && this.#thing(other).finalizer !== 0))
          this.#coverage.chains += 1;
      }
    }
    for (const object of added) this.#thing(object).finalizer = 0;
    // Weak references are nil before the finalizer of what they led to runs, and stay so.
    for (const thing of this.#things.values()) {
      if (thing.weak === null || !added.includes(thing.weak.object)) continue;
      thing.weak = null;
      this.#coverage.weakCleared += 1;
    }
    this.#queued.push(...added);
    return null;
  }

  /** The first law that does not hold now, or `null`. */
  broken(): string | null {
    return (
      brokenTiling(this.machine) ??
      brokenCounts(this.machine, null) ??
      brokenRest(this.machine) ??
      this.#brokenGraph() ??
      this.#brokenWeak() ??
      this.#brokenHooks()
    );
  }

  #brokenGraph(): string | null {
    const { machine } = this;
    for (const slot of machine.roots.list()) {
      const pointer = this.#slots.get(slot);
      if (machine.slotHigh(slot) !== (pointer?.object ?? 0))
        return `slot ${slot} holds ${machine.slotHigh(slot)}, not ${pointer?.object ?? 0}`;
      if (pointer !== undefined && machine.slotLow(slot) !== this.#address(pointer))
        return `slot ${slot} points at word ${machine.slotLow(slot)} of object ${pointer.object}`;
    }
    for (const object of this.reachable()) {
      if (!machine.isAllocated(object)) return `object ${object} is reachable, but it was freed`;
      if (machine.core.hasFlag(object, objectFlag.dead))
        return `object ${object} is reachable, but it is dead`;
      const thing = this.#thing(object);
      for (const [field, pointer] of thing.fields.entries()) {
        const at = machine.addressOf(object) + fieldWord(thing.map, field);
        const told = [machine.wordLow(at), machine.wordHigh(at)];
        const expected = pointer === null ? [0, 0] : [this.#address(pointer), pointer.object];
        if (told.join() !== expected.join())
          return `field ${field} of object ${object} holds ${told.join('/')}, not ${expected.join('/')}`;
      }
    }
    return null;
  }

  /** A weak reference is nil from the moment its target is dead to the collector, and never before. */
  #brokenWeak(): string | null {
    const { machine } = this;
    const live = this.reachable();
    for (const [object, thing] of this.#things) {
      if (!machine.isAllocated(object) || thing.weakWord < 0) continue;
      const at = machine.addressOf(object) + thing.weakWord;
      const [low, found] = [machine.wordLow(at), machine.wordHigh(at)];
      if (thing.weak === null) {
        if (found !== 0) return `a weak reference of ${object} leads to ${found}, not to nil`;
        continue;
      }
      const target = thing.weak.object;
      if (found === 0) {
        this.#coverage.weakCleared += 1;
        if (live.has(target) && !this.#queued.includes(target))
          return `the weak reference of ${object} to ${target} is nil, though that is reachable`;
        if (machine.isAllocated(target) && !this.#isFoundDead(target))
          return `the weak reference of ${object} to ${target} is nil before that is dead`;
        thing.weak = null;
        continue;
      }
      if (found !== target) return `a weak reference of ${object} leads to ${found}, not ${target}`;
      if (!machine.isAllocated(target))
        return `a weak reference leads to ${target}, which was freed`;
      if (machine.core.hasFlag(target, objectFlag.dead))
        return `a weak reference leads to ${target}, which is dead`;
      if (low !== this.#address(thing.weak))
        return `a weak reference to ${target} points at word ${low}`;
    }
    return null;
  }

  /** Dead to the collector though its block is in use: found so, or to be finalized, or unmarked before the sweep. */
  #isFoundDead(object: number): boolean {
    const { core } = this.machine;
    return (
      core.hasFlag(object, objectFlag.dead) ||
      this.#queued.includes(object) ||
      (core.register(register.phase) === phase.sweep && !core.isMarked(object))
    );
  }

  /** What a finalizer waits for is kept, with all that it leads to. */
  #brokenHooks(): string | null {
    const kept = new Set<number>();
    this.#close(
      kept,
      [...this.#things].flatMap(([object, thing]) => (thing.finalizer === 0 ? [] : [object])),
    );
    for (const object of kept)
      if (!this.machine.isAllocated(object))
        return `object ${object} was freed, though a finalizer is to see it`;
    return null;
  }

  /** After a collection of everything only this may be left: the reachable, and what finalizers keep. */
  brokenCompleteness(): string | null {
    const kept = this.reachable();
    this.#close(
      kept,
      [...this.#things].flatMap(([object, thing]) => (thing.finalizer === 0 ? [] : [object])),
    );
    for (const object of this.#things.keys())
      if (this.machine.isAllocated(object) && !kept.has(object))
        return `object ${object} is garbage, and the collection left it`;
    return null;
  }

  /** Drops all roots and runs all finalizers until nothing changes: cleanups come for all that was freed. */
  conclude(isComplete: boolean): string | null {
    const { machine } = this;
    for (let round = 0; round < 60; round += 1) {
      machine.beginOperation(0);
      for (const slot of [...machine.roots.list()]) machine.setSlot(slot, 0, 0);
      this.#slots.clear();
      machine.collect();
      machine.collect();
      while (machine.collector.relieve());
      const law =
        this.#noteQueue() ?? this.broken() ?? (isComplete ? this.brokenCompleteness() : null);
      if (law !== null) return law;
      let taken = false;
      while (machine.takeFinalizer(this.#globals) !== 0) {
        this.#queued.shift();
        taken = true;
        // Letting go of the last one may have found others.
        machine.setSlot(this.#globals, 0, 0);
        const order = this.#noteQueue();
        if (order !== null) return order;
      }
      if (!taken) break;
    }
    for (let token = machine.takeCleanup(); token !== 0; token = machine.takeCleanup()) {
      if (this.#cleaned.has(token)) return `cleanup ${token} came twice`;
      this.#cleaned.add(token);
    }
    for (const [token, object] of this.#cleanupOf)
      if (machine.isAllocated(object) === this.#cleaned.has(token))
        return `cleanup ${token} of object ${object}, which is ${machine.isAllocated(object) ? 'there' : 'gone'}`;
    this.#coverage.freed += machine.core.register(register.freedObjects);
    this.#coverage.barriers += machine.core.register(register.barriers);
    return null;
  }
}

/** Collectors that find all garbage at a request when nothing interrupts them. */
const complete: readonly string[] = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'generational',
  'refcount-cycles',
  'refcount-backup',
];

/** Lets a random program run; the first law that it broke, or `null`. */
export function brokenWorld(
  settings: HeapSettings,
  seed: number,
  length: number,
  options: MachineOptions = {},
  coverage: WorldCoverage = noWorldCoverage(),
): string | null {
  const world = new World(settings, options, seed, coverage);
  const { machine } = world;
  const broken: string[] = [];
  const hashes: string[] = [machine.timeline.stateHash()];
  machine.core.recording.isWatched = true;
  const emit = machine.core.recording.emit.bind(machine.core.recording);
  machine.core.recording.emit = (code, ...values) => {
    emit(code, ...values);
    hashes.push(machine.timeline.stateHash());
    const law = brokenInvariant(machine);
    if (law !== null) broken.push(law);
  };
  const tell = (law: string, at: number): string => `operation ${at}: ${law}`;
  try {
    for (let line = 1; line <= length && !world.isOver; line += 1) {
      const law = world.step(line) ?? broken[0] ?? null;
      if (law !== null) return tell(law, line);
    }
    if (!world.isOver) {
      const law = world.conclude(complete.includes(machine.collector.name)) ?? broken[0] ?? null;
      if (law !== null) return tell(law, length + 1);
    }
    const choose = chance(seed);
    for (let visit = 0; visit < 20; visit += 1) {
      const seq = choose(hashes.length);
      machine.timeline.seek(seq);
      if (machine.timeline.stateHash() !== hashes[seq])
        return `seeking to ${seq} shows another state than was there`;
    }
    return null;
  } catch (error) {
    return `it throws: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}
