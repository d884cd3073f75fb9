import { expect, test } from 'vitest';
import { Chance, hashOf } from './random.ts';

test('a seed gives these numbers on every machine', () => {
  const chance = new Chance(1, 2, 3);
  expect([chance.next(), chance.next(), chance.next()]).toMatchInlineSnapshot(`
    [
      599682412,
      2742766418,
      3641131884,
    ]
  `);
  expect(hashOf('count-after')).toMatchInlineSnapshot(`1846117747`);
});

test('numbers stay within their bounds and reach them', () => {
  const chance = new Chance(5);
  const seen = new Set(Array.from({ length: 1_000 }, () => chance.between(2, 5)));
  expect([...seen].sort()).toEqual([2, 3, 4, 5]);
});

test('each seed of several changes the draws', () => {
  const first = (...seeds: readonly number[]): number => new Chance(...seeds).next();
  expect(
    new Set([first(1), first(2), first(1, 0), first(1, 1), first(0, 1), first(1, 1, 1)]).size,
  ).toBe(6);
});

test('a shuffle keeps what it shuffles', () => {
  expect(new Chance(9).shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
});
