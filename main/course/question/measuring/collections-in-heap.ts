import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, Level, QuestionType } from '../type.ts';

const staying: Readonly<Record<Level, readonly [number, number]>> = {
  1: [3, 4],
  2: [4, 6],
  3: [5, 8],
};

/** How many collections are there in a heap twice as large? Answered with a number. */
export const collectionsInHeap: QuestionType = {
  id: 'collections-in-heap',
  concept: 'space-for-time',
  title: { en: 'Twice the heap', 'zh-CN': '堆大一倍' },
  misconceptions: ['half-collections'],
  draft(chance, level, perform): Draft | null {
    const kept = chance.between(...staying[level]);
    const size = chance.between(2, 3);
    const operations: Operation[] = [];
    for (let made = 0; made < kept; made++) {
      operations.push({ kind: 'alloc', slot: 'h', type: 'K', bytes: 2, fields: 1 });
      if (made > 0) operations.push({ kind: 'write', slot: 'h', field: 0, from: 'keep' });
      operations.push({ kind: 'root', slot: 'keep', from: 'h' });
    }
    operations.push({ kind: 'root', slot: 'h', from: null });
    const prepared = operations.length;
    const made = chance.between(14, 22);
    for (let at = 0; at < made; at++)
      operations.push({ kind: 'alloc', slot: 't', type: 'T', bytes: size, fields: 0 });
    const heap = 2 * kept + size * chance.between(2, 5) + chance.between(0, size - 1);
    const settingsOf = (heapBytes: number): HeapSettings => ({
      ...defaultSettings,
      geometry: 'cells',
      collector: 'mark-sweep',
      heapBytes,
    });
    const collections = (heapBytes: number): number =>
      perform(operations, settingsOf(heapBytes)).events.filter(({ event }) => event === 'gc-start')
        .length;
    if (heap < 16) return null;
    const before = collections(heap);
    const after = collections(2 * heap);
    const answer = numberAnswer(after);
    const wrong = distractors(
      [answer],
      [['half-collections', numberAnswer(Math.round(before / 2))]],
      1,
    );
    if (wrong === null || before < 2) return null;
    return {
      operations,
      settings: settingsOf(2 * heap),
      ask: afterOperation(prepared),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Mark-sweep. ${kept} objects stay to the end, ${2 * kept} cells. ${made} more objects of ${size} cells each are made, one after the other, each in the variable that held the one before. In a heap of ${heap} cells that takes ${before} collections. How many does it take in one of {{bytes.heap}}?`,
        'zh-CN': `标记-清扫。有 ${kept} 个对象一直留到最后，占 ${2 * kept} 个单元。此外依次创建 ${made} 个对象，每个 ${size} 个单元，后一个占用前一个的变量。堆有 ${heap} 个单元时要回收 ${before} 次。有 {{bytes.heap}} 个单元时要几次？`,
      },
      explanation: {
        en: `What stays takes the same room in both. Beside it there is room for ${Math.floor((heap - 2 * kept) / size)} of the others in the small heap and for ${Math.floor((2 * heap - 2 * kept) / size)} in the large one; of these all but the one in the variable are garbage when it is full. Hence {{collections}}.`,
        'zh-CN': `留下来的在两个堆里占得一样多。除它们之外，小堆还放得下 ${Math.floor((heap - 2 * kept) / size)} 个，大堆放得下 ${Math.floor((2 * heap - 2 * kept) / size)} 个；放满的时候，除了变量里的那一个，别的都是垃圾。所以是 {{collections}} 次。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
