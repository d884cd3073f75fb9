import { expect, test } from 'vitest';
import { performProgramText } from '../scene-runner.ts';
import {
  pointerProgram,
  pointerSettings,
  programOf,
  trueMemory,
} from '../question/pointers/program.ts';
import { Chance } from '../random.ts';
import type { MisconceptionId } from './misconception.ts';
import type { PointerStatement } from './pointing.ts';
import { PointerMemory } from './pointing.ts';
import { wrongCollector } from './registry.ts';

/** `x = 1, y = 2, p = &x, q = &y`, then these statements by a wrong rule: x, y, and what p and q lead to. */
function play(id: MisconceptionId, ...statements: readonly PointerStatement[]): readonly number[] {
  const rule = wrongCollector(id)?.pointing;
  if (rule === undefined) throw new Error(`${id} has nothing to say of pointers`);
  const memory = new PointerMemory(
    rule,
    new Map([
      ['x', 1],
      ['y', 2],
    ]),
    new Map([
      ['p', 'x'],
      ['q', 'y'],
    ]),
  );
  for (const statement of statements) memory.perform(statement);
  const places = [
    ...['x', 'y'].map((name) => memory.placeOf(name)),
    ...['p', 'q'].map((name) => memory.leadsTo(name)),
  ];
  return places.map((place) => memory.at(place));
}

const share: PointerStatement = { kind: 'share', pointer: 'p', from: 'q' };
const store: PointerStatement = { kind: 'store', pointer: 'p', value: 9 };

test('M1: a shared pointer leads to a copy', () => {
  expect(play('M1', share, store)).toEqual([1, 2, 9, 2]);
});
test('values-stay-tied: after a copy both names are one place', () => {
  const copy: PointerStatement = { kind: 'copy', variable: 'y', from: 'x' };
  expect(play('values-stay-tied', copy, store)).toEqual([9, 9, 9, 2]);
});
test('assigns-through: the target is overwritten, the pointer stays', () => {
  expect(play('assigns-through', share, store)).toEqual([9, 2, 9, 2]);
  const aim: PointerStatement = { kind: 'aim', pointer: 'q', variable: 'x' };
  expect(play('assigns-through', aim)).toEqual([1, 1, 1, 1]);
});
test('star-ignored: copying a value turns the pointer', () => {
  const both: PointerStatement = { kind: 'store-read', pointer: 'p', from: 'q' };
  expect(play('star-ignored', both, store)).toEqual([1, 9, 9, 9]);
});

test('the right rule prints what the machine prints', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const level = ([1, 2, 3] as const)[seed % 3] ?? 1;
    const program = pointerProgram(new Chance(seed), level, [
      'aim',
      'share',
      'set',
      'copy',
      'read',
      'store',
      'store-read',
    ]);
    const memory = trueMemory(program);
    const expected = [
      ...[...program.values.keys()].map((name) => memory.placeOf(name)),
      ...[...program.leads.keys()].map((name) => memory.leadsTo(name)),
    ].map((place) => memory.at(place));
    const history = performProgramText(programOf(program), pointerSettings);
    expect(history.frame(history.recording.length).output).toBe(`${expected.join(' ')}\n`);
  }
});
