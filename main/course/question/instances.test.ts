import type { Answer, AnswerForm } from '../../contract/course.ts';
import { describe, expect, test } from 'vitest';
import { performOperations } from '../scene-runner.ts';
import { generate } from './draw.ts';
import { grade } from './grade.ts';
import { questionTypes } from './registry.ts';
import { AskedQuestion } from '../service/asked.ts';
import type { Level, Question } from './type.ts';

const instances = 1_000;
/** One in this many is also put into words, in both languages. */
const everyWorded = 40;

/** Can this answer be given in this form at all? */
function offered(form: AnswerForm, answer: Answer): boolean {
  switch (answer.kind) {
    case 'set':
    case 'order':
      return (
        (form.kind === 'set' || form.kind === 'order') &&
        answer.objects.every((object) => form.candidates.includes(object)) &&
        (form.kind === 'set' || form.length === answer.objects.length)
      );
    case 'counts':
      return (
        form.kind === 'counts' && answer.counts.every(({ object }) => form.objects.includes(object))
      );
    case 'moment':
      return (
        form.kind === 'moment' &&
        form.operations.some(({ operation }) => operation === answer.operation)
      );
    case 'edge':
      return form.kind === 'edge' && form.edges.some(({ id }) => id === answer.edge);
    case 'choice':
      return form.kind === 'choice' && form.options.some(({ id }) => id === answer.option);
    default:
      return form.kind === answer.kind;
  }
}

/** Every expression in its texts means something where it is shown, and nothing is left unsaid. */
function putIntoWords(question: Question): void {
  const asked = new AskedQuestion(question);
  for (const language of ['en', 'zh-CN'] as const) {
    for (const prose of [
      asked.prompt(language),
      asked.explanation(language),
      asked.correctText(language),
    ])
      expect(prose.length).toBeGreaterThan(0);
  }
}

describe.each(questionTypes.map((type) => [type.id, type] as const))('%s', (_, type) => {
  test(
    `a thousand instances: one right answer, distractors apart, graded as they should be`,
    { timeout: 180_000 },
    () => {
      const named = new Set<string>();
      for (let seed = 1; seed <= instances; seed++) {
        const level: Level = ([1, 2, 3] as const)[seed % 3] ?? 1;
        const question = generate(type, level, seed, performOperations);
        const form = question.form('en');
        expect(offered(form, question.accepted[0])).toBe(true);
        expect(grade(form, question.accepted, question.wrong, question.accepted[0])).toEqual({
          right: true,
          misconception: null,
        });
        expect(question.wrong.length).toBeGreaterThan(0);
        if (seed % everyWorded === 0) putIntoWords(question);
        for (const { answer, misconception } of question.wrong) {
          expect(offered(form, answer)).toBe(true);
          expect(grade(form, question.accepted, question.wrong, answer)).toEqual({
            right: false,
            misconception,
          });
          expect(type.misconceptions).toContain(misconception);
          named.add(misconception);
        }
      }
      expect([...named].sort()).toEqual([...type.misconceptions].sort());
    },
  );
});
