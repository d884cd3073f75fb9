import { expect, test } from 'vitest';
import type { SpanHeap } from '../../simulator/go/green-tea.ts';
import { parseScript } from '../../simulator/script.ts';
import type { PacedHeap } from './go-rules.ts';
import type { MisconceptionId } from './misconception.ts';
import { Play } from './play.ts';
import { wrongCollector } from './registry.ts';

const guide: PacedHeap = { live: 8, roots: 2, gogc: 100, heap: 128, limit: null, before: null };
const goal = (id: MisconceptionId, heap: PacedHeap): number | undefined =>
  wrongCollector(id)?.go?.goal?.(heap);

test('wrong goals for the Go guide’s example, where the right one is 18', () => {
  expect(goal('gogc-of-memory', guide)).toBe(128);
  expect(goal('gogc-of-live', guide)).toBe(10);
  expect(goal('roots-free', guide)).toBe(16);
  expect(goal('goal-stays', guide)).toBe(18);
  expect(goal('goal-stays', { ...guide, live: 20, before: 18 })).toBe(18);
});

test('wrong goals under a limit of 22 with GOGC 200, where the right one is 19', () => {
  const limited = { ...guide, gogc: 200, limit: 22 };
  expect(goal('limit-ignored', limited)).toBe(28);
  expect(goal('limit-itself', limited)).toBe(22);
  expect(goal('limit-replaces', { ...limited, gogc: 50 })).toBe(19);
  expect(goal('limit-itself', { ...limited, limit: null })).toBe(28);
});

test('what wrong rules say a cycle beside the program frees', () => {
  const parsed = parseScript(
    'alloc a A 2 1\nalloc b B 2 0\nwrite a 0 b\nroot b nil\nalloc t T 2 0\nroot t nil\ngc\nalloc t N 2 0\nroot t nil\nroot a nil\n',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const play = new Play(parsed.lines.map(({ operation }) => operation));
  const freed = (id: MisconceptionId) => [
    ...(wrongCollector(id)?.go?.freed?.(play, 7, play.operations.length) ?? []),
  ];
  expect(freed('born-white')).toEqual([3, 4]);
  expect(freed('as-at-the-end')).toEqual([1, 2, 3, 4]);
});

test('wrong visits of the reference’s spans (L16_green)', () => {
  const heap: SpanHeap = {
    spans: [
      { name: 'A', objects: ['a0', 'a1', 'a2', 'a3'] },
      { name: 'B', objects: ['b0', 'b1', 'b2', 'b3'] },
      { name: 'C', objects: ['c0'] },
    ],
    references: { a0: ['b0', 'b1'], a2: ['b2'], b0: ['a1'], b1: ['a2'], c0: ['b0'] },
    roots: ['a0', 'c0'],
  };
  const visits = (id: MisconceptionId) => wrongCollector(id)?.go?.visits?.(heap);
  expect(visits('object-at-a-time')).toHaveLength(7);
  expect(visits('span-once')).toEqual([['a0', 'a1', 'a2'], ['b0', 'b1', 'b2'], ['c0']]);
  expect(visits('whole-span')).toEqual([
    ['a0', 'a1', 'a2', 'a3'],
    ['c0'],
    ['b0', 'b1', 'b2', 'b3'],
  ]);
});

test('wrong sizes and spans of Go’s allocator', () => {
  const rule = (id: MisconceptionId) => wrongCollector(id)?.go;
  expect(rule('words-only')?.slotOf?.({ bytes: 33, pointers: false })).toBe(40);
  expect(rule('header-forgotten')?.slotOf?.({ bytes: 1024, pointers: true })).toBe(1024);
  expect(rule('bitmap-forgotten')?.perSpan?.({ bytes: 40, pointers: true })).toBe(170);
  expect(rule('header-forgotten')?.perSpan?.({ bytes: 40, pointers: true })).toBe(168);
  expect(rule('words-only')?.perSpan?.({ bytes: 40, pointers: true })).toBe(204);
  const mixed = [
    { bytes: 1144, pointers: true },
    { bytes: 1144, pointers: false },
    { bytes: 2040, pointers: true },
  ];
  expect(rule('shared-spans')?.spansFor?.(mixed)).toBe(1);
  expect(rule('pointers-alike')?.spansFor?.(mixed)).toBe(2);
  expect(rule('freed-goes-back')?.spansLeft?.([1, 0, 1, 1], 1152)).toBe(1);
  expect(rule('spans-stay')?.spansLeft?.([1, 0, 1, 1], 1152)).toBe(4);
});

test('wrong places for the next object, and wrong objects to drop', () => {
  const slot = (address: number, size: number, free: boolean, fits: boolean) => ({
    address,
    size,
    free,
    fits,
  });
  const slots = [
    slot(0, 100, true, false),
    slot(100, 100, true, false),
    slot(1000, 150, true, true),
    slot(1150, 150, false, true),
  ];
  const next = (id: MisconceptionId) => wrongCollector(id)?.go?.nextAt?.(slots, 150);
  expect(next('any-hole')).toBe(0);
  expect(next('behind-the-last')).toBe(1300);
  const drop = (id: MisconceptionId) => wrongCollector(id)?.go?.toDrop?.([[1, 9], [4], [5, 7]]);
  expect(drop('from-the-end')).toEqual([7]);
  expect(drop('oldest-first')).toEqual([1]);
});
