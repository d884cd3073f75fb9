import type { Answer } from '../../../contract/course.ts';
import type { Both } from '../../format/schemas.ts';
import { distractors } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { randomCycle, startOf } from './incremental.ts';

const phases = ['none', 'mark', 'sweep'] as const;
type Phase = (typeof phases)[number];

const words: Readonly<Record<Phase, Both>> = {
  none: { en: 'No cycle is under way', 'zh-CN': '没有回收在进行' },
  mark: {
    en: 'Marking: the write barrier is on, new objects are black',
    'zh-CN': '标记：写屏障开着，新对象是黑的',
  },
  sweep: {
    en: 'Sweeping: the write barrier is off again',
    'zh-CN': '清扫：写屏障已经关掉',
  },
};
const choice = (phase: Phase): Answer => ({ kind: 'choice', option: phase });

/** In which phase is the collector after an operation? */
export const phaseAt: QuestionType = {
  id: 'phase-at',
  concept: 'gc-phases',
  title: { en: 'The phase of a cycle', 'zh-CN': '回收的阶段' },
  misconceptions: ['world-stops'],
  draft(chance, level, perform): Draft | null {
    const cycle = randomCycle(chance, level, perform);
    if (cycle === null) return null;
    const { operations, settings, history, starts, ends } = cycle;
    const asked = chance.between(starts + 1, ends - 1);
    const seq = history.events.findLast(({ op }) => op <= asked)?.seq ?? 0;
    const now = history.frame(seq).collection?.phase ?? 'none';
    const answer = phases.find((phase) => phase === now);
    if (answer === undefined || answer === 'none') return null;
    const wrong = distractors([choice(answer)], [['world-stops', choice('none')]], 1);
    if (wrong === null) return null;
    const moment = { before: false, point: { kind: 'operation', operation: asked } } as const;
    const budget = settings.markBudget;
    return {
      operations,
      settings,
      ask: startOf(cycle),
      reveal: moment,
      listed: true,
      prompt: {
        en: `\`gc\` has just started a cycle beside the program. Before each later operation the collector works for ${budget} ticks: a slot or a root scanned is one tick, a block swept one. Where does the cycle stand when operation ${asked} is done?`,
        'zh-CN': `\`gc\` 刚刚启动了一轮边运行边做的回收。此后每步操作之前，回收器工作 ${budget} 个节拍：扫描一个槽位或一个根算一拍，清扫一块算一拍。第 ${asked} 步操作做完时，这一轮走到了哪里？`,
      },
      explanation: {
        en:
          answer === 'mark'
            ? 'It is marking still: {{marks}} are grey or black by now, and the program has gone on all the while.'
            : 'Marking is over: {{marks}} were marked. The sweep goes over the heap block by block, while the program goes on.',
        'zh-CN':
          answer === 'mark'
            ? '还在标记：到现在已有 {{marks}} 变灰或变黑，而程序一直在运行。'
            : '标记已经结束，标记了 {{marks}}。清扫正一块一块地走过堆，程序同时照常运行。',
      },
      form: (language) => ({
        kind: 'choice',
        options: phases.map((phase) => ({
          id: phase,
          text: [{ kind: 'paragraph', children: [{ kind: 'text', text: words[phase][language] }] }],
        })),
      }),
      accepted: [choice(answer)],
      wrong,
    };
  },
};
