import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from './settings.ts';
import type { AllocatorName, BarrierName, CollectorName, HeapSettings } from './settings.ts';
import { generateOperations } from './testing/generate.ts';
import { brokenLaw, noCoverage } from './testing/laws.ts';

const everywhere: readonly AllocatorName[] = [
  'first-fit',
  'next-fit',
  'best-fit',
  'worst-fit',
  'segregated',
  'buddy',
  'bump',
];
const pairs: readonly { readonly collector: CollectorName; readonly allocator: AllocatorName }[] = [
  ...everywhere.flatMap((allocator) =>
    (['refcount', 'mark-sweep', 'manual'] as const).map((collector) => ({ collector, allocator })),
  ),
  ...(
    ['refcount-lazy', 'refcount-deferred', 'refcount-backup', 'refcount-cycles'] as const
  ).flatMap((collector) =>
    (['first-fit', 'buddy'] as const).map((allocator) => ({ collector, allocator })),
  ),
  ...(['first-fit', 'next-fit', 'best-fit', 'worst-fit', 'segregated', 'bump'] as const).map(
    (allocator) => ({ collector: 'mark-compact', allocator }) as const,
  ),
  { collector: 'semispace', allocator: 'bump' },
  ...(['first-fit', 'next-fit', 'best-fit', 'segregated'] as const).map(
    (allocator) => ({ collector: 'generational', allocator }) as const,
  ),
  ...(['first-fit', 'best-fit', 'buddy'] as const).map(
    (allocator) => ({ collector: 'tricolour', allocator }) as const,
  ),
  ...(['refcount', 'mark-sweep', 'tricolour', 'manual'] as const).map(
    (collector) => ({ collector, allocator: 'go' }) as const,
  ),
];

/** `none` loses objects: that is its point, and tested elsewhere. */
const safeBarriers: readonly BarrierName[] = ['dijkstra', 'steele', 'yuasa', 'hybrid'];

describe.each(pairs)('$collector on $allocator', ({ collector, allocator }) => {
  test('keeps every law on generated operations, and the operations reach what the laws are about', () => {
    const coverage = noCoverage();
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(1024, 2048),
        fc.constantFrom('bytes', 'cells'),
        (seed, size, cells) => {
          const geometry = allocator === 'go' ? 'bytes' : cells;
          const heapBytes = allocator === 'go' ? size * 32 : size;
          const settings: HeapSettings = {
            ...defaultSettings,
            collector,
            allocator,
            geometry,
            // The lazy one frees only when memory runs short.
            heapBytes:
              (geometry === 'cells' ? heapBytes / 8 : heapBytes) /
              (collector === 'refcount-lazy' ? 2 : 1),
            candidateLimit: 1 + (seed % 7),
            zeroCountLimit: 1 + (seed % 9),
            barrier: safeBarriers[seed % safeBarriers.length] ?? 'hybrid',
            promoteAfter: 1 + (seed % 3),
            markBudget: seed % 5,
            markOrder: seed % 2 === 0 ? 'depth' : 'breadth',
            gogc: seed % 3 === 0 ? 100 : null,
          };
          const operations = generateOperations(seed, {
            length: 100,
            unit: geometry === 'bytes' ? 8 : 1,
            payload: geometry === 'bytes' ? 40 : 5,
            frees: collector === 'manual' ? 20 : 0,
          });
          expect(brokenLaw(operations, settings, {}, coverage)).toBeNull();
        },
      ),
      { numRuns: 5, seed: 21 },
    );
    expect(coverage.splits).toBeGreaterThan(30);
    expect(coverage.freed).toBeGreaterThan(collector === 'refcount-lazy' ? 8 : 30);
    if (allocator !== 'bump' && allocator !== 'go' && collector !== 'refcount-lazy')
      expect(coverage.merges).toBeGreaterThan(5);
    if (
      collector === 'mark-compact' ||
      collector === 'semispace' ||
      collector === 'refcount-backup'
    )
      expect(coverage.collections).toBeGreaterThan(8);
  });
});
