import { describe, expect, test } from 'vitest';
import type { Frame } from '../stage/frame.ts';
import {
  canPop,
  freeName,
  isName,
  placeOf,
  placeText,
  pointLine,
  variablesOf,
  wholeNumber,
} from './hand.ts';

const object = (id: number, fieldCount: number): Frame['objects'][number] => ({
  id,
  type: 'Node',
  address: 0,
  size: 32,
  payload: 16,
  fields: [],
  fieldCount,
  count: null,
  colour: null,
  state: 'live',
  unreachableSince: null,
});

const frame = {
  objects: [object(1, 2), object(2, 0)],
  roots: [
    { name: 'globals', kind: 'globals', line: null, slots: [{ name: '@g', target: 2 }] },
    { name: 'main', kind: 'frame', line: null, slots: [{ name: 'old', target: 1 }] },
    {
      name: 'f',
      kind: 'frame',
      line: null,
      slots: [
        { name: 'a', target: 1 },
        { name: 'b', target: null },
      ],
    },
  ],
} as unknown as Frame;

test('the variables one can name are those of the top frame and the globals', () => {
  expect(variablesOf(frame)).toEqual([
    { name: 'a', object: 1, fields: 2 },
    { name: 'b', object: null, fields: 0 },
    { name: '@g', object: 2, fields: 0 },
  ]);
  expect(variablesOf(null)).toEqual([]);
  expect(canPop(frame)).toBe(true);
  expect(canPop({ ...frame, roots: frame.roots.slice(0, 2) })).toBe(false);
});

test('a new object goes into the first name that holds nothing', () => {
  expect(freeName(variablesOf(frame))).toBe('b');
  expect(freeName([])).toBe('a');
});

describe('pointing', () => {
  const to = placeOf('a');
  const field = placeOf('a.1');

  test('a variable takes a variable, a field, or nothing', () => {
    expect([
      pointLine(to, placeOf('b')),
      pointLine(to, placeOf('b.0')),
      pointLine(to, null),
    ]).toEqual(['root a b', 'read a b 0', 'root a nil']);
  });

  test('a field takes a variable or nothing, but no field: that would be two operations', () => {
    expect([
      pointLine(field, placeOf('@g')),
      pointLine(field, null),
      pointLine(field, placeOf('b.0')),
    ]).toEqual(['write a 1 @g', 'write a 1 nil', null]);
  });

  test('a place survives being the value of an option', () => {
    expect(placeOf(placeText({ variable: '@g', field: 3 }))).toEqual({ variable: '@g', field: 3 });
  });
});

test('names and numbers are what a script takes', () => {
  expect(['a', '@g', 'node_2', '2a', 'a b', 'nil', ''].map(isName)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(
    ['16', ' 16 ', '１６', '0', '-1', '1.5', '', '99'].map((text) => wholeNumber(text, 1, 64)),
  ).toEqual([16, 16, 16, null, null, null, null, null]);
});
