/** Wrong ideas about generations (the reference, L13), beside M15. */
import type { WrongCollector } from './misconception.ts';
import { reachableIn } from './play.ts';

/** Young garbage goes at once, whoever leads to it. */
const noNepotism: WrongCollector = {
  id: 'no-nepotism',
  name: {
    en: 'A minor collection frees all young garbage',
    'zh-CN': '小回收会释放所有年轻的垃圾',
  },
  refutation: {
    en: 'To know that the old object leading there is dead, one would have to trace the old space: just what a minor collection spares itself. Every remembered object counts as a root, dead or alive.',
    'zh-CN':
      '要知道通向它的老对象已经死了，就得追踪老年代，而小回收省下的正是这一步。记忆集里的对象一律当作根，不论死活。',
  },
  minor: (play, operation, young) =>
    new Set([...reachableIn(play.worldAfter(operation))].filter((object) => young.has(object))),
};

/** The set holds the young objects that are led to. */
const remembersTarget: WrongCollector = {
  id: 'remembers-target',
  name: { en: 'The remembered set holds young objects', 'zh-CN': '记忆集里装的是年轻对象' },
  refutation: {
    en: 'Then it couldn’t be put right when the reference is overwritten, and the reference itself, which must be changed when the young object moves, would have to be searched for. What is remembered is *where* such references stand: the old holder, or its slot.',
    'zh-CN':
      '那样的话，引用被覆盖后它就过时了；而且年轻对象一搬家，需要改写的那个引用还得满处去找。记下的是这种引用**在哪里**：那个老对象，或者它的槽位。',
  },
};

/** Every holder that is stored into is remembered. */
const everyHolder: WrongCollector = {
  id: 'every-holder',
  name: { en: 'Every store of a reference is noted', 'zh-CN': '每次存引用都要记下来' },
  refutation: {
    en: 'Only a reference from *old to young* has to be known without looking. Roots and live young objects are looked at in every minor collection anyway, and one that leads to an old object frees or moves nothing.',
    'zh-CN':
      '只有**从老到年轻**的引用，才需要不看也知道。根和存活的年轻对象，每次小回收本来就要看；而指向老对象的引用，既不涉及释放，也不涉及搬家。',
  },
};

/** All of the nursery is copied. */
const copiesAll: WrongCollector = {
  id: 'copies-all',
  name: {
    en: 'A minor collection copies the whole nursery',
    'zh-CN': '小回收会把整个新生代复制一遍',
  },
  refutation: {
    en: 'Only what survives is copied; the rest is given up with the whole half, without a look. That is why it is cheap when most die young.',
    'zh-CN':
      '只复制存活下来的；其余的连看都不看，随整个半区一起放弃。所以大多数早死时，它才这么便宜。',
  },
  minor: (_play, _operation, young) => young,
};

/** Survived once is promoted, whatever the settings say. */
const earlyPromotion: WrongCollector = {
  id: 'early-promotion',
  name: { en: 'Whoever survives once is old', 'zh-CN': '熬过一次就算老' },
  refutation: {
    en: 'Then all that happens to be alive at a minor collection would land in the old space, and most of it would be garbage a moment later. Where an object must survive several, it is copied to and fro in the nursery until then.',
    'zh-CN':
      '那样，小回收那一刻碰巧活着的都会落进老年代，而其中大多数转眼就成了垃圾。如果要求熬过几次，对象在那之前就只在新生代的两个半区之间来回复制。',
  },
};

/** The two halves are there to be filled. */
const wholeNursery: WrongCollector = {
  id: 'whole-nursery',
  name: {
    en: 'A collection comes when the whole nursery is full',
    'zh-CN': '整个新生代满了才回收',
  },
  refutation: {
    en: 'Survivors need a place to be copied to, so one half is always kept empty. New objects have the other one.',
    'zh-CN': '幸存者总得有地方可去，所以始终有一半空着。新对象只能用另一半。',
  },
};

/** There is no other kind. */
const allGenerational: WrongCollector = {
  id: 'all-generational',
  name: { en: 'All collectors are generational', 'zh-CN': '回收器都是分代的' },
  refutation: {
    en: 'Then each would need a barrier that runs at every pointer store, all the time. Go’s runs only while marking is under way, and its collector has no generations; counting needs none either.',
    'zh-CN':
      '那样，每个回收器都需要一个时时刻刻、每次存指针都运行的屏障。Go 的屏障只在标记期间运行，它的回收器不分代；引用计数也用不着分代。',
  },
};

export const generationRules: readonly WrongCollector[] = [
  noNepotism,
  remembersTarget,
  everyHolder,
  copiesAll,
  earlyPromotion,
  wholeNursery,
  allGenerational,
];
