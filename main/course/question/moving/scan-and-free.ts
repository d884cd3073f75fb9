import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { mention } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { beforeCollection } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { movingGraph, relocate, totalSize } from './relocation.ts';

/** How far has `free` come when an object has been scanned? */
export const scanAndFree: QuestionType = {
  id: 'scan-and-free',
  concept: 'copying',
  title: { en: 'How far free has come', 'zh-CN': 'free 走到了哪里' },
  misconceptions: ['scan-is-free', 'all-move'],
  draft(chance, level, perform): Draft | null {
    const graph = movingGraph(chance, level, 'semispace');
    const moving = graph === null ? null : relocate(graph, perform);
    if (graph === null || moving === null) return null;
    const { history, after, moved } = moving;
    const scanned = history.events.flatMap((event) => (event.event === 'black' ? [event] : []));
    const at = chance.between(0, scanned.length - 2);
    const stop = scanned[at];
    if (stop === undefined) return null;
    const copied = history.events.flatMap((event): number[] =>
      event.event === 'move' && event.seq < stop.seq ? [event.object] : [],
    );
    const sizeOf = (objects: readonly number[]): number =>
      totalSize(after.filter(({ id }) => objects.includes(id)));
    const answer = numberAnswer(sizeOf(copied));
    const wrong = distractors(
      [answer],
      firstOfEach([
        [
          'scan-is-free',
          numberAnswer(sizeOf(scanned.slice(0, at + 1).map(({ object }) => object))),
        ],
        ['all-move', numberAnswer(sizeOf(moved))],
      ] satisfies (readonly [MisconceptionId, Answer])[]),
      2,
    );
    if (wrong === null) return null;
    const done = scanned.slice(0, at + 1).map(({ object }) => mention(object));
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: {
        before: false,
        point: { kind: 'event', event: 'black', object: `#${stop.object}`, ordinal: 1 },
      },
      listed: false,
      prompt: {
        en: `A *copying* collection (Cheney’s) begins now. When ${mention(stop.object)} has been scanned, how many cells of the other half are taken, that is, how far is \`free\` from its low end?`,
        'zh-CN': `现在开始一次**复制**回收（Cheney 算法）。当 ${mention(stop.object)} 扫描完时，另一半已经占用多少个单元，也就是 \`free\` 离它的低端多远？`,
      },
      explanation: {
        en: `Scanned are ${done.join(', ')}; copied are {{moves}}, {{sizes(moves)}} cells. What is copied and not yet scanned lies between \`scan\` and \`free\`.`,
        'zh-CN': `扫描过的是 ${done.join('、')}；已经复制的是 {{moves}}，共 {{sizes(moves)}} 个单元。复制了而还没扫描的，就在 \`scan\` 与 \`free\` 之间。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
