/** Requests about the course: outline, lessons, questions, labs, progress. */
import { z } from 'zod';
import { proseSchema } from './prose.ts';
import { heapSettingsSchema, problemSchema, sourceSchema } from './run.ts';

const count = z.number().int().nonnegative();
export const languageSchema = z.enum(['en', 'zh-CN']);
export type Language = z.infer<typeof languageSchema>;

/** Where a learner stands with one lesson. */
export const lessonProgressSchema = z.object({
  /** Steps seen, of all. */
  seen: count,
  steps: count,
  /** Step to continue at, or null. */
  at: z.string().nullable(),
  labDone: z.boolean(),
  answered: count,
  right: count,
  /** Answers right a day or more after the idea was first met. */
  rightLater: count,
  finished: z.boolean(),
});

export const lessonSummarySchema = z.object({
  id: z.string(),
  number: count,
  title: z.string(),
  /** One sentence: what one can do afterwards. */
  about: z.string(),
  minutes: count,
  concepts: z.array(z.string()),
  needs: z.array(z.string()),
  tracks: z.array(z.string()),
  progress: lessonProgressSchema,
});
export type LessonSummary = z.infer<typeof lessonSummarySchema>;

/** How an answer is given; those on the stage by pointer and by keyboard. */
export const answerFormSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('choice'),
    options: z.array(z.object({ id: z.string(), text: proseSchema })),
  }),
  z.object({ kind: z.literal('number'), unit: z.string().nullable() }),
  z.object({ kind: z.literal('text'), length: count }),
  /** A number on each of these objects. */
  z.object({ kind: z.literal('counts'), objects: z.array(count) }),
  /** A set of objects, chosen on the stage. */
  z.object({ kind: z.literal('set'), candidates: z.array(count) }),
  /** These objects (or some of them) in order. */
  z.object({ kind: z.literal('order'), candidates: z.array(count), length: count }),
  /** A moment of the timeline: the operation that does it. */
  z.object({
    kind: z.literal('moment'),
    operations: z.array(z.object({ operation: count, text: z.string() })),
  }),
  /** One reference to cut or add: a root slot or a field. */
  z.object({
    kind: z.literal('edge'),
    edges: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        object: count.nullable(),
        field: count.nullable(),
        slot: z.string().nullable(),
        target: count,
      }),
    ),
  }),
]);
export type AnswerForm = z.infer<typeof answerFormSchema>;

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), option: z.string() }),
  /** As typed: spaces, leading zeros and full-width digits are the grader's business. */
  z.object({ kind: z.literal('number'), text: z.string().max(100) }),
  z.object({ kind: z.literal('text'), text: z.string().max(1_000) }),
  z.object({
    kind: z.literal('counts'),
    counts: z.array(z.object({ object: count, text: z.string().max(100) })).max(1_000),
  }),
  z.object({ kind: z.literal('set'), objects: z.array(count).max(1_000) }),
  z.object({ kind: z.literal('order'), objects: z.array(count).max(1_000) }),
  z.object({ kind: z.literal('moment'), operation: count }),
  z.object({ kind: z.literal('edge'), edge: z.string() }),
]);
export type Answer = z.infer<typeof answerSchema>;

export const verdictSchema = z.object({
  right: z.boolean(),
  /** The right answer, in the form the question was answered in. */
  correct: answerSchema,
  correctText: proseSchema,
  /** Why it is so, from what the simulator did. */
  explanation: proseSchema,
  /** The wrong rule that would have given the learner's answer, and its refutation. */
  misconception: z.object({ id: z.string(), name: z.string(), refutation: proseSchema }).nullable(),
  /** What really happened, to replay on the stage; and what the wrong rule would have done. */
  replay: z.object({ run: z.string(), from: count, to: count }).nullable(),
  wrongReplay: z.object({ run: z.string(), from: count, to: count }).nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const askSchema = z.object({ id: z.string(), prompt: proseSchema, form: answerFormSchema });

export const stepViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['step', 'predict', 'check', 'try', 'note', 'source', 'lab', 'end']),
  title: z.string(),
  text: proseSchema,
  /** Scene and position the stage shows with it; for a prediction, before the reveal. */
  scene: z.string().nullable(),
  seq: count.nullable(),
  /** Position after the prediction was answered. */
  revealSeq: count.nullable(),
  /** Objects the text speaks of. */
  focus: z.array(count),
  /** A question to answer before the stage moves on. */
  ask: askSchema.nullable(),
  answered: z.boolean(),
});
export type StepView = z.infer<typeof stepViewSchema>;

export const sceneViewSchema = z.object({
  name: z.string(),
  run: z.string(),
  source: sourceSchema,
  settings: heapSettingsSchema,
  length: count,
});

