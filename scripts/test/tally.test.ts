import { expect, test } from 'vitest';
import { tally } from './tally.ts';

const good = { name: 'unit', code: 0, counts: { passed: 3, failed: 0, skipped: 0 } };

test('counts of all parts are added up', () => {
  const other = { name: 'e2e', code: 1, counts: { passed: 1, failed: 2, skipped: 0 } };
  expect(tally([good, other])).toEqual({ passed: 4, failed: 2, notes: [] });
});

test('a part that leaves no counts is a failure', () => {
  expect(tally([good, { name: 'e2e', code: 1, counts: null }])).toEqual({
    passed: 3,
    failed: 1,
    notes: ['e2e ended with code 1 before it counted anything.'],
  });
});

test('a part that ran nothing is a failure', () => {
  const empty = { name: 'unit', code: 0, counts: { passed: 0, failed: 0, skipped: 0 } };
  expect(tally([empty])).toMatchObject({ passed: 0, failed: 1 });
});

test('a part that ends badly without a failure adds one', () => {
  expect(tally([{ ...good, code: 1 }])).toMatchObject({ passed: 3, failed: 1 });
  expect(tally([{ ...good, code: null }])).toMatchObject({ passed: 3, failed: 1 });
});

test('skipped tests count as failed', () => {
  const skipping = { name: 'unit', code: 0, counts: { passed: 3, failed: 0, skipped: 2 } };
  expect(tally([skipping])).toMatchObject({ passed: 3, failed: 2 });
});
