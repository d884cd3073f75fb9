/** Every figure in English; definitions as the simulator reckons them. */
import type { MetricCatalogue } from '../shapes.ts';

export const metrics: MetricCatalogue = {
  ticks: {
    name: 'Ticks',
    about: 'Simulated time: each unit of work costs so many ticks. No clock is read.',
  },
  allocated: { name: 'Allocated', about: 'All blocks that hold an object, garbage included.' },
  live: { name: 'Live', about: 'Blocks whose object a root can reach.' },
  garbage: { name: 'Garbage', about: 'Allocated but unreachable: not yet reclaimed.' },
  floating: {
    name: 'Floating garbage',
    about: 'Unreachable, but marked by the last collection; it goes with the next.',
  },
  free: { name: 'Free', about: 'All free blocks together.' },
  holes: { name: 'Holes', about: 'Number of free blocks.' },
  largestFree: { name: 'Largest free block', about: 'The largest request that can be met now.' },
  peak: { name: 'Peak', about: 'The most that was ever allocated.' },
  externalFragmentation: {
    name: 'External fragmentation',
    about: '1 − largest free block ÷ free. Zero when all free space is one piece.',
  },
  internalFragmentation: {
    name: 'Internal fragmentation',
    about: 'Share of the allocated blocks that is header and rounding, not payload.',
  },
  'objects.allocated': { name: 'Objects made', about: 'All that were ever allocated.' },
  'objects.freed': { name: 'Objects freed', about: 'Those whose block was given back.' },
  'objects.live': { name: 'Objects live', about: 'Those that a root can reach.' },
  'objects.garbage': {
    name: 'Objects that are garbage',
    about: 'Those that no root can reach and that are not freed yet.',
  },
  increments: { name: 'Increments', about: 'Counts raised so far.' },
  decrements: { name: 'Decrements', about: 'Counts lowered so far.' },
  longestCascade: { name: 'Longest cascade', about: 'Most objects freed by a single operation.' },
  marked: { name: 'Marked', about: 'Objects marked so far, all collections together.' },
  scannedSlots: { name: 'Slots scanned', about: 'Pointer fields looked at while marking.' },
  overflows: {
    name: 'Mark stack overflows',
    about: 'Objects that found a bounded mark stack full.',
  },
  searches: {
    name: 'Heap searches',
    about: 'Walks over the heap for objects that found the mark stack full.',
  },
  barrierHits: { name: 'Barrier hits', about: 'Writes that a barrier reported to the collector.' },
  markCons: {
    name: 'Mark/cons ratio',
    about: 'What collections marked or copied ÷ what was allocated, in bytes so far.',
  },
  collections: { name: 'Collections', about: 'Collections finished so far.' },
  goal: { name: 'Heap goal', about: 'The heap size at which the pacer starts the next cycle.' },
  longestPause: {
    name: 'Longest pause',
    about: 'The longest stretch, in ticks, in which the program stood still.',
  },
  totalPause: { name: 'Total pause', about: 'All pauses together, in ticks.' },
  throughput: { name: 'Throughput', about: 'Ticks of the program ÷ all ticks.' },
};
