/** The figures of a moment in groups, and what kind of value each is. */
import type { MetricCatalogue } from '../../i18n/shapes.ts';
import type { Metrics } from '../frame.ts';

type GroupName = 'memory' | 'objects' | 'counting' | 'tracing' | 'time';
/** A size in the unit of the geometry, a number, a share 0 … 1, or a ratio. */
type Kind = 'size' | 'number' | 'share' | 'ratio';
type FigureName = keyof MetricCatalogue;

export const groups: readonly {
  readonly name: GroupName;
  readonly figures: readonly (readonly [FigureName, Kind])[];
}[] = [
  {
    name: 'memory',
    figures: [
      ['allocated', 'size'],
      ['live', 'size'],
      ['garbage', 'size'],
      ['floating', 'size'],
      ['free', 'size'],
      ['holes', 'number'],
      ['largestFree', 'size'],
      ['peak', 'size'],
      ['externalFragmentation', 'share'],
      ['internalFragmentation', 'share'],
    ],
  },
  {
    name: 'objects',
    figures: [
      ['objects.allocated', 'number'],
      ['objects.freed', 'number'],
      ['objects.live', 'number'],
      ['objects.garbage', 'number'],
    ],
  },
  {
    name: 'counting',
    figures: [
      ['increments', 'number'],
      ['decrements', 'number'],
      ['longestCascade', 'number'],
    ],
  },
  {
    name: 'tracing',
    figures: [
      ['collections', 'number'],
      ['marked', 'number'],
      ['scannedSlots', 'number'],
      ['markCons', 'ratio'],
      ['barrierHits', 'number'],
      ['overflows', 'number'],
      ['searches', 'number'],
      ['goal', 'size'],
    ],
  },
  {
    name: 'time',
    figures: [
      ['ticks', 'number'],
      ['longestPause', 'number'],
      ['totalPause', 'number'],
      ['throughput', 'share'],
    ],
  },
];

/** The value of a figure; `null` for a goal that no pacer sets. */
export function valueOf(metrics: Metrics, name: FigureName): number | null {
  switch (name) {
    case 'objects.allocated':
      return metrics.objects.allocated;
    case 'objects.freed':
      return metrics.objects.freed;
    case 'objects.live':
      return metrics.objects.live;
    case 'objects.garbage':
      return metrics.objects.garbage;
    default:
      return metrics[name];
  }
}
