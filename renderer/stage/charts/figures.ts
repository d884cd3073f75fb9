/** From the figures of a run to what each chart draws and says. */
import type { Series } from '../frame.ts';

export type ChartName = 'memory' | 'counts' | 'pauses' | 'fragmentation' | 'utilisation';
export type LineName =
  | 'live'
  | 'garbage'
  | 'free'
  | 'increments'
  | 'decrements'
  | 'pause'
  | 'fragmentation'
  | 'utilisation';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ChartLine {
  readonly name: LineName;
  readonly points: Point[];
  /** Tokens of the line's colour and of the area below it; null for no area. */
  readonly colour: string;
  readonly area: string | null;
  readonly dash: readonly number[];
}

export interface ChartFigures {
  readonly name: ChartName;
  readonly kind: 'line' | 'bar';
  readonly stacked: boolean;
  /** Shares 0 … 1, shown as per cent. */
  readonly share: boolean;
  /** Top of the scale, or null for the highest value. */
  readonly highest: number | null;
  readonly lines: readonly ChartLine[];
}

export const chartNames: readonly ChartName[] = [
  'memory',
  'counts',
  'pauses',
  'fragmentation',
  'utilisation',
];

export function figuresOf(name: ChartName, series: Series, heapBytes: number): ChartFigures {
  const over = (values: Float64Array): Point[] =>
    Array.from(series.seq, (x, index) => ({ x, y: values[index] ?? 0 }));
  const line = (
    of: LineName,
    points: Point[],
    colour: string,
    area: string | null = null,
    dash: readonly number[] = [],
  ): ChartLine => ({ name: of, points, colour, area, dash });
  switch (name) {
    case 'memory':
      return {
        name,
        kind: 'line',
        stacked: true,
        share: false,
        highest: heapBytes,
        lines: [
          line('live', over(series.live), '--live', '--live-fill'),
          line('garbage', over(series.garbage), '--garbage', '--garbage-fill', [4, 2]),
          line('free', over(series.free), '--free', '--free-fill', [1, 2]),
        ],
      };
    case 'counts':
      return {
        name,
        kind: 'line',
        stacked: false,
        share: false,
        highest: null,
        lines: [
          line('increments', over(series.increments), '--ink-2'),
          line('decrements', over(series.decrements), '--dead', null, [5, 3]),
        ],
      };
    case 'pauses':
      return {
        name,
        kind: 'bar',
        stacked: false,
        share: false,
        highest: null,
        lines: [
          line(
            'pause',
            series.collections.map((one) => ({ x: one.to, y: one.pause })),
            '--ink-2',
            '--ink-2',
          ),
        ],
      };
    case 'fragmentation':
      return {
        name,
        kind: 'line',
        stacked: false,
        share: true,
        highest: 1,
        lines: [line('fragmentation', over(series.fragmentation), '--garbage', '--garbage-fill')],
      };
    case 'utilisation':
      return {
        name,
        kind: 'line',
        stacked: false,
        share: true,
        highest: 1,
        lines: [line('utilisation', over(series.utilisation), '--live', '--live-fill')],
      };
  }
}

/** Position of the sample at or before `seq`; 0 where there is none. */
export function sampleAt(points: readonly Point[], seq: number): number {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((points[middle]?.x ?? Infinity) <= seq) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** The next sample that way from `seq`, as a position of the run. */
export function besideSample(points: readonly Point[], seq: number, by: 1 | -1): number | null {
  const at = sampleAt(points, seq);
  const here = points[at]?.x ?? 0;
  if (by === -1 && here < seq) return here;
  return points[by === 1 && here > seq ? at : at + by]?.x ?? null;
}

/** Lowest, highest and present value of a line. */
export function rangeOf(
  points: readonly Point[],
  seq: number,
): { readonly low: number; readonly high: number; readonly now: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of points) {
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return {
    low: low === Infinity ? 0 : low,
    high: high === -Infinity ? 0 : high,
    now: points[sampleAt(points, seq)]?.y ?? 0,
  };
}

/** At most `rows` points, the first and the last among them. */
export function thinned(points: readonly Point[], rows: number): readonly Point[] {
  if (points.length <= rows) return points;
  return Array.from(
    { length: rows },
    (_, index) => points[Math.round((index * (points.length - 1)) / (rows - 1))],
  ).filter((point) => point !== undefined);
}
