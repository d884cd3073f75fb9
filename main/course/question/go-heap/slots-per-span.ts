import type { Answer } from '../../../contract/course.ts';
import { sizeClassOf } from '../../../simulator/go/size-classes.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, allocation, atEnd, goSettings, requestWords } from './go-heap.ts';

const rules = ['words-only', 'header-forgotten', 'bitmap-forgotten'] as const;

/** How many objects does a span hold? */
export const slotsPerSpan: QuestionType = {
  id: 'slots-per-span',
  concept: 'spans',
  title: { en: 'Objects in one span', 'zh-CN': '一个跨度装几个对象' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const pointers = level === 1 ? chance.oneIn(2) : chance.oneIn(4, 3);
    const bytes = level === 3 ? 8 * chance.between(65, 330) : chance.between(200, 512);
    const request = { bytes, pointers };
    const { pages, perSpan, bytes: slot } = sizeClassOf(bytes, pointers);
    const foreseen = firstOfEach(
      rules.map((id): readonly [(typeof rules)[number], Answer] => [
        id,
        numberAnswer(wrongCollector(id)?.go?.perSpan?.(request) ?? 0),
      ]),
    );
    if (distractors([numberAnswer(perSpan)], foreseen, 1) === null) return null;
    // One more than fit, so that the span is seen to be full.
    const operations = Array.from({ length: perSpan + 1 }, (_, at) => allocation(at + 1, request));
    const settings = goSettings(2 * pages);
    const history = perform(operations, settings);
    const frame = history.frame(history.recording.length);
    const size = frame.spans?.[0]?.size ?? 0;
    const answer = numberAnswer(frame.objects.filter(({ address }) => address < size).length);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const words = requestWords(request);
    const bitmap = pointers && bytes <= 512;
    return {
      operations,
      settings,
      ask: afterOperation(1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `Objects of ${words.en} are made one after the other; each takes a slot of {{size(#1)}} bytes. A span of this class has ${pages === 1 ? 'one page' : `${pages} pages`} of 8192 bytes. How many of them does it hold?`,
        'zh-CN': `接连新建的对象都是 ${words['zh-CN']}，每个占一个 {{size(#1)}} 字节的小格。这个级别的跨度有 ${pages} 页，一页 8192 字节。它装得下几个？`,
      },
      explanation: {
        en: `${perSpan}: ${bitmap ? `the last 128 bytes hold the pointer bitmap, so (${pages * 8192} − 128) / ${slot}` : `${pages * 8192} / ${slot}`}, rounded down. The next object has opened a second span, at {{address(#${perSpan + 1})}}.`,
        'zh-CN': `${perSpan} 个：${bitmap ? `末尾 128 字节是指针位图，所以是（${pages * 8192} − 128）/ ${slot}` : `${pages * 8192} / ${slot}`}，舍去小数。下一个对象已经开了第二个跨度，在 {{address(#${perSpan + 1})}}。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
