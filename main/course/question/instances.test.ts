import { describe, expect, test } from 'vitest';
import { performOperations } from '../scene-runner.ts';
import { generate } from './draw.ts';
import { grade } from './grade.ts';
import { questionTypes } from './registry.ts';
import type { Level } from './type.ts';

const instances = 1_000;

describe.each(questionTypes.map((type) => [type.id, type] as const))('%s', (_, type) => {
  test(
    `a thousand instances: one right answer, distractors apart, graded as they should be`,
    { timeout: 60_000 },
    () => {
      const named = new Set<string>();
      for (let seed = 1; seed <= instances; seed++) {
        const level: Level = ([1, 2, 3] as const)[seed % 3] ?? 1;
        const question = generate(type, level, seed, performOperations);
        const form = question.form('en');
        expect(grade(form, question.accepted, question.wrong, question.accepted[0])).toEqual({
          right: true,
          misconception: null,
        });
        expect(question.wrong.length).toBeGreaterThan(0);
        for (const { answer, misconception } of question.wrong) {
          expect(answer.kind).toBe(form.kind);
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
