import { expect, test } from 'vitest';
import { goalAfter, heapMinimumShare } from './pacer.ts';
import { eventsNamed, play } from './testing/play.ts';

const heapBytes = 64_000;

test('the goal is live + (live + roots) × GOGC / 100, at least the share of the heap', () => {
  const goal = (live: number, roots: number, gogc: number | null): number =>
    goalAfter({ live, roots, gogc, memoryLimit: null, heapBytes });
  expect(goal(10_000, 2000, 100)).toBe(22_000);
  expect(goal(10_000, 2000, 50)).toBe(16_000);
  expect(goal(100, 0, 100)).toBe(heapBytes * heapMinimumShare);
  expect(goal(10_000, 0, null)).toBe(Infinity);
});

test('a memory limit leaves the heap what the roots and three per cent of headroom do not take', () => {
  const goal = (live: number, memoryLimit: number, gogc: number | null): number =>
    goalAfter({ live, roots: 1000, gogc, memoryLimit, heapBytes });
  expect(goal(2000, 11_000, null)).toBe(9700);
  expect(goal(2000, 11_000, 100)).toBe(5000);
  expect(goal(9900, 11_000, null)).toBe(9900);
  expect(goal(12_000, 11_000, null)).toBe(12_000);
});

test('with GOGC off, a memory limit starts cycles when it is reached', () => {
  const garbage = Array.from({ length: 60 }, () => 'alloc x T 56 0').join('\n');
  const started = (memoryLimit: number | null): number =>
    eventsNamed(play(garbage, { heapBytes: 8192, memoryLimit }).machine, 'gc-start').filter(
      ({ reason }) => reason === 'pacer',
    ).length;
  expect(started(null)).toBe(0);
  expect(started(1024)).toBeGreaterThan(2);
});
