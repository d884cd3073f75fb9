import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import type { Both } from '../../format/schemas.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { beforeCollection, collected, holesWith } from '../marking/graph.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { movingGraph, relocate, totalSize } from './relocation.ts';

const names: Readonly<Record<'mark-compact' | 'semispace', Both>> = {
  'mark-compact': {
    en: 'A *mark-compact* collection slides the live objects together.',
    'zh-CN': '一次**标记-整理**回收把存活对象滑动到一起。',
  },
  semispace: {
    en: 'A *copying* collection moves the live objects into the other half of the heap.',
    'zh-CN': '一次**复制**回收把存活对象搬到堆的另一半。',
  },
};

/** Which is the largest object that fits after a collection that moves? The machine tries it. */
export const roomAfter: QuestionType = {
  id: 'room-after',
  concept: 'copying',
  title: { en: 'Room after a move', 'zh-CN': '搬完之后的空间' },
  misconceptions: ['stays-split', 'whole-heap'],
  draft(chance, level, perform): Draft | null {
    const collector = chance.oneIn(2) ? 'semispace' : 'mark-compact';
    const graph = movingGraph(chance, level, collector);
    const moving = graph === null ? null : relocate(graph, perform);
    if (graph === null || moving === null) return null;
    const { after } = moving;
    const { heapBytes } = graph.settings;
    const part = collector === 'semispace' ? heapBytes / 2 : heapBytes;
    const room = part - totalSize(after);
    const split = Math.max(
      0,
      ...holesWith({ ...graph, settings: { ...graph.settings, heapBytes: part } }, graph.live).map(
        ({ size }) => size,
      ),
    );
    const wrong = distractors(
      [numberAnswer(room)],
      firstOfEach([
        ['stays-split', numberAnswer(split)],
        [
          'whole-heap',
          collector === 'semispace' ? numberAnswer(heapBytes - totalSize(after)) : null,
        ],
      ] satisfies (readonly [MisconceptionId, Answer | null])[]),
      1,
    );
    if (wrong === null) return null;
    // An object of just this size fits, and one of a cell more does not.
    const asking = (bytes: number): readonly Operation[] => [
      ...graph.operations,
      { kind: 'alloc', slot: 'n', type: 'N', bytes, fields: 0 },
    ];
    const fits = (bytes: number): boolean =>
      !perform(asking(bytes), graph.settings).events.some(({ event }) => event === 'oom');
    if (!fits(room) || fits(room + 1)) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: `${names[collector].en} How many cells may the next object have at most?`,
        'zh-CN': `${names[collector]['zh-CN']}之后，下一个对象最多能有几个单元？`,
      },
      explanation: {
        en:
          collector === 'semispace'
            ? `Each half has {{bytes.heap / 2}} cells, and {{bytes.live}} are taken by what lives. The rest of *this* half is one piece; the other half must stay empty.`
            : `{{bytes.live}} cells live, side by side. All the rest, {{bytes.free}}, is one hole: here, and only here, the free total is what counts.`,
        'zh-CN':
          collector === 'semispace'
            ? `每一半有 {{bytes.heap / 2}} 个单元，存活的占去 {{bytes.live}} 个。**这**一半剩下的是一整块；另一半必须空着。`
            : `存活的 {{bytes.live}} 个单元挨在一起，其余 {{bytes.free}} 个是同一个空洞：在这里，也只有在这里，看空闲总量就够了。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [numberAnswer(room)],
      wrong,
    };
  },
};
