import { hashOf, Chance } from '../random.ts';
import { normalForm } from './normal-form.ts';
import type { Draft, Level, Perform, Question, QuestionType } from './type.ts';

/** Tries before a type is declared broken; a good one needs a few. */
const mostTries = 2_000;

/** Why a draft is no question, or null. */
export function flawOf(draft: Draft): string | null {
  const seen = new Set<string>();
  for (const answer of [...draft.accepted, ...draft.wrong.map(({ answer: each }) => each)]) {
    const form = normalForm(answer);
    if (form === null) return 'an answer that is none';
    if (seen.has(form)) return `the answer ${form} stands there twice`;
    seen.add(form);
  }
  return null;
}

/**
 * The question of this type, level and seed: the same on every machine. Throws a RangeError where the
 * type finds none, which its tests rule out.
 */
export function generate(
  type: QuestionType,
  level: Level,
  seed: number,
  perform: Perform,
): Question {
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const draft = type.draft(new Chance(hashOf(type.id), level, seed, attempt), level, perform);
    if (draft === null || flawOf(draft) !== null) continue;
    return { ...draft, type, level, seed };
  }
  throw new RangeError(
    `The question type ${type.id} finds no question at level ${level} for the seed ${seed} in ${mostTries} tries`,
  );
}
