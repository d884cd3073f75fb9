import type { Operation } from '../../../simulator/operation.ts';
import type { Both } from '../../format/schemas.ts';
import { distractors } from '../answers.ts';
import { beforeCollection, collected, randomGraph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';

const options = ['live', 'garbage', 'both', 'neither'] as const;
type Option = (typeof options)[number];

const words: Readonly<Record<Option, Both>> = {
  live: { en: 'Only the one more that lives', 'zh-CN': '只有多出来的那个存活对象' },
  garbage: { en: 'Only the one more that is garbage', 'zh-CN': '只有多出来的那个垃圾对象' },
  both: { en: 'Each of the two', 'zh-CN': '两个都会' },
  neither: { en: 'Neither', 'zh-CN': '两个都不会' },
};

const collectors = {
  'mark-sweep': {
    en: 'mark-sweep, marking and sweeping with the program stopped',
    'zh-CN': '标记-清扫，标记和清扫时程序都停着',
  },
  'mark-compact': { en: 'mark-compact', 'zh-CN': '标记-整理' },
  semispace: { en: 'a copying collector', 'zh-CN': '复制式回收器' },
} as const;

/** What makes the pause longer: more that lives, or more garbage? Answered with a choice. */
export const whatLengthens: QuestionType = {
  id: 'what-lengthens',
  concept: 'throughput-and-pauses',
  title: { en: 'What makes a pause longer', 'zh-CN': '什么让停顿变长' },
  misconceptions: ['cost-of-garbage'],
  draft(chance, level, perform): Draft | null {
    const collector = chance.pick(['mark-sweep', 'mark-compact', 'semispace'] as const);
    const graph = randomGraph(chance, level, { collector });
    if (graph === null) return null;
    const settings = { ...graph.settings, heapBytes: 2 * graph.settings.heapBytes + 16 };
    const gone = graph.operations.findIndex(
      (operation) => operation.kind === 'root' && operation.from === null,
    );
    const another = (lives: boolean): readonly Operation[] => [
      ...graph.operations.slice(0, gone),
      { kind: 'alloc', slot: 'x', type: 'X', bytes: 4, fields: 2 },
      ...(lives ? [] : [{ kind: 'root', slot: 'x', from: null } as const]),
      ...graph.operations.slice(gone),
    ];
    // A variable more is looked at in each of the three.
    const base: readonly Operation[] = [
      ...graph.operations.slice(0, gone),
      { kind: 'root', slot: 'x', from: null },
      ...graph.operations.slice(gone),
    ];
    const pause = (operations: readonly Operation[]): number => {
      const end = perform(operations, settings).events.findLast(({ event }) => event === 'gc-end');
      return end?.event === 'gc-end' ? end.pause : 0;
    };
    const [usual, withLive, withGarbage] = [base, another(true), another(false)].map(pause);
    if (usual === undefined || withLive === undefined || withGarbage === undefined) return null;
    const right: Option =
      withLive > usual
        ? withGarbage > usual
          ? 'both'
          : 'live'
        : withGarbage > usual
          ? 'garbage'
          : 'neither';
    const answer = { kind: 'choice', option: right } as const;
    const wrong = distractors(
      [answer],
      [['cost-of-garbage', { kind: 'choice', option: 'garbage' }]],
      1,
    );
    if (wrong === null) return null;
    const offered = chance.shuffled(options);
    return {
      operations: graph.operations,
      settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: `A collection is about to run: ${collectors[collector].en}. Suppose there were one object more, either one that a variable holds or one that nothing holds. Which of the two would make the pause longer?`,
        'zh-CN': `马上要回收：${collectors[collector]['zh-CN']}。设想多一个对象，要么是变量指着的，要么是没有谁指着的。哪一个会让停顿变长？`,
      },
      explanation: {
        en: `Measured in a roomier heap: as it is, the pause takes ${usual} ticks; with one more that lives, ${withLive}; with one more that is garbage, ${withGarbage}. ${collector === 'semispace' ? 'Copying follows what lives and never meets garbage.' : 'What lives must be marked, and its fields looked at; a pass over the blocks comes past the garbage as well.'}`,
        'zh-CN': `在宽敞些的堆里量出来：照现在这样，停顿 ${usual} 个节拍；多一个存活的，${withLive} 个；多一个垃圾，${withGarbage} 个。${collector === 'semispace' ? '复制只沿着活的走，根本遇不到垃圾。' : '活的要标记，字段要查看；而逐块走一遍时，垃圾也要经过。'}`,
      },
      form: (language) => ({
        kind: 'choice',
        options: offered.map((id) => ({
          id,
          text: [{ kind: 'paragraph', children: [{ kind: 'text', text: words[id][language] }] }],
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
