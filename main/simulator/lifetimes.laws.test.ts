import { expect, test } from 'vitest';
import { eventAt } from './decode.ts';
import { explain } from './explain.ts';
import { frameAt } from './frames.ts';
import { Lifetimes } from './lifetimes.ts';
import type { Machine } from './machine.ts';
import type { Operation } from './operation.ts';
import { eventCode } from './recording.ts';
import { ScriptRun } from './script-run.ts';
import { seriesOf } from './series.ts';
import { collectorNames, defaultSettings } from './settings.ts';
import type { CollectorName } from './settings.ts';
import { generateOperations } from './testing/generate.ts';

/** What the roots lead to at the position shown: a search that shares nothing with the simulator's own. */
function reachableNow(machine: Machine): Set<number> {
  const reached = new Set<number>();
  const list: number[] = [];
  for (const slot of machine.roots.list()) list.push(machine.slotHigh(slot));
  for (let object = list.pop(); object !== undefined; object = list.pop()) {
    if (object === 0 || reached.has(object)) continue;
    reached.add(object);
    for (let field = 0; field < machine.space.fieldCount(object); field += 1)
      list.push(machine.space.target(object, field));
  }
  return reached;
}

function perform(seed: number, collector: CollectorName): ScriptRun {
  const run = new ScriptRun({ ...defaultSettings, collector, heapBytes: 4096, candidateLimit: 5 });
  for (const [index, operation] of generateOperations(seed, { length: 90 }).entries())
    run.perform({ line: index + 1, operation });
  return run;
}

// By hand, a program frees what it may still reach: dates are another matter there.
const collectors = collectorNames.filter((collector) => collector !== 'manual');

test.each(collectors)(
  'under %s, each object is unreachable from the very event on that a search at every event finds',
  (collector) => {
    let dated = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const { machine } = perform(seed, collector);
      const lifetimes = new Lifetimes(machine);
      const last = new Map<number, number>();
      const born = new Map<number, number>();
      const found = new Map<number, number>();
      for (let seq = 1; seq <= machine.timeline.length; seq += 1) {
        machine.timeline.seek(seq);
        const reached = reachableNow(machine);
        for (const object of reached) last.set(object, seq);
        for (const object of last.keys()) {
          if (!reached.has(object) && !found.has(object)) found.set(object, seq);
          if (reached.has(object)) found.delete(object);
        }
        for (const object of reached) if (!born.has(object)) born.set(object, seq);
      }
      for (const object of born.keys()) {
        expect([
          seed,
          object,
          lifetimes.lifeOf(object, machine.timeline.length)?.unreachableSince,
        ]).toEqual([seed, object, found.get(object) ?? null]);
        if (found.has(object)) dated += 1;
      }
      // The sums follow from the lives: compared with the search at some positions.
      for (let seq = 0; seq <= machine.timeline.length; seq += 17) {
        machine.timeline.seek(seq);
        expect(lifetimes.at(seq, 0).liveObjects).toBe(
          reachableNow(machine).size + unrooted(machine),
        );
      }
    }
    expect(dated).toBeGreaterThan(50);
  },
);

/** A new object that its slot does not hold yet counts as live; an entry in a zero-count table may come between. */
function unrooted(machine: Machine): number {
  const { core, timeline } = machine;
  const { recording } = core;
  let seq = timeline.position;
  while (seq > 0 && recording.codeOf(seq) === eventCode.candidate) seq -= 1;
  const isBirth = seq > 0 && recording.codeOf(seq) === eventCode.alloc;
  return isBirth && !reachableNow(machine).has(recording.valueOf(seq, 1)) ? 1 : 0;
}

test('looking at lives, frames, series and explanations leaves the position where it was', () => {
  const { machine } = perform(3, 'mark-sweep');
  const lifetimes = new Lifetimes(machine);
  machine.timeline.seekOperation(40);
  const before = [machine.timeline.position, machine.timeline.stateHash()];
  frameAt(machine, lifetimes, 11, { blockLimit: 100, cells: null });
  seriesOf(machine, lifetimes, 0, machine.timeline.length, 20);
  explain(machine, lifetimes, machine.timeline.length, 1);
  expect([machine.timeline.position, machine.timeline.stateHash()]).toEqual(before);
});

