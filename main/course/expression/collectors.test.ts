import { expect, test } from 'vitest';
import type { HeapSettings } from '../../simulator/settings.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { History, HistoryError } from '../history.ts';
import { performSource } from '../scene-runner.ts';
import { evaluate } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { ExpressionError } from './syntax.ts';

const moving = `alloc @g B 2 1
alloc c C 1 0
write @g 0 c
root c nil
alloc s A 2 2
alloc d D 1 1
write s 1 d
alloc e E 1 1
write d 0 e
alloc d F 1 1
write e 0 d
alloc e G 1 1
write d 0 e
root d nil
root e nil
gc
root n nil
root n nil
read t @g 0
write s 0 t
write @g 0 nil
root t nil`;

function scene(text: string, settings: Partial<HeapSettings>): History {
  const outcome = performSource(
    { kind: 'operations', name: 'scene.ops', text },
    { ...defaultSettings, geometry: 'cells', heapBytes: 48, ...settings },
    null,
  );
  if (!('ok' in outcome)) throw new Error(outcome.problems[0]?.message);
  return new History(outcome.ok);
}

const value = (text: string, history: History) =>
  evaluate(parseExpression(text), { history, seq: history.recording.length });

test('colours, what a barrier shaded, and what was lost', () => {
  const none = scene(moving, { collector: 'tricolour', barrier: 'none', markBudget: 1 });
  expect(value('[white, grey, black] at event:black:A', none)).toEqual([
    [{ object: 2 }, { object: 5 }, { object: 6 }, { object: 7 }],
    [{ object: 1 }, { object: 4 }],
    [{ object: 3 }],
  ]);
  expect(value('white at start', none)).toEqual([]);
  const lost = scene(`${moving}\ngc`, { collector: 'tricolour', barrier: 'none', markBudget: 1 });
  expect(value('lost == [C] and shaded == []', lost)).toBe(true);
  const yuasa = scene(moving, { collector: 'tricolour', barrier: 'yuasa', markBudget: 1 });
  expect(value('shaded at operation:21', yuasa)).toEqual([{ object: 2 }]);
});

test('what a minor collection moved, and the remembered set', () => {
  const text = 'alloc o O 1 1\ngc\nalloc y Y 1 0\nwrite o 0 y\nroot y nil';
  const history = scene(text, { collector: 'generational', nurseryBytes: 16 });
  expect(value('moves at collection:1', history)).toEqual([{ object: 1 }]);
  expect(value('copied - (copied at operation:1)', history)).toBe(1);
  expect(value('[remembered at operation:3, remembered at operation:4]', history)).toEqual([
    [],
    [{ object: 1 }],
  ]);
});

test('pauses and the minimum mutator utilisation are those of the run', () => {
  const history = scene('alloc a A 1 0\nroot a nil\ngc\nroot a nil', { collector: 'mark-sweep' });
  const [pause] = history.recording.pauses;
  expect(value('pauses', history)).toEqual([(pause?.to ?? 0) - (pause?.from ?? 0)]);
  expect(value('pauses at operation:2', history)).toEqual([]);
  expect(value('mmu(ticks)', history)).toBeCloseTo(
    1 - ((pause?.to ?? 0) - (pause?.from ?? 0)) / (Number(value('ticks', history)) || 1),
  );
  expect(value('mmu(item(pauses, 1))', history)).toBe(0);
  expect(() => value('mmu(ticks + 1)', history)).toThrow(HistoryError);
  expect(() => value('mmu(0)', history)).toThrow(HistoryError);
});

test('scenes of a lesson are set side by side', () => {
  const text = 'alloc a A 4 0\nroot a nil\ngc';
  const here = scene(text, { collector: 'none' });
  const other = scene(text, { collector: 'mark-sweep' });
  here.standAmong(new Map([['mark-sweep', other]]));
  expect(value('bytes.free under mark-sweep - bytes.free', here)).toBe(4);
  expect(value('bytes.free at operation:1 under mark-sweep', here)).toBe(44);
  expect(() => value('ticks under copying', here)).toThrow(HistoryError);
  expect(() => value('ticks under', here)).toThrow(ExpressionError);
});
