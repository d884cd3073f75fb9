import { objectColumn, objectFlag, phase, plane, register } from '../layout.ts';
import type { Machine } from '../machine.ts';

/** Roots still to be scanned by a tricolour cycle: 0 the globals, then 1 + thread. */
const nextRoot = register.own;

/**
 * What must hold of marks, counts and remembered sets between any two events (reference §2.8, §2.13,
 * §2.15, §2.16); the first invariant that is broken, in words, or `null`.
 */
export function brokenInvariant(machine: Machine): string | null {
  const at = machine.core.register(register.phase);
  if (machine.collector.name === 'generational' && at === phase.none)
    return brokenRememberedSet(machine);
  if (machine.collector.name === 'tricolour' && at === phase.mark)
    return machine.settings.barrier === 'none' ? null : brokenTricolour(machine);
  const isTracing =
    at === phase.mark || (at === phase.copy && machine.collector.name === 'semispace');
  // Reversed pointers are no edges of the graph.
  return isTracing && !machine.settings.pointerReversal ? blackToWhite(machine) : null;
}

function* allocated(machine: Machine): IterableIterator<number> {
  const newest = machine.core.register(register.objects);
  for (let object = 1; object <= newest; object += 1)
    if (machine.core.isAllocated(object)) yield object;
}

function targetsOf(machine: Machine, object: number): number[] {
  return Array.from({ length: machine.space.fieldCount(object) }, (_, field) =>
    machine.space.target(object, field),
  ).filter((target) => target !== 0);
}

/** The strong invariant: no scanned object refers to one that was not reached. */
function blackToWhite(machine: Machine): string | null {
  const { core } = machine;
  for (const object of allocated(machine)) {
    if (!core.isScanned(object)) continue;
    if (!core.isMarked(object)) return `object ${object} is scanned, but not marked`;
    for (const target of targetsOf(machine, object))
      if (!core.isMarked(target)) return `black object ${object} refers to white ${target}`;
  }
  return null;
}

/**
 * Barriers on insertions keep the strong invariant in the heap; all of them keep the weak one: what
 * is white and can be reached, or hangs on a black object, is protected by a grey one, or by a root
 * that is yet to be scanned, through white objects.
 */
function brokenTricolour(machine: Machine): string | null {
  const { core, roots, settings } = machine;
  const isRescanned = settings.barrier === 'dijkstra' || settings.barrier === 'steele';
  const scanned = core.register(nextRoot);
  const slotsOf = (frames: readonly number[]): number[] =>
    frames.flatMap((frame) =>
      [...roots.slots(frame)].map((slot) => core.store.get(plane.stack, slot * 2 + 1)),
    );
  const globals = core.register(register.globals);
  const open: number[] = [];
  const closed: number[] = [];
  (scanned > 0 ? closed : open).push(...slotsOf(globals === 0 ? [] : [globals]));
  for (let thread = 0; thread < roots.threads; thread += 1) {
    const isOpen = isRescanned || scanned <= thread + 1;
    (isOpen ? open : closed).push(...slotsOf(roots.framesOf(thread)));
  }
  const isWhite = (object: number): boolean => object !== 0 && !core.isMarked(object);
  const isProtected = new Set<number>();
  const list = open.filter(isWhite);
  const blackEdges: [number, number][] = closed.filter(isWhite).map((object) => [0, object]);
  for (const object of allocated(machine)) {
    if (!core.isMarked(object)) continue;
    const white = targetsOf(machine, object).filter(isWhite);
    if (core.isScanned(object))
      blackEdges.push(...white.map((to): [number, number] => [object, to]));
    else list.push(...white);
  }
  for (let object = list.pop(); object !== undefined; object = list.pop()) {
    if (isProtected.has(object)) continue;
    isProtected.add(object);
    list.push(...targetsOf(machine, object).filter(isWhite));
  }
  for (const [from, to] of blackEdges) {
    const holder = from === 0 ? 'a scanned root' : `black object ${from}`;
    if (isRescanned) return `${holder} refers to white ${to}: the strong invariant is broken`;
    if (!isProtected.has(to))
      return `${holder} refers to white ${to}, which no grey object protects: the weak invariant is broken`;
  }
  return null;
}

