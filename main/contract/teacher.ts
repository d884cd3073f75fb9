/** Requests of a teacher: worksheets, a class's sessions as tables, a folder of lessons of one's own. */
import { z } from 'zod';
import type { Frame } from '../simulator/frame.ts';
import type { AnswerForm } from './course.ts';
import { languageSchema } from './course.ts';
import type { Prose } from './prose.ts';
import type { Source } from './run.ts';

const count = z.number().int().nonnegative();

/** Mistakes of a folder of lessons that are told; how many more there are is told as a number. */
const toldMistakes = 100;

const ownLessonsSchema = z.object({
  /** Name of the folder. */
  folder: z.string(),
  title: z.string(),
  lessons: count,
  mistakes: z
    .array(z.object({ file: z.string(), line: count, message: z.string() }))
    .max(toldMistakes),
  more: count,
});
export type OwnLessons = z.infer<typeof ownLessonsSchema>;

const worksheetSchema = z.strictObject({
  /** Ids of lessons; their question types are asked about. */
  lessons: z.array(z.string().max(100)).min(1).max(100),
  count: z.number().int().min(1).max(50),
  level: z.number().int().min(1).max(3).nullable(),
  /** The same seed gives the same sheet; null: a fresh one. */
  seed: z.number().int().min(0).max(0xffff_ffff).nullable(),
  language: languageSchema,
});
export type WorksheetOrder = z.infer<typeof worksheetSchema>;

export const teacherRequests = {
  /** Asks where to, and prints questions with an answer key as a PDF. Null where the person cancelled. */
  'worksheet/save': {
    params: worksheetSchema,
    result: z.object({ file: z.string(), seed: count }).nullable(),
  },
  /** Asks for a folder of session documents and where to, and writes two tables. Null where the person cancelled. */
  'class/summarise': {
    params: z.strictObject({}),
    result: z
      .object({
        /** Who answered what; and each question's difficulty and discrimination. */
        answers: z.string(),
        items: z.string(),
        people: count,
        /** Files that were left out. */
        left: z.array(z.object({ file: z.string(), code: z.string() })).max(1_000),
      })
      .nullable(),
  },
  /** Asks for a folder of lessons, checks it and opens it in place of the app's own. Null where the person cancelled. */
  'lessons/open': {
    params: z.strictObject({ language: languageSchema }),
    result: ownLessonsSchema.nullable(),
  },
  /** Goes back to the app's own lessons. */
  'lessons/close': { params: z.strictObject({}), result: z.null() },
  /** The folder that is open, or null for the app's own lessons. */
  'lessons/state': { params: z.strictObject({}), result: ownLessonsSchema.nullable() },
  /** Asks where to, and writes down all that is remembered of the learner. Null where the person cancelled. */
  'progress/export': {
    params: z.strictObject({}),
    result: z.object({ file: z.string() }).nullable(),
  },
} as const;

/** One question as it is printed. */
export interface WorksheetQuestion {
  readonly lesson: string;
  readonly type: string;
  readonly level: number;
  readonly seed: number;
  readonly prompt: Prose;
  readonly form: AnswerForm;
  readonly listing: Source | null;
  /** The heap it is about; null where there is nothing to see yet. */
  readonly frame: Frame | null;
  /** What objects are called, by id. */
  readonly names: ReadonlyMap<number, string>;
  readonly correct: Prose;
  readonly explanation: Prose;
}

/** A sheet before it is set as a page. */
export interface Worksheet {
  readonly seed: number;
  readonly language: WorksheetOrder['language'];
  readonly titles: readonly string[];
  readonly questions: readonly WorksheetQuestion[];
}
