import { distractors, numberAnswer } from '../answers.ts';
import { atEnd, mentions } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { garbageIn, referencesOf, trial } from './trial.ts';

/** How many counts does the trial decrement? */
export const trialWork: QuestionType = {
  id: 'trial-work',
  concept: 'cycle-candidates',
  title: { en: 'The work of a trial', 'zh-CN': '试探的工作量' },
  misconceptions: ['suspect-is-dead', 'all-suspected'],
  draft(chance, level, perform): Draft | null {
    const made = trial(chance, level, perform);
    if (made === null) return null;
    const { before } = made;
    const garbage = garbageIn(before);
    const answer = numberAnswer(made.work);
    const wrong = distractors(
      [answer],
      [
        [
          'suspect-is-dead',
          numberAnswer(referencesOf(before, (object) => garbage.includes(object))),
        ],
        ['all-suspected', numberAnswer(referencesOf(before, () => true))],
      ],
      1,
    );
    if (wrong === null) return null;
    return {
      operations: made.operations,
      settings: made.settings,
      ask: made.asks,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Counting with trial deletion. The candidates are ${mentions(made.candidates, ', ')}, and the collection runs now. How many times does the trial subtract one from a count?`,
        'zh-CN': `引用计数加试探删除。候选者是 ${mentions(made.candidates, '、')}，现在执行回收。试探一共给计数减了多少次一？`,
      },
      explanation: {
        en: `Once for each reference that a tested object holds. From the candidates one gets to ${mentions(made.tested, ', ')}; the fields of these hold as many references as were subtracted. The rest of the heap isn’t looked at.`,
        'zh-CN': `被测对象手里的每个引用各减一次。从候选者走得到 ${mentions(made.tested, '、')}；它们的字段里有多少引用，就减多少次。堆里其余的部分不去看。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
