import type { Answer } from '../../../contract/course.ts';
import { assignmentText } from '../../script.ts';
import type { Both } from '../../format/schemas.ts';
import type { HandError } from '../../misconceptions/by-hand.ts';
import type { MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { distractors } from '../answers.ts';
import { choiceAnswer, choiceForm } from '../choices.ts';
import { afterOperation, atEnd, listing } from '../counting/design.ts';
import type { Draft, QuestionType } from '../type.ts';
import { firstErrorBy, firstErrorIn, handScript, handSettings } from './script.ts';

const rules = [
  'freed-is-nil',
  'other-names-live',
  'gone-with-variable',
  'every-nil-leaks',
] as const;

const options = {
  fine: { en: 'Nothing is wrong with it', 'zh-CN': '没有问题' },
  leak: { en: 'A leak', 'zh-CN': '泄漏' },
  'use-after-free': { en: 'A use after free', 'zh-CN': '释放后使用' },
  'double-free': { en: 'A double free', 'zh-CN': '重复释放' },
} as const;

const because: Readonly<Record<keyof typeof options, Both>> = {
  fine: {
    en: 'Whatever the operation touches hasn’t been freed, and afterwards everything that isn’t freed can still be come to.',
    'zh-CN': '这一步碰到的东西都没有释放过；之后，凡是没释放的，也都还走得到。',
  },
  leak: {
    en: 'Afterwards no path leads to {{garbage}}, which nobody has freed; so nobody ever can.',
    'zh-CN': '之后再没有路通到 {{garbage}}，它还没有释放，今后谁也释放不了了。',
  },
  'use-after-free': {
    en: 'The pointer still leads to a place that was given back before. What is there now is somebody else’s, or will be.',
    'zh-CN': '这个指针还通向早已归还的地方。那里现在是别人的，或者迟早是别人的。',
  },
  'double-free': {
    en: 'The place was given back before. Freed again, it may be taken from whoever has moved in since.',
    'zh-CN': '那个地方早已归还。再释放一次，可能就从后来住进去的人那里夺走了。',
  },
};

/** What is wrong with the last operation, if anything? */
export const nameTheBug: QuestionType = {
  id: 'name-the-bug',
  concept: 'dangling-pointer',
  title: { en: 'Name the error', 'zh-CN': '这是什么错' },
  misconceptions: rules,
  draft(chance, level, perform): Draft | null {
    const drawn = handScript(chance, level);
    if (drawn === null) return null;
    const first = firstErrorBy(drawn.operations)?.operation ?? drawn.operations.length;
    // Sometimes the operation before the error is asked about: it looks suspicious and is fine.
    const asked = chance.oneIn(4) ? first - 1 : first;
    const operations = drawn.operations.slice(0, asked);
    if (asked <= drawn.made) return null;
    const judged = (rule?: Parameters<typeof firstErrorBy>[1]): HandError | 'fine' => {
      const found = firstErrorBy(operations, rule);
      return found?.operation === asked ? found.error : 'fine';
    };
    const foreseen = rules.map((id): readonly [MisconceptionId, Answer | null] => {
      const rule = wrongCollector(id)?.byHand;
      return [id, rule === undefined ? null : choiceAnswer(judged(rule))];
    });
    // Of the rules that give the same answer one alone can be named.
    const apart = chance
      .shuffled(foreseen)
      .filter(
        ([, answer], at, all) =>
          all.findIndex(([, other]) => JSON.stringify(other) === JSON.stringify(answer)) === at,
      );
    if (distractors([choiceAnswer(judged())], apart, 1) === null) return null;
    const history = perform(operations, handSettings);
    const found = firstErrorIn(history, operations);
    const error = found?.operation === asked ? found.error : 'fine';
    const answer = choiceAnswer(error);
    const wrong = distractors([answer], apart, 1);
    if (wrong === null || (found !== null && found.operation !== asked)) return null;
    const last = operations.at(-1);
    if (last === undefined) return null;
    return {
      operations,
      settings: handSettings,
      ask: afterOperation(asked - 1),
      reveal: atEnd,
      listed: false,
      prompt: {
        en: `This heap is freed by hand. So far this has run:\n\n${listing(operations.slice(0, -1))}\n\nNow \`${assignmentText(last)}\`. What is wrong with that?`,
        'zh-CN': `这个堆靠手动释放。到目前为止执行了：\n\n${listing(operations.slice(0, -1))}\n\n接下来是 \`${assignmentText(last)}\`。这一步有什么问题？`,
      },
      explanation: because[error],
      form: choiceForm(options),
      accepted: [answer],
      wrong,
    };
  },
};
