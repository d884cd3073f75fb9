import { expect, test } from 'vitest';
import type { AnswerForm } from '../contract/course.ts';
import type { Worksheet, WorksheetQuestion } from '../contract/teacher.ts';
import { markup } from './markup.ts';
import { worksheetPage } from './worksheet-page.ts';

const text = (words: string) => [
  { kind: 'paragraph', children: [{ kind: 'text', text: words }] } as const,
];
const forms: readonly AnswerForm[] = [
  { kind: 'choice', options: [{ id: 'a', text: text('<b>first</b>') }] },
  { kind: 'number', unit: 'B' },
  { kind: 'text', length: 4 },
  { kind: 'counts', objects: [1] },
  { kind: 'set', candidates: [1, 2] },
  { kind: 'order', candidates: [1, 2], length: 2 },
  { kind: 'moment', operations: [{ operation: 3, text: 'root a nil' }] },
  {
    kind: 'edge',
    edges: [{ id: 'x', text: 'a → A', object: null, field: null, slot: 'a', target: 1 }],
  },
];
const question = (form: AnswerForm): WorksheetQuestion => ({
  lesson: 'Counting',
  type: 'count-after',
  level: 2,
  seed: 5,
  prompt: text('What <script>alert(1)</script> happens?'),
  form,
  listing: { kind: 'operations', name: 'next.ops', text: 'root b a\n' },
  frame: null,
  names: new Map([
    [1, 'A'],
    [2, 'B'],
  ]),
  correct: text('THE-ANSWER'),
  explanation: text('because'),
});
const sheet: Worksheet = {
  seed: 77,
  language: 'en',
  titles: ['Counting'],
  questions: forms.map(question),
};
const formula = () => markup`<math></math>`;

test('every form has room for its answer, nothing of a question is markup, and the key comes last', () => {
  const page = worksheetPage(sheet, formula);
  expect(page).not.toContain('<script>');
  expect(page).not.toContain('<b>first</b>');
  expect(page).toContain('Seed 77');
  const [questions = '', key = ''] = page.split('<div class="key">');
  expect(questions).not.toContain('THE-ANSWER');
  expect(key.split('THE-ANSWER')).toHaveLength(forms.length + 1);
  expect(questions).toContain('3: root a nil');
  expect(questions).toContain('a → A');
});

test('in Chinese its own words are Chinese', () => {
  const page = worksheetPage({ ...sheet, language: 'zh-CN' }, formula);
  expect(page).toContain('参考答案');
  expect(page).not.toContain('Answer key');
});
