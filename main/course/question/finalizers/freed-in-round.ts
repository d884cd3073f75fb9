import type { Answer } from '../../../contract/course.ts';
import { performProgramText } from '../../scene-runner.ts';
import { finalizerRounds } from '../../misconceptions/finalizer-rounds.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWorld, roundsOf, toldRounds, typed, whole } from './program.ts';

const rules = ['M18', 'freed-with-it', 'leaves-first'] as const;

/** Whose memory does a certain collection free? */
export const freedInRound: QuestionType = {
  id: 'freed-in-round',
  concept: 'finalizer-order',
  title: { en: 'Freed by one collection', 'zh-CN': '某次回收释放了谁' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const { world, program, settings } = randomWorld(chance, level, false);
    const expected = finalizerRounds(world);
    const round = chance.between(0, Math.min(2, expected.length - 1));
    const right = typed(expected[round]?.freed);
    if (right === null || world.finalizable.size === 0) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => [
      id,
      typed(wrongCollector(id)?.go?.rounds?.(world)[round]?.freed),
    ]);
    if (distractors([right], foreseen, 1) === null) return null;
    const found = roundsOf(performProgramText(program, settings));
    const answer = typed(found[round]?.freed);
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
        en: `Whose *memory* does the ${['first', 'second', 'third'][round] ?? ''} collection free? Type the types’ letters.`,
        'zh-CN': `第${['一', '二', '三'][round] ?? ''}次回收释放了谁的**内存**？请写出类型的字母。`,
      },
      explanation: {
        en: `An object with a waiting finalizer is kept, and all that it leads to; after its finalizer has run, it is like any other. ${told.en}.`,
        'zh-CN': `终结器还没运行的对象会留下，它通到的一切也留下；终结器运行之后，它就和别的对象一样了。${told['zh-CN']}。`,
      },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer],
      wrong,
    };
  },
};
