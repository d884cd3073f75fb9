import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors } from '../answers.ts';
import { choiceAnswer, choiceForm } from '../choices.ts';
import { collected, marked, randomGraph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which word of bits names the blocks to free? */
export const freedBits: QuestionType = {
  id: 'freed-bits',
  concept: 'mark-bitmap',
  title: { en: 'The bits of what goes', 'zh-CN': '要释放的那些位' },
  misconceptions: ['unmarked-is-freed', 'marked-is-freed'],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level, { markBits: 'bitmap' });
    if (graph === null) return null;
    const held = [...new Play(graph.operations).worldAfter(graph.collects)].filter(
      ([, { holder, target }]) => holder === null && target !== null,
    );
    const gone = chance.pick(held);
    if (gone === undefined || held.length < 2) return null;
    const operations: readonly Operation[] = [
      ...graph.operations,
      { kind: 'root', slot: gone[0], from: null },
      { kind: 'gc' },
    ];
    const history = perform(operations, graph.settings);
    const second = history.events.filter(({ op }) => op === operations.length);
    const start = second.find(({ event }) => event === 'gc-start');
    const blocks = history.frame(start?.seq ?? 0).blocks ?? [];
    const bits = (isOne: (object: number | null) => boolean): string =>
      blocks.map(({ object }) => (isOne(object) ? '1' : '0')).join('');
    const among = (name: 'grey' | 'free'): ReadonlySet<number> =>
      new Set(second.flatMap((event) => (event.event === name ? [event.object] : [])));
    const marks = among('grey');
    const frees = among('free');
    const words = {
      alloc: bits((object) => object !== null),
      mark: bits((object) => object !== null && marks.has(object)),
      freed: bits((object) => object !== null && frees.has(object)),
      unmarked: bits((object) => object === null || !marks.has(object)),
    };
    const texts = Object.fromEntries(
      [...new Set([words.freed, words.unmarked, words.mark, words.alloc])]
        .sort()
        .map((word) => [word, { en: word, 'zh-CN': word }]),
    );
    const answer = choiceAnswer(words.freed);
    const wrong = distractors(
      [answer],
      [
        ['unmarked-is-freed', choiceAnswer(words.unmarked)],
        ['marked-is-freed', choiceAnswer(words.mark)],
      ] satisfies (readonly [MisconceptionId, ReturnType<typeof choiceAnswer>])[],
      2,
    );
    if (wrong === null || frees.size === 0) return null;
    return {
      operations,
      settings: graph.settings,
      ask: marked(2),
      reveal: collected(2),
      listed: false,
      prompt: {
        en: `One bit for each block, in address order. Allocated: \`${words.alloc}\`. Marked by this collection: \`${words.mark}\`. Which word names the blocks that the sweep must free?`,
        'zh-CN': `每块一位，按地址顺序。已分配：\`${words.alloc}\`。这次回收标记的：\`${words.mark}\`。清扫要释放的块是哪一串？`,
      },
      explanation: {
        en: `\`alloc & ~mark\`: \`${words.alloc}\` and not \`${words.mark}\` is \`${words.freed}\`. The sweep freed {{swept}}. A 0 among the marks means garbage only where the block is allocated.`,
        'zh-CN': `\`alloc & ~mark\`：\`${words.alloc}\` 去掉 \`${words.mark}\`，得 \`${words.freed}\`。清扫释放了 {{swept}}。标记位是 0 的，只有已分配的才是垃圾。`,
      },
      form: choiceForm(texts),
      accepted: [answer],
      wrong,
    };
  },
};
