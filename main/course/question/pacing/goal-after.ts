import type { Answer } from '../../../contract/course.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterGc, firstGoal, goalRule, randomWorkload } from './workload.ts';

const rules = ['gogc-of-memory', 'gogc-of-live', 'roots-free'] as const;

/** How large may the heap get before the next cycle starts? */
export const goalAfter: QuestionType = {
  id: 'goal-after',
  concept: 'heap-goal',
  title: { en: 'The goal of the next cycle', 'zh-CN': '下一轮的堆目标' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const work = randomWorkload(chance, level);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      numberAnswer(firstGoal(work, goalRule(id))),
    ]);
    if (distractors([numberAnswer(firstGoal(work))], foreseen, 3) === null) return null;
    const history = perform(work.operations, work.settings);
    const seq = history.events.findLast(({ op }) => op <= work.collects)?.seq ?? 0;
    const answer = numberAnswer(history.frame(seq).metrics.goal ?? 0);
    const wrong = distractors([answer], foreseen, 3);
    if (wrong === null) return null;
    const gogc = `\`GOGC=${work.gogc}\``;
    return {
      operations: work.operations,
      settings: work.settings,
      ask: afterGc(work),
      reveal: afterGc(work),
      listed: false,
      prompt: {
        en: `A collection has just ended, with ${gogc}. How many cells may the heap have before the next one starts? (A variable counts as one cell; fractions are dropped.)`,
        'zh-CN': `一次回收刚刚结束，${gogc}。堆长到多少个单元，下一次回收才会开始？（一个变量算一个单元；小数舍去。）`,
      },
      explanation: {
        en: `{{bytes.live}} cells are live, and the roots are ${work.roots} variables, the empty one among them. ${gogc} allows live + (live + roots) × ${work.gogc} / 100 = {{goal}}.`,
        'zh-CN': `存活 {{bytes.live}} 个单元；根是 ${work.roots} 个变量，空着的那个也算。${gogc} 允许的是 存活 +（存活 + 根）× ${work.gogc} / 100 = {{goal}}。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
