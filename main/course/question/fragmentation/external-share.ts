import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { giveBack } from '../../misconceptions/placing.ts';
import { fragmentationBy } from '../../misconceptions/room-rules.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, mention } from '../counting/design.ts';
import { firstOfEach, mapWithHoles, mapWithNeighbours } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';

const inPercent = (ratio: number): Answer => numberAnswer(Math.round(ratio * 100));
const totalOf = (holes: readonly FreeBlock[]): number =>
  holes.reduce((sum, { size }) => sum + size, 0);
const largestOf = (holes: readonly FreeBlock[]): number =>
  Math.max(0, ...holes.map(({ size }) => size));
const share = (holes: readonly FreeBlock[]): number => 1 - largestOf(holes) / totalOf(holes);

/** How fragmented is this heap, in per cent? At level 3: after one more block has been freed. */
export const externalShare: QuestionType = {
  id: 'external-share',
  concept: 'external-fragmentation',
  title: { en: 'External fragmentation of a heap', 'zh-CN': '堆的外部碎片率' },
  misconceptions: ['free-share', 'equal-holes', 'never-merges'],
  draft(chance, level, perform): Draft | null {
    const map = level === 1 ? mapWithHoles(chance, level) : mapWithNeighbours(chance, level);
    const block = level === 3 ? chance.pick(map.blocks) : undefined;
    const joined = (merges: boolean): readonly FreeBlock[] =>
      block === undefined
        ? map.holes
        : giveBack(map.holes, block, { below: merges, above: merges });
    const holes = joined(true);
    // Only what can be reckoned in the head: whole per cent.
    if (holes.length < 2 || (largestOf(holes) * 100) % totalOf(holes) !== 0) return null;
    const foreseen = firstOfEach([
      ['free-share', inPercent(fragmentationBy['free-share'](holes, map.settings.heapBytes))],
      ['equal-holes', inPercent(fragmentationBy['equal-holes'](holes))],
      ['never-merges', block === undefined ? null : inPercent(share(joined(false)))],
    ] satisfies (readonly [MisconceptionId, Answer | null])[]);
    if (distractors([inPercent(share(holes))], foreseen, 2) === null) return null;
    const operations: readonly Operation[] =
      block === undefined
        ? map.operations
        : [...map.operations, { kind: 'free', slot: block.slot }];
    const history = perform(operations, map.settings);
    const { externalFragmentation } = history.frame(history.recording.length).metrics;
    const answer = inPercent(externalFragmentation);
    const wrong = distractors([answer], foreseen, 2);
    if (wrong === null) return null;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt:
        block === undefined
          ? {
              en: 'How large is the external fragmentation of this heap, in per cent?',
              'zh-CN': '这个堆的外部碎片率是百分之几？',
            }
          : {
              en: `${mention(block.object)} is freed next. How large is the external fragmentation of the heap then, in per cent?`,
              'zh-CN': `接下来释放 ${mention(block.object)}。之后堆的外部碎片率是百分之几？`,
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
