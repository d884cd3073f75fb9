import { describe, expect, test } from 'vitest';
import type { AnswerForm } from '../../main/contract/course.ts';
import { choiceByDigit, isComplete, moved, typedCount } from './answering.ts';

describe('an answer is complete', () => {
  test('for counts: once every object has one, in whatever digits', () => {
    const form: AnswerForm = { kind: 'counts', objects: [1, 2] };
    const one = typedCount(form, null, 2, '３');
    expect(isComplete(form, one)).toBe(false);
    const both = typedCount(form, one, 1, '0');
    expect(both).toEqual({
      kind: 'counts',
      counts: [
        { object: 1, text: '0' },
        { object: 2, text: '３' },
      ],
    });
    expect(isComplete(form, both)).toBe(true);
    expect(isComplete(form, typedCount(form, both, 1, ''))).toBe(false);
  });

  test('for an order: at its length and not before', () => {
    const form: AnswerForm = { kind: 'order', candidates: [1, 2, 3], length: 2 };
    expect(isComplete(form, { kind: 'order', objects: [3] })).toBe(false);
    expect(isComplete(form, { kind: 'order', objects: [3, 1] })).toBe(true);
  });

  test('for a set: also when it is the empty one, which has to be said', () => {
    const form: AnswerForm = { kind: 'set', candidates: [1] };
    expect(isComplete(form, null)).toBe(false);
    expect(isComplete(form, { kind: 'set', objects: [] })).toBe(true);
  });

  test('never in the form of another question', () => {
    expect(isComplete({ kind: 'number', unit: null }, { kind: 'text', text: '3' })).toBe(false);
    expect(isComplete({ kind: 'number', unit: null }, { kind: 'number', text: ' ' })).toBe(false);
  });
});

test('an object of an order changes places with its neighbour, and stays at the ends', () => {
  expect(moved([1, 2, 3], 1, -1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});

test('a digit stands for the choice of that place', () => {
  const form: AnswerForm = {
    kind: 'moment',
    operations: [
      { operation: 4, text: 'a = nil' },
      { operation: 7, text: 'gc' },
    ],
  };
  expect(choiceByDigit(form, 2)).toEqual({ kind: 'moment', operation: 7 });
  expect(choiceByDigit(form, 3)).toBeNull();
  expect(choiceByDigit({ kind: 'set', candidates: [1, 2] }, 1)).toBeNull();
});
