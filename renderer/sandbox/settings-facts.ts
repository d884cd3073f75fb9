/** Which settings matter for which collector, and their limits. */
import type { HeapSettings } from '../i18n/shapes.ts';

/** Options that are limits a run can meet. */
export type LimitSetting = 'heapBytes' | 'steps';

type CollectorName = HeapSettings['collector'];

/** Smallest and largest heap, in the unit of its geometry. */
export const heapLimits = { smallest: 16, largest: 2 ** 30 } as const;

const tracing: readonly CollectorName[] = [
  'mark-sweep',
  'tricolour',
  'mark-compact',
  'semispace',
  'generational',
];
const marking: readonly CollectorName[] = ['mark-sweep', 'tricolour'];

/** Collectors that a setting has a meaning for; one that isn't named here has it for all. */
const only: Partial<Record<keyof HeapSettings, readonly CollectorName[]>> = {
  gogc: tracing,
  memoryLimit: tracing,
  barrier: ['tricolour'],
  markBudget: ['tricolour'],
  markOrder: marking,
  markStackLimit: ['mark-sweep'],
  pointerReversal: ['mark-sweep'],
  lazySweep: ['mark-sweep'],
  markBits: marking,
  candidateLimit: ['refcount-cycles', 'refcount-backup'],
  zeroCountLimit: ['refcount-deferred'],
  nurseryBytes: ['generational'],
  promoteAfter: ['generational'],
};

export function appliesTo(setting: keyof HeapSettings, collector: CollectorName): boolean {
  return only[setting]?.includes(collector) ?? true;
}
