import { expect, test } from 'vitest';
import type { AnswerRecord, ProgressDocument } from './document.ts';
import { noProgress, progressDocumentSchema } from './document.ts';
import { dueConcepts, masteryOf } from './mastery.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.UTC(2026, 0, 1);

function answers(...given: readonly (readonly [string, number, boolean])[]): ProgressDocument {
  const records = given.map(([concept, days, right]): AnswerRecord => ({
    at: start + days * day,
    concept,
    lesson: 'counting',
    question: { kind: 'step', step: 'x' },
    right,
    misconception: null,
  }));
  return progressDocumentSchema.parse({ ...noProgress, answers: records });
}

test('the weakest idea comes first', () => {
  const progress = answers(
    ['strong', 0, true],
    ['strong', 0, true],
    ['weak', 0, false],
    ['weak', 0, true],
    ['middle', 0, true],
    ['middle', 0, false],
  );
  const order = masteryOf(progress, start + day / 24).map(({ concept }) => concept);
  expect(order.at(-1)).toBe('strong');
  expect(order).toHaveLength(3);
});

test('strength fades with days and a right answer later brings it back', () => {
  const once = answers(['idea', 0, true]);
  const strength = (progress: ProgressDocument, days: number): number =>
    masteryOf(progress, start + days * day)[0]?.strength ?? -1;
  expect(strength(once, 1)).toBeGreaterThan(strength(once, 30));
  const again = answers(['idea', 0, true], ['idea', 3, true]);
  expect(strength(again, 30)).toBeGreaterThan(strength(once, 30));
});

test('an idea comes back after days, later each time it was right, soon when it was wrong', () => {
  const due = (progress: ProgressDocument): number =>
    (masteryOf(progress, start)[0]?.due ?? 0) - start;
  const first = due(answers(['idea', 0, true], ['idea', 0.01, true]));
  const second = due(answers(['idea', 0, true], ['idea', 0.01, true], ['idea', 4, true]));
  expect(first).toBeGreaterThan(day / 2);
  expect(second - 4 * day).toBeGreaterThan(first);
  expect(due(answers(['idea', 0, false]))).toBeLessThan(day);
  expect(dueConcepts(answers(['idea', 0, true], ['idea', 0.01, true]), start + day / 48)).toEqual(
    [],
  );
  expect(dueConcepts(answers(['idea', 0, true], ['idea', 0.01, true]), start + 60 * day)).toEqual([
    'idea',
  ]);
});

test('only what was right a day or more later counts as remembered', () => {
  expect(
    masteryOf(
      answers(['idea', 0, true], ['idea', 0.5, true], ['idea', 1, true], ['idea', 2, false]),
      start,
    )[0],
  ).toMatchObject({ answered: 4, right: 3, rightLater: 1 });
});

test('the same answers give the same days', () => {
  const progress = answers(
    ['idea', 0, true],
    ['idea', 1, false],
    ['idea', 2, true],
    ['idea', 9, true],
  );
  expect(masteryOf(progress, start + 20 * day)).toEqual(masteryOf(progress, start + 20 * day));
});
