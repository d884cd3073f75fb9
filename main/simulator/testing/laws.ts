import { objectFlag, phase, plane, register } from '../layout.ts';
import type { Machine } from '../machine.ts';
import type { MachineOptions } from '../machine.ts';
import type { Operation } from '../operation.ts';
import { ScriptRun } from '../script-run.ts';
import type { HeapSettings } from '../settings.ts';
import { brokenPlacement, brokenTiling } from './block-laws.ts';
import { brokenInvariant, brokenRest, brokenTrial } from './invariants.ts';
import { CountingModel, Model } from './model.ts';
import { eventsNamed, holesOf } from './play.ts';
import { brokenReplay, brokenTimeline } from './timeline-laws.ts';

/** What a checked run reached: a law that never met a cycle has not been tested on cycles. */
export interface Coverage {
  cycles: number;
  splits: number;
  merges: number;
  doubleMerges: number;
  cascades: number;
  collections: number;
  freed: number;
  outOfMemory: number;
  barriers: number;
  /** Objects that left the nursery for the old space. */
  promotions: number;
  /** Blocks that marking walked over because its stack had been full. */
  overflows: number;
}

export const noCoverage = (): Coverage => ({
  cycles: 0,
  splits: 0,
  merges: 0,
  doubleMerges: 0,
  cascades: 0,
  collections: 0,
  freed: 0,
  outOfMemory: 0,
  barriers: 0,
  promotions: 0,
  overflows: 0,
});

/** Collectors after whose collection the allocated set is exactly what is reachable. */
const complete: readonly string[] = [
  'mark-sweep',
  'refcount-cycles',
  'refcount-backup',
  'mark-compact',
  'semispace',
  'generational',
];

/**
 * Performs operations under all laws that hold for the settings; the first law that is broken, in
 * words, or `null`. `options` may bring a collector or an allocator with a planted bug.
 */
