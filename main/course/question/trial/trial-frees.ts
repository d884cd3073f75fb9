import { countBy, trueRule } from '../../misconceptions/counting.ts';
import type { Play } from '../../misconceptions/play.ts';
import { reachableIn } from '../../misconceptions/play.ts';
import { distractors, setAnswer } from '../answers.ts';
import { atEnd, mentions } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { countsIn, objectsIn, trial } from './trial.ts';

/** Does plain counting leave garbage behind? */
function leaks(play: Play): boolean {
  const end = play.operations.length;
  return countBy(trueRule, play, end).counts.size > reachableIn(play.worldAfter(end)).size;
}

/** Which objects does the collection of cycles free? Answered with a set of objects. */
export const trialFrees: QuestionType = {
  id: 'trial-frees',
  concept: 'trial-deletion',
  title: { en: 'What trial deletion frees', 'zh-CN': '试探删除会释放谁' },
  misconceptions: ['zero-after-trial', 'suspect-is-dead'],
  draft(chance, level, perform): Draft | null {
    const made = trial(chance, level, perform, (play) => chance.oneIn(8) || leaks(play));
    if (made === null) return null;
    const counts = countsIn(made.subtracted);
    const answer = setAnswer(made.freed);
    const wrong = distractors(
      [answer],
      [
        ['zero-after-trial', setAnswer(made.tested.filter((object) => counts.get(object) === 0))],
        ['suspect-is-dead', setAnswer(made.candidates)],
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
        en: `Counting with trial deletion. The candidates are ${mentions(made.candidates, ', ')}, and the collection runs now. Which objects does it free? (For none, choose none.)`,
        'zh-CN': `引用计数加试探删除。候选者是 ${mentions(made.candidates, '、')}，现在执行回收。它会释放哪些对象？（如果没有，就一个也不选。）`,
      },
      explanation: {
        en: `${made.freed.length === 0 ? 'None' : '{{swept}}'}. Of the tested objects, those go whose count came to zero *and* that nothing with a count left leads to; the others are restored, and everything behind them.`,
        'zh-CN': `${made.freed.length === 0 ? '一个也没有' : '{{swept}}'}。被测的对象里，计数减到零，**而且**没有计数还剩着的对象通到它，才会释放；其余的连同它们后面的一切都要恢复。`,
      },
      form: () => ({ kind: 'set', candidates: [...objectsIn(made.before)] }),
      accepted: [answer],
      wrong,
    };
  },
};
