import type { Answer } from '../../../contract/course.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { giveBack } from '../../misconceptions/placing.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, mention } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstOfEach, mapWithNeighbours } from './heap-map.ts';

const rules = ['M13', 'above-only', 'never-merges'] as const;

/** With how many free neighbours does this block merge? */
export const mergesOfFree: QuestionType = {
  id: 'merges-of-free',
  concept: 'coalescing',
  title: { en: 'Merges of one free', 'zh-CN': '一次释放合并几块' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const map = mapWithNeighbours(chance, level);
    const block = chance.pick(map.blocks);
    if (block === undefined) return null;
    const merges = (after: readonly FreeBlock[]): number => map.holes.length + 1 - after.length;
    const expected = merges(giveBack(map.holes, block, { below: true, above: true }));
    // Most blocks have one free neighbour or none; two are worth asking for.
    if (expected === 0 && !chance.oneIn(3)) return null;
    const foreseen = firstOfEach(
      rules.map((id): readonly [MisconceptionId, Answer | null] => {
        const after = wrongCollector(id)?.frees?.(map.holes, block);
        return [id, after === undefined ? null : numberAnswer(merges(after))];
      }),
    );
    if (distractors([numberAnswer(expected)], foreseen, 1) === null) return null;
    const operations = [...map.operations, { kind: 'free', slot: block.slot } as const];
    const history = perform(operations, map.settings);
    const before = history.events.findLast(({ op }) => op <= map.operations.length)?.seq ?? 0;
    const holes = history.frame(before).metrics.holes;
    const answer = numberAnswer(holes + 1 - history.frame(history.recording.length).metrics.holes);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${mention(block.object)} is freed next. With how many free blocks does it merge?`,
        'zh-CN': `接下来释放 ${mention(block.object)}。它会与几个空闲块合并？`,
      },
      explanation: {
        en: `The block began at ${block.address} and ended at ${block.address + block.size}. Only a free block that ends at the one or begins at the other is a neighbour. There were {{holes at operation:${map.operations.length}}} holes; with the freed block merged there are {{holes}}.`,
        'zh-CN': `这个块从 ${block.address} 开始，到 ${block.address + block.size} 结束。只有恰好在前一处结束、或恰好从后一处开始的空闲块才是邻居。原来有 {{holes at operation:${map.operations.length}}} 个空洞，释放并合并之后是 {{holes}} 个。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
