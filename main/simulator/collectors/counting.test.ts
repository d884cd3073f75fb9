import { expect, test } from 'vitest';
import { eventAt } from '../decode.ts';
import type { HeapEvent } from '../event.ts';
import golden from '../golden/golden.json' with { type: 'json' };
import { objectColumn, plane, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import { ScriptRun } from '../script-run.ts';
import { parseScript } from '../script.ts';
import { defaultSettings } from '../settings.ts';
import type { HeapSettings } from '../settings.ts';

/** Performs lines of a script one after the other and tells what each did. */
function play(settings: Partial<HeapSettings>) {
  const run = new ScriptRun({ ...defaultSettings, geometry: 'cells', heapBytes: 64, ...settings });
  const { core } = run.machine;
  const perform = (line: string): HeapEvent[] => {
    const parsed = parseScript(line);
    if (!('lines' in parsed)) throw new Error(`${line} is no operation`);
    const before = core.recording.length;
    run.performAll(parsed.lines);
    return Array.from({ length: core.recording.length - before }, (_, index) =>
      eventAt(core, before + 1 + index),
    );
  };
  const typeOf = (object: number): string => core.shapeOf(object).type;
  return {
    run,
    perform,
    performAll: (lines: readonly string[]): HeapEvent[] => lines.flatMap(perform),
    typeOf,
    died: (events: readonly HeapEvent[]): string[] =>
      events.flatMap((event) => (event.event === 'dead' ? [typeOf(event.object)] : [])),
    counts: (): Record<string, number> => {
      const result: Record<string, number> = {};
      for (let object = 1; object <= core.register(register.objects); object += 1)
        if (core.isAllocated(object))
          result[typeOf(object)] = core.object(object, objectColumn.count);
      return result;
    },
    table: (): string[] => {
      const length = core.register(register.bufferLength);
      return Array.from({ length }, (_, index) => core.store.get(plane.buffer, index))
        .filter((object) => object !== 0)
        .map(typeOf);
    },
  };
}

const chain = [
  'alloc head n1 8 1',
  'alloc t n2 8 1',
  'write head 0 t',
  'alloc u n3 8 1',
  'write t 0 u',
  'alloc t n4 8 1',
  'write u 0 t',
  'alloc u n5 8 1',
  'write t 0 u',
  'root t nil',
  'root u nil',
];

test('a chain dies in one operation when counting is eager, one object at a time when it is lazy (L7_chain)', () => {
  const eager = play({ collector: 'refcount' });
  eager.performAll(chain);
  expect(eager.died(eager.perform('root head nil'))).toEqual(golden.L7_chain[0]?.freed);

  const lazy = play({ collector: 'refcount-lazy', heapBytes: 40 });
  lazy.performAll(chain);
  expect(lazy.died(lazy.perform('root head nil'))).toEqual(['n1']);
  const first = lazy.perform('alloc x X 8 0');
  expect(first.filter((event) => event.event === 'free')).toHaveLength(1);
  expect(lazy.died(first)).toEqual(['n2']);
  expect(lazy.died(lazy.perform('alloc y Y 8 0'))).toEqual(['n3']);
  // Three more fit, then memory is gone: nothing waits any longer.
  expect(
    lazy
      .performAll(['alloc a Z 8 0', 'alloc b Z 8 0', 'alloc c Z 8 0'])
      .some((event) => event.event === 'oom'),
  ).toBe(false);
  expect(lazy.perform('alloc d Z 8 0').at(-1)?.event).toBe('oom');
});

test('walking a list with a counted variable costs 4 and 4, and nothing when roots are not counted (L7_traverse)', () => {
  const build = [
    'alloc l n1 8 1',
    'alloc t n2 8 1',
    'write l 0 t',
    'alloc u n3 8 1',
    'write t 0 u',
    'alloc t n4 8 1',
    'write u 0 t',
    'root t nil',
    'root u nil',
    'root p nil',
  ];
  const walk = ['root p l', 'read p p 0', 'read p p 0', 'read p p 0', 'root p nil'];
  const row = golden.L7_traverse[0];
  const changes = (collector: HeapSettings['collector']): number[] => {
    const it = play({ collector });
    it.performAll(build);
    const events = it.performAll(walk);
    return [
      events.filter((event) => event.event === 'inc').length,
      events.filter((event) => event.event === 'dec').length,
    ];
  };
  expect(changes('refcount')).toEqual([row?.naive_inc, row?.naive_dec]);
  expect(changes('refcount-deferred')).toEqual([row?.deferred, row?.deferred]);
});

test('the zero-count table, step by step (L7_zct)', () => {
  const it = play({ collector: 'refcount-deferred' });
  const lines: Record<string, string> = {
    'g = new G': 'alloc g G 8 1',
    'x = new A': 'alloc x A 8 0',
    'g.f = x': 'write g 0 x',
    'y = new B': 'alloc y B 8 0',
    'g.f = y': 'write g 0 y',
    reconcile: 'gc',
    'x = nil': 'root x nil',
    'g = nil': 'root g nil',
    'y = nil': 'root y nil',
  };
  for (const row of golden.L7_zct) {
    const events = it.perform(lines[row.op] ?? '');
    expect({ op: row.op, rc: it.counts(), zct: it.table(), freed: it.died(events) }).toEqual(row);
  }
});

test('a full zero-count table is reconciled by itself, and entering it again keeps one place', () => {
  const it = play({ collector: 'refcount-deferred', zeroCountLimit: 3 });
  it.performAll(['alloc a A 1 0', 'root a nil', 'alloc a B 1 0', 'root a nil', 'alloc a C 1 0']);
  const events = it.perform('root b a');
  expect(events.filter((event) => event.event === 'gc-start')).toMatchObject([
    { reason: 'threshold' },
  ]);
  expect(it.died(events)).toEqual(['A', 'B']);
  it.performAll(['alloc h H 1 1', 'write h 0 b', 'write h 0 nil', 'write h 0 b', 'write h 0 nil']);
  expect(it.table()).toEqual(['H', 'C']);
});

test('what a reconciliation frees at once is a cascade', () => {
  const it = play({ collector: 'refcount-deferred' });
  const longest = () => it.run.machine.core.register(register.longestCascade);
  it.performAll([...chain, 'root head nil']);
  expect(longest()).toBe(0);
  expect(it.died(it.perform('gc'))).toHaveLength(5);
  expect(longest()).toBe(5);
  it.run.machine.timeline.seek(0);
  expect(longest()).toBe(0);
});

test('a backup trace frees dead cycles, leaves exact counts and frees no reachable object', () => {
  const it = play({ collector: 'refcount-backup' });
  it.performAll([
    'alloc p P 4 2',
    'alloc c C 4 2',
    'write p 0 c',
    'write c 0 p',
    'alloc k K 4 1',
    'write c 1 k',
    'root p nil',
    'root c nil',
  ]);
  expect(it.counts()).toEqual({ P: 1, C: 1, K: 2 });
  const events = it.perform('gc');
  expect(it.died(events)).toEqual(['P', 'C']);
  expect(it.counts()).toEqual({ K: 1 });
  expect(it.died(it.perform('root k nil'))).toEqual(['K']);
});

test('a backup trace comes by itself after so many suspects, and when an allocation fails', () => {
  const cycle = ['alloc p P 4 1', 'write p 0 p', 'root p nil'];
  const often = play({ collector: 'refcount-backup', candidateLimit: 2 });
  expect(often.died(often.performAll([...cycle, ...cycle]))).toEqual(['P', 'P']);
  const rarely = play({ collector: 'refcount-backup', heapBytes: 10, candidateLimit: 1000 });
  const events = rarely.performAll([...cycle, ...cycle, 'alloc q Q 8 0']);
  expect(events.filter((event) => event.event === 'gc-start')).toMatchObject([
    { reason: 'allocation' },
  ]);
  expect(rarely.counts()).toEqual({ Q: 0 + 1 });
});

test.each(['refcount-lazy', 'refcount-deferred', 'refcount-backup'] as const)(
  '%s: every position is the same however one gets there',
  (collector) => {
    const it = play({ collector, heapBytes: 24, zeroCountLimit: 2, candidateLimit: 2 });
    it.performAll([
      'alloc p P 4 2',
      'write p 0 p',
      'alloc q Q 4 2',
      'write q 0 p',
      'root p nil',
      'root q nil',
      'alloc r R 8 1',
      'root r nil',
      'alloc s S 8 1',
      'gc',
      'alloc t T 4 0',
      'write s 0 t',
      'root s nil',
    ]);
    const { timeline, core } = it.run.machine;
    const forward: string[] = [];
    for (let seq = 0; seq <= core.recording.length; seq += 1) {
      timeline.seek(seq);
      forward.push(timeline.stateHash());
    }
    for (let seq = core.recording.length; seq >= 0; seq -= 1) {
      timeline.seek(seq);
      expect(timeline.stateHash()).toBe(forward[seq]);
    }
    expect(new Set(forward).size).toBeGreaterThan(forward.length / 2);
  },
);

test.each(['refcount-cycles', 'refcount-backup'] as const)(
  'under %s an object whose last root was handed to its own field is found',
  (collector) => {
    const machine = new Machine({ ...defaultSettings, collector, candidateLimit: 1 });
    const frame = machine.defineFrame('main', [{ name: 'x', pointer: true }]);
    const slot = machine.frameBase(machine.pushFrame(frame));
    machine.beginOperation(1);
    const shape = machine.defineShape('Node', 8, { kind: 'prefix', count: 1 });
    const object = machine.allocate(shape, slot);
    machine.movePointer(object, machine.addressOf(object), slot);
    machine.beginOperation(2);
    machine.collect();
    expect(machine.isAllocated(object)).toBe(false);
  },
);
