import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { lazySweep } from './lazy.ts';

/** How many blocks does this allocation sweep? */
export const lazyBlocks: QuestionType = {
  id: 'lazy-blocks',
  concept: 'lazy-sweeping',
  title: { en: 'What an allocation sweeps', 'zh-CN': '一次分配扫几块' },
  misconceptions: ['sweep-at-once', 'one-block', 'M12'],
  draft(chance, level, perform): Draft | null {
    const lazy = lazySweep(chance, level, perform);
    if (lazy === null) return null;
    const { graph, operations, sizes, history } = lazy;
    const last = operations.length;
    const sweptIn = (from: number, to: number): number =>
      history.events.filter(({ event, op }) => event === 'sweep' && op >= from && op <= to).length;
    const before = history.frame(history.events.findLast(({ op }) => op < last)?.seq ?? 0);
    const earlier = sweptIn(1, last - 1);
    const count = sweptIn(last, last);
    if (count === 0 && !chance.oneIn(8)) return null;
    const request = sizes.at(-1) ?? 0;
    const ahead = graph.objects.slice(earlier);
    // M12 would stop as soon as enough is free in all, in one piece or not.
    let free = before.metrics.free;
    let enough = 0;
    for (const object of ahead) {
      if (free >= request) break;
      enough++;
      if (!graph.live.has(object))
        free += before.objects.find(({ id }) => id === object)?.size ?? 0;
    }
    const answer = numberAnswer(count);
    const wrong = distractors(
      [answer],
      firstOfEach([
        ['sweep-at-once', numberAnswer(ahead.length)],
        ['one-block', numberAnswer(1)],
        ['M12', numberAnswer(enough)],
      ] satisfies (readonly [MisconceptionId, Answer])[]),
      2,
    );
    if (wrong === null) return null;
    return {
      operations,
      settings: graph.settings,
      ask: afterOperation(last - 1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A collection has marked; its sweep is *lazy*: an allocation that finds no hole sweeps on, block by block in address order, until one is large enough. ${earlier} blocks have been swept so far. A request for ${request} cells comes. How many allocated blocks does it sweep?`,
        'zh-CN': `回收已经标记完毕，清扫是**惰性**的：分配找不到空洞时，才按地址顺序一块一块往前扫，直到有够大的空洞。至此扫过 ${earlier} 块。现在来了一个 ${request} 个单元的请求，它要扫几个已分配的块？`,
      },
      explanation: {
        en: `{{#${graph.objects.length + sizes.length}}} found its place at {{address(#${graph.objects.length + sizes.length})}}. By then {{sweep.blocks}} blocks had been looked at, {{sweep.blocks - (sweep.blocks at operation:${last - 1})}} of them for this request: live ones, which only lose their mark, count as well.`,
        'zh-CN': `{{#${graph.objects.length + sizes.length}}} 放在了地址 {{address(#${graph.objects.length + sizes.length})}}。到这时一共看过 {{sweep.blocks}} 块，其中 {{sweep.blocks - (sweep.blocks at operation:${last - 1})}} 块是为这个请求扫的：活着的块只去掉标记，也要算上。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
