import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { minimumUtilisation } from '../../../simulator/utilisation.ts';
import type { Both } from '../../format/schemas.ts';
import type { Chance } from '../../random.ts';
import { distractors } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, Level, Perform, QuestionType } from '../type.ts';

const window = 50;
const pairs: Readonly<Record<Level, number>> = { 1: 8, 2: 9, 3: 10 };

interface Contestant {
  readonly id: string;
  readonly words: Both;
  readonly changes: Partial<HeapSettings>;
}

const contestants: readonly Contestant[] = [
  {
    id: 'mark-sweep',
    words: { en: 'mark-sweep', 'zh-CN': '标记-清扫' },
    changes: { collector: 'mark-sweep' },
  },
  {
    id: 'refcount',
    words: { en: 'counting', 'zh-CN': '引用计数' },
    changes: { collector: 'refcount' },
  },
  {
    id: 'semispace',
    words: { en: 'copying', 'zh-CN': '复制式' },
    changes: { collector: 'semispace' },
  },
  {
    id: 'incremental',
    words: { en: 'incremental', 'zh-CN': '增量式' },
    changes: { collector: 'tricolour', gogc: 100, markBudget: 4 },
  },
];

/** What was measured of one run: ticks of the worst window, per cent, cells, ticks, objects. */
interface Figures {
  readonly worst: number;
  readonly throughput: number;
  readonly peak: number;
  readonly longest: number;
  readonly left: number;
}

/** A list that stays and pairs that don't; every third pair is a ring. */
function workload(chance: Chance, level: Level): readonly Operation[] {
  const operations: Operation[] = [];
  const alloc = (slot: string, type: string): void => {
    operations.push({ kind: 'alloc', slot, type, bytes: 2, fields: 1 });
  };
  const stay = chance.between(3, 6);
  for (let made = 0; made < stay; made++) {
    alloc('h', 'K');
    if (made > 0) operations.push({ kind: 'write', slot: 'h', field: 0, from: 'keep' });
    operations.push({ kind: 'root', slot: 'keep', from: 'h' });
  }
  operations.push({ kind: 'root', slot: 'h', from: null });
  for (let made = 0; made < pairs[level]; made++) {
    alloc('a', 'T');
    alloc('b', 'T');
    operations.push({ kind: 'write', slot: 'a', field: 0, from: 'b' });
    if (chance.oneIn(3)) operations.push({ kind: 'write', slot: 'b', field: 0, from: 'a' });
    for (let work = chance.between(1, 5); work > 0; work--)
      operations.push({ kind: 'root', slot: 'n', from: 'keep' });
  }
  for (const slot of ['a', 'b']) operations.push({ kind: 'root', slot, from: null });
  return operations;
}

function measure(
  operations: readonly Operation[],
  settings: HeapSettings,
  perform: Perform,
): Figures | null {
  const { recording } = perform(operations, settings);
  if (recording.status !== 'finished') return null;
  const { metrics, objects } = recording.frame(recording.length);
  if (metrics.ticks <= window) return null;
  return {
    worst: Math.round(window * minimumUtilisation(metrics.ticks, recording.pauses, window)),
    throughput: Math.floor(100 * metrics.throughput),
    peak: metrics.peak,
    longest: Math.max(0, ...recording.pauses.map(({ from, to }) => to - from)),
    left: objects.filter(({ state }) => state === 'garbage').length,
  };
}

const meets = (figures: Figures, demand: Figures): boolean =>
  figures.worst >= demand.worst &&
  figures.throughput >= demand.throughput &&
  figures.peak <= demand.peak &&
  figures.left <= demand.left;