/** Every reference from old to young is in the remembered set, which holds old objects once. */
function brokenRememberedSet(machine: Machine): string | null {
  const { core, heap } = machine;
  const isYoung = (object: number): boolean =>
    core.object(object, objectColumn.address) >= heap.limit;
  const length = core.register(register.bufferLength);
  const remembered = new Set<number>();
  for (let index = 0; index < length; index += 1)
    remembered.add(core.store.get(plane.buffer, index));
  if (remembered.size !== length) return 'the remembered set holds an object twice';
  for (const object of remembered) {
    if (!core.isAllocated(object)) return `freed object ${object} is remembered`;
    if (isYoung(object)) return `young object ${object} is remembered`;
  }
  for (const object of allocated(machine)) {
    if (core.hasFlag(object, objectFlag.buffered) !== remembered.has(object))
      return `object ${object} and the remembered set disagree about each other`;
    if (isYoung(object) || remembered.has(object)) continue;
    const young = targetsOf(machine, object).find(isYoung);
    if (young !== undefined)
      return `old object ${object} refers to young ${young}, and is not remembered`;
  }
  return null;
}

/** After the first phase of trial deletion a grey object's count is that of the references from outside. */
export function brokenTrial(machine: Machine): string | null {
  const { core } = machine;
  const isGrey = (object: number): boolean =>
    (core.object(object, objectColumn.flags) & objectFlag.trialMask) === objectFlag.trialGrey;
  const outside = new Map<number, number>();
  const count = (object: number): void => void outside.set(object, (outside.get(object) ?? 0) + 1);
  for (const slot of machine.roots.list())
    if (machine.slotHigh(slot) !== 0) count(machine.slotHigh(slot));
  for (const object of machine.space.hooks.queued()) count(object);
  for (const object of allocated(machine))
    if (!isGrey(object) && !core.hasFlag(object, objectFlag.dead))
      for (const target of targetsOf(machine, object)) count(target);
  for (const object of allocated(machine)) {
    const expected = outside.get(object) ?? 0;
    if (isGrey(object) && machine.countOf(object) !== expected)
      return `grey object ${object} has count ${machine.countOf(object)}, but ${expected} references from outside`;
  }
  return null;
}

/** What must hold of the collector's own bookkeeping between two operations. */
export function brokenRest(machine: Machine): string | null {
  const { core, collector } = machine;
  if (core.register(register.phase) === phase.none) {
    const isMarked = [plane.marks, plane.scans].some((target) =>
      (core.store.words[target] ?? []).some((word) => word !== 0),
    );
    if (isMarked) return 'marks are left though no collection is under way';
  }
  return collector.name === 'refcount-deferred' ? brokenZeroCounts(machine) : null;
}

/** Counts are those of heap fields alone, and the zero-count table holds exactly the objects with 0. */
function brokenZeroCounts(machine: Machine): string | null {
  const { core } = machine;
  const counted = new Map<number, number>();
  for (const object of allocated(machine))
    for (const target of targetsOf(machine, object))
      counted.set(target, (counted.get(target) ?? 0) + 1);
  const table: number[] = [];
  for (let index = 0; index < core.register(register.bufferLength); index += 1)
    if (core.store.get(plane.buffer, index) !== 0) table.push(core.store.get(plane.buffer, index));
  const zero: number[] = [];
  for (const object of allocated(machine)) {
    const fields = counted.get(object) ?? 0;
    if (machine.countOf(object) !== fields)
      return `object ${object} has count ${machine.countOf(object)}, but ${fields} fields refer to it`;
    if (fields === 0) zero.push(object);
  }
  const told = [...table].sort((one, other) => one - other);
  return told.join() === zero.join()
    ? null
    : `the zero-count table holds ${told.join()}, but count 0 have ${zero.join()}`;
}
