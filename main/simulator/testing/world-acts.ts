import { phase, register } from '../layout.ts';
import type { PointerMap } from '../mutator.ts';
import { countPointers, fieldWord } from '../shapes.ts';
import { frameWords, WorldModel } from './world-model.ts';

const shapes: readonly { readonly words: number; readonly map: PointerMap }[] = [
  { words: 1, map: { kind: 'prefix', count: 0 } },
  { words: 2, map: { kind: 'prefix', count: 1 } },
  { words: 4, map: { kind: 'prefix', count: 3 } },
  { words: 4, map: { kind: 'words', offsets: [1, 3] } },
  { words: 7, map: { kind: 'repeat', stride: 2, offsets: [1], count: 3 } },
];

/**
 * A program that uses all of the machine at random: threads whose stacks exchange references, weak
 * references, finalizers that bring their objects back, cleanups, pointers into objects, moves that
 * count nothing.
 */
export class ActingWorld extends WorldModel {
  #tokens = 0;

  /** One random act; the law it broke, or `null`. */
  act(): string | null {
    const { machine } = this;
    // What goes on beside the program is to meet as much of it as can be.
    const isIdle = machine.core.register(register.phase) === phase.none;
    if (machine.collector.name === 'tricolour' && isIdle && this.choose(6) === 0) {
      machine.request();
      return null;
    }
    const dice = this.choose(100);
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
    this.things.set(object, {
      words: shape.words,
      map: shape.map,
      fields: Array.from({ length: count }, () => null),
      weakWord: weakWord ?? -1,
      weak: null,
      finalizer: 0,
    });
  }

