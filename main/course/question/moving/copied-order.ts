import type { ObjectId } from '../../../simulator/event.ts';
import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { childrenIn } from '../../misconceptions/marking-orders.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, orderAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { beforeCollection, collected } from '../marking/graph.ts';
import type { Graph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { movingGraph, relocate } from './relocation.ts';

/** In which order does a copying collection put the objects down? Answered by ordering them. */
export const copiedOrder: QuestionType = {
  id: 'copied-order',
  concept: 'copying',
  title: { en: 'The order of the copies', 'zh-CN': '副本的次序' },
  misconceptions: ['address-order', 'copies-depth-first'],
  draft(chance, level, perform): Draft | null {
    const graph = movingGraph(chance, level, 'semispace');
    const moving = graph === null ? null : relocate(graph, perform);
    if (graph === null || moving === null) return null;
    const { before, moved } = moving;
    if (moved.length > level + 4) return null;
    const answer = orderAnswer(moved);
    const wrong = distractors(
      [answer],
      firstOfEach([
        ['copies-depth-first', orderAnswer(depthFirst(graph))],
        ['address-order', orderAnswer(before.map(({ id }) => id))],
      ] satisfies (readonly [MisconceptionId, Answer])[]),
      level === 1 ? 1 : 2,
    );
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'A *copying* collection (Cheney’s) begins now. In which order do the live objects lie in the other half, from its low end? Roots come in order, fields in order.',
        'zh-CN':
          '现在开始一次**复制**回收（Cheney 算法）。存活对象在另一半里从低端起依次是谁？根按顺序，字段也按顺序。',
      },
      explanation: {
        en: 'First what the roots hold; then the copies are scanned in the order in which they lie, and the children of each are put down behind all that is there already: {{moves}}.',
        'zh-CN':
          '先是根指着的；然后按副本所在的次序一个个扫描，把每个的子对象放在已有的一切后面：{{moves}}。',
      },
      form: () => ({ kind: 'order', candidates: [...graph.objects], length: moved.length }),
      accepted: [answer],
      wrong,
    };
  },
};

/** Each object copied with all that hangs on it, before its next sibling. */
function depthFirst(graph: Graph): readonly ObjectId[] {
  const play = new Play(graph.operations);
  const world = play.worldAfter(graph.collects);
  const order: ObjectId[] = [];
  const visit = (object: ObjectId): void => {
    if (order.includes(object)) return;
    order.push(object);
    childrenIn(play, world, object).forEach(visit);
  };
  for (const { holder, target } of world.values())
    if (holder === null && target !== null) visit(target);
  return order;
}
