/** Answers in the forms of the contract, and the choice of distractors. */
import type { Answer } from '../../contract/course.ts';
import type { ObjectId } from '../../simulator/event.ts';
import type { MisconceptionId } from '../misconceptions/misconception.ts';
import { normalForm } from './normal-form.ts';
import type { WrongAnswer } from './type.ts';

export const numberAnswer = (value: number): Answer => ({ kind: 'number', text: String(value) });
export const setAnswer = (objects: Iterable<ObjectId>): Answer => ({
  kind: 'set',
  objects: [...objects].sort((left, right) => left - right),
});
export const orderAnswer = (objects: readonly ObjectId[]): Answer => ({
  kind: 'order',
  objects: [...objects],
});
export const momentAnswer = (operation: number): Answer => ({ kind: 'moment', operation });
export const namesAnswer = (names: readonly string[]): Answer => ({
  kind: 'text',
  text: names.join(', '),
});
export const edgeAnswer = (edge: string): Answer => ({ kind: 'edge', edge });

export function countsAnswer(
  objects: readonly ObjectId[],
  counts: ReadonlyMap<ObjectId, number>,
): Answer {
  return {
    kind: 'counts',
    counts: objects.map((object) => ({ object, text: String(counts.get(object) ?? 0) })),
  };
}

/**
 * The wrong answers that can be told apart. A rule that says nothing here, or happens to be right, is
 * left out; where two rules agree, or fewer than `least` remain, the draw is no good: null.
 */
export function distractors(
  accepted: readonly Answer[],
  candidates: readonly (readonly [MisconceptionId, Answer | null | undefined])[],
  least: number,
): readonly WrongAnswer[] | null {
  const right = new Set(accepted.map((answer) => normalForm(answer)));
  const taken = new Set<string | null>();
  const wrong: WrongAnswer[] = [];
  for (const [misconception, answer] of candidates) {
    if (answer === null || answer === undefined) continue;
    const form = normalForm(answer);
    if (form === null || right.has(form)) continue;
    if (taken.has(form)) return null;
    taken.add(form);
    wrong.push({ misconception, answer });
  }
  return wrong.length < least ? null : wrong;
}
