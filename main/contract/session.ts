/** Requests about the session (what was done since it was opened), preferences and the app itself. */
import { z } from 'zod';
import { languageSchema } from './course.ts';

const count = z.number().int().nonnegative();

export const preferencesSchema = z.strictObject({
  language: languageSchema,
  theme: z.enum(['system', 'light', 'dark']),
  /** Text size in per cent, 80 … 200. */
  textSize: z.number().int().min(80).max(200),
  motion: z.enum(['system', 'reduced', 'full']),
  /** Playback speed in events a second. */
  speed: z.number().min(0.25).max(60),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const placeSchema = z.strictObject({
  name: z.enum(['home', 'lesson', 'quiz', 'lab', 'sandbox', 'session', 'glossary', 'judge']),
  lesson: z.string().nullable(),
  step: z.string().nullable(),
});
export type Place = z.infer<typeof placeSchema>;

export const exportFormatSchema = z.enum(['heapwise', 'csv', 'png', 'html']);

export const sessionSummarySchema = z.object({
  title: z.string(),
  /** ISO 8601, as the host read its clock. */
  startedAt: z.string(),
  savedAt: z.string().nullable(),
  answered: count,
  right: count,
  lessons: z.array(z.object({ lesson: z.string(), steps: count })),
  runs: z.array(
    z.object({
      run: z.string(),
      name: z.string(),
      collector: z.string(),
      allocator: z.string(),
      operations: count,
      events: count,
      hash: z.string(),
    }),
  ),
  answers: z.array(
    z.object({
      type: z.string(),
      concept: z.string(),
      right: z.boolean(),
      misconception: z.string().nullable(),
    }),
  ),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export const openedSessionSchema = z.object({
  summary: sessionSummarySchema,
  /** Every run was replayed: do its hashes agree with the file's? */
  verified: z.boolean(),
  mismatches: z.array(z.object({ run: z.string(), expected: z.string(), found: z.string() })),
});

/** Longest note, in UTF-16 units. */
export const longestNote = 20_000;

export const sessionRequests = {
  'app/start': {
    params: z.strictObject({}),
    result: z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      development: z.boolean(),
      preferences: preferencesSchema,
      place: placeSchema,
      /** What the last end left behind: nothing, or a session that was restored after a crash. */
      restored: z.boolean(),
      notice: z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }).nullable(),
    }),
  },
  'preferences/set': { params: preferencesSchema, result: preferencesSchema },
  'place/set': { params: placeSchema, result: z.null() },
  /** The sandbox's own state (source, settings, position), kept with the session. */
  'sandbox/get': { params: z.strictObject({}), result: z.object({ run: z.string().nullable() }) },
  'sandbox/set': { params: z.strictObject({ run: z.string().nullable() }), result: z.null() },
  /** What the learner wrote down, kept with the session and printed in its report. */
  'note/get': { params: z.strictObject({}), result: z.object({ text: z.string() }) },
  'note/set': { params: z.strictObject({ text: z.string().max(longestNote) }), result: z.null() },
  'session/state': { params: z.strictObject({}), result: sessionSummarySchema },
  'session/new': { params: z.strictObject({}), result: sessionSummarySchema },
  /** Asks for a file, checks it, replays it. Null where the person cancelled. */
  'session/open': { params: z.strictObject({}), result: openedSessionSchema.nullable() },
  /** Asks where to, writes it. `picture` is a PNG for the format png (and for the report's figure). */
  'session/export': {
    params: z.strictObject({
      format: exportFormatSchema,
      run: z.string().nullable(),
      pictures: z.array(z.object({ name: z.string(), png: z.instanceof(Uint8Array) })).max(12),
    }),
    result: z.object({ file: z.string() }).nullable(),
  },
  /** Ends the export under way: it answers null, and nothing is written. */
  'session/cancel-export': { params: z.strictObject({}), result: z.null() },
  /** Saves and opens programs and scripts. */
  'source/open': {
    params: z.strictObject({}),
    result: z.object({ name: z.string(), text: z.string() }).nullable(),
  },
  'source/save': {
    params: z.strictObject({ name: z.string(), text: z.string() }),
    result: z.object({ file: z.string() }).nullable(),
  },
  /** Opens a source of a lesson in the person's own browser, after asking. */
  'link/open': { params: z.strictObject({ href: z.string().max(2_000) }), result: z.null() },
} as const;

export const menuCommandSchema = z.enum([
  'home',
  'sandbox',
  'session',
  'new-session',
  'open-session',
  'export-session',
  'undo',
  'palette',
  'keys',
  'about',
  'text-larger',
  'text-smaller',
  'text-reset',
]);

export const sessionEvents = {
  'session/saved': z.object({ savedAt: z.string() }),
  /** An export has dealt with so many of the session's runs. */
  'session/exporting': z.object({ done: count, of: count }),
  /** Something a person must know: a full disk, a thread that crashed and was repaired … */
  'app/notice': z.object({ code: z.string(), detail: z.record(z.string(), z.string()) }),
  'menu/command': z.object({ command: menuCommandSchema }),
  /** The operating system's theme or motion setting changed. */
  'app/appearance': z.object({ dark: z.boolean() }),
} as const;
