import { expect, test } from 'vitest';
import { findEntries } from './search.ts';

const entries = [
  { label: 'Sandbox' },
  { label: 'Lesson 10: Mark and sweep', also: 'tracing' },
  { label: 'Sweep' },
  { label: 'Tri-colour marking', also: 'mark grey' },
  { label: '写屏障', also: 'write barrier' },
];

test('nothing sought finds everything in its own order', () => {
  expect(findEntries(entries, '  ')).toEqual(entries);
});

test('a name that begins with what is sought comes before one that only holds it', () => {
  expect(findEntries(entries, 'sweep').map((entry) => entry.label)).toEqual([
    'Sweep',
    'Lesson 10: Mark and sweep',
  ]);
});

test('every word has to be there, in any order, with any case and width', () => {
  expect(findEntries(entries, 'sweep MARK')).toEqual([entries[1]]);
  expect(findEntries(entries, 'ｓｗｅｅｐ')).toHaveLength(2);
  expect(findEntries(entries, 'sweep grey')).toEqual([]);
});

test('other words find an entry too, in either language', () => {
  expect(findEntries(entries, 'barrier')).toEqual([entries[4]]);
  expect(findEntries(entries, '屏障')).toEqual([entries[4]]);
});
