import type { Answer } from '../../../contract/course.ts';
import { performProgramText } from '../../scene-runner.ts';
import { finalizerRounds } from '../../misconceptions/finalizer-rounds.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomWorld, roundsOf, toldRounds, whole } from './program.ts';

const rules = ['M18', 'freed-with-it'] as const;

/** How many collections until all memory is free? */
export const collectionsNeeded: QuestionType = {
  id: 'collections-needed',
  concept: 'finalizer-order',
  title: { en: 'Collections until all is freed', 'zh-CN': '要几次回收才全部释放' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const { world, program, settings } = randomWorld(chance, level, false);
    const expected = finalizerRounds(world).length;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      numberAnswer(wrongCollector(id)?.go?.rounds?.(world).length ?? 0),
    ]);
    const least = level === 1 ? 1 : 2;
    if (distractors([numberAnswer(expected)], foreseen, least) === null) return null;
    const found = roundsOf(performProgramText(program, settings));
    const last = found.findLastIndex(({ freed }) => freed.length > 0);
    const answer = numberAnswer(last + 1);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    const told = toldRounds(found);
    return {
      operations: [],
      program,
      settings,
      ...whole,
      listed: true,
      prompt: {
        en: 'After how many collections is the memory of all these objects free?',
        'zh-CN': '要做几次回收，这些对象的内存才全部释放？',
      },
      explanation: {
        en: `${last + 1}. ${told.en}. Each link of finalizers costs a collection, and one more frees the last object.`,
        'zh-CN': `${last + 1} 次。${told['zh-CN']}。每多一环终结器就多一次回收，最后还要一次来释放最后的对象。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
