import { expect, test } from 'vitest';
import { readAttributes } from './attributes.ts';
import { MistakeList } from './mistake.ts';

test('a value stands bare, or in either kind of quotes with the other inside', () => {
  const mistakes = new MistakeList();
  const { id, values } = readAttributes(
    'en.md',
    1,
    `#who kind=check answer='slots(A) == ["a"]' focus="A, B"`,
    mistakes,
  );
  expect(mistakes.sorted).toEqual([]);
  expect(id).toBe('who');
  expect([...values]).toEqual([
    ['kind', 'check'],
    ['answer', 'slots(A) == ["a"]'],
    ['focus', 'A, B'],
  ]);
});

test('what is no attribute is told', () => {
  const mistakes = new MistakeList();
  readAttributes('en.md', 3, `kind='open`, mistakes);
  expect(mistakes.sorted.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 attribute']);
});
