import { expect, test } from 'vitest';
import { parseScript } from '../../simulator/script.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { History } from '../history.ts';
import { HistoryError } from '../history.ts';
import { performOperations } from '../scene-runner.ts';
import { evaluate } from './evaluate.ts';
import { parseExpression } from './parse.ts';

function scene(text: string, settings: Partial<HeapSettings>): History {
  const parsed = parseScript(text.replaceAll('; ', '\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const operations = parsed.lines.map(({ operation }) => operation);
  return performOperations(operations, { ...defaultSettings, ...settings });
}

const valueIn = (history: History, text: string) =>
  evaluate(parseExpression(text), { history, seq: history.recording.length });

const paced = scene('alloc a A 4 0; alloc b B 4 0; gc', {
  geometry: 'cells',
  heapBytes: 64,
  gogc: 100,
});
const unpaced = scene('alloc a A 4 0', { geometry: 'cells', heapBytes: 64 });
const spans = scene('alloc a A 1032 1; alloc b B 40000 0; alloc c C 1032 1', {
  allocator: 'go',
  heapBytes: 65_536,
});

test.each([
  ['goal', paced, 18],
  ['goal at start', paced, 4],
  ['heapGoal(8, 2, 50)', paced, 13],
  ['heapGoal(1, 0, 100)', paced, 4],
  ['round(limitGoal(200, 3, 64), 2)', paced, 191.09],
  ['round(triggerFrom(100, 200), 3)', paced, 170.313],
  ['triggerTo(100, 200)', paced, 196],
  ['slotBytes(40, true)', paced, 48],
  ['perSpan(40, true)', paced, 168],
  ['spanPages(3000, false)', paced, 3],
  ['phase', paced, 'none'],
  ['phase at event:grey', paced, 'mark'],
  ['spans', spans, 2],
  ['bytes.inSpans', spans, 6 * 8192],
])('%s', (text, history, expected) => {
  expect(valueIn(history, text)).toEqual(expected);
});

test('what a scene has not is told', () => {
  for (const text of ['goal', 'spans', 'visited(4, 2)'])
    expect(() => valueIn(unpaced, text)).toThrow(HistoryError);
});

test('marking by spans is that of the reference (L16_green)', () => {
  const four = ['0', '1', '2', '3'];
  const makes = [
    ...four.map((n) => `alloc a${n} A${n} 2 2`),
    ...four.map((n) => `alloc b${n} B${n} 2 2`),
    'alloc c0 C0 2 2',
  ];
  const ties = ['a0 0 b0', 'a0 1 b1', 'a2 0 b2', 'b0 0 a1', 'b1 0 a2', 'c0 0 b0'].map(
    (tie) => `write ${tie}`,
  );
  const gone = ['a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3'].map((slot) => `root ${slot} nil`);
  const heap = scene([...makes, ...ties, ...gone].join('; '), {
    geometry: 'cells',
    heapBytes: 24,
  });
  const ids = (...objects: readonly number[]) => objects.map((object) => ({ object }));
  expect(valueIn(heap, 'visits(8)')).toBe(5);
  expect(valueIn(heap, 'visited(8, 1)')).toEqual(ids(1));
  expect(valueIn(heap, 'visited(8, 2)')).toEqual(ids(9));
  expect(valueIn(heap, 'visited(8, 3)')).toEqual(ids(5, 6));
  expect(valueIn(heap, 'visited(8, 4)')).toEqual(ids(2, 3));
  expect(valueIn(heap, 'flooded(8)')).toEqual(ids(9, 5, 2, 1, 6, 3, 7));
  expect(valueIn(heap, 'floodSwitches(8)')).toBe(5);
});
