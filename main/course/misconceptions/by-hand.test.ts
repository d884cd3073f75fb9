import { expect, test } from 'vitest';
import { parseScript } from '../../simulator/script.ts';
import {
  firstErrorBy,
  firstErrorIn,
  handScript,
  handSettings,
} from '../question/by-hand/script.ts';
import { Chance } from '../random.ts';
import { performOperations } from '../scene-runner.ts';
import type { HandError, HandRule } from './by-hand.ts';
import { errorsBy, trueHand } from './by-hand.ts';
import type { MisconceptionId } from './misconception.ts';
import { Play } from './play.ts';
import { wrongCollector } from './registry.ts';

function errors(rule: HandRule | undefined, text: string): readonly string[] {
  const parsed = parseScript(text.replaceAll('; ', '\n'));
  if (!parsed.ok || rule === undefined) throw new Error('the script and the rule are sound');
  const play = new Play(parsed.lines.map(({ operation }) => operation));
  return errorsBy(rule, play).map(({ operation, error }) => `${operation} ${error}`);
}
const by = (id: MisconceptionId, text: string): readonly string[] =>
  errors(wrongCollector(id)?.byHand, text);

const twoNames = 'alloc a A 8 1; root b a; free a; read c b 0; free a';

test('the right rule knows all names of an object, and what is lost', () => {
  expect(errors(trueHand, twoNames)).toEqual(['4 use-after-free', '5 double-free']);
  expect(errors(trueHand, 'alloc a A 8 1; root b a; root a nil; root b nil')).toEqual(['4 leak']);
  // What only a freed object led to is lost with it.
  expect(errors(trueHand, 'alloc a A 8 1; alloc b B 8 1; write a 0 b; root b nil; free a')).toEqual(
    ['5 leak'],
  );
});
test('freed-is-nil expects nothing bad of the name that was freed', () => {
  expect(by('freed-is-nil', twoNames)).toEqual(['4 use-after-free']);
});
test('other-names-live lets the other name go on', () => {
  expect(by('other-names-live', twoNames)).toEqual(['5 double-free']);
});
test('gone-with-variable sees no leaks, every-nil-leaks too many', () => {
  const text = 'alloc a A 8 1; root b a; root a nil; root b nil';
  expect(by('gone-with-variable', text)).toEqual([]);
  expect(by('every-nil-leaks', text)).toEqual(['3 leak', '4 leak']);
});

test('the right rule finds the first error where the machine shows it', () => {
  const found = new Map<HandError | 'none', number>();
  for (let seed = 1; seed <= 300; seed++) {
    const drawn = handScript(new Chance(seed), ([1, 2, 3] as const)[seed % 3] ?? 1);
    if (drawn === null) continue;
    const { operations } = drawn;
    const expected = firstErrorBy(operations);
    const until = operations.slice(0, expected?.operation ?? operations.length);
    expect(firstErrorIn(performOperations(until, handSettings), until)).toEqual(expected);
    const kind = expected?.error ?? 'none';
    found.set(kind, (found.get(kind) ?? 0) + 1);
  }
  expect([...found.keys()].sort()).toEqual(['double-free', 'leak', 'none', 'use-after-free']);
});
