import type { WrongCollector } from './misconception.ts';

/** A count of zero is death at once, whichever slots are counted (the reference, L7). */
export const zeroIsDead: WrongCollector = {
  id: 'zero-is-dead',
  name: { en: 'At zero an object is freed at once', 'zh-CN': '计数一到零，对象立刻被释放' },
  refutation: {
    en: 'That holds only where every slot counts and freeing isn’t put off. If variables aren’t counted, an object with a count of zero may be in use: freed at once, it would leave a variable dangling. And under lazy freeing it waits until somebody needs the room.',
    'zh-CN':
      '只有当每个槽位都计数、而且不推迟释放时，这才成立。如果变量不计数，计数为零的对象可能还在用：立刻释放，变量就成了悬空引用。而在延迟释放里，对象要等到有人需要空间才会释放。',
  },
  survivors: (play, operation) => {
    const kept = new Set<number>();
    for (const { holder, target } of play.worldAfter(operation).values())
      if (holder !== null && target !== null) kept.add(target);
    return kept;
  },
};
