/**
 * What is remembered of a learner between sessions: answers as they were given, steps that were
 * seen, labs that were solved. Everything else (strength, reviews, the picture of progress) is a
 * function of this and the hour, so that a better function also serves what was learnt before it.
 */
import { z } from 'zod';

/** Milliseconds since 1970, UTC. */
const time = z.number().int().nonnegative();

export const answerRecordSchema = z.strictObject({
  at: time,
  concept: z.string().max(100),
  /** Where the question stood. */
  lesson: z.string().max(100),
  question: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('step'), step: z.string().max(100) }),
    z.strictObject({
      kind: z.literal('generated'),
      type: z.string().max(100),
      level: z.number().int().min(1).max(3),
      seed: z.number().int().nonnegative(),
    }),
  ]),
  right: z.boolean(),
  /** The wrong rule that would have given this answer, M1 … M18, where one would. */
  misconception: z.string().max(20).nullable(),
});
export type AnswerRecord = z.infer<typeof answerRecordSchema>;

export const lessonVisitSchema = z.strictObject({
  /** Ids of the steps seen, in the order in which they were first seen. */
  seen: z.array(z.string().max(100)).max(1_000),
  /** Step to continue at. */
  at: z.string().max(100).nullable(),
  visitedAt: time,
  labDoneAt: time.nullable(),
});
export type LessonVisit = z.infer<typeof lessonVisitSchema>;

export const claimRecordSchema = z.strictObject({
  judged: z.enum(['right', 'wrong']).nullable(),
  judgedAt: time.nullable(),
  /** When an experiment first decided it. */
  provedAt: time.nullable(),
});
export type ClaimRecord = z.infer<typeof claimRecordSchema>;

export const progressDocumentSchema = z.strictObject({
  format: z.literal('heapwise-progress'),
  version: z.literal(1),
  /** In the order in which they were given. */
  answers: z.array(answerRecordSchema).max(200_000),
  lessons: z.record(z.string(), lessonVisitSchema),
  /** Claims of the capstone by their ids. */
  claims: z.record(z.string(), claimRecordSchema).default({}),
});
export type ProgressDocument = z.infer<typeof progressDocumentSchema>;

export const noProgress: ProgressDocument = {
  format: 'heapwise-progress',
  version: 1,
  answers: [],
  lessons: {},
  claims: {},
};
