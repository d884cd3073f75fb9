import type { Answer } from '../../../contract/course.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, numberAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { afterOperation, atEnd } from './go-heap.ts';
import { randomThinned } from './thinned.ts';

const rules = ['freed-goes-back', 'spans-stay'] as const;

/** How many spans are still in use after a collection? */
export const spansLeft: QuestionType = {
  id: 'spans-left',
  concept: 'heap-in-use',
  title: { en: 'Spans in use after a collection', 'zh-CN': '回收之后还用着几个跨度' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const { operations, settings, slot, perSpan, kept } = randomThinned(chance, level);
    const taken = kept.map(({ length }) => length);
    const foreseen = rules.map((id): readonly [(typeof rules)[number], Answer] => [
      id,
      numberAnswer(wrongCollector(id)?.go?.spansLeft?.(taken, slot) ?? 0),
    ]);
    const expected = numberAnswer(taken.filter((count) => count > 0).length);
    const least = level === 1 ? 1 : 2;
    if (distractors([expected], foreseen, least) === null) return null;
    const history = perform(operations, settings);
    const answer = numberAnswer(history.frame(history.recording.length).spans?.length ?? 0);
    const wrong = distractors([answer], foreseen, least);
    if (wrong === null) return null;
    return {
      operations,
      settings,
      ask: afterOperation(operations.length - 1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `${kept.length} spans of slots of ${slot} bytes were full, ${perSpan} objects each. Many variables have been cleared since; {{objects.live}} objects are live. A collection runs now. How many spans are in use after it?`,
        'zh-CN': `${kept.length} 个跨度都装满过，小格 ${slot} 字节，每个跨度 ${perSpan} 个对象。后来清掉了许多变量，存活的有 {{objects.live}} 个对象。现在做一次回收。之后还用着几个跨度？`,
      },
      explanation: {
        en: `{{spans}}: as many as hold an object still. {{bytes.live}} bytes are live, but {{bytes.inSpans}} are in use; by span ${taken.join(', ')} objects are left.`,
        'zh-CN': `{{spans}} 个，即还装着对象的那些。存活 {{bytes.live}} 字节，占用却是 {{bytes.inSpans}}；各跨度剩下的对象数是 ${taken.join('、')}。`,
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
