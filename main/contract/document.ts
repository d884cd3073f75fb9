/**
 * The session document, as it is saved and exported, and the entries of the journal it is folded
 * from. Both are read from files that anybody may have written: every text has a longest length,
 * every list a greatest number, and what is not named here is refused.
 */
import { z } from 'zod';
import { schemaProblem } from './schema-fault.ts';
import type { DocumentShape } from '../session/reading.ts';
import { answerSchema, languageSchema } from './course.ts';
import {
  heapSettingsSchema,
  longestSource,
  programOptionsSchema,
  runStatusSchema,
  sourceSchema,
} from './run.ts';
import { longestNote, placeSchema } from './session.ts';

/** First words of every document: what is not this is a foreign file. */
export const documentFormat = 'heapwise-session';
/** Number of the form this version writes. Older ones are brought up to it, newer ones refused. */
export const documentVersion = 1;

/** Greatest numbers and sizes of a document. */
export const documentLimits = {
  bytes: 67_108_864,
  depth: 24,
  runs: 500,
  answers: 50_000,
  lessons: 500,
  stepsOfLesson: 500,
} as const;

const count = z.number().int().nonnegative();
const name = z.string().min(1).max(200);
const moment = z.string().max(40);
/** Only hexadecimal: it is shown and compared, nothing more. */
const hash = z.string().regex(/^[0-9a-f]{1,64}$/);

/** How a run stands: what replaying it has to give again. */
export const outcomeSchema = z.strictObject({
  status: runStatusSchema,
  operations: count,
  events: count,
  /** Hash of the heap at the end, or null where it was never asked for. */
  hash: hash.nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const runRecordSchema = z.strictObject({
  id: z.string().regex(/^r[0-9]{1,9}$/),
  source: sourceSchema,
  settings: heapSettingsSchema,
  program: programOptionsSchema.nullable(),
  /** The whole script after what was done by hand; null where that is the source's own text. */
  script: z.string().max(longestSource).nullable(),
  outcome: outcomeSchema,
  /** Closed runs are kept as part of what was done. */
  closed: z.boolean(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const answerRecordSchema = z.strictObject({
  at: moment,
  lesson: z.string().max(200),
  /** Where it was asked: a step of the lesson, or the question that this seed makes. */
  question: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('step'), step: name }),
    z.strictObject({
      kind: z.literal('generated'),
      type: name,
      level: z.number().int().min(1).max(3),
      seed: count,
    }),
  ]),
  concept: z.string().max(200),
  answer: answerSchema,
  right: z.boolean(),
  misconception: z.string().max(200).nullable(),
});
export type AnswerRecord = z.infer<typeof answerRecordSchema>;

export const labRecordSchema = z.strictObject({
  lesson: name,
  at: moment,
  source: sourceSchema,
  settings: heapSettingsSchema,
  done: z.boolean(),
});
export type LabRecord = z.infer<typeof labRecordSchema>;

export const sessionDocumentSchema = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(documentVersion),
  /** Version of the app that wrote it. */
  app: z.string().max(40),
  title: z.string().max(200),
  language: languageSchema,
  /** Seed of everything in this session that is drawn. */
  seed: z.number().int().min(0).max(0xffff_ffff),
  startedAt: moment,
  savedAt: moment.nullable(),
  place: placeSchema,
  /** The run that stands in the sandbox. */
  sandbox: z.string().max(40).nullable(),
  note: z.string().max(longestNote),
  lessons: z
    .array(z.strictObject({ lesson: name, steps: z.array(name).max(documentLimits.stepsOfLesson) }))
    .max(documentLimits.lessons),
  labs: z.array(labRecordSchema).max(documentLimits.lessons),
  runs: z.array(runRecordSchema).max(documentLimits.runs),
  answers: z.array(answerRecordSchema).max(documentLimits.answers),
});
export type SessionDocument = z.infer<typeof sessionDocumentSchema>;

/** All that reading a document has to know of its form. */
export const documentShape: DocumentShape = {
  format: documentFormat,
  version: documentVersion,
  bytes: documentLimits.bytes,
  depth: documentLimits.depth,
  parse(value) {
    const parsed = sessionDocumentSchema.safeParse(value);
    if (parsed.success) return { ok: parsed.data };
    return schemaProblem(parsed.error);
  },
};

/** One thing that was done: a line of the journal. */
export const sessionEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), place: placeSchema }),
  z.strictObject({ kind: z.literal('language'), language: languageSchema }),
  z.strictObject({ kind: z.literal('sandbox'), run: z.string().max(40).nullable() }),
  z.strictObject({ kind: z.literal('note'), text: z.string().max(longestNote) }),
  z.strictObject({ kind: z.literal('run-opened'), run: runRecordSchema }),
  /** The script became its first `keep` characters and `add`; null where the script is unchanged. */
  z.strictObject({
    kind: z.literal('run-changed'),
    run: z.string().max(40),
    script: z.strictObject({ keep: count, add: z.string().max(longestSource) }).nullable(),
    outcome: outcomeSchema,
  }),
  z.strictObject({ kind: z.literal('run-closed'), run: z.string().max(40) }),
  z.strictObject({ kind: z.literal('visited'), lesson: name, step: name }),
  z.strictObject({ kind: z.literal('answered'), answer: answerRecordSchema }),
  z.strictObject({ kind: z.literal('lab'), lab: labRecordSchema }),
]);
export type SessionEntry = z.infer<typeof sessionEntrySchema>;
