import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { collected, foreseenSurvivors, holesWith, marked, randomGraph } from './graph.ts';

const rules = ['M6', 'M16'] as const;

/** How many holes are there after the sweep? */
export const holesAfterSweep: QuestionType = {
  id: 'holes-after-sweep',
  concept: 'sweep',
  title: { en: 'Holes after the sweep', 'zh-CN': '清扫之后的空洞' },
  misconceptions: ['M13', ...rules],
  draft(chance, level, perform): Draft | null {
    const graph = randomGraph(chance, level);
    if (graph === null) return null;
    const expected = holesWith(graph, graph.live);
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['M13', numberAnswer(wrongCollector('M13')?.holes?.(expected).length ?? 0)],
      ...rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const kept = foreseenSurvivors(graph, id);
        return [id, kept === undefined ? null : numberAnswer(holesWith(graph, kept).length)];
      }),
    ];
    const least = level === 1 ? 1 : 2;
    if (distractors([numberAnswer(expected.length)], foreseen, least) === null) return null;
    const history = perform(graph.operations, graph.settings);
    const answer = numberAnswer(history.frame(history.recording.length).metrics.holes);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations: graph.operations,
      settings: graph.settings,
      ask: marked(),
      reveal: collected(),
      listed: false,
      prompt: {
        en: 'Marking is done. How many holes (free blocks) are there after the sweep?',
        'zh-CN': '标记已经完成。清扫之后，堆里有几个空洞（空闲块）？',
      },
      explanation: {
        en: 'The sweep frees {{swept}}. A freed block merges with a free neighbour on either side, and only with a neighbour: {{holes}} holes are left, the largest of size {{bytes.largestFree}}.',
        'zh-CN':
          '清扫释放了 {{swept}}。释放的块会与左右相邻的空闲块合并，也只与相邻的合并：最后剩下 {{holes}} 个空洞，最大的一个大小为 {{bytes.largestFree}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
