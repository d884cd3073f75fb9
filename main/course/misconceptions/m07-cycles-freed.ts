import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** M7: reference counting frees a cycle when the last root lets go of it. */
export const cyclesFreed: WrongCollector = {
  id: 'M7',
  name: {
    en: 'Counting frees a cycle when the last root is gone',
    'zh-CN': '最后一个根放手后，引用计数就会释放环',
  },
  refutation: {
    en: 'A count must come to zero before counting frees anything. In a cycle each object is still held by the one before it, so each count stays above zero although no root leads there. Counting looks at one number; it never asks whether a path from a root is left.',
    'zh-CN':
      '计数要归零，引用计数才会释放对象。环里的每个对象都还被前一个对象指着，所以即使没有任何根通到那里，每个计数也都大于零。引用计数只看一个数字，从不追问还有没有从根出发的路径。',
  },
  counted: (play, operation) => {
    const truth = countBy(trueRule, play, operation);
    const reached = reachableIn(play.worldAfter(operation));
    return {
      ...truth,
      counts: new Map([...truth.counts].filter(([object]) => reached.has(object))),
    };
  },
  survivors: (play, operation) => reachableIn(play.worldAfter(operation)),
  replay: (operations, settings) => ({
    operations: [...operations, { kind: 'gc' }],
    settings: { ...settings, collector: 'refcount-cycles' },
  }),
};
