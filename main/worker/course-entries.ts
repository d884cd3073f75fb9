/** What a request about the course writes into the session: what was seen, answered and tried. */
import type { Params, Result } from '../contract/contract.ts';
import type { SessionEntry } from '../contract/document.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { HostedRequestName } from './calls.ts';

export interface CourseAnswer {
  readonly name: HostedRequestName;
  /** As the contract's schema parsed them. */
  readonly params: unknown;
  /** The result, where it was no fault. */
  readonly ok: unknown;
  /** ISO 8601. */
  readonly at: string;
  readonly before: ProgressDocument | null;
  readonly after: ProgressDocument | null;
}

export function courseEntries(answer: CourseAnswer): readonly SessionEntry[] {
  switch (answer.name) {
    case 'lesson/visit': {
      const { lesson, step } = answer.params as Params<'lesson/visit'>;
      return [{ kind: 'visited', lesson, step }];
    }
    case 'lesson/answer':
    case 'quiz/answer': {
      const { answer: given } = answer.params as Params<'lesson/answer'> | Params<'quiz/answer'>;
      // The course wrote the answer down with its idea and its verdict; the session adds what was said.
      const known = answer.before?.answers.length ?? 0;
      return (answer.after?.answers ?? [])
        .slice(known)
        .map(({ lesson, question, concept, right, misconception }) => ({
          kind: 'answered',
          answer: { at: answer.at, lesson, question, concept, answer: given, right, misconception },
        }));
    }
    case 'lab/check': {
      const { lesson, source, settings } = answer.params as Params<'lab/check'>;
      const { done } = answer.ok as { readonly done: boolean };
      return [{ kind: 'lab', lab: { lesson, at: answer.at, source, settings, done } }];
    }
    case 'claim/prove': {
      const { claim, source, settings } = answer.params as Params<'claim/prove'>;
      const { result } = answer.ok as Result<'claim/prove'>;
      return [
        { kind: 'lab', lab: { lesson: claim, at: answer.at, source, settings, done: result.done } },
      ];
    }
    default:
      return [];
  }
}
