import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** M11: reading through a pointer frees what it points at. */
export const dereferenceFrees: WrongCollector = {
  id: 'M11',
  name: { en: 'Reading through a pointer frees the object', 'zh-CN': '解引用之后对象就被释放' },
  refutation: {
    en: 'To dereference is to follow a pointer; nothing is given up by it. If reading freed the object, the second read of the same variable would find nothing there.',
    'zh-CN':
      '解引用是沿着指针走过去看，什么都没有放弃。如果读一下就释放，那么第二次读同一个变量时，那里就什么都没有了。',
  },
  survivors: (play, operation) => {
    const kept = new Set(reachableIn(play.worldAfter(operation)));
    play.operations.slice(0, operation).forEach((each, at) => {
      if (each.kind !== 'read') return;
      const through = play.worldAfter(at).get(each.from)?.target;
      if (through !== undefined && through !== null) kept.delete(through);
    });
    return kept;
  },
};
