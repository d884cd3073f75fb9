import { expect, test } from 'vitest';
import type { Operation } from '../../simulator/operation.ts';
import { formatScript, parseScript } from '../../simulator/script.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { performOperations } from '../scene-runner.ts';
import { Chance } from '../random.ts';
import { countingScript } from '../question/counting/script.ts';
import { randomGraph } from '../question/marking/graph.ts';
import { countBy, trueRule } from './counting.ts';
import type { MisconceptionId } from './misconception.ts';
import { Play, reachableIn } from './play.ts';
import { wrongCollector, wrongCollectors } from './registry.ts';

function operations(text: string): readonly Operation[] {
  const parsed = parseScript(text.replaceAll('; ', '\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.lines.map(({ operation }) => operation);
}

const counts = (id: MisconceptionId, text: string): Record<number, number> | null => {
  const play = new Play(operations(text));
  const counted = wrongCollector(id)?.counted?.(play, play.operations.length);
  return counted === null || counted === undefined ? null : Object.fromEntries(counted.counts);
};

const survivors = (id: MisconceptionId, text: string): readonly number[] => {
  const play = new Play(operations(text));
  return [...(wrongCollector(id)?.survivors?.(play, play.operations.length) ?? [])].sort();
};

test('M1 counts no second name', () => {
  expect(counts('M1', 'alloc a A 8 0; root b a')).toEqual({ 1: 1 });
});
test('M2 goes on counting a slot that leads elsewhere', () => {
  expect(counts('M2', 'alloc a A 8 0; alloc b B 8 0; root c a; root c b')).toEqual({ 1: 2, 2: 2 });
  expect(counts('M2', 'alloc a A 8 0; root c a; root c nil')).toEqual({ 1: 1 });
});
test('M3 begins at two', () => {
  expect(counts('M3', 'alloc a A 8 0; root b a')).toEqual({ 1: 3 });
});
test('M4 counts two fields of one object once, and variables one each', () => {
  expect(counts('M4', 'alloc d D 16 2; alloc e E 8 0; write d 0 e; write d 1 e; root f e')).toEqual(
    { 1: 1, 2: 3 },
  );
});
test('M5 adds the referrers’ counters: the reference’s E_formula', () => {
  expect(
    counts('M5', 'alloc r1 A 8 1; root r2 r1; alloc b B 8 0; write r1 0 b; root b nil'),
  ).toEqual({ 1: 2, 2: 2 });
});
test('M5 has nothing definite to say of a cycle', () => {
  expect(counts('M5', 'alloc a A 8 1; write a 0 a')).toBeNull();
});
test('M6 keeps what garbage refers to, M7 not even a cycle, M16 only what variables hold', () => {
  const text =
    'alloc a A 8 1; alloc b B 8 1; alloc c C 8 1; alloc d D 8 1; write a 0 b; write c 0 d; root b nil; root c nil; root d nil; gc';
  expect(survivors('M6', text)).toEqual([1, 2, 4]);
  expect(survivors('M7', text)).toEqual([1, 2]);
  expect(survivors('M8', text)).toEqual([1, 2, 3, 4]);
  expect(survivors('M16', text)).toEqual([1]);
});
test('M9 keeps what was live at an earlier collection', () => {
  expect(survivors('M9', 'alloc a A 8 0; alloc b B 8 0; gc; root a nil; gc')).toEqual([1, 2]);
});
test('M10 lets an object go with the variable it was made for, wherever else it is held', () => {
  expect(
    survivors(
      'M10',
      'alloc @g G 8 1; push f; alloc a A 8 0; root b a; write @g 0 a; pop; gc'.replace(
        'write @g 0 a',
        'root @h a',
      ),
    ),
  ).toEqual([1]);
});
test('M11 frees what was read through', () => {
  expect(survivors('M11', 'alloc a A 8 1; alloc b B 8 0; write a 0 b; read c a 0; gc')).toEqual([
    2,
  ]);
});
test('M12 and M13 look at totals', () => {
  const holes = [
    { address: 0, size: 3 },
    { address: 9, size: 4 },
  ];
  expect(wrongCollector('M12')?.largestRequest?.(holes)).toBe(7);
  expect(wrongCollector('M13')?.holes?.(holes)).toEqual([{ address: 0, size: 7 }]);
  expect(wrongCollector('M13')?.holes?.([])).toEqual([]);
});

test('the right rule agrees with the simulator after every operation', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const script = countingScript(new Chance(seed), { operations: 18, objects: 5 });
    const play = new Play(script);
    const history = performOperations(script, {
      ...defaultSettings,
      heapBytes: 512,
      collector: 'refcount',
    });
    for (let operation = 1; operation <= script.length; operation++) {
      const seq = history.events.findLast(({ op }) => op <= operation)?.seq ?? 0;
      const found = Object.fromEntries(
        history.frame(seq).objects.map(({ id, count }) => [id, count]),
      );
      expect(Object.fromEntries(countBy(trueRule, play, operation).counts)).toEqual(found);
    }
    const deaths = history.events.flatMap((event) =>
      event.event === 'dead' ? [event.object] : [],
    );
    expect(countBy(trueRule, play, script.length).deaths.map(({ object }) => object)).toEqual(
      deaths,
    );
  }
});

test('reachability agrees with what the simulator’s collection keeps', () => {
  let graphs = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const graph = randomGraph(new Chance(seed), 3);
    if (graph === null) continue;
    graphs++;
    const history = performOperations(graph.operations, graph.settings);
    const kept = history.frame(history.recording.length).objects.map(({ id }) => id);
    expect(
      [...reachableIn(new Play(graph.operations).worldAfter(graph.collects))].sort(
        (left, right) => left - right,
      ),
    ).toEqual(kept);
  }
  expect(graphs).toBeGreaterThan(100);
});

test('every replay of a wrong rule is a script that the machine performs', () => {
  for (const { replay } of wrongCollectors) {
    if (replay === undefined) continue;
    for (let seed = 1; seed <= 20; seed++) {
      const script = countingScript(new Chance(seed), { operations: 12, objects: 4 });
      const changed = replay(script, {
        ...defaultSettings,
        heapBytes: 2048,
        collector: 'refcount',
      });
      expect(parseScript(formatScript(changed.operations)).ok).toBe(true);
      performOperations(changed.operations, changed.settings);
    }
  }
});

test('each rule has its own id and words in both languages', () => {
  expect(new Set(wrongCollectors.map(({ id }) => id)).size).toBe(wrongCollectors.length);
  for (const { name, refutation } of wrongCollectors) {
    expect(/\p{Script=Han}/u.test(name.en + refutation.en)).toBe(false);
    expect(
      /\p{Script=Han}/u.test(name['zh-CN']) && /\p{Script=Han}/u.test(refutation['zh-CN']),
    ).toBe(true);
  }
});
