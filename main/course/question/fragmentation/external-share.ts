import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { fragmentationBy } from '../../misconceptions/room-rules.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { firstOfEach, mapWithHoles, mapWithNeighbours } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';

const rules = ['free-share', 'equal-holes'] as const;
const inPercent = (ratio: number): Answer => numberAnswer(Math.round(ratio * 100));

/** How fragmented is this heap, in per cent? */
export const externalShare: QuestionType = {
  id: 'external-share',
  concept: 'external-fragmentation',
  title: { en: 'External fragmentation of a heap', 'zh-CN': '堆的外部碎片率' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = level === 2 ? mapWithNeighbours(chance, level) : mapWithHoles(chance, level);
    const free = map.holes.reduce((sum, { size }) => sum + size, 0);
    const largest = Math.max(0, ...map.holes.map(({ size }) => size));
    // Only what can be reckoned in the head: whole per cent.
    if (map.holes.length < 2 || (largest * 100) % free !== 0) return null;
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer] => [
        id,
        inPercent(fragmentationBy[id](map.holes, map.settings.heapBytes)),
      ]),
    );
    if (distractors([inPercent(1 - largest / free)], foreseen, 2) === null) return null;
    const history = perform(map.operations, map.settings);
    const { externalFragmentation } = history.frame(history.recording.length).metrics;
    const answer = inPercent(externalFragmentation);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations: map.operations,
      settings: map.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: 'How large is the external fragmentation of this heap, in per cent?',
        'zh-CN': '这个堆的外部碎片率是百分之几？',
      },
      explanation: {
        en: 'External fragmentation is the part of the free memory that lies outside the largest hole: $1 - {{bytes.largestFree}} / {{bytes.free}}$, that is {{percent(fragmentation.external)}}.',
        'zh-CN':
          '外部碎片率是空闲内存中落在最大空洞之外的那一部分：$1 - {{bytes.largestFree}} / {{bytes.free}}$，即 {{percent(fragmentation.external)}}。',
      },
      form: () => ({ kind: 'number', unit: '%' }),
      accepted: [answer],
      wrong,
    };
  },
};
