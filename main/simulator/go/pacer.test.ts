import { expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import {
  assistWorkPerByte,
  heapGoal,
  memoryLimitGoal,
  runwayFor,
  steadyState,
  trigger,
  triggerRange,
} from './pacer.ts';

const mebibyte = 2 ** 20;

test('the goal of the Go guide (L16_target)', () => {
  for (const row of golden.L16_target) {
    const goal = heapGoal({
      live: row.live * mebibyte,
      roots: (row.stacks + row.globals) * mebibyte,
      gogc: row.GOGC,
    });
    expect(goal / mebibyte).toBe(row.target);
  }
  expect(heapGoal({ live: 8, roots: 0, gogc: null })).toBe(Infinity);
});

test('the range of the trigger (L16_trigger)', () => {
  for (const row of golden.L16_trigger) {
    const { lower, upper } = triggerRange(row.marked * mebibyte, row.goal * mebibyte);
    expect(lower / mebibyte).toBeCloseTo(row.lower, 3);
    expect(upper / mebibyte).toBeCloseTo(row.upper, 3);
  }
});

test('a long runway starts early and a short one late, both within the range', () => {
  expect(trigger(100, 200, runwayFor(100, 1e9))).toBe(triggerRange(100, 200).lower);
  expect(trigger(100 * mebibyte, 200 * mebibyte, runwayFor(0, 0))).toBe(
    triggerRange(100 * mebibyte, 200 * mebibyte).upper,
  );
});

test('a memory limit leaves what is not the heap, and headroom', () => {
  const goal = memoryLimitGoal({
    limit: 200 * mebibyte,
    nonHeap: 3_085_000,
    mapped: 0,
    live: 64 * mebibyte,
  });
  expect(goal).toBeCloseTo((200 * mebibyte - 3_085_000) * 0.97, 0);
  expect(memoryLimitGoal({ limit: 10, nonHeap: 20, mapped: 30, live: 7 })).toBe(7);
});

test('the steady state of the guide (L16_model)', () => {
  for (const row of golden.L16_model) {
    const state = steadyState(row.period_s, 10, 10, 100);
    expect(state.totalHeap).toBe(row.total_heap);
    expect(state.overhead).toBeCloseTo(row.overhead, 10);
  }
});

test('an allocation near the goal owes more marking', () => {
  expect(assistWorkPerByte(1000, 200, 100)).toBe(10);
  expect(assistWorkPerByte(1000, 200, 190)).toBe(100);
});
