import { distractors, countsAnswer } from '../answers.ts';
import { mentions } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { countsIn, trial } from './trial.ts';

/** Which counts are left after the trial decrements? Answered on the objects. */
export const trialCounts: QuestionType = {
  id: 'trial-counts',
  concept: 'trial-deletion',
  title: { en: 'Counts after the trial', 'zh-CN': '试探之后的计数' },
  misconceptions: ['all-suspected', 'suspect-is-dead'],
  draft(chance, level, perform): Draft | null {
    const made = trial(chance, level, perform);
    if (made === null) return null;
    const { before, subtracted } = made;
    const counts = countsIn(subtracted);
    const full = countsIn(before);
    const asked = chance
      .shuffled(before.objects.map(({ id }) => id))
      .slice(0, level + 1)
      .sort((left, right) => left - right);
    if (!asked.some((object) => made.tested.includes(object))) return null;
    const inside = (holders: (object: number) => boolean): ReadonlyMap<number, number> => {
      const left = new Map(full);
      for (const { id, fields } of before.objects) {
        if (!holders(id)) continue;
        for (const target of fields)
          if (target !== null) left.set(target, (left.get(target) ?? 0) - 1);
      }
      return left;
    };
    const answer = countsAnswer(asked, counts);
    const wrong = distractors(
      [answer],
      [
        [
          'all-suspected',
          countsAnswer(
            asked,
            inside(() => true),
          ),
        ],
        [
          'suspect-is-dead',
          countsAnswer(
            asked,
            inside((object) => made.candidates.includes(object)),
          ),
        ],
      ],
      1,
    );
    if (wrong === null) return null;
    return {
      operations: made.operations,
      settings: made.settings,
      ask: made.asks,
      reveal: made.afterTrial,
      listed: false,
      prompt: {
        en: `Counting with trial deletion. The candidates are ${mentions(made.candidates, ', ')}. The test begins: which counts have ${mentions(asked, ', ')} when all references inside the tested group have been subtracted?`,
        'zh-CN': `引用计数加试探删除。候选者是 ${mentions(made.candidates, '、')}。测试开始：把被测这组对象内部的引用都减掉之后，${mentions(asked, '、')} 的计数各是多少？`,
      },
      explanation: {
        en: `${asked.map((object) => `- {{#${object}}}: {{count(#${object})}}${made.tested.includes(object) ? '' : ', it isn’t tested at all'}.`).join('\n')}\n\nTested is what can be reached from candidates. What is left of a count comes from outside the group: from variables, or from objects that aren’t tested.`,
        'zh-CN': `${asked.map((object) => `- {{#${object}}}：{{count(#${object})}}${made.tested.includes(object) ? '' : '，它根本没有被测'}。`).join('\n')}\n\n从候选者走得到的都要测。剩下的计数来自这组对象之外：变量，或没有被测的对象。`,
      },
      form: () => ({ kind: 'counts', objects: asked }),
      accepted: [answer],
      wrong,
    };
  },
};
