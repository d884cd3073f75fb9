/** Wrong rules about when Go collects, and about what a cycle beside the program frees. */
import type { HeapSettings } from '../../simulator/settings.ts';
import { goalAfter } from '../../simulator/pacer.ts';
import type { GoRules, PacedHeap } from './go-rules.ts';
import type { MisconceptionId, WrongCollector } from './misconception.ts';
import type { Both } from '../format/schemas.ts';
import { reachableIn } from './play.ts';

/** `otherwise`: settings under which the true machine does what the rule says. */
function rule(
  id: MisconceptionId,
  name: Both,
  refutation: Both,
  go: GoRules,
  otherwise: Partial<HeapSettings> | null = null,
): WrongCollector {
  const told = { id, name, refutation, go };
  if (otherwise === null) return told;
  return {
    ...told,
    replay: (operations, settings) => ({ operations, settings: { ...settings, ...otherwise } }),
  };
}

const goalOf = ({ live, roots, gogc, heap, limit }: PacedHeap): number =>
  Math.floor(goalAfter({ live, roots, gogc, memoryLimit: limit, heapBytes: heap }));

/** GOGC is a share of all memory. */
const gogcOfMemory = rule(
  'gogc-of-memory',
  {
    en: 'GOGC is how full memory may get, in per cent',
    'zh-CN': 'GOGC 是内存用到百分之几时回收',
  },
  {
    en: 'Then GOGC above a hundred could never be reached, and a program with little live memory would fill the machine. GOGC speaks of what survived the last cycle: so much may be allocated *on top of it*.',
    'zh-CN':
      '要是这样，GOGC 大于一百就永远到不了，而存活很少的程序也会占满整台机器。GOGC 说的是上一轮活下来的量：在它**之上**还可以再分配多少。',
  },
  { goal: ({ heap, gogc }) => Math.floor((heap * gogc) / 100) },
);

/** The goal is GOGC per cent of the live heap, not live and that much more. */
const gogcOfLive = rule(
  'gogc-of-live',
  {
    en: 'The goal is GOGC per cent of what is live',
    'zh-CN': '堆目标是存活量的百分之 GOGC',
  },
  {
    en: 'With GOGC at a hundred the goal would be what is live already: no room for a single object. The percentage is what may be allocated in addition.',
    'zh-CN':
      'GOGC 为一百时，目标就等于现在的存活量，连一个新对象都放不下。这个百分比是**另外**还可以分配的量。',
  },
  { goal: ({ live, roots, gogc }) => Math.floor(((live + roots) * gogc) / 100) },
);

/** Roots don't count. */
const rootsFree = rule(
  'roots-free',
  {
    en: 'Only the heap counts for the goal, stacks and globals don’t',
    'zh-CN': '堆目标只看堆，不算栈和全局变量',
  },
  {
    en: 'So it was before Go 1.18. Scanning roots is work of the cycle like scanning objects, so they count when the room is measured out: live + (live + roots) × GOGC / 100.',
    'zh-CN':
      'Go 1.18 之前是这样。扫描根和扫描对象一样，都是这一轮的工作，因此划定余地时要算进去：存活 +（存活 + 根）× GOGC / 100。',
  },
  { goal: (heap) => goalOf({ ...heap, roots: 0 }) },
);

/** The goal is worked out once. */
const goalStays = rule(
  'goal-stays',
  { en: 'The goal is a fixed line', 'zh-CN': '堆目标是一条固定的线' },
  {
    en: 'Every cycle finds out anew what is live, and the next goal follows from that. When more survives, the next cycle comes later; when less does, earlier.',
    'zh-CN':
      '每一轮都会重新得知存活量，下一个目标由它算出。活下来的多，下一轮就来得晚；活下来的少，就来得早。',
  },
  { goal: (heap) => heap.before ?? goalOf(heap) },
);

/** A limit that is set is the goal, whatever GOGC says. */
const limitReplaces = rule(
  'limit-replaces',
  {
    en: 'A memory limit takes the place of GOGC',
    'zh-CN': '设了内存上限，GOGC 就不起作用',
  },
  {
    en: 'Both give a goal, and the smaller one holds. While the heap is small GOGC decides as ever; only with `GOGC=off` does the limit decide alone.',
    'zh-CN':
      '两者各给一个目标，取小的那个。堆还小的时候，照样由 GOGC 决定；只有 `GOGC=off` 时才由上限单独决定。',
  },
  { goal: (heap) => goalOf({ ...heap, gogc: 10_000 }) },
  { gogc: 10_000 },
);

