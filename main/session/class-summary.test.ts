import { expect, test } from 'vitest';
import type { AnswerRecord } from '../contract/document.ts';
import { answersTable, itemsTable, type ClassSession } from './class-summary.ts';
import { emptySession } from './testing/sessions.ts';

const answer = (step: string, right: boolean): AnswerRecord => ({
  at: '2026-03-04T05:06:07.000Z',
  lesson: 'counting',
  question: { kind: 'step', step },
  concept: 'reference-count',
  answer: { kind: 'number', text: '1' },
  right,
  misconception: right ? null : 'M1',
});

const person = (name: string, ...rights: readonly boolean[]): ClassSession => ({
  person: name,
  session: { ...emptySession, answers: rights.map((right, at) => answer(`q${at + 1}`, right)) },
});

/** Four people: who knows more is right at q1 and q2; q3 goes against them. */
const group = [
  person('ann', true, true, false),
  person('ben', true, true, false),
  person('cho', true, false, true),
  person('=dan', false, false, true),
];

test('who answered what, a row an answer; a name that a spreadsheet would compute is text', () => {
  const rows = answersTable(group).trimEnd().split('\r\n');
  expect(rows).toHaveLength(1 + 4 * 3);
  expect(rows[1]).toBe('ann,2026-03-04T05:06:07.000Z,counting,counting/q1,,reference-count,1,');
  expect(rows[10]).toMatch(/^'=dan,.*,0,M1$/);
});

test('difficulty is the share that was right; discrimination tells with whom it goes', () => {
  const items = new Map(
    itemsTable(group)
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => {
        const [item = '', , , difficulty, discrimination] = row.split(',');
        return [item, { difficulty: Number(difficulty), discrimination: Number(discrimination) }];
      }),
  );
  expect(items.get('counting/q1')?.difficulty).toBe(0.75);
  expect(items.get('counting/q2')?.difficulty).toBe(0.5);
  // Right at q1 with 1/2, 1/2, 1/2 of the rest right, wrong with 1/2: the rest doesn't vary.
  expect(items.get('counting/q1')?.discrimination).toBe(0);
  // Pairs (1, 1/2) (1, 1/2) (0, 1) (0, 1/2): r = -1/√3.
  expect(items.get('counting/q2')?.discrimination).toBeCloseTo(-1 / Math.sqrt(3), 6);
  // Pairs (0, 1) (0, 1) (1, 1/2) (1, 0): r = -3/√11.
  expect(items.get('counting/q3')?.discrimination).toBeCloseTo(-3 / Math.sqrt(11), 6);
});

test('the same type at the same level is one item, whatever its seeds', () => {
  const drawn = (seed: number): AnswerRecord => ({
    ...answer('', true),
    question: { kind: 'generated', type: 'count-after', level: 2, seed },
  });
  const session = { ...emptySession, answers: [drawn(1), drawn(2)] };
  expect(itemsTable([{ person: 'ann', session }])).toContain('counting/count-after/2,1,2,1,\r\n');
});
