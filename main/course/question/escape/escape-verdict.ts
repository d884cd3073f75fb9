import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors } from '../answers.ts';
import { choiceAnswer, choiceForm } from '../choices.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { drawFragments, programOfFragments } from './fragments.ts';
import { atStart, escapeOptions, escapeSettings, reasonText, verdictsOn } from './verdicts.ts';

const rules = ['M17', 'new-means-heap', 'calls-leak'] as const;
const place = (escapes: boolean): Answer => choiceAnswer(escapes ? 'heap' : 'frame');

/** Frame or heap, for one variable? */
export const escapeVerdict: QuestionType = {
  id: 'escape-verdict',
  concept: 'escaping',
  title: { en: 'Frame or heap', 'zh-CN': '栈帧还是堆' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const fragments = drawFragments(chance, level);
    const text = programOfFragments(fragments);
    const verdict = chance.pick(verdictsOn(text));
    if (verdict === undefined) return null;
    const answer = place(verdict.escapes);
    // With two places one rule at most can be named: whichever comes first by chance.
    const foreseen = chance
      .shuffled(rules)
      .map((id): readonly [MisconceptionId, Answer | null] => {
        const says = wrongCollector(id)?.escapes?.(verdict);
        return [id, says === undefined ? null : place(says)];
      })
      .filter(([, says]) => says !== null && JSON.stringify(says) !== JSON.stringify(answer))
      .slice(0, 1);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const what = {
      en:
        verdict.made === 'new'
          ? `what \`new\` makes for \`${verdict.name}\``
          : `\`${verdict.name}\``,
      'zh-CN':
        verdict.made === 'new'
          ? `\`new\` 为 \`${verdict.name}\` 造出的东西`
          : `\`${verdict.name}\``,
    };
    const because = reasonText(verdict.reason);
    return {
      operations: [],
      program: { text, options: escapeOptions },
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `Where does Go’s compiler put ${what.en}?`,
        'zh-CN': `Go 的编译器会把${what['zh-CN']}放在哪里？`,
      },
      explanation: {
        en: `${verdict.escapes ? 'On the heap' : 'In the frame'}: ${because.en}${verdict.line === null ? '' : ` (line ${verdict.line})`}. In the whole run {{objects.allocated}} objects came to the heap.`,
        'zh-CN': `${verdict.escapes ? '放在堆上' : '留在栈帧里'}：${because['zh-CN']}${verdict.line === null ? '' : `（第 ${verdict.line} 行）`}。整个运行过程中，堆上一共出现了 {{objects.allocated}} 个对象。`,
      },
      form: choiceForm({
        frame: { en: 'In the frame of its function', 'zh-CN': '所在函数的栈帧里' },
        heap: { en: 'On the heap', 'zh-CN': '堆上' },
      }),
      accepted: [answer],
      wrong,
    };
  },
};
