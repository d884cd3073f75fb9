import { expect, test } from 'vitest';
import golden from '../../simulator/golden/golden.json' with { type: 'json' };
import { minimumUtilisation } from '../../simulator/utilisation.ts';
import { wrongCollector } from './registry.ts';

/** The reference's L18_mmu: a run of 100 ticks. */
const pauses = [
  { from: 10, to: 14 },
  { from: 50, to: 58 },
];
const usable = (id: 'short-pause' | 'mean-is-minimum', window: number): number | undefined =>
  wrongCollector(id)?.usable?.(pauses, window, 100);

test('who looks at the longest pause alone is right until a window holds two', () => {
  expect(usable('short-pause', 20)).toBe(Math.round(20 * minimumUtilisation(100, pauses, 20)));
  expect(usable('short-pause', 48)).toBe(40);
  expect(Math.round(48 * minimumUtilisation(100, pauses, 48))).toBe(36);
  expect(usable('short-pause', 4)).toBe(0);
});

test('who takes the mean is right for the whole run only', () => {
  expect(usable('mean-is-minimum', 10)).toBe(9);
  expect(usable('mean-is-minimum', 100)).toBe(88);
  expect(minimumUtilisation(100, pauses, 100)).toBeCloseTo(golden.L18_mmu.at(-1)?.mmu ?? 0);
});
