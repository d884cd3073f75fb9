import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** M9: marks are not cleared between collections, so what was live once is never freed. */
export const stickyMarks: WrongCollector = {
  id: 'M9',
  name: {
    en: 'A mark stays from one collection to the next',
    'zh-CN': '标记会从上一次回收一直留到下一次',
  },
  refutation: {
    en: 'If marks stayed, whatever survived one collection would survive all of them. Each collection begins with every object white: the sweep clears the marks it meets, so only what is reachable *this* time is kept.',
    'zh-CN':
      '如果标记一直留着，熬过一次回收的对象就会熬过以后的每一次。每次回收开始时所有对象都是白的：清扫会清掉遇到的标记，所以只有**这一次**可达的对象才会留下。',
  },
  survivors: (play, operation) => {
    const kept = new Set(reachableIn(play.worldAfter(operation)));
    for (const earlier of play.collections) {
      if (earlier >= operation) break;
      for (const object of reachableIn(play.worldAfter(earlier))) kept.add(object);
    }
    return kept;
  },
};
