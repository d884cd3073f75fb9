import { expect, test } from 'vitest';
import { finalizerRounds, neverFinalized } from './finalizer-rounds.ts';
import type { FinalizerWorld, SliceStep } from './go-rules.ts';
import type { MisconceptionId } from './misconception.ts';
import { wrongCollector } from './registry.ts';

const world = (fields: Record<string, string>, finalizable: string): FinalizerWorld => ({
  objects: Object.keys(fields),
  fields: new Map(Object.entries(fields).map(([object, targets]) => [object, [...targets]])),
  finalizable: new Set(finalizable),
});
const chain = world({ A: 'B', B: 'C', C: '' }, 'ABC');
const rounds = (id: MisconceptionId, of: FinalizerWorld) =>
  wrongCollector(id)
    ?.go?.rounds?.(of)
    .map(({ finalized, freed }) => [finalized.join(''), freed.join('')]);

test('a chain is finalized from its head and freed a collection later (the reference’s `fin`)', () => {
  expect(finalizerRounds(chain).map(({ finalized, freed }) => [finalized, freed])).toEqual([
    [['A'], []],
    [['B'], ['A']],
    [['C'], ['B']],
    [[], ['C']],
  ]);
});

test('an object without a finalizer waits for one that leads to it', () => {
  expect(finalizerRounds(world({ A: 'B', B: '', C: '' }, 'A'))).toEqual([
    { finalized: ['A'], freed: ['C'] },
    { finalized: [], freed: ['A', 'B'] },
  ]);
});

test('a finalizer on a cycle never runs, nor one that hangs on it', () => {
  const ring = world({ X: 'Y', Y: 'XZ', Z: '', W: '' }, 'XZW');
  expect(neverFinalized(ring)).toEqual(['X', 'Z']);
  expect(neverFinalized(chain)).toEqual([]);
});

test('what wrong rules make of it', () => {
  expect(rounds('M18', chain)).toEqual([['ABC', 'ABC']]);
  expect(rounds('freed-with-it', chain)).toEqual([
    ['A', 'A'],
    ['B', 'B'],
    ['C', 'C'],
  ]);
  expect(rounds('leaves-first', chain)?.map(([finalized]) => finalized)).toEqual([
    'C',
    'B',
    'A',
    '',
  ]);
  const ring = world({ X: 'Y', Y: 'XZ', Z: '', W: '' }, 'XZW');
  expect(rounds('only-the-cycle', ring)?.[0]?.[0]).toBe('ZW');
});

test('M10 and its kin on variables', () => {
  const kept = (id: MisconceptionId) =>
    (['used', 'idle', 'ended', 'handed-on'] as const).filter(
      (holding) => wrongCollector(id)?.go?.keeps?.(holding) === true,
    );
  expect(kept('M10')).toEqual(['used', 'idle']);
  expect(kept('scope-keeps')).toEqual(['used', 'idle', 'handed-on']);
});

test('wrong rules about slices', () => {
  const steps: readonly SliceStep[] = [
    { kind: 'cut', from: 1, to: 4 },
    { kind: 'clear', at: 0 },
    { kind: 'copy' },
  ];
  expect(wrongCollector('slice-window')?.go?.sliceKeeps?.(5, steps)).toEqual([2, 3]);
  expect(wrongCollector('array-remembers')?.go?.sliceKeeps?.(5, steps)).toEqual([0, 1, 2, 3, 4]);
});
