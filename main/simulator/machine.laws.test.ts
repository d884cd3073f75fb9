import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from './settings.ts';
import type { AllocatorName, CollectorName, HeapSettings } from './settings.ts';
import { generateOperations } from './testing/generate.ts';
import { brokenLaw, noCoverage } from './testing/laws.ts';

const collectors: readonly CollectorName[] = [
  'none',
  'manual',
  'refcount',
  'refcount-cycles',
  'mark-sweep',
];
const allocators: readonly AllocatorName[] = ['first-fit', 'best-fit'];
const combinations = collectors.flatMap((collector) =>
  allocators.map((allocator) => ({ collector, allocator })),
);

describe.each(combinations)('$collector on $allocator', ({ collector, allocator }) => {
  test('keeps every law on generated operations, and the operations reach what the laws are about', () => {
    const coverage = noCoverage();
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(1024, 2048, 8192),
        fc.constantFrom('bytes', 'cells'),
        fc.constantFrom('depth', 'breadth'),
        (seed, heapBytes, geometry, markOrder) => {
          const settings: HeapSettings = {
            ...defaultSettings,
            collector,
            allocator,
            geometry,
            markOrder,
            heapBytes: geometry === 'cells' ? heapBytes / 8 : heapBytes,
            candidateLimit: 1 + (seed % 7),
            gogc: seed % 3 === 0 ? 100 : null,
          };
          const operations = generateOperations(seed, {
            length: 120,
            unit: geometry === 'bytes' ? 8 : 1,
            payload: geometry === 'bytes' ? 40 : 5,
            frees: collector === 'manual' ? 20 : 0,
          });
          expect(brokenLaw(operations, settings, {}, coverage)).toBeNull();
        },
      ),
      { numRuns: 30, seed: 20 },
    );
    expect(coverage.splits).toBeGreaterThan(100);
    if (collector === 'none') return;
    expect(coverage.freed).toBeGreaterThan(100);
    expect(coverage.merges).toBeGreaterThan(20);
    expect(coverage.doubleMerges).toBeGreaterThan(5);
    if (collector.startsWith('refcount')) expect(coverage.cascades).toBeGreaterThan(10);
    if (collector === 'refcount-cycles') expect(coverage.cycles).toBeGreaterThan(20);
    if (collector === 'mark-sweep') expect(coverage.collections).toBeGreaterThan(50);
  });
});
