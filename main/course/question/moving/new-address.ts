import type { Answer } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { placeAll } from '../../misconceptions/placing.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { mention } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import { beforeCollection, collected, holesWith } from '../marking/graph.ts';
import type { Graph } from '../marking/graph.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import type { Relocation } from './relocation.ts';
import { addressOf, foreseenSlide, movingGraph, relocate } from './relocation.ts';

/** Where does an object lie after sliding? */
export const newAddress: QuestionType = {
  id: 'new-address',
  concept: 'sliding',
  title: { en: 'The address after sliding', 'zh-CN': '滑动之后的地址' },
  misconceptions: ['objects-stay', 'first-gap'],
  draft(chance, level, perform): Draft | null {
    const graph = movingGraph(chance, level, 'mark-compact');
    if (graph === null) return null;
    const foreseen = foreseenSlide(graph);
    const object = chance.pick(foreseen.moved.slice(level === 1 ? 0 : 1));
    if (object === undefined || answersOf(graph, foreseen, object, level) === null) return null;
    const moving = relocate(graph, perform);
    const answers = moving === null ? null : answersOf(graph, moving, object, level);
    if (moving === null || answers === null) return null;
    const { before, after } = moving;
    const below = after.filter(({ address }) => address < addressOf(after, object));
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: `A *mark-compact* collection slides the live objects to the low end. ${mention(object)} lies at ${addressOf(before, object)} now. At which address will it lie?`,
        'zh-CN': `一次**标记-整理**回收把存活对象滑动到低端。${mention(object)} 现在的地址是 ${addressOf(before, object)}，之后是多少？`,
      },
      explanation: {
        en:
          below.length === 0
            ? `${mention(object)} is the lowest object that lives, so it goes to {{address(#${object})}}.`
            : `Below it live ${below.map(({ id }) => mention(id)).join(', ')}, together {{sizes([${below.map(({ id }) => `#${id}`).join(', ')}])}} cells. So ${mention(object)} goes to {{address(#${object})}}: the order stays, the gaps go.`,
        'zh-CN':
          below.length === 0
            ? `${mention(object)} 是地址最低的存活对象，所以到 {{address(#${object})}}。`
            : `它下面的存活对象有 ${below.map(({ id }) => mention(id)).join('、')}，共 {{sizes([${below.map(({ id }) => `#${id}`).join(', ')}])}} 个单元，所以 ${mention(object)} 到 {{address(#${object})}}：次序不变，空洞没了。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      ...answers,
    };
  },
};

/** The address after the slide, and what wrong rules take for it. */
function answersOf(
  graph: Graph,
  { before, after }: Relocation,
  object: ObjectId,
  level: Level,
): Pick<Draft, 'accepted' | 'wrong'> | null {
  const found = before.find(({ id }) => id === object);
  if (found === undefined) return null;
  const gaps: readonly FreeBlock[] = holesWith(graph, graph.live).filter(
    ({ address }) => address < found.address,
  );
  const gap = placeAll('first-fit', gaps, [found.size])[0];
  const answer = numberAnswer(addressOf(after, object));
  const wrong = distractors(
    [answer],
    firstOfEach([
      ['objects-stay', numberAnswer(found.address)],
      ['first-gap', gap === undefined || gap === null ? null : numberAnswer(gap)],
    ] satisfies (readonly [MisconceptionId, Answer | null])[]),
    level === 1 ? 1 : 2,
  );
  return wrong === null ? null : { accepted: [answer], wrong };
}
