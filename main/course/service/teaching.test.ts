import { expect, test } from 'vitest';
import type { WorksheetOrder } from '../../contract/teacher.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import { TestPorts } from '../testing/ports.ts';
import { createCourse } from './course-service.ts';

const course = createCourse(ownLessons(), null, new TestPorts());
const order: WorksheetOrder = {
  lessons: ['counting', 'mark-sweep'],
  count: 8,
  level: null,
  seed: 11,
  language: 'en',
};

test('the same seed draws the same worksheet, another one another, with an answer to each question', async () => {
  const [first, again, other] = await Promise.all([
    course.worksheet(order),
    course.worksheet(order),
    course.worksheet({ ...order, seed: 12 }),
  ]);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  if (!('ok' in first)) throw new Error('no worksheet');
  expect(first.ok.questions).toHaveLength(8);
  for (const question of first.ok.questions) {
    expect(question.prompt.length).toBeGreaterThan(0);
    expect(question.correct.length).toBeGreaterThan(0);
    expect(question.explanation.length).toBeGreaterThan(0);
  }
});

test('a worksheet about a lesson that does not exist is refused', async () => {
  expect(await course.worksheet({ ...order, lessons: ['nothing'] })).toEqual({
    fault: { code: 'unknown-lesson', detail: { lesson: 'nothing' } },
  });
});

test.each([
  ['en', 'RETAIN release', 'counting'],
  ['zh-CN', '标记栈', 'mark-sweep'],
] as const)('search in %s finds steps that hold every word', async (language, query, lesson) => {
  const reply = await course.handlers['course/search']({ language, query });
  if (!('ok' in reply)) throw new Error(reply.fault.code);
  expect(reply.ok.length).toBeGreaterThan(0);
  expect(reply.ok.map((hit) => hit.lesson)).toContain(lesson);
  for (const { title, excerpt } of reply.ok)
    expect(`${title}${excerpt.before}${excerpt.hit}${excerpt.after}`.length).toBeGreaterThan(0);
});

test('search finds nothing for no words, and nothing that is not there', async () => {
  for (const query of ['', '  ', 'xyzzy']) {
    expect(await course.handlers['course/search']({ language: 'en', query })).toEqual({ ok: [] });
  }
});
