import { describe, expect, test } from 'vitest';
import { defaultSettings } from '../../simulator/settings.ts';
import { History, HistoryError } from '../history.ts';
import { performSource } from '../scene-runner.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import { evaluate } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { ExpressionError, readsScene } from './syntax.ts';

const files = ownLessons();

function scene(file: string, settings: Partial<typeof defaultSettings>): History {
  const outcome = performSource(
    { kind: 'operations', name: file, text: files.get(file) ?? '' },
    { ...defaultSettings, ...settings },
    null,
  );
  if (!('ok' in outcome)) throw new Error(outcome.problems[0]?.message);
  return new History(outcome.ok);
}

const counting = scene('06-counting/counting.ops', { collector: 'refcount', heapBytes: 96 });
const marking = scene('10-mark-sweep/marking.ops', {
  collector: 'mark-sweep',
  geometry: 'cells',
  heapBytes: 24,
});
const value = (text: string, history = counting, seq = history.recording.length) =>
  evaluate(parseExpression(text), { history, seq });

describe('values of the scene', () => {
  test.each([
    ['count(A) at operation:4', 3],
    ['counts.inc', 3],
    ['counts.dec - (counts.dec at operation:7)', 2],
    ['slots(A) at operation:4', ['a', 'b', 'C.0']],
    ['deaths', [{ object: 2 }, { object: 1 }]],
    ['deaths == [C, A]', true],
    ['length(deathsIn(8))', 2],
    ['state(A)', 'freed'],
    ['slot("c") at operation:4', { object: 2 }],
    ['field(C, 0) at operation:4', { object: 1 }],
    ['address(C) at operation:4', 16],
    ['bytes.free at start', 96],
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-(1 + 2) < 0 and not (1 == 2) or false', true],
    ['A in live at operation:1', true],
    ['round(10 / 3, 2)', 3.33],
    ['percent(1 / 4)', '25 %'],
    ['max(1, 5, 3) + min([4, 2])', 7],
    ['item(deaths, 2)', { object: 1 }],
    ['nil == (slot("a") at operation:8)', true],
    ['cascade', 2],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each([
    ['counts.split', 7],
    ['counts.coalesce - (counts.coalesce at collection:1:marked)', 3],
    ['sweep.blocks at collection:1', 8],
    ['moves at collection:1', []],
    ['fits(5) at collection:1', 2],
    ['unusable(5) at collection:1', 1 - 10 / 14],
    ['unusable(5) at operation:8', 1],
    ['overflow.drops + overflow.searches', 0],
  ])('room and sweeping: %s', (text, expected) => {
    expect(value(text, marking)).toEqual(expected);
  });

  test('marking and sweeping', () => {
    expect(value('marks at collection:1', marking)).toEqual(
      [1, 3, 4, 2].map((object) => ({ object })),
    );
    expect(value('worklist at event:grey#2', marking)).toEqual([{ object: 1 }, { object: 3 }]);
    expect(value('last.freedBytes at collection:1', marking)).toBe(14);
    expect(value('sizes(swept at collection:1)', marking)).toBe(14);
    expect(value('holeSize(1) at collection:1', marking)).toBe(14);
    expect(value('colour(D) at event:black:D', marking)).toBe('black');
    expect(value('count(A) == 1 or true', counting, 2)).toBe(true);
  });
});

describe('values of a program and of a heap kept by hand', () => {
  const program = performSource(
    {
      kind: 'program',
      name: 'main.go',
      text: `package main

import "fmt"

func add(a, b int) int { return a + b }

func main() {
	fmt.Println(add(1, 2))
	fmt.Println("sum", add(3, 4))
}
`,
    },
    { ...defaultSettings, heapBytes: 512 },
    null,
  );
  const byHand = performSource(
    {
      kind: 'operations',
      name: 'x.ops',
      text: 'alloc p P 16 1\nalloc q Q 16 1\nfree p\nwrite p 0 q\nfree p\n',
    },
    { ...defaultSettings, collector: 'manual', geometry: 'cells', heapBytes: 64 },
    null,
  );
  if (!('ok' in program) || !('ok' in byHand)) throw new Error('the sources are sound');
  const running = new History(program.ok);
  const manual = new History(byHand.ok);

  test.each([
    ['printed', ['3', 'sum 7']],
    ['printed at start', []],
    ['output(1) + 1', 4],
    ['output(2, 1)', 'sum'],
    ['calls("add")', 2],
    ['calls("none")', 0],
  ])('%s', (text, expected) => {
    expect(value(text, running)).toEqual(expected);
  });
  test.each([
    ['faults', ['use-after-free', 'double-free']],
    ['faults at operation:3', []],
    ['(objectAt(0) at operation:2) == P', true],
    ['objectAt(31)', { object: 2 }],
    ['objectAt(0)', null],
  ])('%s', (text, expected) => {
    expect(value(text, manual)).toEqual(expected);
  });
  test('a word that was never printed is refused', () => {
    expect(() => value('output(2, 3)', running)).toThrow(HistoryError);
  });
});

describe('what can’t be read is refused with a sentence', () => {
  test.each([
    '',
    '1 +',
    '(1',
    '[1, 2',
    'count(A',
    'A B',
    'a; b',
    '1 == == 2',
    'count(A) at',
    'count(A) at tuesday',
    '"open',
    'process.exit()',
    'constructor',
    '__proto__',
    'toString()',
    `${'('.repeat(60)}1${')'.repeat(60)}`,
    '1'.repeat(2_000),
  ])('%s', (text) => {
    expect(() => value(text)).toThrow(ExpressionError);
  });
});

test('what means nothing at this moment is refused with a sentence', () => {
  for (const text of [
    'count(A)',
    'count(Z)',
    'A#2',
    '#9',
    'slot("zz")',
    'last.freed',
    'holeSize(4)',
    'deaths at event:dead#9',
    'bytes.free at line:99',
  ]) {
    expect(() => value(text)).toThrow(HistoryError);
  }
  for (const text of [
    '"a" + 1',
    'sum("a")',
    'count(1)',
    '1 / 0',
    'not 1',
    'length(3)',
    'sorted(["a"])',
    'max([])',
  ]) {
    expect(() => value(text)).toThrow(ExpressionError);
  }
});

test('a typed number is told from a computed one', () => {
  for (const text of ['3', '1 + 2', '"three"', '[1, 2]', 'true', 'max(1, 2)'])
    expect(readsScene(parseExpression(text))).toBe(false);
  for (const text of ['count(A)', 'holes', '2 * bytes.heap', 'slot("a")', 'holeSize(1)', '#1'])
    expect(readsScene(parseExpression(text))).toBe(true);
});
