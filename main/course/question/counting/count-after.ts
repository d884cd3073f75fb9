import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { Answer } from '../../../contract/course.ts';
import { countsAnswer, distractors } from '../answers.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { afterOperation, atEnd, countingDesign, listing, mention, mentions } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M2', 'M3', 'M4'] as const;
const asked: Readonly<Record<Level, number>> = { 1: 1, 2: 2, 3: 3 };

/** Which count will these objects have? Answered on the objects. */
export const countAfter: QuestionType = {
  id: 'count-after',
  concept: 'reference-count',
  title: { en: 'Predict counts', 'zh-CN': '预测计数' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const play = new Play(operations);
    const before = countBy(trueRule, play, done).counts;
    const after = countBy(trueRule, play, operations.length).counts;
    const candidates = [...after.keys()].filter((object) => before.has(object));
    const objects = chance
      .shuffled(candidates)
      .slice(0, asked[level])
      .sort((left, right) => left - right);
    if (
      objects.length < Math.min(asked[level], 2) ||
      objects.every((object) => before.get(object) === after.get(object))
    )
      return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const counted = wrongCollector(id)?.counted?.(play, operations.length);
      return [id, counted ? countsAnswer(objects, counted.counts) : null];
    });
    if (distractors([countsAnswer(objects, after)], foreseen, 2) === null) return null;

    const history = perform(operations, countingSettings);
    const counts = new Map(
      history.frame(history.recording.length).objects.map(({ id, count }) => [id, count ?? 0]),
    );
    const answer = countsAnswer(objects, counts);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    const rest = operations.slice(done);
    return {
      operations,
      settings: countingSettings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The heap is shown as it is now. These lines run next:\n\n${listing(rest)}\n\nWhat will the ${objects.length === 1 ? 'count' : 'counts'} of ${mentions(objects, ', ')} be then?`,
        'zh-CN': `舞台上是此刻的堆。接下来执行这几行：\n\n${listing(rest)}\n\n执行完后，${mentions(objects, '、')} 的引用计数是多少？`,
      },
      explanation: {
        en: objects
          .map(
            (object) =>
              `- ${mention(object)} is held by {{slots(#${object})}}, so its count is {{count(#${object})}}.`,
          )
          .join('\n'),
        'zh-CN': objects
          .map(
            (object) =>
              `- 指着 ${mention(object)} 的槽位有：{{slots(#${object})}}，所以计数是 {{count(#${object})}}。`,
          )
          .join('\n'),
      },
      form: () => ({ kind: 'counts', objects }),
      accepted: [answer],
      wrong,
    };
  },
};
