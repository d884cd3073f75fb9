import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** M14: a weak reference keeps its object alive, as any reference would. */
export const weakKeeps: WrongCollector = {
  id: 'M14',
  name: { en: 'A weak reference keeps its object alive', 'zh-CN': '弱引用也会让对象存活' },
  refutation: {
    en: 'Then it would be an ordinary reference, and a ring closed by it would leak as before. A weak reference adds nothing to any count and no path to any trace; when its object goes, it reads nil.',
    'zh-CN':
      '要是这样，它就是普通的引用了，用它闭合的环照样会泄漏。弱引用不给任何计数加一，也不为追踪提供路径；对象一走，它就读作 nil。',
  },
  survivors: (play, operation) => reachableIn(play.worldAfter(operation)),
};
