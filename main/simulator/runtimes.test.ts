import { describe, expect, test } from 'vitest';
import { leastGoalBytes, heapGoal } from './go/pacer.ts';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';
import type { CollectorName } from './settings.ts';
import { eventsNamed } from './testing/play.ts';
import recordedTrace from './testing/recorded/gctrace.json' with { type: 'json' };
import recordedGo from './testing/recorded/go.json' with { type: 'json' };
import recordedNode from './testing/recorded/node.json' with { type: 'json' };
import recordedPython from './testing/recorded/python.json' with { type: 'json' };
import {
  askGo,
  askNode,
  askPython,
  performed,
  probeGraphs,
  probePrograms,
  traceGo,
} from './testing/runtimes.ts';
import type { AliveAnswer, CollectAnswer, GoAnswer, ProbeGraph } from './testing/runtimes.ts';

// What real runtimes do with generated graphs is recorded (scripts/runtimes/record.ts), so that these
// tests need none of them; where one is installed, it is asked again.

/** Builds a graph in a machine; its objects are held by the roots alone. */
function build({ fields, roots, finalizers }: ProbeGraph, collector: CollectorName): Machine {
  // Nothing is to be found before it is asked for.
  const limits = { candidateLimit: 1e6, zeroCountLimit: 1e6, heapBytes: 1 << 17 };
  const machine = new Machine({ ...defaultSettings, ...limits, collector });
  const words = fields.map((_, index) => ({ name: `n${index}`, pointer: true }));
  const holding = machine.frameBase(machine.pushFrame(machine.defineFrame('building', words)));
  machine.beginOperation(1);
  for (const [index, targets] of fields.entries())
    machine.allocate(
      machine.defineShape(`T${targets.length}`, targets.length * 8, {
        kind: 'prefix',
        count: targets.length,
      }),
      holding + index,
    );
  for (const [index, targets] of fields.entries())
    for (const [field, target] of targets.entries())
      if (target !== 0)
        machine.setPointer(
          index + 1,
          machine.addressOf(index + 1) + field,
          machine.addressOf(target),
          target,
        );
  for (const object of finalizers) machine.setFinalizer(object, object);
  const kept = new Set(roots);
  for (const index of fields.keys())
    if (!kept.has(index + 1)) machine.setSlot(holding + index, 0, 0);
  return machine;
}

function aliveIn(machine: Machine): number[] {
  const ids = Array.from({ length: machine.statistics().mallocs }, (_, index) => index + 1);
  return ids.filter((object) => machine.isAllocated(object));
}

const graphs = probeGraphs();
const complete = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'generational',
  'refcount-cycles',
  'refcount-backup',
] as const;

describe('which objects are alive after a collection, as V8 finds them', () => {
  const alive = (collector: CollectorName): number[][] =>
    graphs.map((graph) => {
      const machine = build({ ...graph, finalizers: [] }, collector);
      machine.collect();
      machine.collect();
      return aliveIn(machine);
    });

  test.each(complete)('under %s (recorded)', (collector) => {
    const found = alive(collector);
    expect(found).toEqual(recordedNode.results);
    expect(graphs.flatMap(({ fields }) => fields).length - found.flat().length).toBeGreaterThan(
      300,
    );
  });

  test('where a Node with `queryObjects` is installed, it says the same today', () => {
    const told: AliveAnswer = askNode() ?? recordedNode;
    expect(told.results).toEqual(alive('mark-sweep'));
  });
});