/** Which of these runs meets all demands? Answered with a choice. */
export const meetsDemands: QuestionType = {
  id: 'meets-demands',
  concept: 'choosing-collectors',
  title: { en: 'Which collector will do', 'zh-CN': '哪种回收器合格' },
  misconceptions: ['short-pause'],
  draft(chance, level, perform): Draft | null {
    const operations = workload(chance, level);
    const heapBytes = chance.pick([32, 36, 40, 44, 48]);
    const settingsOf = ({ changes }: Contestant): HeapSettings => ({
      ...defaultSettings,
      geometry: 'cells',
      heapBytes,
      ...changes,
    });
    const runs = contestants.flatMap((contestant) => {
      const figures = measure(operations, settingsOf(contestant), perform);
      return figures === null ? [] : [{ contestant, figures }];
    });
    const [shortest] = [...runs].sort(
      (left, right) => left.figures.longest - right.figures.longest,
    );
    const right = chance.pick(runs.filter((run) => run !== shortest));
    if (runs.length < 3 || right === undefined || shortest === undefined) return null;
    const demand: Figures = {
      ...right.figures,
      throughput: right.figures.throughput - chance.between(0, 2),
      peak: right.figures.peak + chance.between(0, 2),
      left: right.figures.left + chance.between(0, 1),
    };
    if (runs.filter(({ figures }) => meets(figures, demand)).length !== 1) return null;
    const answer = { kind: 'choice', option: right.contestant.id } as const;
    const wrong = distractors(
      [answer],
      [['short-pause', { kind: 'choice', option: shortest.contestant.id }]],
      1,
    );
    if (wrong === null) return null;
    const table = (language: 'en' | 'zh-CN', head: string): string =>
      [
        head,
        '| --- | --- | --- | --- | --- | --- |',
        ...runs.map(
          ({ contestant, figures }) =>
            `| ${contestant.words[language]} | ${figures.longest} | ${figures.worst} | ${figures.throughput} % | ${figures.peak} | ${figures.left} |`,
        ),
      ].join('\n');
    const offered = chance.shuffled(runs);
    const missed = (figures: Figures): Both => {
      if (figures.worst < demand.worst)
        return {
          en: `its worst window leaves only ${figures.worst} ticks`,
          'zh-CN': `最坏的窗只剩 ${figures.worst} 个节拍`,
        };
      if (figures.throughput < demand.throughput)
        return {
          en: `its throughput is ${figures.throughput} %`,
          'zh-CN': `吞吐量只有 ${figures.throughput} %`,
        };
      if (figures.peak > demand.peak)
        return { en: `it uses ${figures.peak} cells`, 'zh-CN': `占用了 ${figures.peak} 个单元` };
      return {
        en: `it leaves ${figures.left} objects behind`,
        'zh-CN': `留下了 ${figures.left} 个对象`,
      };
    };
    const others = (language: 'en' | 'zh-CN', and: string, colon: string): string =>
      runs
        .filter((run) => run !== right)
        .map(
          ({ contestant, figures }) =>
            `${contestant.words[language]}${colon}${missed(figures)[language]}`,
        )
        .join(and);
    return {
      operations,
      settings: settingsOf(right.contestant),
      ask: atEnd,
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `One program in {{bytes.heap}} cells, measured under ${runs.length} collectors:\n\n${table('en', `| | longest pause | left of the worst ${window} ticks | throughput | most cells | garbage left |`)}\n\nDemanded: of *any* ${window} ticks at least ${demand.worst} for the program, a throughput of at least ${demand.throughput} %, at most ${demand.peak} cells, at most ${demand.left} objects of garbage left. Which will do?`,
        'zh-CN': `同一个程序，堆有 {{bytes.heap}} 个单元，在 ${runs.length} 种回收器下量得：\n\n${table('zh-CN', `| | 最长停顿 | 最坏的 ${window} 个节拍剩多少 | 吞吐量 | 最多单元 | 剩下的垃圾 |`)}\n\n要求：**任意** ${window} 个节拍里，程序至少占 ${demand.worst} 个；吞吐量不低于 ${demand.throughput} %；最多用 ${demand.peak} 个单元；最多剩 ${demand.left} 个垃圾对象。哪种合格？`,
      },
      explanation: {
        en: `The stage shows the one that does. The others fail: ${others('en', '; ', ': ')}. The longest pause isn’t among the demands, and says little about them.`,
        'zh-CN': `舞台上就是合格的那一种。其余的都不合格：${others('zh-CN', '；', '：')}。要求里没有最长停顿，它也说明不了这些要求。`,
      },
      form: (language) => ({
        kind: 'choice',
        options: offered.map(({ contestant: { id, words } }) => ({
          id,
          text: [{ kind: 'paragraph', children: [{ kind: 'text', text: words[language] }] }],
        })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
