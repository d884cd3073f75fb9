import fc from 'fast-check';
import { expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import { flood, greenTea, type SpanHeap } from './green-tea.ts';

const example: SpanHeap = {
  spans: [
    { name: 'A', objects: ['a0', 'a1', 'a2', 'a3'] },
    { name: 'B', objects: ['b0', 'b1', 'b2', 'b3'] },
    { name: 'C', objects: ['c0'] },
  ],
  references: { a0: ['b0', 'b1'], a2: ['b2'], b0: ['a1'], b1: ['a2'], c0: ['b0'] },
  roots: ['a0', 'c0'],
};

test('spans are visited and objects flooded as in the scenario (L16_green)', () => {
  const row = golden.L16_green[0];
  const green = greenTea(example);
  const plain = flood(example);
  expect(green.visits.map((visit) => [visit.span, visit.objects])).toEqual(row?.green_visits);
  expect(plain.order).toEqual(row?.flood_order);
  expect(plain.order).toHaveLength(row?.flood_scans ?? 0);
  expect(plain.spanSwitches).toBe(row?.flood_span_switches);
  const all = example.spans.flatMap((span) => span.objects);
  expect(all.filter((object) => !green.scanned.has(object))).toEqual(row?.unreached);
});

test('law: both mark the same objects, each scanned once', () => {
  const heaps = fc
    .record({
      spans: fc.integer({ min: 1, max: 4 }),
      edges: fc.array(fc.tuple(fc.nat(15), fc.nat(15)), { maxLength: 30 }),
      roots: fc.array(fc.nat(15), { maxLength: 4 }),
    })
    .map(({ spans, edges, roots }): SpanHeap => {
      const names = Array.from({ length: spans * 4 }, (_, index) => `o${index}`);
      const name = (index: number): string => names[index % names.length] ?? 'o0';
      const references: Record<string, string[]> = {};
      for (const [from, to] of edges) (references[name(from)] ??= []).push(name(to));
      return {
        spans: Array.from({ length: spans }, (_, index) => ({
          name: `S${index}`,
          objects: names.slice(index * 4, index * 4 + 4),
        })),
        references,
        roots: roots.map(name),
      };
    });
  fc.assert(
    fc.property(heaps, (heap) => {
      const green = greenTea(heap);
      const scans = green.visits.flatMap((visit) => visit.objects);
      expect(new Set(scans).size).toBe(scans.length);
      expect([...green.scanned].sort()).toEqual([...flood(heap).order].sort());
    }),
    { seed: 16, numRuns: 300 },
  );
});
