import type { Answer, AnswerForm } from '../../contract/course.ts';
import type { MisconceptionId } from '../misconceptions/misconception.ts';
import { sameAnswer } from './normal-form.ts';
import type { WrongAnswer } from './type.ts';

export interface Grade {
  readonly right: boolean;
  /** Whose answer it is, where a wrong rule gives exactly this. */
  readonly misconception: MisconceptionId | null;
}

export function grade(
  form: AnswerForm,
  accepted: readonly Answer[],
  wrong: readonly WrongAnswer[],
  given: Answer,
): Grade {
  const unit = form.kind === 'number' ? form.unit : null;
  if (accepted.some((answer) => sameAnswer(answer, given, unit)))
    return { right: true, misconception: null };
  const named = wrong.find(({ answer }) => sameAnswer(answer, given, unit));
  return { right: false, misconception: named?.misconception ?? null };
}
