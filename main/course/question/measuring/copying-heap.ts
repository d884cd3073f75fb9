import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { atEnd, listing } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';

const lengths: Readonly<Record<Level, number>> = { 1: 6, 2: 9, 3: 12 };
const variables = ['a', 'b', 'c', 'd'] as const;

/** Most cells that live objects and the one being made take at any time. */
function mostAtOnce(play: Play): number {
  const size = (object: ObjectId): number => play.objects[object - 1]?.bytes ?? 0;
  return play.objects.reduce((most, { id, operation, bytes }) => {
    const live = [...reachableIn(play.worldAfter(operation - 1))].filter((each) => each !== id);
    return Math.max(most, bytes + live.reduce((sum, each) => sum + size(each), 0));
  }, 0);
}

/** In how small a heap can a copying collector run this? Answered with a number. */
export const copyingHeap: QuestionType = {
  id: 'copying-heap',
  concept: 'space-for-time',
  title: { en: 'The smallest heap for copying', 'zh-CN': '复制式最少要多大的堆' },
  misconceptions: ['same-heap'],
  draft(chance, level, perform): Draft | null {
    const operations: Operation[] = [];
    const held = new Set<string>();
    while (operations.length < lengths[level]) {
      const slot = chance.pick(variables);
      if (held.has(slot) && chance.oneIn(2)) {
        operations.push({ kind: 'root', slot, from: null });
        held.delete(slot);
      } else {
        const type = String.fromCharCode(65 + operations.length);
        operations.push({ kind: 'alloc', slot, type, bytes: chance.between(2, 6), fields: 0 });
        held.add(slot);
      }
    }
    const half = mostAtOnce(new Play(operations));
    const settingsOf = (heapBytes: number): HeapSettings => ({
      ...defaultSettings,
      geometry: 'cells',
      collector: 'semispace',
      heapBytes,
    });
    if (2 * half - 2 < 16) return null;
    const runs = (heapBytes: number): boolean =>
      perform(operations, settingsOf(heapBytes)).recording.status === 'finished';
    if (!runs(2 * half) || runs(2 * half - 1)) return null;
    const answer = numberAnswer(2 * half);
    const wrong = distractors([answer], [['same-heap', numberAnswer(half)]], 1);
    if (wrong === null) return null;
    const sizes = new Play(operations).objects.map(({ type, bytes }) => `${type} ${bytes}`);
    return {
      operations,
      settings: settingsOf(2 * half),
      ask: { before: false, point: { kind: 'start' } },
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A copying collector with two halves runs this:\n\n${listing(operations)}\n\nThe objects take these cells: ${sizes.join(', ')}. What is the smallest heap in which it doesn’t run out of memory?`,
        'zh-CN': `一个有两个半区的复制式回收器运行这段脚本：\n\n${listing(operations)}\n\n各对象占的单元数是：${sizes.join('、')}。要不至于内存耗尽，堆最少要有多少个单元？`,
      },
      explanation: {
        en: `At the tightest moment what lives and what is being made take ${half} cells together. (A variable still holds its old object while the new one is made.) That must fit into *one* half; the other is kept for the copy. So {{bytes.heap}} cells, and in one fewer it runs out.`,
        'zh-CN': `最紧的时候，存活的加上正要创建的一共 ${half} 个单元。（创建新对象时，变量还指着旧的。）这些必须放进**一个**半区，另一半留着复制。所以要 {{bytes.heap}} 个单元，少一个就不够。`,
      },
      form: (language) => ({ kind: 'number', unit: language === 'en' ? 'cells' : '个单元' }),
      accepted: [answer],
      wrong,
    };
  },
};
