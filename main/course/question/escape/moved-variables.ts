import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, namesAnswer } from '../answers.ts';
import { atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { drawFragments, programOfFragments } from './fragments.ts';
import { atStart, escapeOptions, escapeSettings, reasonText, verdictsOn } from './verdicts.ts';

const rules = ['M17', 'new-means-heap', 'calls-leak'] as const;

/** Which of several variables does the compiler move to the heap? Answered with names. */
export const movedVariables: QuestionType = {
  id: 'moved-variables',
  concept: 'escaping',
  title: { en: 'Moved to the heap', 'zh-CN': '移到堆上的变量' },
  misconceptions: rules,
  draft(chance, level): Draft | null {
    const fragments = drawFragments(chance, level + 1);
    const text = programOfFragments(fragments);
    const verdicts = verdictsOn(text);
    const named = (names: readonly string[]): Answer | null =>
      names.length === 0 ? null : namesAnswer(names);
    const moved = verdicts.filter(({ escapes }) => escapes);
    const answer = named(moved.map(({ name }) => name));
    if (answer === null) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const says = wrongCollector(id)?.escapes;
      return [id, says === undefined ? null : named(verdicts.filter(says).map(({ name }) => name))];
    });
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const because = (language: 'en' | 'zh-CN'): string =>
      verdicts
        .map(({ name, reason }) =>
          language === 'en'
            ? `- \`${name}\`: ${reasonText(reason).en}.`
            : `- \`${name}\`：${reasonText(reason)['zh-CN']}。`,
        )
        .join('\n');
    return {
      operations: [],
      program: { text, options: escapeOptions },
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `The program declares ${verdicts.map(({ name }) => `\`${name}\``).join(', ')}. For which of them does Go’s compiler use the heap? (For one that is declared with \`new\`: for what \`new\` makes.)`,
        'zh-CN': `程序声明了 ${verdicts.map(({ name }) => `\`${name}\``).join('、')}。Go 的编译器会为其中哪几个使用堆？（用 \`new\` 声明的，指 \`new\` 造出的东西。）`,
      },
      explanation: { en: because('en'), 'zh-CN': because('zh-CN') },
      form: () => ({ kind: 'text', length: 20 }),
      accepted: [answer],
      wrong,
    };
  },
};
