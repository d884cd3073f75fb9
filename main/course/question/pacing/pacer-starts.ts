import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { assignmentText } from '../../script.ts';
import { distractors, momentAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterGc, goalRule, pacedStarts, randomWorkload } from './workload.ts';

const rules = ['gogc-of-live', 'roots-free'] as const;

/** Which request starts the next cycle? Answered with a moment. */
export const pacerStarts: QuestionType = {
  id: 'pacer-starts',
  concept: 'heap-goal',
  title: { en: 'The request that starts a cycle', 'zh-CN': '哪个请求触发回收' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const work = randomWorkload(chance, level);
    const [expected] = pacedStarts(work);
    if (expected === undefined) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const [start] = pacedStarts(work, goalRule(id));
      return [id, start === undefined ? null : momentAnswer(start)];
    });
    if (distractors([momentAnswer(expected)], foreseen, 1) === null) return null;
    const history = perform(work.operations, work.settings);
    const started = history.events.find(
      (event) => event.event === 'gc-start' && event.reason === 'pacer',
    );
    if (started === undefined) return null;
    const answer = momentAnswer(started.op);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const gogc = `\`GOGC=${work.gogc}\``;
    const texts = work.operations.map((operation: Operation, at) => ({
      operation: at + 1,
      text:
        operation.kind === 'alloc'
          ? `${assignmentText(operation)} (${operation.bytes})`
          : assignmentText(operation),
    }));
    return {
      operations: work.operations,
      settings: work.settings,
      ask: afterGc(work),
      reveal: { before: false, point: { kind: 'collection', index: 2, part: 'start' } },
      listed: true,
      prompt: {
        en: `A collection has just ended, with ${gogc}. The listed requests follow, each in the same variable. Which one starts the next collection? (A variable counts as one cell.)`,
        'zh-CN': `一次回收刚刚结束，${gogc}。接着依次执行列出的请求，都放进同一个变量。哪一个会触发下一次回收？（一个变量算一个单元。）`,
      },
      explanation: {
        en: `The goal was {{goal}}: live + (live + roots) × ${work.gogc} / 100. {{bytes.allocated}} cells were allocated; this request would have gone beyond.`,
        'zh-CN': `堆目标是 {{goal}}，即 存活 +（存活 + 根）× ${work.gogc} / 100。当时已分配 {{bytes.allocated}} 个单元，再加上这个请求就超过了。`,
      },
      form: () => ({ kind: 'moment', operations: texts.slice(work.collects) }),
      accepted: [answer],
      wrong,
    };
  },
};
