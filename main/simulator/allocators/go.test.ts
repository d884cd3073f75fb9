import { describe, expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import { objectColumn, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import { settingsProblem } from '../settings-check.ts';
import { defaultSettings } from '../settings.ts';
import { brokenTiling } from '../testing/block-laws.ts';
import { pageGranules, spansOf } from './go.ts';

/** A machine with a program that allocates objects of `bytes` bytes, and frees them by hand. */
function program(bytes: number, pointers: boolean, heapBytes = 2 ** 20) {
  const machine = new Machine({
    ...defaultSettings,
    allocator: 'go',
    collector: 'manual',
    heapBytes,
  });
  const shape = machine.defineShape('T', bytes, { kind: 'prefix', count: pointers ? 1 : 0 });
  const frame = machine.pushFrame(machine.defineFrame('main', [{ name: 'p', pointer: true }]));
  const slot = machine.frameBase(frame);
  return {
    machine,
    make: () => machine.allocate(shape, slot),
    addressOf: (object: number) => machine.core.object(object, objectColumn.address) * 8,
  };
}

describe('spans (L15_spans)', () => {
  test.each(golden.L15_spans)('$per_span objects of $obj bytes, pointers: $pointers', (row) => {
    const { machine, make, addressOf } = program(row.obj, row.pointers);
    const objects: number[] = [];
    for (let count = 0; count < row.per_span; count += 1) objects.push(make());
    expect(objects.map(addressOf)).toEqual(objects.map((_, index) => index * row.cls));
    expect(spansOf(machine.heap)).toEqual([{ address: 0, size: 8192, slot: row.cls }]);
    expect(machine.core.register(register.allocated) * 8).toBe(row.cls * row.per_span);
    const next = make();
    expect(spansOf(machine.heap)).toHaveLength(2);
    expect(addressOf(next) % (pageGranules * 8)).toBe(0);
    expect(brokenTiling(machine)).toBeNull();
    for (const object of [...objects, next]) machine.release(object);
    expect(spansOf(machine.heap)).toEqual([]);
    expect(machine.core.register(register.holes)).toBe(1);
    expect(brokenTiling(machine)).toBeNull();
  });
});

test('a thousand spans hold 168 000 objects of class 48 with pointers, exactly', () => {
  const { machine, make } = program(40, true, 8_192_000);
  let made = 0;
  while (make() !== 0) made += 1;
  expect(made).toBe(168_000);
  expect(spansOf(machine.heap)).toHaveLength(1000);
  expect(machine.halted).toBe('oom');
});

test('the lowest free slot of the lowest span with room is taken, and one survivor keeps a span', () => {
  const { machine, make, addressOf } = program(1032, true);
  const objects = Array.from({ length: 21 }, make);
  expect(spansOf(machine.heap).map(({ slot }) => slot)).toEqual([1152, 1152, 1152]);
  for (const [index, object] of objects.entries()) if (index % 7 !== 3) machine.release(object);
  expect(spansOf(machine.heap)).toHaveLength(3);
  expect(addressOf(make())).toBe(0);
  expect(addressOf(make())).toBe(1152);
});

test('a large object has whole pages of its own, and gives them back', () => {
  const { machine, make, addressOf } = program(32_769, false);
  const [first, second] = [make(), make()];
  expect(addressOf(second) - addressOf(first)).toBe(40_960);
  expect(spansOf(machine.heap)[0]).toEqual({ address: 0, size: 40_960, slot: 40_960 });
  machine.release(first);
  expect(addressOf(make())).toBe(0);
  expect(brokenTiling(machine)).toBeNull();
});

test('objects with and without pointers never share a span', () => {
  const { machine, make, addressOf } = program(40, true);
  const raw = machine.defineShape('raw', 40, { kind: 'prefix', count: 0 });
  const other = machine.allocate(raw, machine.frameBase(machine.topFrame(0)));
  expect(addressOf(other)).toBe(0);
  expect(addressOf(make())).toBe(8192);
});

test('the heap has whole pages, at least one', () => {
  expect(program(8, false, 20_000).machine.settings.heapBytes).toBe(16_384);
  expect(program(8, false, 4096).machine.settings.heapBytes).toBe(8192);
});

test('what does not go together is refused with a sentence', () => {
  const problemOf = (changed: Partial<typeof defaultSettings>) =>
    settingsProblem({ ...defaultSettings, ...changed })?.code ?? null;
  expect(problemOf({ allocator: 'go' })).toBeNull();
  expect(problemOf({ allocator: 'go', geometry: 'cells' })).toBe('not-together');
  for (const allocator of ['go', 'buddy'] as const) {
    expect(problemOf({ allocator, collector: 'mark-compact' })).toBe('not-together');
    expect(problemOf({ allocator, collector: 'generational' })).toBe('not-together');
    expect(problemOf({ allocator, collector: 'semispace' })).toBeNull();
  }
});
