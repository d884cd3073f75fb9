/** The YAML files of the course. `lessons/README.md` explains them to authors. */
import { z } from 'zod';
import { programSchema, settingNameSchema, settingsSchema } from './settings-schema.ts';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an id has small letters, digits and hyphens');
const words = z.string().trim().min(1).max(10_000);
/** A text in both languages. */
export const bothSchema = z.strictObject({ en: words, 'zh-CN': words });
export type Both = z.infer<typeof bothSchema>;
/** A file in the same folder. */
const fileName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]*\.(ops|go)$/,
    'a scene or lab is a .ops or .go file in the same folder',
  );
const expression = z.string().min(1).max(1_000);
const moment = z.string().min(1).max(100);

export const courseFileSchema = z.strictObject({
  title: bothSchema,
  /** Folders, in order. */
  lessons: z
    .array(z.string().regex(/^\d\d-[a-z0-9-]+$/, 'a lesson folder is called NN-slug'))
    .min(1)
    .max(100),
  concepts: z.array(z.strictObject({ id, title: bothSchema })).max(500),
  tracks: z.array(z.strictObject({ id, title: bothSchema, lessons: z.array(id).min(1) })).max(20),
  /** Folder of the capstone, where the course has one. */
  capstone: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'the folder of the capstone is called by a word')
    .optional(),
});

export const sceneSchema = z.strictObject({
  name: id,
  source: fileName,
  settings: settingsSchema.default({}),
  program: programSchema.nullable().default(null),
  /** What must be true of the scene: the reference's numbers, so that a change of the scene is noticed. */
  facts: z
    .array(z.strictObject({ at: moment, that: expression }))
    .max(500)
    .default([]),
  /** How the scene is meant to end. */
  ends: z.enum(['finished', 'out-of-memory', 'fault', 'panic', 'deadlock']).default('finished'),
});

const sourcesSchema = z
  .array(
    z.strictObject({
      id,
      text: words,
      href: z
        .string()
        .regex(/^https:\/\/[^\s]+$/, 'a source is linked by https')
        .nullable(),
    }),
  )
  .max(60);

export const lessonFileSchema = z.strictObject({
  /** Never changes: progress is stored under it. */
  id,
  minutes: z.number().int().min(1).max(120),
  teaches: z.array(id).min(1).max(20),
  needs: z.array(id).max(40).default([]),
  scenes: z.array(sceneSchema).min(1).max(12),
  sources: sourcesSchema,
});

export const quizFileSchema = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        type: id,
        levels: z.array(z.number().int().min(1).max(3)).min(1).default([1, 2, 3]),
      }),
    )
    .min(1)
    .max(40),
});

export const labFileSchema = z.strictObject({
  title: bothSchema,
  goal: bothSchema,
  start: fileName,
  solution: fileName,
  settings: settingsSchema.default({}),
  program: programSchema.nullable().default(null),
  /** Names of settings the learner may change. */
  open: z.array(settingNameSchema).max(20).default([]),
  /** What the solution sets of those. */
  solved: settingsSchema.default({}),
  limits: z
    .strictObject({
      /** Most operations of the script. */
      operations: z.number().int().min(1).max(1_000).optional(),
      /** Kinds of operation that may be used. */
      kinds: z
        .array(z.enum(['alloc', 'root', 'write', 'read', 'push', 'pop', 'free', 'gc']))
        .optional(),
    })
    .default({}),
  checks: z
    .array(
      z.strictObject({
        id,
        text: bothSchema,
        that: expression,
        /** What is shown of the learner's run beside the check. */
        found: expression.optional(),
        /** Another collector to run the same source under. */
        under: settingsSchema.optional(),
      }),
    )
    .min(1)
    .max(20),
});

/** The capstone: claims of a text, each to be judged and then proved by an experiment. */
export const capstoneFileSchema = z.strictObject({
  title: bothSchema,
  about: bothSchema,
  minutes: z.number().int().min(1).max(240),
  sources: sourcesSchema,
  claims: z
    .array(
      z.strictObject({
        /** Never changes: progress is stored under it. */
        id,
        /** What is claimed, in our own words. */
        claim: bothSchema,
        verdict: z.enum(['right', 'wrong']),
        /** Shown once it was proved: what is true instead, with its sources. */
        because: bothSchema,
        /** The lesson that teaches it. */
        lesson: id,
        /** What decides it. Its title is the claim's short name. */
        experiment: labFileSchema,
      }),
    )
    .min(1)
    .max(40),
});

export const glossaryFileSchema = z.strictObject({
  terms: z
    .array(z.strictObject({ id, term: bothSchema, meaning: bothSchema, lesson: id.nullable() }))
    .max(1_000),
});

export const frontMatterSchema = z.strictObject({
  title: words,
  about: words,
  objectives: z.array(words).min(1).max(10),
});

export type SceneFile = z.infer<typeof sceneSchema>;
export type LessonFile = z.infer<typeof lessonFileSchema>;
export type LabFile = z.infer<typeof labFileSchema>;
