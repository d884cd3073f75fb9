import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, setAnswer } from '../answers.ts';
import type { Graph } from '../marking/graph.ts';
import { beforeCollection, collected, foreseenSurvivors } from '../marking/graph.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import type { Relocation } from './relocation.ts';
import { foreseenSlide, movingGraph, relocate } from './relocation.ts';

/** Which objects move when the live ones are slid together? Answered on the stage. */
export const movedSet: QuestionType = {
  id: 'moved-set',
  concept: 'sliding',
  title: { en: 'What sliding moves', 'zh-CN': '滑动会移动哪些对象' },
  misconceptions: ['all-move', 'M6'],
  draft(chance, level, perform): Draft | null {
    const graph = movingGraph(chance, level, 'mark-compact');
    if (graph === null || answersOf(graph, foreseenSlide(graph), level) === null) return null;
    const moving = relocate(graph, perform);
    const answers = moving === null ? null : answersOf(graph, moving, level);
    if (answers === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'A *mark-compact* collection begins now and slides the live objects to the low end. Choose every object that gets a new address.',
        'zh-CN': '现在开始一次**标记-整理**回收，把存活对象滑动到低端。请选出所有地址会变的对象。',
      },
      explanation: {
        en: 'Live are {{live}}. What lies below the first gap is in its place already; the others slide down, in address order: {{moves}}, {{sizes(moves)}} cells in all.',
        'zh-CN':
          '存活的是 {{live}}。第一个空洞以下的本来就在该在的地方；其余的按地址顺序往下滑：{{moves}}，一共 {{sizes(moves)}} 个单元。',
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      ...answers,
    };
  },
};

function answersOf(
  graph: Graph,
  { before, moved }: Relocation,
  level: Level,
): Pick<Draft, 'accepted' | 'wrong'> | null {
  const referenced = foreseenSurvivors(graph, 'M6') ?? new Set();
  // Who keeps whatever is referenced sees fewer gaps, and so fewer moves.
  const gap = graph.objects.find((object) => !referenced.has(object));
  const kept = [...referenced].filter((object) => gap !== undefined && object > gap);
  const answer = setAnswer(moved);
  const wrong = distractors(
    [answer],
    [
      ['all-move', setAnswer(before.map(({ id }) => id))],
      ['M6', setAnswer(kept)],
    ] satisfies (readonly [MisconceptionId, Answer])[],
    level === 1 ? 1 : 2,
  );
  return wrong === null ? null : { accepted: [answer], wrong };
}
