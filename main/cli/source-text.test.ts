import { expect, test } from 'vitest';
import { sourceText } from './source-text.ts';

const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
  );

test.each([
  ['plain text', 'package main\n'],
  ['letters, marks and the replacement itself', '\uFEFF é 世 \uFFFD 😀'],
  ['nothing', ''],
])('%s is read as it is', (_, text) => {
  expect(sourceText(bytes(text))).toEqual({ text });
});

test.each([
  ['a byte that begins nothing', bytes('ab\né', 0xff, 'x'), { line: 2, column: 3 }],
  ['a letter that is cut off', bytes('x', 0xe4, 0xb8, '\n'), { line: 1, column: 2 }],
  [
    'one that begins as the replacement does',
    bytes('\n\n', 0xef, 0xbf, ' '),
    { line: 3, column: 1 },
  ],
  ['after a replacement that is meant', bytes('\uFFFD', 0x80), { line: 1, column: 4 }],
])('%s is found', (_, content, broken) => {
  expect(sourceText(content)).toEqual({ broken });
});
