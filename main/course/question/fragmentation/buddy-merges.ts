import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, mention } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { buddyHeap } from './buddy-heap.ts';

/** How many merges does one free bring about? */
export const buddyMerges: QuestionType = {
  id: 'buddy-merges',
  concept: 'buddy-system',
  title: { en: 'Merges of buddies', 'zh-CN': '伙伴的合并' },
  misconceptions: ['touching-merges', 'merges-once', 'M13'],
  draft(chance, level, perform): Draft | null {
    const heap = buddyHeap(chance, level, level + 1);
    const chosen = chance.pick(heap?.held ?? []);
    if (heap === null || chosen === undefined) return null;
    const done = heap.operations.length;
    const operations = [...heap.operations, { kind: 'free', slot: chosen.slot } as const];
    const history = perform(operations, heap.settings);
    const before = history.frame(history.events.findLast(({ op }) => op <= done)?.seq ?? 0);
    const merges = history.events.filter(
      ({ event, op }) => event === 'coalesce' && op === operations.length,
    ).length;
    if (merges === 0 && !chance.oneIn(6)) return null;
    const block = before.objects.find(({ id }) => id === chosen.object);
    const holes = (before.blocks ?? []).filter(({ object }) => object === null);
    if (block === undefined) return null;
    const touching = holes.filter(
      ({ address, size }) =>
        address + size === block.address || address === block.address + block.size,
    ).length;
    const foreseen = firstOfEach([
      ['touching-merges', numberAnswer(touching)],
      ['merges-once', numberAnswer(Math.min(1, merges))],
      ['M13', numberAnswer(holes.length)],
    ] satisfies (readonly [MisconceptionId, Answer | null])[]);
    const answer = numberAnswer(merges);
    const wrong = distractors([answer], foreseen, level === 1 ? 1 : 2);
    if (wrong === null) return null;
    return {
      operations,
      settings: heap.settings,
      ask: afterOperation(done),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The heap is a buddy system. ${mention(chosen.object)} is freed next. How many merges follow?`,
        'zh-CN': `这个堆用的是伙伴系统。接下来释放 ${mention(chosen.object)}。随之发生几次合并？`,
      },
      explanation: {
        en: `The block at ${block.address} has ${block.size} cells. While the buddy of what is there is free *and whole*, the two become one block of twice the size; that happened {{counts.coalesce - (counts.coalesce at operation:${done})}} times. {{holes}} holes are left.`,
        'zh-CN': `地址 ${block.address} 处的块有 ${block.size} 个单元。只要眼前这一块的伙伴**整个**空闲，两块就并成一块，大小翻倍；这样的合并发生了 {{counts.coalesce - (counts.coalesce at operation:${done})}} 次。现在剩 {{holes}} 个空洞。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
