import { expect, test } from 'vitest';
import { mistakeText } from '../format/mistake.ts';
import { performOperations, performSource } from '../scene-runner.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import { checkCourse } from './course-check.ts';

test('the lessons that the app ships hold', () => {
  const mistakes = checkCourse(ownLessons(), { performSource, perform: performOperations });
  expect(mistakes.map(mistakeText)).toEqual([]);
});
