import type { Answer } from '../../../contract/course.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterGc, firstGoal, goalRule, randomWorkload } from './workload.ts';

const rules = ['limit-replaces', 'limit-ignored', 'limit-itself'] as const;

/** Which goal holds under GOGC and a memory limit? */
export const limitedGoal: QuestionType = {
  id: 'limited-goal',
  concept: 'memory-limit',
  title: { en: 'A goal under a memory limit', 'zh-CN': '内存上限下的堆目标' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const work = randomWorkload(chance, level, true);
    const { limit, gogc, roots } = work;
    if (limit === null) return null;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      numberAnswer(firstGoal(work, goalRule(id))),
    ]);
    const expected = firstGoal(work);
    if (distractors([numberAnswer(expected)], foreseen, 1) === null) return null;
    const history = perform(work.operations, work.settings);
    const seq = history.events.findLast(({ op }) => op <= work.collects)?.seq ?? 0;
    const goal = history.frame(seq).metrics.goal ?? 0;
    const wrong = distractors([numberAnswer(goal)], foreseen, 1);
    if (wrong === null) return null;
    const decides = goal < firstGoal(work, goalRule('limit-ignored')) ? 'limit' : 'gogc';
    return {
      operations: work.operations,
      settings: work.settings,
      ask: afterGc(work),
      reveal: afterGc(work),
      listed: false,
      prompt: {
        en: `A collection has just ended, with \`GOGC=${gogc}\` and a memory limit of ${limit} cells. Of what the limit leaves beside the roots, three per cent stay in reserve. How large may the heap get before the next one starts? (A variable counts as one cell; fractions are dropped.)`,
        'zh-CN': `一次回收刚刚结束，\`GOGC=${gogc}\`，内存上限 ${limit} 个单元。上限除去根之后剩下的，还要留出百分之三作余量。堆长到多少个单元，下一次回收才会开始？（一个变量算一个单元；小数舍去。）`,
      },
      explanation: {
        en: `GOGC alone gives {{bytes.live}} + ({{bytes.live}} + ${roots}) × ${gogc} / 100, rounded down ${firstGoal(work, goalRule('limit-ignored'))}; the limit (${limit} − ${roots}) × 0.97, rounded down ${firstGoal(work, goalRule('limit-replaces'))}. The smaller one holds: {{goal}}, ${decides === 'limit' ? 'the limit’s' : 'GOGC’s'}.`,
        'zh-CN': `单看 GOGC 是 {{bytes.live}} +（{{bytes.live}} + ${roots}）× ${gogc} / 100，舍去小数得 ${firstGoal(work, goalRule('limit-ignored'))}；单看上限是（${limit} − ${roots}）× 0.97，舍去小数得 ${firstGoal(work, goalRule('limit-replaces'))}。取小的：{{goal}}，由${decides === 'limit' ? '上限' : ' GOGC '}决定。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [numberAnswer(goal)],
      wrong,
    };
  },
};
