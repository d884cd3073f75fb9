import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { markStackDepth } from '../../misconceptions/marking-orders.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { beforeCollection, marked, randomGraph } from './graph.ts';

const rules = ['graph-depth', 'M16'] as const;

/** How many entries does the mark stack hold at most? */
export const stackDepth: QuestionType = {
  id: 'stack-depth',
  concept: 'mark-stack',
  title: { en: 'The mark stack at its longest', 'zh-CN': '标记栈最长时' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const play = new Play(graph.operations);
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const depth = wrongCollector(id)?.stackDepth?.(play, graph.collects);
      return [id, depth === undefined ? null : numberAnswer(depth)];
    });
    if (distractors([numberAnswer(markStackDepth(play, graph.collects))], foreseen, 1) === null)
      return null;
    const history = perform(graph.operations, graph.settings);
    const pushes = history.events.filter(({ event }) => event === 'grey');
    const lengths = pushes.map(({ seq }) => history.frame(seq).worklist?.objects.length ?? 0);
    const answer = numberAnswer(Math.max(0, ...lengths));
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: beforeCollection(graph),
      reveal: marked(),
      listed: false,
      prompt: {
        en: 'A collection begins now: the roots’ targets are pushed first, then the top is popped and its unmarked children are pushed, until the stack is empty. How many entries does the mark stack hold at its longest?',
        'zh-CN':
          '现在开始一次回收：先把根指着的对象压栈，然后不断弹出栈顶、把它还没标记的子对象压栈，直到栈空。标记栈最长时有几个元素？',
      },
      explanation: {
        en: 'Pushed in this order: {{marks}}; popped in this one: {{scans}}. At its longest the stack held {{worklist.most}}.',
        'zh-CN':
          '压栈的顺序是 {{marks}}；弹出的顺序是 {{scans}}。栈最长时有 {{worklist.most}} 个元素。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
