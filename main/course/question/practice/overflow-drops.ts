import type { Answer } from '../../../contract/course.ts';
import type { ObjectId } from '../../../simulator/event.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { depthsOf } from '../../misconceptions/marking-orders.ts';
import { Play } from '../../misconceptions/play.ts';
import { distractors, setAnswer } from '../answers.ts';
import { beforeCollection, marked, randomGraph } from '../marking/graph.ts';
import type { Draft, QuestionType } from '../type.ts';
import { dropped, foreseenOverflow } from './overflow.ts';

/** Which objects find the bounded mark stack full? Answered on the stage. */
export const overflowDrops: QuestionType = {
  id: 'overflow-drops',
  concept: 'mark-stack-overflow',
  title: { en: 'Who finds the stack full', 'zh-CN': '谁没能压栈' },
  misconceptions: ['graph-depth', 'overflow-loses'],
  draft(chance, level, perform): Draft | null {
    const limit = level === 1 ? 1 : chance.between(1, 2);
    const graph = randomGraph(chance, level, { markStackLimit: limit });
    if (graph === null) return null;
    const expected = foreseenOverflow(graph, limit).drops.length;
    // One is what happens most often; it shouldn't be the usual answer.
    if (expected === 0 || (expected === 1 && !chance.oneIn(6))) return null;
    const history = perform(graph.operations, graph.settings);
    const drops = dropped(history);
    const depths = depthsOf(new Play(graph.operations), graph.collects);
    const deep = [...depths].flatMap(([object, depth]): ObjectId[] =>
      depth > limit ? [object] : [],
    );
    // Whoever takes them for lost sees marking end before the first of them is scanned.
    const end = history.events.find(
      (event) => event.event === 'black' && drops.includes(event.object),
    );
    const early = history.events.flatMap((event): ObjectId[] =>
      event.event === 'grey' && event.seq < (end?.seq ?? 0) && drops.includes(event.object)
        ? [event.object]
        : [],
    );
    const foreseen: (readonly [MisconceptionId, Answer])[] = [
      ['graph-depth', setAnswer(deep)],
      ['overflow-loses', setAnswer(early)],
    ];
    const answer = setAnswer(drops);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: marked(),
      listed: false,
      prompt: {
        en: `A collection begins now, and the mark stack has room for *${limit}*. The roots’ targets are pushed in root order; then the top is popped and its unmarked children are marked and pushed, field by field. Choose every object that finds the stack full.`,
        'zh-CN': `现在开始一次回收，标记栈只有 **${limit}** 个位置。先按根的顺序把根指着的对象压栈；然后不断弹出栈顶，按字段顺序标记并压入它还没标记的子对象。请选出所有遇到栈满、没能压栈的对象。`,
      },
      explanation: {
        en: `Marked in this order: {{marks}}; scanned in this one: {{scans}}. Of them {{overflow.drops}} found the stack full: ${drops.map((object) => `{{#${object}}}`).join(', ')}. Each kept its mark and was scanned after a search of the heap.`,
        'zh-CN': `标记的顺序是 {{marks}}；扫描的顺序是 {{scans}}。其中 {{overflow.drops}} 个遇到栈满：${drops.map((object) => `{{#${object}}}`).join('、')}。它们都留着标记，等搜索堆时再扫描。`,
      },
      form: () => ({ kind: 'set', candidates: [...graph.objects] }),
      accepted: [answer],
      wrong,
    };
  },
};
