/** What is wrong with a program, as a value. The words are Go's own where Go has them. */

import type { OutsideConstruct, ReadingLimit } from './refusals.ts';

/** Groups of problems, for hints in the catalogues and for tests. */
export type ProblemCode =
  | 'syntax'
  | 'not-in-minigo'
  | 'limit'
  | 'unused-variable'
  | 'unused-import'
  | 'unused-label'
  | 'unused-result'
  | 'undefined'
  | 'redeclared'
  | 'type-mismatch'
  | 'missing-method'
  | 'missing-return'
  | 'wrong-count'
  | 'constant'
  | 'duplicate'
  | 'branch'
  | 'initialisation'
  | 'invalid-type'
  | 'invalid-operation'
  | 'other';

/** Values for the words that a window has for a problem of MiniGo's own; `cause` says which words. */
export type ProblemDetail = Readonly<Record<string, string | number>> & {
  readonly cause: ReadingLimit | `outside-${OutsideConstruct}`;
};

export interface Problem {
  /** From 1. */
  readonly line: number;
  /** From 1, in bytes of UTF-8 as Go counts. */
  readonly column: number;
  /** One sentence, possibly of several lines, without the place. */
  readonly message: string;
  readonly code: ProblemCode;
  /** What MiniGo refuses though it may be Go; what Go itself says has none. */
  readonly detail?: ProblemDetail;
}

/** `main.go:7:3: select is not part of MiniGo` */
export function problemText(fileName: string, problem: Problem): string {
  return `${fileName}:${problem.line}:${problem.column}: ${problem.message}`;
}
