import { countBy, trueRule } from './counting.ts';
import type { WrongCollector } from './misconception.ts';

/** Deferred counting counts variables as well (the reference, L7). */
export const variablesCount: WrongCollector = {
  id: 'variables-count',
  name: { en: 'Variables are counted, too', 'zh-CN': '变量也要计数' },
  refutation: {
    en: 'If they were, every step of a loop would change counts again, and nothing would be deferred. Here only fields of objects count; what variables hold is looked up when the table is reconciled.',
    'zh-CN':
      '要是变量也计数，循环的每一步又得改计数，那就什么也没有推迟。这里只有对象的字段算数；变量指着谁，等到核对零计数表时才去查。',
  },
  counted: (play, operation) => countBy(trueRule, play, operation),
};