describe('what CPython frees by counting, and what `gc.collect()` finds and returns', () => {
  const ours = (): CollectAnswer['results'] =>
    probePrograms().map((program) => {
      const { machine } = performed(program, {
        ...defaultSettings,
        collector: 'refcount-cycles',
        heapBytes: 1 << 16,
        candidateLimit: 1e6,
      });
      const { length } = machine.core.recording;
      const before = eventsNamed(machine, 'dead').map(({ object }) => object);
      machine.beginOperation(0);
      machine.collect();
      const found = eventsNamed(machine, 'cycle', length).map(({ object }) => object);
      return { before, count: found.length, found: found.sort((one, other) => one - other) };
    });

  test('recorded', () => {
    expect(ours()).toEqual(recordedPython.results);
    expect(recordedPython.results.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(60);
  });

  test('where Python is installed, it says the same today', () => {
    const told: CollectAnswer = askPython() ?? recordedPython;
    expect(told.results).toEqual(ours());
  });
});

describe('whose finalizers Go runs after which `runtime.GC()`', () => {
  const rounds = (collector: CollectorName): number[][][] =>
    graphs.map((graph) => {
      const machine = build(graph, collector);
      const slot = machine.frameBase(
        machine.pushFrame(machine.defineFrame('finalizers', [{ name: 'x', pointer: true }])),
      );
      return Array.from({ length: 5 }, () => {
        machine.beginOperation(2);
        machine.collect();
        const ran: number[] = [];
        for (
          let token = machine.takeFinalizer(slot);
          token !== 0;
          token = machine.takeFinalizer(slot)
        )
          ran.push(token);
        machine.setSlot(slot, 0, 0);
        return ran.sort((one, other) => one - other);
      });
    });

  test.each(['mark-sweep', 'tricolour', 'mark-compact', 'semispace', 'generational'] as const)(
    'under %s (recorded)',
    (collector) => {
      expect(rounds(collector)).toEqual(recordedGo.rounds);
      // Chains take more than one collection, and some wait for ever.
      const later = recordedGo.rounds.filter((one) => one.slice(1).some((ran) => ran.length > 0));
      expect(later.length).toBeGreaterThan(5);
    },
  );

  test('where Go is installed, it says the same today', { timeout: 240_000 }, () => {
    const told: GoAnswer = askGo() ?? recordedGo;
    expect(told.rounds).toEqual(rounds('mark-sweep'));
  });
});

describe("Go's heap goal", () => {
  // Beyond the formula, a goal leaves the sweeper a mebibyte (`sweepMinHeapDistance`).
  const sweepDistance = 2 ** 20;

  test('is that of the formula, to the byte', () => {
    const floors = new Set<string>();
    for (const { gogc, live, stack, globals, goal } of recordedGo.goals) {
      const told = heapGoal({ live, roots: stack + globals, gogc });
      expect(goal).toBe(Math.floor(Math.max(told, live + sweepDistance)));
      if (goal === (leastGoalBytes * gogc) / 100) floors.add('least');
      else if (goal > live + sweepDistance) floors.add('formula');
    }
    expect([...floors].sort()).toEqual(['formula', 'least']);
  });

  const traced =
    /^gc (\d+) @.*?, \d+->\d+->(\d+) MB, (\d+) MB goal, (\d+) MB stacks, (\d+) MB globals/;

  test.each([
    ['recorded', () => recordedTrace],
    ['of the Go that is installed', () => traceGo() ?? recordedTrace],
  ])(
    'and of the lines of gctrace, to their mebibyte: %s',
    { timeout: 240_000 },
    (_whose, lines) => {
      const cycles = lines().map((line) => traced.exec(line)?.map(Number) ?? []);
      let compared = 0;
      for (let index = 1; index < cycles.length; index += 1) {
        const [, , live = 0] = cycles[index - 1] ?? [];
        const [, , , goal = 0, stacks = 0, globals = 0] = cycles[index] ?? [];
        const mebibyte = 2 ** 20;
        const goalFor = (more: number): number =>
          heapGoal({
            live: (live + more) * mebibyte,
            roots: (stacks + globals + 2 * more) * mebibyte,
            gogc: 100,
          }) / mebibyte;
        // Every figure of a line is rounded down to whole mebibytes.
        expect(goal).toBeGreaterThanOrEqual(Math.floor(goalFor(0)));
        expect(goal).toBeLessThanOrEqual(Math.ceil(goalFor(1)));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(4);
    },
  );
});
