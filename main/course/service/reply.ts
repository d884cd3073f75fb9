import type { Fault } from '../../contract/contract.ts';
import { ExpressionError } from '../expression/syntax.ts';
import { HistoryError } from '../history.ts';

/** Thrown inside the service and answered as a fault; the catalogues hold the words for each code. */
export class CourseFault extends Error {
  readonly fault: Fault;

  constructor(code: CourseFaultCode, detail: Fault['detail'] = {}, problems?: Fault['problems']) {
    super(code);
    this.fault = problems === undefined ? { code, detail } : { code, detail, problems };
  }
}

export type CourseFaultCode =
  /** There is no such lesson; detail: lesson. */
  | 'unknown-lesson'
  /** The lesson has no such step, or the step asks nothing; detail: lesson, step. */
  | 'unknown-step'
  /** The lesson has no lab; detail: lesson. */
  | 'no-lab'
  /** The course has no such claim; detail: claim. */
  | 'unknown-claim'
  /** The quiz is no longer open, or has no such question; detail: quiz. */
  | 'unknown-quiz'
  /** Nothing was learnt yet that could be asked about again. */
  | 'nothing-to-review'
  /** The lesson's own files have a mistake; detail: lesson, problem. */
  | 'lesson-damaged';

export type CourseReply<Result> = { readonly ok: Result } | { readonly fault: Fault };

/** What a handler answers: its result, or the fault it met. Anything else is a defect and is thrown on. */
export async function reply<Result>(
  lesson: string,
  work: () => Result | Promise<Result>,
): Promise<CourseReply<Result>> {
  try {
    return { ok: await work() };
  } catch (error) {
    if (error instanceof CourseFault) return { fault: error.fault };
    if (error instanceof HistoryError || error instanceof ExpressionError) {
      return {
        fault: {
          code: 'lesson-damaged' satisfies CourseFaultCode,
          detail: { lesson, problem: error.message },
        },
      };
    }
    throw error;
  }
}
