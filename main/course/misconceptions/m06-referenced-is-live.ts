import type { WrongCollector } from './misconception.ts';

/** M6: anything that is referenced by anything is live. */
export const referencedIsLive: WrongCollector = {
  id: 'M6',
  name: { en: 'Whatever is referenced is alive', 'zh-CN': '被引用的就是存活的' },
  refutation: {
    en: 'For an object to survive, a path of references must lead to it *from a root*. A reference held by garbage proves nothing: the program can’t walk it, because it can’t get to where it begins.',
    'zh-CN':
      '对象要存活，必须有一条**从根出发**的引用路径通到它。垃圾手里的引用证明不了什么：程序走不到那个引用的起点，也就走不了这条路。',
  },
  survivors: (play, operation) => {
    const kept = new Set<number>();
    for (const { target } of play.worldAfter(operation).values())
      if (target !== null) kept.add(target);
    return kept;
  },
};