test.each(collectors)(
  'under %s, a run that is cut and continued is the run that never had the cut part',
  (collector) => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const operations = generateOperations(seed, { length: 60 });
      const cut = perform(seed, collector);
      const kept = Math.min(30, cut.operations.length);
      new Lifetimes(cut.machine).update();
      cut.machine.timeline.seek(5);
      cut.keep(kept);
      const straight = new ScriptRun(cut.machine.settings);
      for (const [index, operation] of operations.slice(0, kept).entries())
        straight.perform({ line: index + 1, operation });
      expect(cut.machine.timeline.stateHash()).toBe(straight.machine.timeline.stateHash());
      for (const run of [cut, straight])
        for (const [index, operation] of generateOperations(seed + 100, { length: 30 }).entries())
          run.perform({ line: index + 1, operation });
      expect(cut.machine.timeline.stateHash()).toBe(straight.machine.timeline.stateHash());
      expect(cut.machine.timeline.length).toBe(straight.machine.timeline.length);
      const lives = (run: ScriptRun): unknown[] => {
        const lifetimes = new Lifetimes(run.machine);
        return Array.from({ length: run.newest }, (_, index) =>
          lifetimes.lifeOf(index + 1, run.machine.timeline.length),
        );
      };
      expect(lives(cut)).toEqual(lives(straight));
    }
  },
);

test.each(collectors)(
  'under %s, why an object lives is a path of links that are there, and no search finds a shorter one',
  (collector) => {
    let paths = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const { machine } = perform(seed, collector);
      const lifetimes = new Lifetimes(machine);
      machine.timeline.seekEnd();
      for (const object of reachableNow(machine)) {
        const explanation = explain(machine, lifetimes, machine.timeline.length, object);
        if (explanation.kind !== 'alive')
          throw new Error(
            `object ${object} is reachable, but it is told to be ${explanation.kind}`,
          );
        expect(explanation.path[explanation.path.length - 1]?.object).toBe(object);
        expect(explanation.path[0]?.holder.kind).toBe('root');
        for (const [index, link] of explanation.path.entries()) {
          if (link.holder.kind !== 'field') continue;
          expect(link.holder.object).toBe(explanation.path[index - 1]?.object);
          expect(machine.space.target(link.holder.object, link.holder.field)).toBe(link.object);
        }
        expect(explanation.path).toHaveLength(distanceTo(machine, object));
        paths += 1;
      }
    }
    expect(paths).toBeGreaterThan(30);
  },
);

/** Links from the roots to an object, layer by layer. */
function distanceTo(machine: Machine, object: number): number {
  let layer = new Set(
    [...machine.roots.list()]
      .map((slot) => machine.slotHigh(slot))
      .filter((target) => target !== 0),
  );
  const seen = new Set(layer);
  for (let distance = 1; layer.size > 0; distance += 1) {
    if (layer.has(object)) return distance;
    const next = new Set<number>();
    for (const from of layer) {
      for (let field = 0; field < machine.space.fieldCount(from); field += 1) {
        const target = machine.space.target(from, field);
        if (target !== 0 && !seen.has(target)) next.add(target);
        if (target !== 0) seen.add(target);
      }
    }
    layer = next;
  }
  return Infinity;
}

test('freed by hand, an object takes with it the ways that led through it', () => {
  const run = new ScriptRun({ ...defaultSettings, collector: 'manual', heapBytes: 256 });
  const script: readonly Operation[] = [
    { kind: 'alloc', slot: 'a', type: 'A', bytes: 8, fields: 1 },
    { kind: 'alloc', slot: 'b', type: 'B', bytes: 8, fields: 1 },
    { kind: 'write', slot: 'a', field: 0, from: 'b' },
    { kind: 'root', slot: 'b', from: null },
    { kind: 'free', slot: 'a' },
    { kind: 'alloc', slot: 'c', type: 'C', bytes: 8, fields: 1 },
  ];
  script.forEach((operation, index) => run.perform({ line: index + 1, operation }));
  const { machine } = run;
  const freed = firstEvent(machine, 'free');
  const lifetimes = new Lifetimes(machine);
  const end = machine.timeline.length;
  expect(lifetimes.lifeOf(1, end)?.unreachableSince).toBe(freed);
  expect(lifetimes.lifeOf(2, end)?.unreachableSince).toBe(freed);
  expect(lifetimes.at(freed - 1, 0).garbageObjects).toBe(0);
});

/** The first event of a name. */
function firstEvent(machine: Machine, name: string): number {
  for (let seq = 1; seq <= machine.timeline.length; seq += 1)
    if (eventAt(machine.core, seq).event === name) return seq;
  return 0;
}