export function brokenLaw(
  operations: readonly Operation[],
  settings: HeapSettings,
  options: MachineOptions = {},
  coverage: Coverage = noCoverage(),
): string | null {
  try {
    return check(operations, settings, options, coverage);
  } catch (error) {
    return `it throws: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function check(
  operations: readonly Operation[],
  settings: HeapSettings,
  options: MachineOptions,
  coverage: Coverage,
): string | null {
  const run = new ScriptRun(settings, options);
  const { machine } = run;
  const model = new Model();
  const counting = settings.collector === 'refcount' ? new CountingModel() : null;
  const ends: string[] = [machine.timeline.stateHash()];
  const { hashes, broken } = listen(machine);
  const performed: Operation[] = [];
  for (const [index, operation] of operations.entries()) {
    const before = machine.core.recording.length;
    const next = run.newest + 1;
    const holes = holesOf(machine);
    const { status } = run.perform({ line: index + 1, operation });
    if (status === 'refused') {
      // Through a dangling pointer a program may meet other fields than its own.
      if (settings.collector === 'manual') continue;
      return `operation ${index + 1} was refused`;
    }
    performed.push(operation);
    ends.push(machine.timeline.stateHash());
    const tiling =
      broken[0] ?? brokenTiling(machine) ?? brokenPlacement(machine, holes, before, settings);
    if (tiling !== null) return `operation ${index + 1}: ${tiling}`;
    if (status === 'out-of-memory') {
      coverage.outOfMemory += 1;
      break;
    }
    if (settings.collector === 'manual') continue;
    const orders =
      operation.kind === 'gc' && isPlainMarkSweep(settings)
        ? model.markOrder(settings.markOrder)
        : null;
    if (counting !== null) counting.perform(operation, next, model);
    else model.perform(operation, next);
    const law =
      brokenGraph(machine, model) ??
      brokenCounts(machine, counting) ??
      brokenRest(machine) ??
      (orders === null ? null : brokenMarking(machine, before, orders)) ??
      (operation.kind === 'gc' ? brokenCompleteness(machine, model) : null);
    if (law !== null) return `operation ${index + 1}: ${law}`;
  }
  cover(machine, coverage);
  return (
    brokenTimeline(machine, ends, hashes, performed.length) ??
    brokenReplay(performed, settings, options, machine)
  );
}

/** Only the textbook's stack or queue visits in the order of the definition; a lazy sweep comes later. */
function isPlainMarkSweep(settings: HeapSettings): boolean {
  return (
    settings.collector === 'mark-sweep' &&
    settings.markStackLimit === null &&
    !settings.pointerReversal &&
    !settings.lazySweep
  );
}

/** The hash just after each event, taken as it is recorded, and the invariants that did not hold then. */
function listen(machine: Machine): { readonly hashes: string[]; readonly broken: string[] } {
  const hashes: string[] = [];
  const broken: string[] = [];
  const { core } = machine;
  const { recording } = core;
  recording.isWatched = true;
  const note = (law: string | null): void => {
    if (law !== null) broken.push(`after event ${recording.length}: ${law}`);
  };
  const emit = recording.emit.bind(recording);
  recording.emit = (code, aux, first, second, third) => {
    emit(code, aux, first, second, third);
    hashes.push(machine.timeline.stateHash());
    note(brokenInvariant(machine));
  };
  const set = core.setRegister.bind(core);
  core.setRegister = (index, value) => {
    set(index, value);
    if (index === register.phase && value === phase.scan) note(brokenTrial(machine));
  };
  return { hashes, broken };
}

/** Safety: what is reachable is allocated and holds what was stored. */
function brokenGraph(machine: Machine, model: Model): string | null {
  const roots: number[] = [];
  for (const slot of machine.roots.list())
    if (machine.slotHigh(slot) !== 0) roots.push(machine.slotHigh(slot));
  if (roots.join() !== model.roots().join())
    return `the roots are ${roots.join()}, not ${model.roots().join()}`;
  for (const object of model.reachable()) {
    if (!machine.isAllocated(object)) return `object ${object} is reachable, but it was freed`;
    if (machine.core.hasFlag(object, objectFlag.dead))
      return `object ${object} is reachable, but it is dead`;
    for (const [field, target] of (model.fields.get(object) ?? []).entries()) {
      const held = machine.space.target(object, field);
      if (held !== (target ?? 0))
        return `field ${field} of object ${object} holds ${held}, not ${target}`;
      const address = machine.wordLow(machine.space.fieldAddress(object, field));
      if (target !== null && address !== machine.addressOf(target))
        return `field ${field} of object ${object} points at word ${address}, its target is elsewhere`;
    }
  }
  return null;
}

/** Counts equal the counted slots; nothing with count 0 stays; deaths in the order of the definition. */
export function brokenCounts(machine: Machine, counting: CountingModel | null): string | null {
  const { core, collector } = machine;
  if (!collector.counts || !collector.countsRoots) return null;
  const counted = new Map<number, number>();
  const count = (object: number): void => void counted.set(object, (counted.get(object) ?? 0) + 1);
  for (const slot of machine.roots.list())
    if (machine.slotHigh(slot) !== 0) count(machine.slotHigh(slot));
  for (const object of machine.space.hooks.queued()) count(object);
  const newest = core.register(register.objects);
  for (let object = 1; object <= newest; object += 1) {
    // What waits on a to-free list still counts: lazy freeing touches its fields later.
    if (
      !machine.isAllocated(object) ||
      (core.hasFlag(object, objectFlag.dead) && collector.name !== 'refcount-lazy')
    )
      continue;
    for (let field = 0; field < machine.space.fieldCount(object); field += 1)
      if (machine.space.target(object, field) !== 0) count(machine.space.target(object, field));
  }
  for (let object = 1; object <= newest; object += 1) {
    if (!machine.isAllocated(object)) continue;
    const slots = counted.get(object) ?? 0;
    if (machine.countOf(object) !== slots)
      return `object ${object} has count ${machine.countOf(object)}, but ${slots} counted slots`;
    if (slots === 0 && !core.hasFlag(object, objectFlag.dead))
      return `object ${object} has count 0 and is not dead`;
  }
  if (counting === null) return null;
  const dead = eventsNamed(machine, 'dead').map(({ object }) => object);
  const freed = eventsNamed(machine, 'free').map(({ object }) => object);
  if (dead.join() !== counting.dead.join())
    return `deaths in the order ${dead.join()}, not ${counting.dead.join()}`;
  return freed.join() === counting.freed.join()
    ? null
    : `freed in the order ${freed.join()}, not ${counting.freed.join()}`;
}

/** Marking follows the definition, sweeping goes up the addresses, and no mark stays. */
function brokenMarking(
  machine: Machine,
  before: number,
  expected: { readonly grey: number[]; readonly black: number[] },
): string | null {
  const grey = eventsNamed(machine, 'grey', before).map(({ object }) => object);
  const black = eventsNamed(machine, 'black', before).map(({ object }) => object);
  if (grey.join() !== expected.grey.join())
    return `greyed in the order ${grey.join()}, not ${expected.grey.join()}`;
  if (black.join() !== expected.black.join())
    return `blackened in the order ${black.join()}, not ${expected.black.join()}`;
  const swept = eventsNamed(machine, 'sweep', before);
  if (swept.some(({ address }, index) => index > 0 && address <= (swept[index - 1]?.address ?? 0)))
    return 'the sweep does not go up the addresses';
  const freed = eventsNamed(machine, 'free', before);
  if (
    swept
      .filter((sweep) => sweep.freed)
      .map(({ address }) => address)
      .join() !== freed.map(({ address }) => address).join()
  )
    return 'what is swept is not what is freed';
  const [end] = eventsNamed(machine, 'gc-end', before);
  if (end?.marked !== grey.length || end.freed !== freed.length)
    return 'the end of the collection tells other numbers than its events';
  const marks = [plane.marks, plane.scans].some((target) =>
    (machine.core.store.words[target] ?? []).some((word) => word !== 0),
  );
  return marks ? 'marks are left after the sweep' : null;
}

/** Completeness: after a collection, only what an independent search reaches is allocated. */
function brokenCompleteness(machine: Machine, model: Model): string | null {
  // What a lazy sweep has not come to is still allocated.
  if (!complete.includes(machine.collector.name) || machine.settings.lazySweep) return null;
  const reachable = model.reachable();
  for (let object = 1; object <= machine.core.register(register.objects); object += 1) {
    if (machine.isAllocated(object) && !reachable.has(object))
      return `object ${object} is garbage, and the collection left it`;
  }
  return null;
}

function cover(machine: Machine, coverage: Coverage): void {
  coverage.splits += eventsNamed(machine, 'split').length;
  const merges = eventsNamed(machine, 'coalesce').length;
  coverage.merges += merges;
  coverage.freed += eventsNamed(machine, 'free').length;
  coverage.cycles += eventsNamed(machine, 'cycle').length;
  coverage.collections += machine.core.register(register.collections);
  if (machine.core.register(register.longestCascade) > 1) coverage.cascades += 1;
  coverage.barriers += machine.core.register(register.barriers);
  const nursery = machine.heap.limit * machine.core.geometry.unit;
  coverage.promotions += eventsNamed(machine, 'move').filter(
    ({ from, to }) => from >= nursery && to < nursery,
  ).length;
  if (machine.settings.markStackLimit !== null)
    coverage.overflows +=
      machine.core.register(register.swept) - eventsNamed(machine, 'sweep').length;
  const { recording } = machine.core;
  for (let seq = 2; seq <= recording.length; seq += 1) {
    if (recording.codeOf(seq) === coalesceCode && recording.codeOf(seq - 1) === coalesceCode)
      coverage.doubleMerges += 1;
  }
}

const coalesceCode = 8;
