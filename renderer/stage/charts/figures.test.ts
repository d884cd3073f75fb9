import { expect, test } from 'vitest';
import type { Series } from '../frame.ts';
import { besideSample, chartNames, figuresOf, rangeOf, sampleAt, thinned } from './figures.ts';

const of = (...values: number[]): Float64Array => new Float64Array(values);
const series: Series = {
  seq: of(0, 10, 20),
  ticks: of(0, 5, 9),
  live: of(0, 32, 16),
  garbage: of(0, 0, 16),
  free: of(64, 32, 32),
  increments: of(0, 2, 3),
  decrements: of(0, 0, 2),
  fragmentation: of(0, 0, 0.5),
  utilisation: of(1, 1, 0.75),
  collections: [{ from: 12, to: 18, pause: 7, freed: 1, freedBytes: 16 }],
};

test('each chart has its own lines over the positions of the run', () => {
  expect(
    chartNames.map((name) => figuresOf(name, series, 64).lines.map((line) => line.name)),
  ).toEqual([
    ['live', 'garbage', 'free'],
    ['increments', 'decrements'],
    ['pause'],
    ['fragmentation'],
    ['utilisation'],
  ]);
  expect(figuresOf('memory', series, 64).lines[1]?.points).toEqual([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 20, y: 16 },
  ]);
  expect(figuresOf('pauses', series, 64).lines[0]?.points).toEqual([{ x: 18, y: 7 }]);
});

test('moving along a chart goes from sample to sample and stops at its ends', () => {
  const points = figuresOf('memory', series, 64).lines[0]?.points ?? [];
  expect([sampleAt(points, 9), sampleAt(points, 10), sampleAt(points, 99)]).toEqual([0, 1, 2]);
  expect([
    besideSample(points, 10, 1),
    besideSample(points, 13, -1),
    besideSample(points, 20, 1),
    besideSample(points, 0, -1),
  ]).toEqual([20, 10, null, null]);
});

test('a line is told by its lowest, highest and present value', () => {
  expect(rangeOf(figuresOf('memory', series, 64).lines[0]?.points ?? [], 15)).toEqual({
    low: 0,
    high: 32,
    now: 32,
  });
  expect(rangeOf([], 15)).toEqual({ low: 0, high: 0, now: 0 });
});

test('a table is thinned evenly and keeps both ends', () => {
  const points = Array.from({ length: 101 }, (_, x) => ({ x, y: 0 }));
  expect(thinned(points, 5).map((point) => point.x)).toEqual([0, 25, 50, 75, 100]);
});
