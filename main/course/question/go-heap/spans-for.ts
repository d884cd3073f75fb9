import type { Answer } from '../../../contract/course.ts';
import type { GoRequest } from '../../misconceptions/go-rules.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import { firstOfEach } from '../fits/heap-map.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, allocation, atEnd, fewInSpan, goSettings } from './go-heap.ts';

const rules = ['shared-spans', 'pointers-alike'] as const;

interface Batch extends GoRequest {
  readonly slot: number;
  readonly perSpan: number;
  readonly count: number;
}

/** How many spans do these objects need? */
export const spansFor: QuestionType = {
  id: 'spans-for',
  concept: 'spans',
  title: { en: 'Spans for a mix of objects', 'zh-CN': '一批对象要几个跨度' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const classes = chance.shuffled(fewInSpan).slice(0, level === 1 ? 1 : 2);
    const batches = classes.flatMap(({ slot, perSpan }): Batch[] =>
      [true, false]
        .filter((pointers) => level !== 2 || pointers || chance.oneIn(2))
        .map((pointers) => ({
          slot,
          perSpan,
          // Eight bytes of header make it just fill the slot.
          bytes: slot - 8,
          pointers,
          count: chance.between(1, perSpan + 2),
        })),
    );
    const requests = batches.flatMap((batch) =>
      Array.from({ length: batch.count }, (): GoRequest => batch),
    );
    const expected = batches.reduce(
      (sum, { count, perSpan }) => sum + Math.ceil(count / perSpan),
      0,
    );
    const least = level === 1 ? 1 : 2;
    const foreseen = firstOfEach(
      rules.map((id): readonly [(typeof rules)[number], Answer] => [
        id,
        numberAnswer(wrongCollector(id)?.go?.spansFor?.(requests) ?? 0),
      ]),
    );
    if (distractors([numberAnswer(expected)], foreseen, least) === null) return null;
    const operations = chance.shuffled(requests).map((request, at) => allocation(at + 1, request));
    const settings = goSettings(expected + 2);
    const history = perform(operations, settings);
    const answer = numberAnswer(history.frame(history.recording.length).spans?.length ?? 0);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: afterOperation(0),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `These objects are made, in any order: ${batches
          .map(
            ({ count, slot, perSpan, pointers }) =>
              `${count} in slots of ${slot} bytes ${pointers ? 'with' : 'without'} pointers (a span holds ${perSpan})`,
          )
          .join('; ')}. How many spans are in use then?`,
        'zh-CN': `先后新建这些对象：${batches
          .map(
            ({ count, slot, perSpan, pointers }) =>
              `${count} 个占 ${slot} 字节的小格、${pointers ? '有' : '没有'}指针（每个跨度装 ${perSpan} 个）`,
          )
          .join('；')}。之后一共用着几个跨度？`,
      },
      explanation: {
        en: `{{spans}}: a span is for one class, and for objects with pointers or without. ${batches
          .map(
            ({ count, perSpan }) =>
              `${count} / ${perSpan}, rounded up, is ${Math.ceil(count / perSpan)}`,
          )
          .join('; ')}. {{bytes.allocated}} of {{bytes.inSpans}} bytes are taken.`,
        'zh-CN': `{{spans}} 个：一个跨度只给一个级别，而且要么有指针，要么没有。${batches
          .map(({ count, perSpan }) => `${count} / ${perSpan} 进一得 ${Math.ceil(count / perSpan)}`)
          .join('；')}。{{bytes.inSpans}} 字节里，占用了 {{bytes.allocated}}。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
