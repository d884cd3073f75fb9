import type { Answer } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atEnd, countingDesign } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M3', 'M16'] as const;

function differing(
  left: ReadonlyMap<ObjectId, number>,
  right: ReadonlyMap<ObjectId, number>,
): readonly ObjectId[] {
  return [...left.keys()].filter((object) => left.get(object) !== (right.get(object) ?? 0));
}

/** Where does a sum of the referrers' counters differ from the count? Answered with a set of objects. */
export const formulaDiffers: QuestionType = {
  id: 'formula-differs',
  concept: 'counted-slots',
  title: { en: 'Where the sum goes wrong', 'zh-CN': '求和公式错在哪里' },
  misconceptions: ['M5', ...rules],
  draft(chance, level, perform): Draft | null {
    const { operations } = countingDesign(chance, level);
    const play = new Play(operations);
    const end = operations.length;
    const formula = wrongCollector('M5')?.counted?.(play, end)?.counts;
    const truth = countBy(trueRule, play, end).counts;
    if (formula === undefined || truth.size < 2) return null;
    const expected = differing(formula, truth);
    if (expected.length === 0 || expected.length === truth.size) return null;
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      // Who believes the sum finds no difference.
      ['M5', setAnswer([])],
      ...rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const counts = wrongCollector(id)?.counted?.(play, end)?.counts;
        return [id, counts === undefined ? null : setAnswer(differing(formula, counts))];
      }),
    ];
    if (distractors([setAnswer(expected)], foreseen, 2) === null) return null;
    const history = perform(operations, countingSettings);
    const objects = history.frame(history.recording.length).objects;
    const counts = new Map(objects.map(({ id, count }) => [id, count ?? 0]));
    const answer = setAnswer(differing(formula, counts));
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const lines = [...formula].map(([object, sum]) => ({
      object,
      sum,
      differs: sum !== counts.get(object),
    }));
    return {
      operations,
      settings: countingSettings,
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: 'Take this rule: a variable gives one, and an object gives *its own counter*, once for each of its fields that refers here. For which objects does the sum differ from the true count? (For none, choose none.)',
        'zh-CN':
          '假设规则是这样：变量贡献一；对象的每个字段贡献的是**该对象自己的计数**。对哪些对象，这样加出来的和与真正的计数不同？（如果都相同，就一个也不选。）',
      },
      explanation: {
        en: lines
          .map(
            ({ object, sum, differs }) =>
              `- {{#${object}}}: ${differs ? 'the sum says' : 'both say'} ${sum}${differs ? `; the slots that hold it are {{slots(#${object})}}, so its count is {{count(#${object})}}` : ''}.`,
          )
          .join('\n'),
        'zh-CN': lines
          .map(
            ({ object, sum, differs }) =>
              `- {{#${object}}}：${differs ? '求和得' : '两者都是'} ${sum}${differs ? `；而指着它的槽位是 {{slots(#${object})}}，计数是 {{count(#${object})}}` : ''}。`,
          )
          .join('\n'),
      },
      form: () => ({ kind: 'set', candidates: [...counts.keys()] }),
      accepted: [answer],
      wrong,
    };
  },
};
