/** Questions about one collection of a program with finalizers: what it finalizes, or what it frees. */
import type { Answer } from '../../../contract/course.ts';
import type { Both } from '../../format/schemas.ts';
import { finalizerRounds } from '../../misconceptions/finalizer-rounds.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { Chance } from '../../random.ts';
import { performProgramText } from '../../scene-runner.ts';
import { distractors } from '../answers.ts';
import type { Draft, Level } from '../type.ts';
import { randomWorld, roundsOf, toldRounds, typed, whole } from './program.ts';

export interface AskedOfRound {
  readonly part: 'finalized' | 'freed';
  readonly rules: readonly MisconceptionId[];
  /** Fewest objects with a finalizer that make a question. */
  readonly least: number;
  /** `ordinal`: which collection, in words. */
  readonly prompt: (ordinal: Both) => Both;
  /** `told`: the story of the run. */
  readonly explanation: (told: Both) => Both;
}

const english = ['first', 'second', 'third'] as const;
const chinese = ['一', '二', '三'] as const;

/** One try; null where this draw makes no good question. The program is performed only where a guess says it may be one. */
export function draftOfRound(
  chance: Chance,
  level: Level,
  { part, rules, least, prompt, explanation }: AskedOfRound,
): Draft | null {
  const { world, program, settings } = randomWorld(chance, level, false);
  const expected = finalizerRounds(world);
  const round = chance.between(0, Math.min(2, expected.length - 1));
  const right = typed(expected[round]?.[part]);
  if (right === null || world.finalizable.size < least) return null;
  const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => [
    id,
    typed(wrongCollector(id)?.go?.rounds?.(world)[round]?.[part]),
  ]);
  if (distractors([right], foreseen, 1) === null) return null;
  const found = roundsOf(performProgramText(program, settings));
  const answer = typed(found[round]?.[part]);
  if (answer === null) return null;
  const wrong = distractors([answer], foreseen, 1);
  if (wrong === null) return null;
  return {
    operations: [],
    program,
    settings,
    ...whole,
    listed: true,
    prompt: prompt({ en: english[round] ?? '', 'zh-CN': chinese[round] ?? '' }),
    explanation: explanation(toldRounds(found)),
    form: () => ({ kind: 'text', length: 20 }),
    accepted: [answer],
    wrong,
  };
}
