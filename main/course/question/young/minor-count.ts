import { distractors, numberAnswer } from '../answers.ts';
import { afterOperation, atEnd } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { births, inWholeNursery, minorsOf, sizesIn } from './births.ts';

/** How many minor collections does a run need? Answered with a number. */
export const minorCount: QuestionType = {
  id: 'minor-count',
  concept: 'young-and-old',
  title: { en: 'How many minor collections', 'zh-CN': '要几次小回收' },
  misconceptions: ['whole-nursery'],
  draft(chance, level, perform): Draft | null {
    const run = births(chance, level, perform, 1);
    if (run === null) return null;
    const { history, operations, settings, half, minors } = run;
    const answer = numberAnswer(minors.length);
    const whole = numberAnswer(minorsOf(inWholeNursery(run, perform)).length);
    const wrong = distractors([answer], [['whole-nursery', whole]], 1);
    if (wrong === null || history.recording.operations !== operations.length) return null;
    return {
      operations,
      settings,
      ask: afterOperation(1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `The nursery has two halves of ${half} cells each, and whoever survives once is promoted. After A, ${operations.length - 1} objects T are made, each in the variable that held the one before. Their sizes, with A’s in front, are ${sizesIn(operations)}. How many minor collections run?`,
        'zh-CN': `新生代有两个半区，各 ${half} 个单元，熬过一次就晋升。A 之后再创建 ${operations.length - 1} 个 T，后一个占用前一个的变量。连 A 在内，大小依次是 ${sizesIn(operations)}。一共执行几次小回收？`,
      },
      explanation: {
        en: '{{collections}}. Objects are made in *one* half; the other is kept for survivors. A collection empties the half in use, whatever survives being promoted, so the next one begins when that much has been made again.',
        'zh-CN':
          '{{collections}} 次。新对象只用**一个**半区，另一个留给幸存者。每次回收都把用着的半区腾空，幸存的晋升；等又造满那么多，才有下一次。',
      },
      form: () => ({ kind: 'number', unit: null }),
      accepted: [answer],
      wrong,
    };
  },
};
