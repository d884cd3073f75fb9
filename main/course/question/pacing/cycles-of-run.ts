import type { Answer } from '../../../contract/course.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterGc, atEnd, goalRule, pacedStarts, randomWorkload } from './workload.ts';

const rules = ['goal-stays', 'gogc-of-memory', 'gogc-of-live', 'roots-free'] as const;

/** How many cycles do these requests cost? */
export const cyclesOfRun: QuestionType = {
  id: 'cycles-of-run',
  concept: 'heap-goal',
  title: { en: 'Cycles of a run', 'zh-CN': '一段运行要几轮回收' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const work = randomWorkload(chance, level);
    const least = level === 1 ? 1 : 2;
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      numberAnswer(pacedStarts(work, goalRule(id)).length),
    ]);
    const apart = firstOfEach(foreseen);
    const expected = pacedStarts(work).length;
    if (expected === 0 || distractors([numberAnswer(expected)], apart, least) === null) return null;
    const history = perform(work.operations, work.settings);
    const paced = history.events.filter(
      (event) => event.event === 'gc-start' && event.reason === 'pacer',
    );
    const answer = numberAnswer(paced.length);
    const wrong = distractors([answer], apart, least);
    if (wrong === null) return null;
    const gogc = `\`GOGC=${work.gogc}\``;
    return {
      operations: work.operations,
      settings: work.settings,
      ask: afterGc(work),
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `A collection has just ended, with ${gogc}. How many more will run during the listed requests? (A variable counts as one cell; the sizes stand behind the names.)`,
        'zh-CN': `一次回收刚刚结束，${gogc}。执行列出的这些请求，期间还会回收几次？（一个变量算一个单元；名字后面是大小。）`,
      },
      explanation: {
        en: `${paced.length}: at the operations ${paced.map(({ op }) => op).join(', ')}. What the variable still held when one began survived it, so each set the goal anew; after the last it is {{goal}}.`,
        'zh-CN': `${paced.length} 次，在第 ${paced.map(({ op }) => op).join('、')} 步操作。回收开始时变量还指着的对象活了下来，所以每次都重新定了目标；最后一次之后是 {{goal}}。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
