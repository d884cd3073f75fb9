import type { Answer } from '../../../contract/course.ts';
import { performProgramText } from '../../scene-runner.ts';
import { finalizerRounds } from '../../misconceptions/finalizer-rounds.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWorld, roundsOf, toldRounds, typed, whole } from './program.ts';

const rules = ['M18', 'leaves-first'] as const;

/** Whose finalizers run after a certain collection? */
export const finalizersRun: QuestionType = {
  id: 'finalizers-run',
  concept: 'finalizer-order',
  title: { en: 'Finalizers of one collection', 'zh-CN': '某次回收的终结器' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const { world, program, settings } = randomWorld(chance, level, false);
    const expected = finalizerRounds(world);
    const round = chance.between(0, Math.min(2, expected.length - 1));
    const right = typed(expected[round]?.finalized);
    if (right === null || world.finalizable.size < 2) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      typed(wrongCollector(id)?.go?.rounds?.(world)[round]?.finalized),
    ]);
    if (distractors([right], foreseen, 1) === null) return null;
    const found = roundsOf(performProgramText(program, settings));
    const answer = typed(found[round]?.finalized);
    if (answer === null) return null;
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const told = toldRounds(found);
    return {
      operations: [],
      program,
      settings,
      ...whole,
      listed: true,
      prompt: {
        en: `Which finalizers run after the ${['first', 'second', 'third'][round] ?? ''} collection? Type the letters that are printed.`,
        'zh-CN': `第${['一', '二', '三'][round] ?? ''}次回收之后，运行哪些终结器？请写出打印的字母。`,
      },
      explanation: {
        en: `A finalizer runs only for an object that no other object with a waiting finalizer leads to. ${told.en}.`,
        'zh-CN': `只有没被别的待终结对象通到的对象，终结器才会运行。${told['zh-CN']}。`,
      },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer],
      wrong,
    };
  },
};