/** The limit changes nothing until it is hit. */
const limitIgnored = rule(
  'limit-ignored',
  {
    en: 'The limit matters only once it is hit',
    'zh-CN': '内存上限撞上了才起作用',
  },
  {
    en: 'By then it would be too late to stay below it. The pacer turns the limit into a goal in advance, and where that is lower than GOGC’s goal, cycles come more often.',
    'zh-CN':
      '撞上了再动手，就守不住它了。步调器事先就把上限换算成目标；它若低于 GOGC 的目标，回收就会更频繁。',
  },
  { goal: (heap) => goalOf({ ...heap, limit: null }) },
  { memoryLimit: null },
);

/** The heap may grow to the limit itself. */
const limitItself = rule(
  'limit-itself',
  {
    en: 'The heap may grow to the limit itself',
    'zh-CN': '堆可以一直长到上限',
  },
  {
    en: 'The limit is for all of the runtime’s memory: stacks and the runtime’s own structures are in it, and the pacer keeps a little in reserve. The heap gets what is left.',
    'zh-CN':
      '上限管的是运行时的**全部**内存：栈和运行时自己的结构都在里面，步调器还要留一点余量。剩下的才归堆。',
  },
  {
    goal: (heap) =>
      heap.limit === null
        ? goalOf(heap)
        : Math.min(goalOf({ ...heap, limit: null }), Math.max(heap.limit, heap.live)),
  },
);

/** New objects are white. */
const bornWhite = rule(
  'born-white',
  {
    en: 'What is made during a cycle and dropped again is freed by it',
    'zh-CN': '回收期间新建又丢弃的对象，这一轮就会释放',
  },
  {
    en: 'Objects made while marking goes on are black at once: nobody would look at the stack again to find them if they were needed. So this cycle keeps them all, dropped or not; the next one decides.',
    'zh-CN':
      '标记期间新建的对象一生下来就是黑的：万一还要用，已经没有谁会再去看栈、把它找出来。所以不管丢没丢，这一轮统统留下，由下一轮决定。',
  },
  {
    freed: (play, starts, ends) => {
      const atStart = reachableIn(play.worldAfter(starts));
      const atEnd = reachableIn(play.worldAfter(ends));
      return new Set(
        play
          .objectsAfter(ends)
          .filter(({ id, operation }) => !(operation > starts ? atEnd : atStart).has(id))
          .map(({ id }) => id),
      );
    },
  },
);

/** The cycle frees what is unreachable when it ends. */
const asAtTheEnd = rule(
  'as-at-the-end',
  {
    en: 'A cycle frees all that is unreachable when it ends',
    'zh-CN': '一轮回收会释放它结束时不可达的一切',
  },
  {
    en: 'The collector would have to look at everything again at the end, with the world stopped. What it has marked stays marked, even if the last reference goes a moment later: floating garbage, for the next cycle.',
    'zh-CN':
      '那样回收器就得在结束时让全世界停下，把一切再看一遍。已经标记的就是标记了，哪怕下一刻最后一个引用就没了：这是浮动垃圾，留给下一轮。',
  },
  {
    freed: (play, _, ends) => {
      const atEnd = reachableIn(play.worldAfter(ends));
      return new Set(
        play
          .objectsAfter(ends)
          .map(({ id }) => id)
          .filter((id) => !atEnd.has(id)),
      );
    },
  },
);

/** Go stops the world for the whole cycle. */
const worldStops = rule(
  'world-stops',
  {
    en: 'The program stands still until the collection is over',
    'zh-CN': '回收结束之前，程序一直停着',
  },
  {
    en: 'Then nothing could happen between the first mark and the last swept block. Go stops the world twice, briefly: to begin marking and to end it. Marking and sweeping go on beside the program.',
    'zh-CN':
      '那样从第一个标记到最后一个清扫的块，中间什么也不会发生。Go 只短暂停两次：标记开始时和标记结束时。标记与清扫都和程序同时进行。',
  },
  {},
  { collector: 'mark-sweep' },
);

export const pacingRules: readonly WrongCollector[] = [
  gogcOfMemory,
  gogcOfLive,
  rootsFree,
  goalStays,
  limitReplaces,
  limitIgnored,
  limitItself,
  bornWhite,
  asAtTheEnd,
  worldStops,
];
