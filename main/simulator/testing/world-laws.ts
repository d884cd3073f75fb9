import { objectFlag, phase, register } from '../layout.ts';
import { fieldWord } from '../shapes.ts';
import { brokenTiling } from './block-laws.ts';
import { brokenRest } from './invariants.ts';
import { brokenCounts } from './laws.ts';
import type { WorldModel } from './world-model.ts';

/** Objects with a finalizer under these collectors wait for what refers to them, as in Go. */
const inOrder: readonly string[] = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'refcount-cycles',
  'refcount-backup',
];

/** What was queued in this step: unreachable until then, and in order where the collector keeps it. */
export function noteQueue(world: WorldModel): string | null {
  const now = [...world.machine.space.hooks.queued()];
  const known = world.queued.length;
  if (now.slice(0, known).join() !== world.queued.join())
    return `the queue was ${world.queued.join()} and is ${now.join()}`;
  const added = now.slice(known);
  if (added.length === 0) return null;
  const live = world.reachable();
  for (const object of added) {
    if (world.thing(object).finalizer === 0) return `object ${object} has no finalizer to queue`;
    if (live.has(object)) return `object ${object} is reachable, and its finalizer is queued`;
  }
  if (inOrder.includes(world.machine.collector.name)) {
    // Nothing that waits for its finalizer, and nothing queued with it, leads to a queued object.
    for (const object of added) {
      for (const [other, thing] of world.things) {
        if (thing.finalizer === 0 || !world.machine.isAllocated(other)) continue;
        const below = new Set<number>();
        world.close(
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
      world.close(below, [object]);
      if ([...below].some((other) => other !== object && world.thing(other).finalizer !== 0))
        world.coverage.chains += 1;
    }
  }
  for (const object of added) world.thing(object).finalizer = 0;
  // Weak references are nil before the finalizer of what they led to runs, and stay so.
  for (const thing of world.things.values()) {
    if (thing.weak === null || !added.includes(thing.weak.object)) continue;
    thing.weak = null;
    world.coverage.weakCleared += 1;
  }
  world.queued.push(...added);
  return null;
}

/** The first law that does not hold now, or `null`. */
export function brokenNow(world: WorldModel): string | null {
  return (
    brokenTiling(world.machine) ??
    brokenCounts(world.machine, null) ??
    brokenRest(world.machine) ??
    brokenGraph(world) ??
    brokenWeak(world) ??
    brokenHooks(world)
  );
}

function brokenGraph(world: WorldModel): string | null {
  const { machine } = world;
  for (const slot of machine.roots.list()) {
    const pointer = world.slots.get(slot);
    if (machine.slotHigh(slot) !== (pointer?.object ?? 0))
      return `slot ${slot} holds ${machine.slotHigh(slot)}, not ${pointer?.object ?? 0}`;
    if (pointer !== undefined && machine.slotLow(slot) !== world.address(pointer))
      return `slot ${slot} points at word ${machine.slotLow(slot)} of object ${pointer.object}`;
  }
  for (const object of world.reachable()) {
    if (!machine.isAllocated(object)) return `object ${object} is reachable, but it was freed`;
    if (machine.core.hasFlag(object, objectFlag.dead))
      return `object ${object} is reachable, but it is dead`;
    const thing = world.thing(object);
    for (const [field, pointer] of thing.fields.entries()) {
      const at = machine.addressOf(object) + fieldWord(thing.map, field);
      const told = [machine.wordLow(at), machine.wordHigh(at)];
      const expected = pointer === null ? [0, 0] : [world.address(pointer), pointer.object];
      if (told.join() !== expected.join())
        return `field ${field} of object ${object} holds ${told.join('/')}, not ${expected.join('/')}`;
    }
  }
  return null;
}

/** A weak reference is nil from the moment its target is dead to the collector, and never before. */
function brokenWeak(world: WorldModel): string | null {
  const { machine } = world;
  const live = world.reachable();
  for (const [object, thing] of world.things) {
    if (!machine.isAllocated(object) || thing.weakWord < 0) continue;
    const at = machine.addressOf(object) + thing.weakWord;
    const [low, found] = [machine.wordLow(at), machine.wordHigh(at)];
    if (thing.weak === null) {
      if (found !== 0) return `a weak reference of ${object} leads to ${found}, not to nil`;
      continue;
    }
    const target = thing.weak.object;
    if (found === 0) {
      world.coverage.weakCleared += 1;
      if (live.has(target) && !world.queued.includes(target))
        return `the weak reference of ${object} to ${target} is nil, though that is reachable`;
      if (machine.isAllocated(target) && !isFoundDead(world, target))
        return `the weak reference of ${object} to ${target} is nil before that is dead`;
      thing.weak = null;
      continue;
    }
    if (found !== target) return `a weak reference of ${object} leads to ${found}, not ${target}`;
    if (!machine.isAllocated(target)) return `a weak reference leads to ${target}, which was freed`;
    if (machine.core.hasFlag(target, objectFlag.dead))
      return `a weak reference leads to ${target}, which is dead`;
    if (low !== world.address(thing.weak))
      return `a weak reference to ${target} points at word ${low}`;
  }
  return null;
}

/** Dead to the collector though its block is in use: found so, or to be finalized, or unmarked before the sweep. */
function isFoundDead({ machine, queued }: WorldModel, object: number): boolean {
  const { core } = machine;
  return (
    core.hasFlag(object, objectFlag.dead) ||
    queued.includes(object) ||
    (core.register(register.phase) === phase.sweep && !core.isMarked(object))
  );
}

/** What a finalizer waits for is kept, with all that it leads to. */
function brokenHooks(world: WorldModel): string | null {
  const kept = new Set<number>();
  world.close(
    kept,
    [...world.things].flatMap(([object, thing]) => (thing.finalizer === 0 ? [] : [object])),
  );
  for (const object of kept)
    if (!world.machine.isAllocated(object))
      return `object ${object} was freed, though a finalizer is to see it`;
  return null;
}

/** After a collection of everything only this may be left: the reachable, and what finalizers keep. */
export function brokenCompleteness(world: WorldModel): string | null {
  const kept = world.reachable();
  world.close(
    kept,
    [...world.things].flatMap(([object, thing]) => (thing.finalizer === 0 ? [] : [object])),
  );
  for (const object of world.things.keys())
    if (world.machine.isAllocated(object) && !kept.has(object))
      return `object ${object} is garbage, and the collection left it`;
  return null;
}
