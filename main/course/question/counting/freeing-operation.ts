import type { Answer } from '../../../contract/course.ts';
import { assignmentText } from '../../script.ts';
import { countBy, trueRule } from '../../misconceptions/counting.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, momentAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, countingDesign, mention } from './design.ts';
import { countingSettings } from './script.ts';

const rules = ['M1', 'M16'] as const;

/** Which of the next operations frees this object? Answered on the timeline. */
export const freeingOperation: QuestionType = {
  id: 'freeing-operation',
  concept: 'death-at-zero',
  title: { en: 'The operation that frees', 'zh-CN': '哪一步释放' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, done } = countingDesign(chance, level);
    const play = new Play(operations);
    const deaths = countBy(trueRule, play, operations.length).deaths.filter(
      ({ operation, object }) => {
        const born = play.objects[object - 1]?.operation ?? 0;
        return operation > done && born <= done;
      },
    );
    const death = chance.pick(deaths);
    // The last line would be a guess that is always worth while.
    if (death === undefined || (death.operation === operations.length && !chance.oneIn(4)))
      return null;
    const { object } = death;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const counted = wrongCollector(id)?.counted?.(play, operations.length);
      const rule = counted?.deaths.find((each) => each.object === object && each.operation > done);
      return [id, rule === undefined ? null : momentAnswer(rule.operation)];
    });
    if (distractors([momentAnswer(death.operation)], foreseen, 1) === null) return null;
    const history = perform(operations, countingSettings);
    const truth = history.events.find((event) => event.event === 'dead' && event.object === object);
    if (truth === undefined) return null;
    const answer = momentAnswer(truth.op);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const step = assignmentText(operations[truth.op - 1] ?? { kind: 'gc' });
    const held = `{{slots(#${object}) at operation:${truth.op - 1}}}`;
    return {
      operations,
      settings: countingSettings,
      ask: afterOperation(done),
      reveal: { before: false, point: { kind: 'operation', operation: truth.op } },
      listed: false,
      prompt: {
        en: `Which of these operations takes the count of ${mention(object)} to zero?`,
        'zh-CN': `下面哪一步会让 ${mention(object)} 的引用计数归零？`,
      },
      explanation: {
        en: `Before \`${step}\` the object ${mention(object)} was still held by ${held}. This operation takes the last of that away, and at zero the object dies at once.`,
        'zh-CN': `执行 \`${step}\` 之前，指着 ${mention(object)} 的槽位还有：${held}。这一步把最后的引用拿走，计数归零，对象当场死亡。`,
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(done)
          .map((operation, at) => ({ operation: done + at + 1, text: assignmentText(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
