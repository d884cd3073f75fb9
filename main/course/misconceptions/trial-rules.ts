/** Wrong ideas about collecting cycles by trial deletion (the reference, L9). */
import type { WrongCollector } from './misconception.ts';

/** What has no count left after the trial is dead. */
export const zeroAfterTrial: WrongCollector = {
  id: 'zero-after-trial',
  name: {
    en: 'Zero after the subtraction means dead',
    'zh-CN': '减完之后是零，就是死了',
  },
  refutation: {
    en: 'Zero only says that every reference here comes from inside the tested group. If one of *those* objects turns out to be held from outside, it holds this one, too, and both are restored.',
    'zh-CN':
      '零只说明指着它的引用都来自被测的这组对象内部。如果组里**那个**对象其实有外面的引用，它又指着这一个，那么两个都要恢复。',
  },
};

/** A candidate is garbage. */
export const suspectsAreGarbage: WrongCollector = {
  id: 'suspect-is-dead',
  name: { en: 'A candidate is garbage', 'zh-CN': '候选者就是垃圾' },
  refutation: {
    en: 'A candidate is only *suspected*: its count went down and didn’t come to zero. That happens to live objects all the time, and garbage behind a candidate is found without being one itself.',
    'zh-CN':
      '候选者只是**有嫌疑**：它的计数减过，又没有减到零。存活的对象常常如此；而候选者后面的垃圾，自己不是候选者也会被找到。',
  },
};

/** Trial deletion looks at the whole heap. */
export const allSuspected: WrongCollector = {
  id: 'all-suspected',
  name: { en: 'Every object of the heap is tested', 'zh-CN': '堆里每个对象都要测' },
  refutation: {
    en: 'Only what can be reached *from candidates* is tested; that is the whole advantage over a trace. A structure whose counts haven’t gone down since the last test can’t have become a dead cycle.',
    'zh-CN':
      '只测**从候选者**走得到的对象，这正是它胜过追踪的地方。上次测试以来计数没有减过的结构，不可能变成死环。',
  },
};
