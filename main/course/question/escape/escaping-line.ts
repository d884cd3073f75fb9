import type { Answer } from '../../../contract/course.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { distractors, momentAnswer } from '../answers.ts';
import type { Draft, QuestionType } from '../type.ts';
import { atEnd } from '../counting/design.ts';
import { drawFragments, programOfFragments } from './fragments.ts';
import { atStart, escapeOptions, escapeSettings, reasonText, verdictsOn } from './verdicts.ts';

/** Which line makes a variable escape? Answered with a line. */
export const escapingLine: QuestionType = {
  id: 'escaping-line',
  concept: 'escaping',
  title: { en: 'The line that decides', 'zh-CN': '起决定作用的那一行' },
  misconceptions: ['M17', 'calls-leak'],
  draft(chance, level): Draft | null {
    const fragments = drawFragments(chance, level);
    const text = programOfFragments(fragments);
    const verdict = chance.pick(
      verdictsOn(text).filter(({ escapes, made }) => escapes && made === 'variable'),
    );
    if (verdict?.line === undefined || verdict.line === null) return null;
    const lines = text.split('\n');
    const declared = lines.findIndex((line) => new RegExp(`\\t${verdict.name} := `).test(line)) + 1;
    const end = lines.findIndex((line, at) => at >= declared && line === '}');
    const within = lines.slice(declared - 1, end);
    const found = (pattern: RegExp): Answer | null => {
      const at = within.findIndex((line) => pattern.test(line));
      return at < 0 ? null : momentAnswer(declared + at);
    };
    const foreseen: readonly (readonly [MisconceptionId, Answer | null])[] = [
      ['M17', found(new RegExp(`&${verdict.name}\\b`))],
      ['calls-leak', found(/\b(?:look|id)\(p\)/)],
    ];
    const answer = momentAnswer(verdict.line);
    const wrong = distractors([answer], foreseen, 1);
    if (wrong === null) return null;
    const because = reasonText(verdict.reason);
    return {
      operations: [],
      program: { text, options: escapeOptions },
      settings: escapeSettings,
      ask: atStart,
      reveal: atEnd,
      listed: true,
      prompt: {
        en: `\`${verdict.name}\` goes to the heap. Which line makes that necessary? (Without it, or with something harmless in its place, \`${verdict.name}\` would stay in its frame.)`,
        'zh-CN': `\`${verdict.name}\` 要放到堆上。是哪一行让它非去不可？（少了这一行，或者换成无关的语句，\`${verdict.name}\` 就能留在栈帧里。）`,
      },
      explanation: {
        en: `Line ${verdict.line}: ${because.en}. Taking an address and handing it on are harmless as long as it comes back to nobody who lives longer.`,
        'zh-CN': `第 ${verdict.line} 行：${because['zh-CN']}。取地址、把地址传来传去，只要它没有落到活得更久的东西手里，就都无妨。`,
      },
      form: () => ({
        kind: 'moment',
        operations: within
          .map((line, at) => ({ operation: declared + at, text: line.trim() }))
          .filter(({ text: each }) => each !== '}'),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
