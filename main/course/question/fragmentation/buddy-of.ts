import type { Answer } from '../../../contract/course.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, mention } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { buddyHeap } from './buddy-heap.ts';

/** Where is the buddy of this block? The machine tells when all else has gone and the two merge. */
export const buddyOf: QuestionType = {
  id: 'buddy-of',
  concept: 'buddy-system',
  title: { en: 'The buddy’s address', 'zh-CN': '伙伴的地址' },
  misconceptions: ['buddy-above', 'buddy-below'],
  draft(chance, level, perform): Draft | null {
    const heap = buddyHeap(chance, level, 0);
    const chosen = chance.pick(heap?.held ?? []);
    if (heap === null || chosen === undefined) return null;
    const done = heap.operations.length;
    const others = heap.held.filter(({ object }) => object !== chosen.object);
    const operations = [
      ...heap.operations,
      ...[...others, chosen].map(({ slot }): Operation => ({ kind: 'free', slot })),
    ];
    const history = perform(operations, heap.settings);
    const made = history.events.find(
      (event) => event.event === 'alloc' && event.object === chosen.object,
    );
    const merge = history.events.find(
      (event) => event.event === 'coalesce' && event.op === operations.length,
    );
    if (made?.event !== 'alloc' || merge?.event !== 'coalesce') return null;
    const { address, size } = made;
    const buddy = 2 * merge.address + size - address;
    // The lowest block is too often the answer.
    if (buddy === 0 && !chance.oneIn(4)) return null;
    const answer = numberAnswer(buddy);
    const foreseen: (readonly [MisconceptionId, Answer | null])[] = [
      [
        'buddy-above',
        address + size < heap.settings.heapBytes ? numberAnswer(address + size) : null,
      ],
      ['buddy-below', address >= size ? numberAnswer(address - size) : null],
    ];
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const name = `#${chosen.object}`;
    return {
      operations,
      settings: heap.settings,
      ask: afterOperation(done),
      reveal: afterOperation(done),
      listed: false,
      prompt: {
        en: `The heap is a buddy system. ${mention(chosen.object)} lies at {{address(${name})}} and its block has {{size(${name})}} cells. At which address does its *buddy* begin?`,
        'zh-CN': `这个堆用的是伙伴系统。${mention(chosen.object)} 的地址是 {{address(${name})}}，块大小是 {{size(${name})}} 个单元。它的**伙伴**从哪个地址开始？`,
      },
      explanation: {
        en: `{{address(${name})}} divided by {{size(${name})}} is {{address(${name}) / size(${name})}}, ${half(address, size).en}. In binary: the address with the one bit turned over that stands for {{size(${name})}}. Whether that block is free, split or in use makes no difference to the address.`,
        'zh-CN': `{{address(${name})}} 除以 {{size(${name})}} 得 {{address(${name}) / size(${name})}}，${half(address, size)['zh-CN']}。用二进制说：把地址里代表 {{size(${name})}} 的那一位翻转。那一块是空闲、已拆分还是在用，都不影响它的地址。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};

const half = (address: number, size: number): { readonly en: string; readonly 'zh-CN': string } =>
  (address / size) % 2 === 0
    ? {
        en: `an even number: this is the low half, and the buddy follows it, at ${address + size}`,
        'zh-CN': `是偶数：它是低的一半，伙伴在它后面，地址 ${address + size}`,
      }
    : {
        en: `an odd number: this is the high half, and the buddy lies before it, at ${address - size}`,
        'zh-CN': `是奇数：它是高的一半，伙伴在它前面，地址 ${address - size}`,
      };
