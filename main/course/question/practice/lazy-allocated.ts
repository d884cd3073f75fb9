import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd, listing } from '../counting/design.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { lazySweep } from './lazy.ts';

/** How much does the heap report as allocated while the sweep is under way? */
export const lazyAllocated: QuestionType = {
  id: 'lazy-allocated',
  concept: 'lazy-sweeping',
  title: { en: 'Allocated, says the heap', 'zh-CN': '堆报告的已分配量' },
  misconceptions: ['sweep-at-once', 'one-block'],
  draft(chance, level, perform): Draft | null {
    const lazy = lazySweep(chance, level, perform);
    if (lazy === null) return null;
    const { graph, operations, sizes, history } = lazy;
    const { metrics } = history.frame(history.recording.length);
    const asked = sizes.reduce((sum, size) => sum + size, 0);
    const held = history.events.reduce(
      (sum, event) =>
        event.event === 'alloc' && graph.objects.includes(event.object) ? sum + event.size : sum,
      0,
    );
    // One block each: the lowest, swept in turn.
    const first = history.events.reduce(
      (sum, event) =>
        event.event === 'alloc' && event.object <= sizes.length && !graph.live.has(event.object)
          ? sum + event.size
          : sum,
      0,
    );
    const answer = numberAnswer(metrics.allocated);
    const wrong = distractors(
      [answer],
      firstOfEach([
        ['sweep-at-once', numberAnswer(metrics.live)],
        ['one-block', numberAnswer(held + asked - first)],
      ] satisfies (readonly [MisconceptionId, Answer])[]),
      1,
    );
    if (wrong === null || metrics.live === metrics.allocated) return null;
    return {
      operations,
      settings: graph.settings,
      ask: afterOperation(graph.collects),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `A collection has marked; its sweep is *lazy* and hasn’t begun: {{bytes.allocated at operation:${graph.collects}}} cells still count as allocated. An allocation that finds no hole sweeps block by block, in address order, until one is large enough. These lines run next (${sizes.join(', ')} cells):\n\n${listing(operations.slice(graph.collects))}\n\nHow many cells count as allocated afterwards?`,
        'zh-CN': `回收已经标记完毕，清扫是**惰性**的，还没开始：仍有 {{bytes.allocated at operation:${graph.collects}}} 个单元算作已分配。分配找不到空洞时，才按地址顺序一块一块地扫，直到有够大的空洞。接下来执行这几行（大小依次为 ${sizes.join('、')} 个单元）：\n\n${listing(operations.slice(graph.collects))}\n\n之后算作已分配的单元有几个？`,
      },
      explanation: {
        en: 'Swept so far: {{sweep.blocks}} blocks, and freed: {{swept}}. {{bytes.live}} cells are live; {{bytes.garbage}} more are garbage that the sweep hasn’t come to, {{garbage}}. Together {{bytes.allocated}}.',
        'zh-CN':
          '至此扫过 {{sweep.blocks}} 块，释放了 {{swept}}。存活的有 {{bytes.live}} 个单元；清扫还没走到的垃圾 {{garbage}} 又占 {{bytes.garbage}} 个。合计 {{bytes.allocated}}。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
