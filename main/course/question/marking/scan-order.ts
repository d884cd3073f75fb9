import type { Answer } from '../../../contract/course.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, orderAnswer } from '../answers.ts';
import type { Draft, Level, QuestionType } from '../type.ts';
import { beforeCollection, marked, randomGraph } from './graph.ts';

const rules = ['allocation-order', 'breadth-first'] as const;
const asked: Readonly<Record<Level, number>> = { 1: 3, 2: 4, 3: 5 };

/** In which order are objects popped and scanned? Answered by choosing them in order. */
export const scanOrder: QuestionType = {
  id: 'scan-order',
  concept: 'mark-stack',
  title: { en: 'The order of marking', 'zh-CN': '标记的先后' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    const length = asked[level];
    if (graph === null || graph.live.size < length) return null;
    const play = new Play(graph.operations);
    const first = (order: readonly number[]): Answer => orderAnswer(order.slice(0, length));
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer | null] => {
      const order = wrongCollector(id)?.scanOrder?.(play, graph.collects);
      return [id, order === undefined || order.length < length ? null : first(order)];
    });
    if (distractors([], foreseen, 2) === null) return null;
    const history = perform(graph.operations, graph.settings);
    const answer = first(
      history.events.flatMap((event) => (event.event === 'black' ? [event.object] : [])),
    );
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: marked(),
      listed: false,
      prompt: {
        en: `A collection begins now. The roots’ targets are pushed in root order; then the *top* of the stack is popped and its unmarked children are pushed in field order, again and again. Choose the first ${length} objects that are popped, in order.`,
        'zh-CN': `现在开始一次回收。先按根的顺序把根指着的对象压栈；然后反复弹出**栈顶**，把它还没标记的子对象按字段顺序压栈。请按顺序选出最先弹出的 ${length} 个对象。`,
      },
      explanation: {
        en: 'The stack gives back what was pushed last. Popped and scanned in this order: {{scans}}; pushed (and thereby marked) in this one: {{marks}}.',
        'zh-CN':
          '栈先交还最后压入的对象。弹出并扫描的顺序是 {{scans}}；压栈（同时也就标记了）的顺序是 {{marks}}。',
      },
      form: () => ({ kind: 'order', candidates: [...graph.objects], length }),
      accepted: [answer],
      wrong,
    };
  },
};