  #shape(): { readonly id: number; readonly shape: (typeof shapes)[number] } {
    const shape = this.pick(shapes) as (typeof shapes)[number];
    const payload = this.machine.settings.geometry === 'bytes' ? shape.words * 8 : 1;
    return { id: this.machine.defineShape(`T${shapes.indexOf(shape)}`, payload, shape.map), shape };
  }

  #allocate(): void {
    const { id, shape } = this.#shape();
    const slot = this.anySlot();
    const object = this.machine.allocate(id, slot);
    if (object === 0) return;
    this.#made(object, shape);
    this.put(slot, { object, offset: 0 });
  }

  #field(): { readonly owner: number; readonly field: number; readonly address: number } | null {
    const held = this.held();
    if (held === null) return null;
    const owner = held.pointer.object;
    const thing = this.thing(owner);
    if (thing.fields.length === 0) return null;
    const field = this.choose(thing.fields.length);
    return { owner, field, address: this.machine.addressOf(owner) + fieldWord(thing.map, field) };
  }

  #allocateInField(): void {
    const place = this.#field();
    if (place === null) return;
    const { id, shape } = this.#shape();
    const object = this.machine.allocateInField(id, place.owner, place.address);
    if (object === 0) return;
    this.#made(object, shape);
    this.thing(place.owner).fields[place.field] = { object, offset: 0 };
  }

  #link(): void {
    const place = this.#field();
    const held = this.held();
    if (place === null) return;
    const pointer = this.choose(8) === 0 ? null : (held?.pointer ?? null);
    this.machine.setPointer(
      place.owner,
      place.address,
      pointer === null ? 0 : this.address(pointer),
      pointer?.object ?? 0,
    );
    this.thing(place.owner).fields[place.field] = pointer;
  }

  /** Copies a reference to a slot, now and then into the middle of the object, or to another thread's stack. */
  #copy(): void {
    const held = this.held();
    if (held === null) return;
    let { pointer } = held;
    const { words } = this.thing(pointer.object);
    if (this.machine.settings.geometry === 'bytes' && this.choose(4) === 0) {
      pointer = { object: pointer.object, offset: this.choose(words) };
      if (pointer.offset > 0) this.coverage.interior += 1;
    }
    let slot = this.anySlot();
    const others = this.threads.filter(
      (frames, thread) =>
        frames !== null && frames.length > 0 && thread !== this.machine.currentThread,
    );
    if (others.length > 0 && this.choose(3) === 0) {
      const frames = this.pick(others) ?? [];
      slot = (frames[frames.length - 1] ?? this.globals) + this.choose(frameWords);
      this.coverage.foreignStores += 1;
    }
    this.machine.setSlot(slot, this.address(pointer), pointer.object);
    this.put(slot, pointer);
  }

  #drop(): void {
    const held = this.held();
    if (held === null) return;
    this.machine.setSlot(held.slot, 0, 0);
    this.put(held.slot, null);
  }

  #load(): void {
    const place = this.#field();
    if (place === null) return;
    const slot = this.anySlot();
    this.machine.loadPointer(slot, place.owner, place.address);
    this.put(slot, this.thing(place.owner).fields[place.field] ?? null);
  }

  #move(): void {
    const held = this.held();
    if (held === null) return;
    if (this.choose(2) === 0) {
      const to = this.anySlot();
      if (to === held.slot) return;
      this.machine.moveSlot(to, held.slot);
      this.put(held.slot, null);
      this.put(to, held.pointer);
      return;
    }
    const place = this.#field();
    if (place === null) return;
    this.machine.movePointer(place.owner, place.address, held.slot);
    this.put(held.slot, null);
    this.thing(place.owner).fields[place.field] = held.pointer;
  }

  #weaken(): void {
    const owner = this.held();
    const target = this.held();
    if (owner === null || target === null) return;
    const thing = this.thing(owner.pointer.object);
    if (thing.weakWord < 0) return;
    const address = this.machine.addressOf(owner.pointer.object) + thing.weakWord;
    const pointer = this.choose(10) === 0 ? null : target.pointer;
    this.machine.setWeak(
      owner.pointer.object,
      address,
      pointer === null ? 0 : this.address(pointer),
      pointer?.object ?? 0,
    );
    thing.weak = pointer;
  }

  /** Follows a weak reference: either its target is held from now on, or it is nil and stays so. */
  #follow(): string | null {
    const held = this.held();
    if (held === null) return null;
    const thing = this.thing(held.pointer.object);
    if (thing.weakWord < 0) return null;
    const slot = this.anySlot();
    const address = this.machine.addressOf(held.pointer.object) + thing.weakWord;
    const expected = thing.weak;
    this.machine.loadWeak(slot, held.pointer.object, address);
    const found = this.machine.slotHigh(slot);
    this.put(slot, null);
    if (found === 0) {
      thing.weak = null;
      return expected !== null && this.reachable().has(expected.object)
        ? `a weak reference to ${expected.object} reads nil, though it is reachable`
        : null;
    }
    if (expected?.object !== found) return `a weak reference led to ${found}`;
    this.coverage.weakFollowed += 1;
    this.put(slot, expected);
    return null;
  }

  #hook(): void {
    const held = this.held();
    if (held === null) return;
    const { object } = held.pointer;
    this.#tokens += 1;
    if (this.choose(3) > 0) {
      const thing = this.thing(object);
      thing.finalizer = this.choose(8) === 0 ? 0 : this.#tokens;
      this.finalizerOf.set(this.#tokens, object);
      this.machine.setFinalizer(object, thing.finalizer);
      return;
    }
    this.cleanupOf.set(this.#tokens, object);
    this.machine.addCleanup(object, this.#tokens);
  }

  /** Runs what is queued: a finalizer may keep its object, a cleanup has none. */
  #take(): string | null {
    const slot = this.anySlot();
    const token = this.machine.takeFinalizer(slot);
    if (token !== 0) {
      const expected = this.queued.shift();
      const object = this.machine.slotHigh(slot);
      if (object !== expected) return `finalizer ${token} came with ${object}, not ${expected}`;
      if (this.finalizerOf.get(token) !== object)
        return `object ${object} has no finalizer ${token}`;
      this.finalizerOf.delete(token);
      this.coverage.finalized += 1;
      this.put(slot, { object, offset: 0 });
      if (this.choose(2) === 0) this.coverage.resurrected += 1;
      else {
        this.machine.setSlot(slot, 0, 0);
        this.put(slot, null);
      }
      return null;
    }
    const cleanup = this.machine.takeCleanup();
    if (cleanup === 0) return null;
    const object = this.cleanupOf.get(cleanup);
    if (object === undefined || this.cleaned.has(cleanup)) return `cleanup ${cleanup} came twice`;
    if (this.machine.isAllocated(object)) return `cleanup ${cleanup} came before its object's end`;
    this.cleaned.add(cleanup);
    this.coverage.cleaned += 1;
    return null;
  }

  #callOrReturn(): void {
    const { machine } = this;
    const frames = this.threads[machine.currentThread] ?? [];
    if (frames.length < 4 && this.choose(2) === 0) {
      frames.push(machine.frameBase(machine.pushFrame(this.frame)));
      return;
    }
    if (frames.length < 2) return;
    machine.popFrame();
    this.#forget(frames.pop() ?? 0);
  }

  #forget(base: number): void {
    for (let word = 0; word < frameWords; word += 1) this.slots.delete(base + word);
  }

  #threading(): void {
    const { machine } = this;
    const alive = this.threads.flatMap((frames, thread) => (frames === null ? [] : [thread]));
    const dice = this.choose(3);
    if (dice === 0 && alive.length < 4) {
      const thread = machine.startThread('another');
      const held = this.held();
      const from = machine.currentThread;
      machine.switchThread(thread);
      const base = machine.frameBase(machine.pushFrame(this.frame));
      this.threads[thread] = [base];
      this.coverage.threads += 1;
      if (held !== null) {
        machine.setSlot(base, this.address(held.pointer), held.pointer.object);
        this.put(base, held.pointer);
      }
      machine.switchThread(from);
      return;
    }
    const other = this.pick(alive.filter((thread) => thread !== machine.currentThread));
    if (other === undefined) return;
    if (dice === 1 && other !== 0) {
      machine.endThread(other);
      for (const base of this.threads[other] ?? []) this.#forget(base);
      this.threads[other] = null;
    } else machine.switchThread(other);
  }
}
