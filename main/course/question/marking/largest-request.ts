import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType, WrongAnswer } from '../type.ts';
import { collected, foreseenSurvivors, holesWith, marked, randomGraph } from './graph.ts';

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
    const expected = holesWith(graph, graph.live);
    const largest = (holes: typeof expected): number =>
      Math.max(0, ...holes.map(({ size }) => size));
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M12', numberAnswer(wrongCollector('M12')?.largestRequest?.(expected) ?? 0)],
      ...rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const kept = foreseenSurvivors(graph, id);
        return [id, kept === undefined ? null : numberAnswer(largest(holesWith(graph, kept)))];
      }),
    ];
    const least = level === 1 ? 1 : 2;
    const apart = (answer: Answer): readonly WrongAnswer[] | null => {
      const wrong = distractors([answer], foreseen, least);
      return wrong?.some(({ misconception }) => misconception === 'M12') === true ? wrong : null;
    };
    if (apart(numberAnswer(largest(expected))) === null) return null;
    const history = perform(graph.operations, graph.settings);
    const answer = numberAnswer(history.frame(history.recording.length).metrics.largestFree);
    const wrong = apart(answer);
    if (wrong === null) return null;
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
