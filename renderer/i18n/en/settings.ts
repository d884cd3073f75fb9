/** Names of collectors, allocators and the other settings of a heap, in English. */
import type { HeapSettings } from '../shapes.ts';

interface Named {
  readonly name: string;
  readonly about: string;
}

const collectors: Record<HeapSettings['collector'], Named> = {
  none: { name: 'None', about: 'Nothing is ever reclaimed.' },
  manual: { name: 'By hand', about: 'Only an explicit free; mistakes are shown as faults.' },
  refcount: {
    name: 'Reference counting',
    about: 'Frees an object the moment its count reaches zero. Cycles leak.',
  },
  'refcount-lazy': {
    name: 'Lazy counting',
    about: 'The dead wait in a list until an allocation needs room.',
  },
  'refcount-deferred': {
    name: 'Deferred counting',
    about: 'Roots are not counted; a zero-count table is reconciled later.',
  },
  'refcount-cycles': {
    name: 'Counting with trial deletion',
    about: 'Counting, and a search for dead cycles among candidates.',
  },
  'refcount-backup': {
    name: 'Counting with a backup trace',
    about: 'Counting, and now and then a trace that finds the cycles.',
  },
  'mark-sweep': {
    name: 'Mark-sweep',
    about: 'Stops the program, marks what the roots reach, frees the rest.',
  },
  tricolour: {
    name: 'Tri-colour, incremental',
    about: 'Marks in small steps between operations, with a write barrier.',
  },
  'mark-compact': { name: 'Mark-compact', about: 'Slides the live objects together.' },
  semispace: { name: 'Semispace copying', about: 'Copies the live objects into the other half.' },
  generational: { name: 'Generational', about: 'Collects the young often and the old seldom.' },
};

const allocators: Record<HeapSettings['allocator'], Named> = {
  'first-fit': { name: 'First fit', about: 'The lowest address that fits.' },
  'next-fit': { name: 'Next fit', about: 'The first that fits after the last one used.' },
  'best-fit': { name: 'Best fit', about: 'The smallest block that fits.' },
  'worst-fit': { name: 'Worst fit', about: 'The largest block.' },
  segregated: { name: 'Segregated lists', about: 'A free list for each size class.' },
  buddy: { name: 'Buddy', about: 'Powers of two, split and merged in halves.' },
  bump: { name: 'Bump pointer', about: 'The next free address; for the copying collectors.' },
  go: { name: 'Go’s size classes', about: 'Spans of equal slots, as in Go’s runtime.' },
};

const barriers: Record<HeapSettings['barrier'], string> = {
  none: 'None (loses objects)',
  dijkstra: 'Dijkstra (insertion)',
  steele: 'Steele (re-scan)',
  yuasa: 'Yuasa (deletion)',
  hybrid: 'Hybrid (Go)',
};
const geometries: Record<HeapSettings['geometry'], string> = {
  bytes: 'Bytes, with headers',
  cells: 'Cells, no headers',
};
const markOrders: Record<HeapSettings['markOrder'], string> = {
  depth: 'Depth first (stack)',
  breadth: 'Breadth first (queue)',
};

export const settings = {
  collector: 'Collector',
  allocator: 'Allocator',
  heapBytes: 'Heap size',
  geometry: 'Unit',
  gogc: 'GOGC',
  gogcHint: 'Per cent of growth before a collection starts; empty switches the pacer off.',
  memoryLimit: 'Memory limit',
  memoryLimitHint: 'Soft limit for the pacer; empty for none.',
  barrier: 'Write barrier',
  markBudget: 'Marking per operation',
  markBudgetHint: 'Ticks of marking done for each operation of the program.',
  markOrder: 'Mark order',
  markStackLimit: 'Mark stack limit',
  markStackLimitHint: 'Most entries on the mark stack; empty for no bound.',
  pointerReversal: 'Mark by pointer reversal',
  lazySweep: 'Sweep when an allocation needs it',
  markBits: 'Mark bits',
  markBitsIn: { header: 'In headers', bitmap: 'In a bitmap' },
  candidateLimit: 'Candidate buffer',
  zeroCountLimit: 'Zero-count table',
  nurseryBytes: 'Nursery size',
  nurseryBytesHint: 'Empty: a quarter of the heap.',
  promoteAfter: 'Promote after',
  seed: 'Seed',
  collectors,
  allocators,
  barriers,
  geometries,
  markOrders,
  unit: { bytes: 'bytes', cells: 'cells' } satisfies Record<HeapSettings['geometry'], string>,
  more: 'More options',
  range: (low: string, high: string): string => `From ${low} to ${high}`,
};
