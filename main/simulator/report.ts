import type { CollectionReason } from './event.ts';
import { register } from './layout.ts';
import type { Machine } from './machine.ts';
import { searchReach } from './reach.ts';
import { meanUtilisation, minimumUtilisation, usualWindows } from './utilisation.ts';

/** What a run came to. Bytes are in the unit of the geometry, work and pauses in ticks. */
export interface Report {
  readonly output: string;
  /** `allocated`: ever. `garbage`: allocated now and unreachable. */
  readonly objects: {
    readonly allocated: number;
    readonly freed: number;
    readonly live: number;
    readonly garbage: number;
  };
  readonly bytes: {
    readonly heap: number;
    readonly allocated: number;
    readonly live: number;
    readonly free: number;
    readonly largestFree: number;
    readonly peak: number;
  };
  readonly fragmentation: { readonly external: number; readonly internal: number };
  readonly work: {
    readonly mutator: number;
    readonly collector: number;
    readonly allocator: number;
  };
  readonly counts: {
    readonly inc: number;
    readonly dec: number;
    readonly grey: number;
    readonly black: number;
    readonly barrier: number;
    readonly probes: number;
  };
  readonly collections: readonly {
    readonly collector: string;
    readonly reason: CollectionReason;
    readonly marked: number;
    readonly freed: number;
    readonly freedBytes: number;
    readonly pause: number;
  }[];
  readonly utilisation: {
    readonly mean: number;
    readonly mmu: readonly { readonly window: number; readonly value: number }[];
  };
  readonly events: number;
  readonly hash: string;
}

/** External fragmentation: 1 − largest / free, and 0 when nothing is free. */
export function externalFragmentation(free: number, largest: number): number {
  return free === 0 ? 0 : 1 - largest / free;
}

/** Internal fragmentation: the part of the allocated blocks that is no payload; 0 when nothing is allocated. */
export function internalFragmentation(allocated: number, payload: number): number {
  return allocated === 0 ? 0 : (allocated - payload) / allocated;
}

/** The report of a run at its end. */
export function reportOf(machine: Machine): Report {
  const { core, timeline } = machine;
  if (timeline.isAway) timeline.seekEnd();
  const { unit } = core.geometry;
  const count = (index: number): number => core.register(index) >>> 0;
  const reach = searchReach(machine);
  const allocated = count(register.objects);
  const freed = count(register.freedObjects);
  const free = count(register.free);
  const largest = count(register.largestFree);
  const inUse = count(register.allocated) * unit;
  const finished = core.collections.entries.filter((collection) => collection.end > 0);
  const total = core.ticks();
  return {
    output: core.outputs.entries.map(({ text }) => text).join(''),
    objects: { allocated, freed, live: reach.objects, garbage: allocated - freed - reach.objects },
    bytes: {
      heap: core.settings.heapBytes,
      allocated: inUse,
      live: reach.granules * unit,
      free: free * unit,
      largestFree: largest * unit,
      peak: count(register.peak) * unit,
    },
    fragmentation: {
      external: externalFragmentation(free, largest),
      internal: internalFragmentation(inUse, count(register.payload)),
    },
    work: {
      mutator: core.recording.operations,
      collector: core.collectorTicks(),
      allocator: core.allocatorTicks(),
    },
    counts: {
      inc: count(register.increments),
      dec: count(register.decrements),
      grey: count(register.greys),
      black: count(register.blacks),
      barrier: count(register.barriers),
      probes: count(register.probes),
    },
    collections: finished.map(
      ({ collector, reason, marked, freed: freedObjects, freedBytes, pause }) => ({
        collector,
        reason,
        marked,
        freed: freedObjects,
        freedBytes,
        pause,
      }),
    ),
    utilisation: {
      mean: meanUtilisation(total, core.pauses.entries),
      mmu: usualWindows(total).map((window) => ({
        window,
        value: minimumUtilisation(total, core.pauses.entries, window),
      })),
    },
    events: core.recording.length,
    hash: timeline.stateHash(),
  };
}
