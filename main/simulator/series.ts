import { register } from './layout.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Machine } from './machine.ts';
import { externalFragmentation } from './report.ts';

/** Figures over a range of a run, for charts: parallel arrays, one entry a sample. */
export interface Series {
  readonly seq: Float64Array;
  readonly ticks: Float64Array;
  readonly live: Float64Array;
  readonly garbage: Float64Array;
  readonly free: Float64Array;
  readonly increments: Float64Array;
  readonly decrements: Float64Array;
  readonly fragmentation: Float64Array;
  /** Share of mutator ticks since the sample before. */
  readonly utilisation: Float64Array;
  readonly collections: readonly {
    readonly from: number;
    readonly to: number;
    readonly pause: number;
    readonly freed: number;
    readonly freedBytes: number;
  }[];
}

/** Samples positions `from` … `to`, both included, in at most `points` steps. The position stays where it is. */
export function seriesOf(
  machine: Machine,
  lifetimes: Lifetimes,
  from: number,
  to: number,
  points: number,
): Series {
  const { core, timeline } = machine;
  const { unit } = core.geometry;
  const first = Math.max(0, Math.min(from, timeline.length));
  const last = Math.max(first, Math.min(to, timeline.length));
  const count = Math.max(1, Math.min(points, last - first + 1));
  const column = (): Float64Array<ArrayBuffer> => new Float64Array(count);
  const series = {
    seq: column(),
    ticks: column(),
    garbage: column(),
    free: column(),
    increments: column(),
    decrements: column(),
    fragmentation: column(),
    utilisation: column(),
  };
  for (let index = 0; index < count; index += 1)
    series.seq[index] =
      count === 1 ? last : first + Math.round(((last - first) * index) / (count - 1));
  const live = lifetimes.liveAt(series.seq);
  const place = timeline.place();
  let collected = 0;
  for (let index = 0; index < count; index += 1) {
    timeline.seek(series.seq[index] as number);
    const ticks = timeline.operation + core.allocatorTicks() + core.collectorTicks();
    const free = core.register(register.free);
    const before = index === 0 ? ticks : (series.ticks[index - 1] as number);
    const work = core.collectorTicks() + core.allocatorTicks();
    series.ticks[index] = ticks;
    series.free[index] = free * unit;
    live[index] = (live[index] as number) * unit;
    series.garbage[index] = core.register(register.allocated) * unit - (live[index] as number);
    series.increments[index] = core.register(register.increments) >>> 0;
    series.decrements[index] = core.register(register.decrements) >>> 0;
    series.fragmentation[index] = externalFragmentation(free, core.register(register.largestFree));
    series.utilisation[index] = ticks > before ? 1 - (work - collected) / (ticks - before) : 1;
    collected = work;
  }
  timeline.goTo(place);
  const collections = core.collections.entries
    .filter(({ start, end }) => start <= last && (end === 0 || end >= first))
    .map(({ start, end, pause, freed, freedBytes }) => ({
      from: start,
      to: end,
      pause,
      freed,
      freedBytes,
    }));
  return { ...series, live, collections };
}
