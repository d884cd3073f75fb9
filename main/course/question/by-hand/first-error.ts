import type { Answer } from '../../../contract/course.ts';
import { assignmentText } from '../../script.ts';
import type { Both } from '../../format/schemas.ts';
import type { HandError } from '../../misconceptions/by-hand.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors, momentAnswer } from '../answers.ts';
import { afterOperation } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstErrorBy, firstErrorIn, handScript, handSettings } from './script.ts';

const rules = [
  'freed-is-nil',
  'other-names-live',
  'gone-with-variable',
  'every-nil-leaks',
] as const;

const because: Readonly<Record<HandError, Both>> = {
  leak: {
    en: 'leaves {{garbage}} without any path to it, and it was never freed: a leak',
    'zh-CN': '之后再没有路通到 {{garbage}}，而它从未释放：泄漏',
  },
  'use-after-free': {
    en: 'follows a pointer to a place that was given back: a use after free',
    'zh-CN': '沿着指针走到了已经归还的地方：释放后使用',
  },
  'double-free': {
    en: 'gives a place back that was given back before: a double free',
    'zh-CN': '把已经归还的地方又还了一次：重复释放',
  },
};

/** Which operation is the first error? Answered on the timeline. */
export const firstError: QuestionType = {
  id: 'first-error',
  concept: 'double-free',
  title: { en: 'The first error', 'zh-CN': '第一个错误' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const drawn = handScript(chance, level);
    if (drawn === null) return null;
    const { operations, made } = drawn;
    const expected = firstErrorBy(operations);
    // The very first line would need no reading.
    if (expected === null || expected.operation <= made + 1) return null;
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const rule = wrongCollector(id)?.byHand;
      const found = rule === undefined ? null : firstErrorBy(operations, rule);
      return [id, found === null || found.operation <= made ? null : momentAnswer(found.operation)];
    });
    const apart = chance
      .shuffled(foreseen)
      .filter(
        ([, answer], at, all) =>
          all.findIndex(([, other]) => JSON.stringify(other) === JSON.stringify(answer)) === at,
      );
    if (distractors([momentAnswer(expected.operation)], apart, 1) === null) return null;
    const history = perform(operations, handSettings);
    const found = firstErrorIn(history, operations);
    if (found === null) return null;
    const answer = momentAnswer(found.operation);
    const wrong = distractors([answer], apart, 1);
    if (wrong === null) return null;
    const text = assignmentText(operations[found.operation - 1] ?? { kind: 'gc' });
    return {
      operations,
      settings: handSettings,
      ask: afterOperation(made),
      reveal: afterOperation(found.operation),
      listed: false,
      prompt: {
        en: 'This heap is freed by hand. Which of these operations is the first error?',
        'zh-CN': '这个堆靠手动释放。下面的操作里，第一个错误是哪一步？',
      },
      explanation: {
        en: `\`${text}\` ${because[found.error].en}. Nothing happens to stop the program there: that is what makes these errors so expensive.`,
        'zh-CN': `\`${text}\`${because[found.error]['zh-CN']}。程序并不会因此停下来，这类错误代价高，就高在这里。`,
      },
      form: () => ({
        kind: 'moment',
        operations: operations
          .slice(made)
          .map((operation, at) => ({ operation: made + at + 1, text: assignmentText(operation) })),
      }),
      accepted: [answer],
      wrong,
    };
  },
};