export const lessonViewSchema = z.object({
  id: z.string(),
  number: count,
  title: z.string(),
  about: z.string(),
  minutes: count,
  objectives: z.array(proseSchema),
  scenes: z.array(sceneViewSchema),
  steps: z.array(stepViewSchema),
  sources: z.array(z.object({ id: z.string(), text: z.string(), href: z.string().nullable() })),
  hasLab: z.boolean(),
  questionTypes: z.array(z.object({ type: z.string(), title: z.string() })),
  progress: lessonProgressSchema,
});
export type LessonView = z.infer<typeof lessonViewSchema>;

export const questionViewSchema = z.object({
  quiz: z.string(),
  index: count,
  count,
  type: z.string(),
  level: z.number().int().min(1).max(3),
  seed: count,
  concept: z.string(),
  prompt: proseSchema,
  form: answerFormSchema,
  /** The heap the question is about, or null for one without a stage. */
  scene: z.object({ run: z.string(), seq: count }).nullable(),
  /** A listing the question shows (operations or a program), or null. */
  listing: sourceSchema.nullable(),
});
export type QuestionView = z.infer<typeof questionViewSchema>;

export const labViewSchema = z.object({
  lesson: z.string(),
  title: z.string(),
  goal: proseSchema,
  source: sourceSchema,
  settings: heapSettingsSchema,
  /** Settings the learner may change. */
  open: z.array(z.string()),
  checks: z.array(z.object({ id: z.string(), text: proseSchema })),
  done: z.boolean(),
});
export const labResultSchema = z.object({
  /** The learner's run, to look at on the stage; null where the source has mistakes. */
  run: z.string().nullable(),
  checks: z.array(z.object({ id: z.string(), met: z.boolean(), found: z.string() })),
  problems: z.array(problemSchema),
  done: z.boolean(),
});

const lessonAt = { lesson: z.string(), language: languageSchema };

export const courseRequests = {
  'course/outline': {
    params: z.strictObject({ language: languageSchema }),
    result: z.object({
      title: z.string(),
      lessons: z.array(lessonSummarySchema),
      tracks: z.array(
        z.object({ id: z.string(), title: z.string(), lessons: z.array(z.string()) }),
      ),
      reviewsDue: count,
      continueAt: z.object({ lesson: z.string(), step: z.string().nullable() }).nullable(),
      concepts: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          lesson: z.string(),
          strength: z.number().min(0).max(1),
          answered: count,
          /** Answers right a day or more after the idea was first met. */
          rightLater: count,
        }),
      ),
      /** Wrong ideas by their ids, in a few words. */
      misconceptions: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  },
  'lesson/open': { params: z.strictObject(lessonAt), result: lessonViewSchema },
  /** The learner has reached this step. */
  'lesson/visit': {
    params: z.strictObject({ ...lessonAt, step: z.string() }),
    result: lessonProgressSchema,
  },
  'lesson/answer': {
    params: z.strictObject({ ...lessonAt, step: z.string(), answer: answerSchema }),
    result: verdictSchema,
  },
  'lab/open': { params: z.strictObject(lessonAt), result: labViewSchema },
  'lab/check': {
    params: z.strictObject({ ...lessonAt, source: sourceSchema, settings: heapSettingsSchema }),
    result: labResultSchema,
  },
  /** A quiz on one lesson, or (lesson null) of what is due for review. The same seed gives the same questions. */
  'quiz/open': {
    params: z.strictObject({
      lesson: z.string().nullable(),
      language: languageSchema,
      level: z.number().int().min(1).max(3).nullable(),
      seed: count.nullable(),
      count: z.number().int().min(1).max(50),
    }),
    result: z.object({ quiz: z.string(), count, seed: count, title: z.string() }),
  },
  'quiz/question': {
    params: z.strictObject({ quiz: z.string(), index: count, language: languageSchema }),
    result: questionViewSchema,
  },
  'quiz/answer': {
    params: z.strictObject({
      quiz: z.string(),
      index: count,
      language: languageSchema,
      answer: answerSchema,
    }),
    result: verdictSchema,
  },
  'glossary/list': {
    params: z.strictObject({ language: languageSchema }),
    result: z.array(
      z.object({
        id: z.string(),
        term: z.string(),
        other: z.string(),
        meaning: z.string(),
        lesson: z.string().nullable(),
      }),
    ),
  },
  /** Steps of lessons and claims whose words hold every word of the query, the best first. */
  'course/search': {
    params: z.strictObject({ language: languageSchema, query: z.string().max(200) }),
    result: z.array(
      z.object({
        lesson: z.string(),
        number: count,
        lessonTitle: z.string(),
        step: z.string(),
        title: z.string(),
        /** The words around the first hit; `before` and `after` may begin or end with an ellipsis. */
        excerpt: z.object({ before: z.string(), hit: z.string(), after: z.string() }),
      }),
    ),
  },
  'progress/reset': { params: z.strictObject({}), result: z.null() },
} as const;
