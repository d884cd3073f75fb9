/** Wrong ideas about comparing collectors (the reference, L18). */
import type { WrongCollector } from './misconception.ts';

/** The longest pause tells all. */
const shortPause: WrongCollector = {
  id: 'short-pause',
  name: { en: 'Short pauses mean good response', 'zh-CN': '停顿短，响应就好' },
  refutation: {
    en: 'The longest pause says how long the program stands still at one time, not how often. Pauses that follow each other closely leave little of a window, however short each one is: that is what the minimum mutator utilisation measures.',
    'zh-CN':
      '最长停顿只说一次停多久，没说停得多密。一个接一个的停顿，哪怕每次都短，也会把一个时间窗吃掉大半：最小赋值器利用率量的正是这个。',
  },
  usable: (pauses, window) =>
    Math.max(0, window - pauses.reduce((most, { from, to }) => Math.max(most, to - from), 0)),
};

/** The worst is like the mean. */
const meanIsMinimum: WrongCollector = {
  id: 'mean-is-minimum',
  name: { en: 'A window gets its average share', 'zh-CN': '每个时间窗都能分到平均份额' },
  refutation: {
    en: 'The mean is that of the whole run. A short window may lie just where the pauses are; somebody who waits there doesn’t get the average.',
    'zh-CN': '平均值说的是整段运行。短的时间窗可能正好落在停顿上，等在那里的人可分不到平均数。',
  },
  usable: (pauses, window, total) => {
    const paused = pauses.reduce((sum, { from, to }) => sum + to - from, 0);
    return Math.round((window * (total - paused)) / total);
  },
};

/** A collector costs time, whatever the memory. */
const alwaysSlower: WrongCollector = {
  id: 'always-slower',
  name: { en: 'A collector is always slower than free', 'zh-CN': '有回收器总比手动释放慢' },
  refutation: {
    en: 'It depends on the room. With much memory a tracing collector seldom runs and costs next to nothing, while each free is paid for. With little, it runs all the time. Hertz and Berger measured both.',
    'zh-CN':
      '要看空间有多大。内存充裕时，追踪式回收器很少运行，几乎不花什么，而每次 free 都要付账；内存紧张时，它就忙个不停。Hertz 和 Berger 把两头都量过。',
  },
};

/** What doesn't pause costs nothing. */
const countingIsFree: WrongCollector = {
  id: 'counting-is-free',
  name: {
    en: 'Counting costs nothing, for it never stops',
    'zh-CN': '引用计数不停顿，所以不花代价',
  },
  refutation: {
    en: 'It pays at every store of a reference, in small coins, all the time. What isn’t a pause still takes ticks: look at the throughput.',
    'zh-CN': '它每次存引用都付一点零钱，时时刻刻都在付。不算停顿，也照样花时间：看看吞吐量就知道。',
  },
};

/** Counting doesn't count as collecting. */
const countingIsNone: WrongCollector = {
  id: 'counting-no-gc',
  name: { en: 'Counting isn’t garbage collection', 'zh-CN': '引用计数不算垃圾回收' },
  refutation: {
    en: 'Whoever finds out without the program’s help what may go, and frees it, collects garbage. Counting starts from the dead, tracing from the living: two halves of one theory.',
    'zh-CN':
      '不用程序操心，自己判断什么可以收回并把它释放，这就是垃圾回收。引用计数从死的出发，追踪从活的出发：是同一套理论的两半。',
  },
};

/** A copying collector fits into the same heap. */
const sameHeap: WrongCollector = {
  id: 'same-heap',
  name: { en: 'A copying collector needs no more memory', 'zh-CN': '复制式回收不需要更多内存' },
  refutation: {
    en: 'It must have a place to copy to, for the case that everything lives. So half of its heap is always empty, and what must fit has to fit into the other half.',
    'zh-CN':
      '它得有地方可以复制过去，还要防着一切都活着的情形。所以总有半个堆空着，要放的东西必须放得进另一半。',
  },
};

/** Collections go with one over the size of the heap. */
const halfCollections: WrongCollector = {
  id: 'half-collections',
  name: { en: 'Twice the heap, half the collections', 'zh-CN': '堆大一倍，回收减半' },
  refutation: {
    en: 'What counts is the room *beside* the live objects. They take the same space in the larger heap, so the room more than doubles, and the collections more than halve.',
    'zh-CN':
      '要看的是存活对象**以外**的空间。它们在大堆里占的还是那么多，所以空余的不止多一倍，回收也不止少一半。',
  },
};

/** Collecting costs what garbage there is. */
const costOfGarbage: WrongCollector = {
  id: 'cost-of-garbage',
  name: { en: 'A collection costs as much as there is garbage', 'zh-CN': '垃圾越多，回收越费时' },
  refutation: {
    en: 'Marking and copying never see garbage: they follow what lives. Only a sweep comes past every block, dead or alive.',
    'zh-CN': '标记和复制都见不到垃圾，它们只沿着活的走。只有清扫才会从每一块旁边经过，不论死活。',
  },
};

/** Tracing frees at the moment of death. */
const promptTracing: WrongCollector = {
  id: 'prompt-tracing',
  name: { en: 'Every collector frees at once', 'zh-CN': '不论哪种回收器，都当场释放' },
  refutation: {
    en: 'To see that nothing leads to an object any more, a tracing collector must look from the roots, and it does so only when it collects. Until then garbage stays where it is.',
    'zh-CN':
      '要知道再没有什么通到一个对象，追踪式回收器得从根看起，而它只在回收时才看。在那之前，垃圾原地不动。',
  },
};

export const measuringRules: readonly WrongCollector[] = [
  shortPause,
  meanIsMinimum,
  alwaysSlower,
  countingIsFree,
  countingIsNone,
  sameHeap,
  halfCollections,
  costOfGarbage,
  promptTracing,
];
