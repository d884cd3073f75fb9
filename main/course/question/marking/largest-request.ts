import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { collected, marked, randomGraph } from './graph.ts';
import { foreseenSurvivors, holesWith } from './holes-after-sweep.ts';

const rules = ['M6', 'M16'] as const;

/** Which is the largest object that fits after the sweep? */
export const largestRequest: QuestionType = {
  id: 'largest-request',
  concept: 'sweep',
  title: { en: 'What fits afterwards', 'zh-CN': '清扫之后放得下多大' },
  misconceptions: ['M12', ...rules],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const history = perform(graph.operations, graph.settings);
    const frame = history.frame(history.recording.length);
    const holes = (frame.blocks ?? []).filter(({ object }) => object === null);
    const answer = numberAnswer(frame.metrics.largestFree);
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M12', numberAnswer(wrongCollector('M12')?.largestRequest?.(holes) ?? 0)],
      ...rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const kept = foreseenSurvivors(graph, id);
        const sizes = kept === undefined ? [] : holesWith(history, kept).map(({ size }) => size);
        return [id, sizes.length === 0 ? null : numberAnswer(Math.max(...sizes))];
      }),
    ];
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null || !wrong.some(({ misconception }) => misconception === 'M12')) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: marked(),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'Marking is done. After the sweep, how many cells may the next object have at most, if no further collection is to run?',
        'zh-CN': '标记已经完成。清扫之后，在不再回收的前提下，下一个对象最多能有几个单元？',
      },
      explanation: {
        en: '{{bytes.free}} cells are free in {{holes}} holes. An object needs one hole, and the largest has {{bytes.largestFree}}.',
        'zh-CN':
          '空闲的单元共 {{bytes.free}} 个，分散在 {{holes}} 个空洞里。一个对象必须放进同一个空洞，而最大的空洞是 {{bytes.largestFree}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
