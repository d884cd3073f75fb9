import type { Operation } from '../../simulator/operation.ts';
import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';

/** M3: a new object has one, and its variable makes it two. */
export const initialTwo: WrongCollector = {
  id: 'M3',
  name: {
    en: 'A new object counts one, and its variable one more',
    'zh-CN': '新对象先有一个计数，变量再加一个',
  },
  refutation: {
    en: 'The one that an object is born with *is* the reference of the slot that receives it. If creation counted once and the slot once more, clearing that only slot would leave one over, and the object would stay for ever.',
    'zh-CN':
      '对象出生时带的那个一，**就是**接收它的槽位的引用。要是创建算一次、槽位再算一次，那么把唯一的槽位清空之后还会剩下一，对象就永远留着了。',
  },
  counted: (play, operation) => countBy({ ...trueRule, initial: 2 }, play, operation),
  replay: (script, settings) => ({
    settings,
    operations: script.flatMap((operation, at): Operation[] =>
      operation.kind === 'alloc'
        ? [operation, { kind: 'root', slot: `@extra${at}`, from: operation.slot }]
        : [operation],
    ),
  }),
};
