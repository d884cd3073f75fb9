import { describe, expect, test } from 'vitest';
import { settingsProblem } from './settings-check.ts';
import { barrierNames, collectorNames, defaultSettings } from './settings.ts';
import type { AllocatorName, HeapSettings } from './settings.ts';
import { brokenWorld } from './testing/world.ts';
import { noWorldCoverage } from './testing/world-model.ts';

const allocators: readonly AllocatorName[] = ['first-fit', 'best-fit', 'buddy', 'go'];

/** Settings for one run: all that a seed may vary. */
function settingsFor(base: Partial<HeapSettings>, seed: number): HeapSettings {
  const isCells = seed % 4 === 0 && base.allocator !== 'go';
  const heap = [1024, 2048, 4096][seed % 3] ?? 1024;
  return {
    ...defaultSettings,
    ...base,
    geometry: isCells ? 'cells' : 'bytes',
    heapBytes: base.allocator === 'go' ? heap * 32 : isCells ? heap / 8 : heap,
    candidateLimit: 1 + (seed % 7),
    zeroCountLimit: 1 + (seed % 9),
    // Without a barrier objects are lost: that is its point, and tested elsewhere.
    barrier: barrierNames[1 + (seed % 4)] ?? 'hybrid',
    promoteAfter: 1 + (seed % 3),
    markBudget: seed % 5,
    markOrder: seed % 2 === 0 ? 'depth' : 'breadth',
    gogc: seed % 3 === 0 ? 100 : null,
    // Less than what is often live: collecting comes to its limit.
    memoryLimit: seed % 4 === 2 ? heap / (isCells ? 32 : 4) : null,
    lazySweep: seed % 3 === 1,
    pointerReversal: seed % 5 === 1,
  };
}

// Freed by hand, objects are not weakly held by anybody's rules.
describe.each(collectorNames.filter((collector) => collector !== 'manual'))('%s', (collector) => {
  test('threads, weak references, finalizers, cleanups and interior pointers keep every law', () => {
    const coverage = noWorldCoverage();
    for (const allocator of allocators) {
      for (let seed = 1; seed <= 6; seed += 1) {
        const settings = settingsFor({ collector, allocator }, seed);
        if (settingsProblem(settings) !== null) continue;
        expect([allocator, seed, brokenWorld(settings, seed, 260, {}, coverage)]).toEqual([
          allocator,
          seed,
          null,
        ]);
      }
    }
    expect(coverage.threads).toBeGreaterThan(20);
    expect(coverage.foreignStores).toBeGreaterThan(20);
    expect(coverage.interior).toBeGreaterThan(10);
    expect(coverage.weakFollowed).toBeGreaterThan(10);
    if (collector === 'none') return;
    expect(coverage.freed).toBeGreaterThan(200);
    expect(coverage.weakCleared).toBeGreaterThan(10);
    expect(coverage.finalized).toBeGreaterThan(4);
    expect(coverage.resurrected).toBeGreaterThan(1);
    expect(coverage.cleaned).toBeGreaterThan(2);
    if (collector === 'tricolour') expect(coverage.barriers).toBeGreaterThan(10);
    if (['mark-compact', 'semispace', 'generational'].includes(collector))
      expect(coverage.weakMoved).toBeGreaterThan(10);
  });
});
