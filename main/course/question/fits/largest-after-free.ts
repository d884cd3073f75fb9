import type { Answer } from '../../../contract/course.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { giveBack } from '../../misconceptions/placing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, mention } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstOfEach, mapWithNeighbours } from './heap-map.ts';

const rules = ['M13', 'above-only', 'never-merges'] as const;

/** How large is the largest hole once this block is free? */
export const largestAfterFree: QuestionType = {
  id: 'largest-after-free',
  concept: 'coalescing',
  title: { en: 'The largest hole after a free', 'zh-CN': '释放之后最大的空洞' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithNeighbours(chance, level);
    const block = chance.pick(map.blocks);
    if (block === undefined) return null;
    const largest = (holes: readonly FreeBlock[]): number =>
      Math.max(0, ...holes.map(({ size }) => size));
    const expected = largest(giveBack(map.holes, block, { below: true, above: true }));
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const after = wrongCollector(id)?.frees?.(map.holes, block);
        return [id, after === undefined ? null : numberAnswer(largest(after))];
      }),
    );
    const least = level === 1 ? 1 : 2;
    if (distractors([numberAnswer(expected)], foreseen, least) === null) return null;
    const operations = [...map.operations, { kind: 'free', slot: block.slot } as const];
    const history = perform(operations, map.settings);
    const answer = numberAnswer(history.frame(history.recording.length).metrics.largestFree);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${mention(block.object)} is freed next. How many cells has the largest hole then?`,
        'zh-CN': `接下来释放 ${mention(block.object)}。之后最大的空洞有几个单元？`,
      },
      explanation: {
        en: 'The freed block merges with the free blocks that touch it, below and above, and with no others. {{bytes.free}} cells are free in {{holes}} holes, the largest of {{bytes.largestFree}}.',
        'zh-CN':
          '释放的块会与前后紧挨着它的空闲块合并，与别的都不合并。现在空闲的单元共 {{bytes.free}} 个，分在 {{holes}} 个空洞里，最大的是 {{bytes.largestFree}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
