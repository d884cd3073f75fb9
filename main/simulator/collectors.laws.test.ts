import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settingsProblem } from './settings-check.ts';
import { allocatorNames, collectorNames, defaultSettings, effectiveSettings } from './settings.ts';
import type { BarrierName, HeapSettings } from './settings.ts';
import { generateOperations } from './testing/generate.ts';
import { brokenLaw, noCoverage } from './testing/laws.ts';

/** Every collector with every allocator that goes with it; those that choose their own allocator once. */
const pairs = collectorNames
  .flatMap((collector) => allocatorNames.map((allocator) => ({ collector, allocator })))
  .filter((pair) => {
    const settings = { ...defaultSettings, ...pair };
    const isOwn = effectiveSettings(settings).allocator === pair.allocator;
    return isOwn && settingsProblem(settings) === null;
  });

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
    expect(coverage.splits).toBeGreaterThan(10);
    if (collector === 'none') return;
    expect(coverage.freed).toBeGreaterThan(collector === 'refcount-lazy' ? 1 : 20);
    if (allocator !== 'bump' && allocator !== 'go' && collector !== 'refcount-lazy')
      expect(coverage.merges).toBeGreaterThan(5);
    if (collector.startsWith('refcount') && collector !== 'refcount-deferred')
      expect(coverage.cascades).toBeGreaterThan(0);
    if (collector === 'refcount-cycles') expect(coverage.cycles).toBeGreaterThan(3);
    if (collector === 'tricolour' || collector === 'generational')
      expect(coverage.barriers).toBeGreaterThan(0);
    if (collector === 'generational') expect(coverage.promotions).toBeGreaterThan(20);
    if (!['manual', 'refcount', 'refcount-lazy'].includes(collector))
      expect(coverage.collections).toBeGreaterThan(8);
  });
});
