import { describe, expect, test } from 'vitest';
import type { BarrierName } from '../../simulator/settings.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { parseScript } from '../../simulator/script.ts';
import type { History } from '../history.ts';
import { performOperations } from '../scene-runner.ts';
import { ownLessons } from '../testing/own-lessons.ts';
import type { MisconceptionId } from './misconception.ts';
import { wrongCollector } from './registry.ts';

/** A scene of lesson 14: B is object 1, C 2, A 3. */
function scene(name: string, barrier: BarrierName): { history: History; seq: number } {
  const parsed = parseScript(ownLessons().get(`14-three-colours/${name}.ops`) ?? '');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const operations = parsed.lines.map(({ operation }) => operation);
  const history = performOperations(operations, {
    ...defaultSettings,
    collector: 'tricolour',
    geometry: 'cells',
    heapBytes: 16,
    markBudget: 1,
    barrier,
  });
  return { history, seq: history.events.find(({ event }) => event === 'gc-start')?.seq ?? 0 };
}

const asked = (
  kind: 'lost' | 'floats',
  id: MisconceptionId,
  { history, seq }: { history: History; seq: number },
): readonly number[] => [...(wrongCollector(id)?.[kind]?.(history, seq) ?? [-1])];

describe('what would be lost without a barrier', () => {
  test('who thinks the collector sees the end loses nothing, whatever happens', () => {
    expect(asked('lost', 'graph-at-end', scene('moving', 'none'))).toEqual([]);
  });
  test('one condition is enough for two of the rules, and each names its own', () => {
    // C is stored into black A and cut from B: both rules happen to be right.
    expect(asked('lost', 'store-hides', scene('moving', 'none'))).toEqual([2]);
    expect(asked('lost', 'cut-hides', scene('moving', 'none'))).toEqual([2]);
    // Here it is only cut: that hides it in a variable, or makes it garbage.
    expect(asked('lost', 'store-hides', scene('floating', 'none'))).toEqual([]);
    expect(asked('lost', 'cut-hides', scene('floating', 'none'))).toEqual([2]);
  });
});

test('what floats: nothing for one rule, all that died since marking began for the other', () => {
  expect(asked('floats', 'graph-at-end', scene('floating', 'yuasa'))).toEqual([]);
  expect(asked('floats', 'late-floats', scene('floating', 'dijkstra'))).toEqual([2]);
});
