/** Greatest numbers of a document. The type ties each one to the contract's own. */
import type { documentLimits } from '../contract/document.ts';

export const limits: typeof documentLimits = {
  bytes: 67_108_864,
  depth: 24,
  runs: 500,
  answers: 50_000,
  lessons: 500,
  stepsOfLesson: 500,
};
