import type { Answer } from '../../../contract/course.ts';
import { placeBuddies } from '../../misconceptions/buddies.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { placeAll } from '../../misconceptions/placing.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { buddyHeap, request } from './buddy-heap.ts';

/** Where does the buddy system put the next object? */
export const buddyPlace: QuestionType = {
  id: 'buddy-place',
  concept: 'buddy-system',
  title: { en: 'Where a buddy is cut', 'zh-CN': '伙伴系统会切在哪里' },
  misconceptions: ['exact-blocks', 'high-end'],
  draft(chance, level, perform): Draft | null {
    const heap = buddyHeap(chance, level, level === 1 ? 0 : level - 1);
    if (heap === null) return null;
    const object = heap.operations.filter(({ kind }) => kind === 'alloc').length + 1;
    const cells = chance.between(2, Math.round(heap.settings.heapBytes / 8));
    const operations = [...heap.operations, request(object, cells)];
    const done = heap.operations.length;
    const history = perform(operations, heap.settings);
    const made = history.events.at(-2);
    const before = history.frame(history.events.findLast(({ op }) => op <= done)?.seq ?? 0);
    if (made?.event !== 'alloc') return null;
    const holes: readonly FreeBlock[] = (before.blocks ?? []).filter(
      ({ object: id }) => id === null,
    );
    const exact = exactHoles(before.objects, heap.settings.heapBytes);
    const numberOf = (address: number | null | undefined): Answer | null =>
      address === null || address === undefined ? null : numberAnswer(address);
    const foreseen = firstOfEach([
      ['exact-blocks', numberOf(placeAll('first-fit', exact, [cells])[0])],
      ['high-end', numberOf(placeBuddies(holes, [cells], 'high')[0])],
    ] satisfies (readonly [MisconceptionId, Answer | null])[]);
    const answer = numberAnswer(made.address);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    return {
      operations,
      settings: heap.settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The heap is a buddy system: the smallest free block that is large enough is taken, the lowest of equals, and halved while half of it would do; the low half is used. A request for ${cells} cells comes next. Which address does it get?`,
        'zh-CN': `这个堆用的是伙伴系统：取够大的空闲块中最小的（一样大取地址低的），只要一半还够就对半拆开，用低的一半。接下来有一个 ${cells} 个单元的请求，它得到的地址是多少？`,
      },
      explanation: {
        en: `It needs a block of {{size(#${object})}} cells, and gets the one at {{address(#${object})}}. That address is a multiple of the size, as for every buddy.`,
        'zh-CN': `它要一个 {{size(#${object})}} 个单元的块，得到的那块在 {{address(#${object})}}。这个地址是块大小的整数倍，所有伙伴都如此。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};

/** What would be free if each block ended where its object's payload does. */
function exactHoles(
  objects: readonly { readonly address: number; readonly payload: number }[],
  heap: number,
): readonly FreeBlock[] {
  const holes: FreeBlock[] = [];
  let end = 0;
  for (const { address, payload } of [...objects].sort((one, two) => one.address - two.address)) {
    if (address > end) holes.push({ address: end, size: address - end });
    end = address + payload;
  }
  if (end < heap) holes.push({ address: end, size: heap - end });
  return holes;
}
