import { describe, expect, test } from 'vitest';
import type { Answer } from '../../contract/course.ts';
import { sameAnswer } from './normal-form.ts';

const number = (text: string): Answer => ({ kind: 'number', text });
const names = (text: string): Answer => ({ kind: 'text', text });

describe('the right number is accepted however it is put', () => {
  test.each([
    '14',
    ' 14 ',
    '014',
    '１４',
    '　１４　',
    '14。',
    '14.',
    '+14',
    '14.0',
    '14 字节',
    '000014',
    '0x0e',
    '0XE',
  ])('%s', (text) => {
    expect(sameAnswer(number(text), number('14'), '字节')).toBe(true);
  });
});

describe('and nothing else is', () => {
  test.each([
    '',
    ' ',
    '4',
    '1 4',
    '41',
    '-14',
    '14.5',
    '14 bytes',
    'fourteen',
    '十四',
    '1e1',
    '0x0f',
    'x0e',
    '0e',
    '14, 15',
    'NaN',
  ])('%s', (text) => {
    expect(sameAnswer(number(text), number('14'), '字节')).toBe(false);
  });
});

test('names are a set: order, spaces, repetition and Chinese punctuation don’t matter', () => {
  for (const text of [
    'a, b, C.0',
    'C.0 b a',
    'b、a、C.0',
    'a，b；C.0。',
    'a b a C.0',
    'ａ，ｂ，Ｃ．０',
  ]) {
    expect(sameAnswer(names(text), names('a, b, C.0'))).toBe(true);
  }
  for (const text of ['a, b', 'a, b, C.1', 'A, b, C.0', '', 'a, b, C.0, d']) {
    expect(sameAnswer(names(text), names('a, b, C.0'))).toBe(false);
  }
});

test('a set has no order and an order has', () => {
  expect(sameAnswer({ kind: 'set', objects: [3, 1, 3] }, { kind: 'set', objects: [1, 3] })).toBe(
    true,
  );
  expect(sameAnswer({ kind: 'set', objects: [1] }, { kind: 'set', objects: [1, 3] })).toBe(false);
  expect(sameAnswer({ kind: 'order', objects: [3, 1] }, { kind: 'order', objects: [1, 3] })).toBe(
    false,
  );
  expect(sameAnswer({ kind: 'order', objects: [1, 3] }, { kind: 'order', objects: [1, 3] })).toBe(
    true,
  );
});

test('counts are by object, in any order, each a number', () => {
  const counts = (...entries: readonly (readonly [number, string])[]): Answer => ({
    kind: 'counts',
    counts: entries.map(([object, text]) => ({ object, text })),
  });
  expect(sameAnswer(counts([2, '1'], [1, '０3']), counts([1, '3'], [2, '1']))).toBe(true);
  expect(sameAnswer(counts([1, '3']), counts([1, '3'], [2, '1']))).toBe(false);
  expect(sameAnswer(counts([1, '3'], [2, '']), counts([1, '3'], [2, '1']))).toBe(false);
  expect(sameAnswer(counts([1, '3'], [1, '4']), counts([1, '3']))).toBe(false);
});

test('answers of different forms are never the same', () => {
  expect(sameAnswer(number('1'), { kind: 'moment', operation: 1 })).toBe(false);
  expect(sameAnswer({ kind: 'set', objects: [1] }, { kind: 'order', objects: [1] })).toBe(false);
});
