import { distractors, setAnswer } from '../answers.ts';
import { atEnd, mentions } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { countsIn, objectsIn, trial } from './trial.ts';

/** Which objects are tested and turn out to be in use? Answered with a set of objects. */
export const restored: QuestionType = {
  id: 'trial-restored',
  concept: 'trial-deletion',
  title: { en: 'Tested in vain', 'zh-CN': '白测了谁' },
  misconceptions: ['zero-after-trial', 'all-suspected'],
  draft(chance, level, perform): Draft | null {
    const made = trial(chance, level, perform);
    if (made === null) return null;
    const counts = countsIn(made.subtracted);
    const kept = made.tested.filter((object) => !made.freed.includes(object));
    if (kept.length === 0) return null;
    const answer = setAnswer(kept);
    const wrong = distractors(
      [answer],
      [
        [
          'zero-after-trial',
          setAnswer(made.tested.filter((object) => (counts.get(object) ?? 0) > 0)),
        ],
        [
          'all-suspected',
          setAnswer(objectsIn(made.before).filter((object) => !made.freed.includes(object))),
        ],
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
        en: `Counting with trial deletion. The candidates are ${mentions(made.candidates, ', ')}. Which objects will be tested *and* kept?`,
        'zh-CN': `引用计数加试探删除。候选者是 ${mentions(made.candidates, '、')}。哪些对象会被测试，**又**会留下？`,
      },
      explanation: {
        en: `Tested: ${mentions(made.tested, ', ')}, all that can be reached from candidates. Kept of these: ${mentions(kept, ', ')}. Each of them is held from outside the group, or by one that is; their counts are exact again.`,
        'zh-CN': `被测的是从候选者走得到的一切：${mentions(made.tested, '、')}。其中留下的是 ${mentions(kept, '、')}：要么有这组对象之外的引用，要么被这样的对象通到；它们的计数又准确了。`,
      },
      form: () => ({ kind: 'set', candidates: [...objectsIn(made.before)] }),
      accepted: [answer],
      wrong,
    };
  },
};
