import type { Metrics } from './frame.ts';
import { register } from './layout.ts';
import type { Lifetimes } from './lifetimes.ts';
import type { Machine } from './machine.ts';
import { externalFragmentation, internalFragmentation } from './report.ts';

/** Figures of the position that the machine shows. */
export function metricsOf(machine: Machine, lifetimes: Lifetimes): Metrics {
  const { core, timeline } = machine;
  const { unit } = core.geometry;
  const { position, operation } = timeline;
  const count = (index: number): number => core.register(index) >>> 0;
  const finished = core.collections.entries.filter(
    (collection) => collection.end > 0 && collection.end <= position,
  );
  const last = finished[finished.length - 1];
  const sums = lifetimes.at(position, machine.collector.paced && last !== undefined ? last.end : 0);
  const ticks = operation + core.allocatorTicks() + core.collectorTicks();
  const pauses = core.pauses.until(ticks);
  const allocated = count(register.allocated) * unit;
  const free = count(register.free) * unit;
  const largestFree = count(register.largestFree) * unit;
  return {
    ticks,
    allocated,
    live: sums.live * unit,
    garbage: sums.garbage * unit,
    floating: sums.floating * unit,
    free,
    holes: count(register.holes),
    largestFree,
    peak: count(register.peak) * unit,
    externalFragmentation: externalFragmentation(free, largestFree),
    internalFragmentation: internalFragmentation(allocated, count(register.payload)),
    objects: {
      allocated: count(register.objects),
      freed: count(register.freedObjects),
      live: sums.liveObjects,
      garbage: sums.garbageObjects,
    },
    increments: count(register.increments),
    decrements: count(register.decrements),
    longestCascade: count(register.longestCascade),
    marked: count(register.greys),
    scannedSlots: count(register.scannedSlots),
    overflows: count(register.overflows),
    searches: count(register.searches),
    barrierHits: count(register.barriers),
    markCons: ratio(count(register.markedTotal), count(register.allocatedTotal)),
    collections: count(register.collections),
    goal: goalOf(machine),
    longestPause: pauses.longest,
    totalPause: pauses.total,
    throughput: ticks === 0 ? 1 : operation / ticks,
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Goals beyond every heap are as good as none. */
function goalOf({ core, collector }: Machine): number | null {
  const goal = core.register(register.goal);
  const paces = core.settings.gogc !== null || core.settings.memoryLimit !== null;
  return collector.paced && paces && goal < 0x7fffffff ? goal * core.geometry.unit : null;
}
