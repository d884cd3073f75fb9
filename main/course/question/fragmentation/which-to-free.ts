import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { giveBack } from '../../misconceptions/placing.ts';
import { distractors, orderAnswer } from '../answers.ts';
import { afterOperation, atEnd, mention } from '../counting/design.ts';
import { mapWithNeighbours } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';

/** Which one block must go so that a request fits? Answered by choosing it on the stage. */
export const whichToFree: QuestionType = {
  id: 'which-to-free',
  concept: 'external-fragmentation',
  title: { en: 'The block that stands in the way', 'zh-CN': '挡在中间的那一块' },
  misconceptions: ['largest-goes', 'above-only'],
  draft(chance, level, perform): Draft | null {
    const map = mapWithNeighbours(chance, level);
    const largestWithout = (
      block: (typeof map.blocks)[number],
      joins = { below: true, above: true },
    ): number => Math.max(...giveBack(map.holes, block, joins).map(({ size }) => size));
    const ranked = [...map.blocks].sort(
      (left, right) => largestWithout(right) - largestWithout(left),
    );
    const [best, second] = ranked;
    if (best === undefined || second === undefined) return null;
    const request = largestWithout(best);
    if (request <= largestWithout(second) + 1) return null;
    const largest = [...map.blocks].sort((left, right) => right.size - left.size)[0];
    const upwards = [...map.blocks].sort(
      (left, right) =>
        largestWithout(right, { below: false, above: true }) -
        largestWithout(left, { below: false, above: true }),
    )[0];
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      ['largest-goes', largest === undefined ? null : orderAnswer([largest.object])],
      [
        'above-only',
        upwards === undefined || upwards === largest ? null : orderAnswer([upwards.object]),
      ],
    ];
    const answer = orderAnswer([best.object]);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const operations = [...map.operations, { kind: 'free', slot: best.slot } as const];
    const history = perform(operations, map.settings);
    // The machine has the last word: with this block gone there is room, and before there was none.
    const before = history.events.findLast(({ op }) => op <= map.operations.length)?.seq ?? 0;
    const room = history.frame(history.recording.length).metrics.largestFree;
    if (room !== request || history.frame(before).metrics.largestFree >= request) return null;
    return {
      operations,
      settings: map.settings,
      ask: afterOperation(map.operations.length),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A request for ${request} cells would fail. Choose the one block that must be freed so that it fits.`,
        'zh-CN': `${request} 个单元的请求会失败。请选出一个块：释放它，请求就放得下。`,
      },
      explanation: {
        en: `${mention(best.object)}, of {{size(#${best.object}) at operation:${map.operations.length}}} cells: with the free neighbours it touches, a hole of {{bytes.largestFree}} cells comes of it. No other block brings that much together.`,
        'zh-CN': `${mention(best.object)}，它有 {{size(#${best.object}) at operation:${map.operations.length}}} 个单元：加上紧挨着它的空闲块，得到一个 {{bytes.largestFree}} 个单元的空洞。别的块都连不出这么大。`,
      },
      form: () => ({
        kind: 'order',
        candidates: map.blocks.map(({ object }) => object),
        length: 1,
      }),
      accepted: [answer],
      wrong,
    };
  },
};
