import { describe, expect, test } from 'vitest';
import type { Operation } from '../../simulator/operation.ts';
import { parseScript } from '../../simulator/script.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import { performOperations } from '../scene-runner.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import type { MisconceptionId } from './misconception.ts';
import { Play } from './play.ts';
import { wrongCollector } from './registry.ts';

/** The scene of lesson 13, the reference's L13_minor: P and Q are 1 and 2, then A, D, B, C, E are young. */
const parsed = parseScript(ownLessons().get('13-generations/minor.ops') ?? '');
const operations = parsed.ok ? parsed.lines.map(({ operation }) => operation) : [];
const settings: HeapSettings = {
  ...defaultSettings,
  collector: 'generational',
  geometry: 'cells',
  heapBytes: 40,
  nurseryBytes: 16,
};
const [a, d, b, c, e] = [3, 4, 5, 6, 7];
const young = new Set([a, d, b, c, e]);

describe('who would survive the minor collection', () => {
  test.each<[MisconceptionId, readonly number[]]>([
    ['M15', [a, d]],
    ['no-nepotism', [a, d, c]],
    ['copies-all', [a, d, b, c, e]],
  ])('%s', (id, expected) => {
    const kept = wrongCollector(id)?.minor?.(new Play(operations), 13, young) ?? [];
    expect([...kept].sort()).toEqual([...expected].sort());
  });
});

test('the replay of M15 loses what only old objects lead to, on the true machine', () => {
  const changed = wrongCollector('M15')?.replay?.(operations, settings);
  const moved = (script: readonly Operation[]): readonly number[] =>
    performOperations(script, settings)
      .events.flatMap((event) => (event.event === 'move' && event.object > 2 ? [event.object] : []))
      .sort();
  expect(moved(operations)).toEqual([a, d, b, c]);
  expect(moved(changed?.operations ?? [])).toEqual([a, d]);
});
