import { expect, test } from 'vitest';
import { parseExpression } from '../expression/parse.ts';
import { machineWord, speaksMachineWords } from './value-words.ts';

test.each([
  ['colour(A)', true],
  ['state(A) at operation:2', true],
  ['item(faults, 1)', true],
  ['faults', true],
  ['[state(A), state(B)]', true],
  ['item(printed, 1)', false],
  ['slots(A)', false],
  ['"white"', false],
])('%s', (text, expected) => {
  expect(speaksMachineWords(parseExpression(text))).toBe(expected);
});

test('a word is said in the language of the text; any other text stays', () => {
  expect(machineWord('grey', 'zh-CN')).toBe('灰色');
  expect(machineWord('double-free', 'en')).toBe('double free');
  expect(machineWord('constructor', 'zh-CN')).toBe('constructor');
});
