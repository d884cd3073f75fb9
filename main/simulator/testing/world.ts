import { register } from '../layout.ts';
import type { MachineOptions } from '../machine.ts';
import type { HeapSettings } from '../settings.ts';
import { chance } from './generate.ts';
import { brokenInvariant } from './invariants.ts';
import { ActingWorld } from './world-acts.ts';
import { brokenCompleteness, brokenNow, noteQueue } from './world-laws.ts';
import { noWorldCoverage } from './world-model.ts';
import type { WorldCoverage } from './world-model.ts';

/** A world whose laws are looked at after each act and at the end. */
class World extends ActingWorld {
  /** One random operation; the law it broke, or `null`. */
  step(line: number): string | null {
    const { machine } = this;
    machine.beginOperation(line);
    const before = machine.core.recording.length;
    const moves = machine.core.register(register.copied);
    // What is due at the beginning of an operation may have ended a cycle.
    const law = noteQueue(this) ?? this.act() ?? noteQueue(this);
    if (law !== null) return law;
    if (machine.core.register(register.copied) !== moves)
      for (const thing of this.things.values())
        if (thing.weak !== null) this.coverage.weakMoved += 1;
    this.coverage.collections = machine.core.register(register.collections);
    return machine.core.recording.length >= before ? brokenNow(this) : 'events were taken back';
  }

  get isOver(): boolean {
    return this.machine.halted !== null;
  }

  /** Drops all roots and runs all finalizers until nothing changes: cleanups come for all that was freed. */
  conclude(isComplete: boolean): string | null {
    const { machine } = this;
    for (let round = 0; round < 60; round += 1) {
      machine.beginOperation(0);
      for (const slot of [...machine.roots.list()]) machine.setSlot(slot, 0, 0);
      this.slots.clear();
      machine.collect();
      machine.collect();
      while (machine.collector.relieve());
      const law =
        noteQueue(this) ?? brokenNow(this) ?? (isComplete ? brokenCompleteness(this) : null);
      if (law !== null) return law;
      let taken = false;
      while (machine.takeFinalizer(this.globals) !== 0) {
        this.queued.shift();
        taken = true;
        // Letting go of the last one may have found others.
        machine.setSlot(this.globals, 0, 0);
        const order = noteQueue(this);
        if (order !== null) return order;
      }
      if (!taken) break;
    }
    for (let token = machine.takeCleanup(); token !== 0; token = machine.takeCleanup()) {
      if (this.cleaned.has(token)) return `cleanup ${token} came twice`;
      this.cleaned.add(token);
    }
    for (const [token, object] of this.cleanupOf)
      if (machine.isAllocated(object) === this.cleaned.has(token))
        return `cleanup ${token} of object ${object}, which is ${machine.isAllocated(object) ? 'there' : 'gone'}`;
    this.coverage.freed += machine.core.register(register.freedObjects);
    this.coverage.barriers += machine.core.register(register.barriers);
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
