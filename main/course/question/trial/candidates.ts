import { distractors, setAnswer } from '../answers.ts';
import { afterOperation, listing } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { garbageIn, objectsIn, trial } from './trial.ts';

/** Which objects are suspected? Answered with a set of objects. */
export const candidates: QuestionType = {
  id: 'cycle-candidates',
  concept: 'cycle-candidates',
  title: { en: 'Who is suspected', 'zh-CN': '谁有嫌疑' },
  misconceptions: ['suspect-is-dead', 'all-suspected'],
  draft(chance, level, perform): Draft | null {
    const made = trial(chance, level, perform);
    if (made === null) return null;
    const answer = setAnswer(made.candidates);
    const wrong = distractors(
      [answer],
      [
        ['suspect-is-dead', setAnswer(garbageIn(made.before))],
        ['all-suspected', setAnswer(objectsIn(made.before))],
      ],
      1,
    );
    if (wrong === null) return null;
    const rest = made.operations.slice(made.made, -1);
    return {
      operations: made.operations,
      settings: made.settings,
      ask: afterOperation(made.made),
      reveal: made.asks,
      listed: false,
      prompt: {
        en: `Counting with trial deletion. These lines run next:\n\n${listing(rest)}\n\nWhich objects are candidates then?`,
        'zh-CN': `引用计数加试探删除。接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，哪些对象是候选者？`,
      },
      explanation: {
        en: '{{sorted(worklist)}}: their counts went down and stayed above zero. Objects whose count came to zero were freed by counting; objects whose count never went down can’t have become a dead cycle’s way out.',
        'zh-CN':
          '{{sorted(worklist)}}：它们的计数减过，又还大于零。计数归零的已由计数释放；计数从没减过的，不会是刚刚失去外援的环。',
      },
      form: () => ({ kind: 'set', candidates: [...objectsIn(made.before)] }),
      accepted: [answer],
      wrong,
    };
  },
};
