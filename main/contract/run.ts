/** Requests about runs: a run is one program or script on one simulated heap. */
import { z } from 'zod';
import {
  allocatorNames,
  barrierNames,
  collectorNames,
  geometryNames,
  largestHeap,
  markOrderNames,
  smallestHeap,
} from '../simulator/settings.ts';
import { detailSchema, escapeReasonSchema, limitSchema, simulatorOnlySchema } from './codes.ts';
import type { HeapEvent } from '../simulator/event.ts';
import type { Frame } from '../simulator/frame.ts';

const count = z.number().int().nonnegative();

export const heapSettingsSchema = z.strictObject({
  heapBytes: z.number().int().min(smallestHeap).max(largestHeap),
  geometry: z.enum(geometryNames),
  allocator: z.enum(allocatorNames),
  collector: z.enum(collectorNames),
  gogc: z.number().int().min(0).max(10_000).nullable(),
  memoryLimit: count.nullable(),
  barrier: z.enum(barrierNames),
  markBudget: z.number().int().min(0).max(1_000_000),
  markOrder: z.enum(markOrderNames),
  markStackLimit: z.number().int().min(1).nullable(),
  pointerReversal: z.boolean(),
  lazySweep: z.boolean(),
  markBits: z.enum(['header', 'bitmap']),
  candidateLimit: z.number().int().min(1),
  zeroCountLimit: z.number().int().min(1),
  nurseryBytes: count.nullable(),
  promoteAfter: z.number().int().min(1).max(15),
  seed: z.number().int().min(0).max(0xffff_ffff),
});

/** Longest source that is accepted, in UTF-16 units. */
export const longestSource = 1_100_000;

export const sourceSchema = z.strictObject({
  kind: z.enum(['operations', 'program']),
  name: z.string().max(200),
  text: z.string().max(longestSource),
});
export type Source = z.infer<typeof sourceSchema>;

export const programOptionsSchema = z.strictObject({
  escape: z.enum(['go', 'heap']),
  roots: z.enum(['scope', 'liveness']).nullable(),
  steps: z.number().int().min(1).max(1_000_000_000),
});
export type ProgramOptions = z.infer<typeof programOptionsSchema>;

/**
 * A mistake in a source, at a place a person can go to (line and column from 1). `message` is English;
 * `detail` is there where the catalogues have words for the code, in every language.
 */
export const problemSchema = z.object({
  line: count,
  column: count,
  message: z.string(),
  code: z.string(),
  detail: detailSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const runStatusSchema = z.enum([
  'ready', // can go on
  'running', // is going on now
  'finished', // the program or script came to its end
  'out-of-memory',
  'fault', // use after free, double free …
  'panic',
  'deadlock',
  'limit', // a budget was met
  'stopped',
]);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const runStateSchema = z.object({
  run: z.string(),
  status: runStatusSchema,
  /** Recorded events and operations so far. */
  length: count,
  operations: count,
  /** Where the run stands in the source, for a paused program. */
  line: count.nullable(),
  /** For a script: all of it, as it stands after what was done by hand. */
  script: z.string().nullable(),
  /** A sentence of the run's own language about why it ended (a panic's text …). */
  message: z.string().nullable(),
  /** Programs only: why its output may differ from real Go's, or null. */
  simulatorOnly: simulatorOnlySchema.nullable(),
  /** Programs only: the budget that was met, where the status is `limit`, or the stack that was full. */
  limit: limitSchema.optional(),
});
export type RunState = z.infer<typeof runStateSchema>;

/** A moment to look for. */
export const momentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('event'), step: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ kind: z.literal('operation'), step: z.union([z.literal(1), z.literal(-1)]) }),
  z.object({ kind: z.literal('collection'), step: z.union([z.literal(1), z.literal(-1)]) }),
  /** Just after the operation of this ordinal. */
  z.object({ kind: z.literal('at-operation'), operation: count }),
  /** Next time this line is reached. */
  z.object({ kind: z.literal('line'), line: count }),
  /** First event of this name (about this object, where given). */
  z.object({ kind: z.literal('fact'), event: z.string(), object: count.nullable() }),
]);
export type Moment = z.infer<typeof momentSchema>;

export const controlSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run') }),
  z.object({ kind: z.literal('step-into') }),
  z.object({ kind: z.literal('step-over') }),
  z.object({ kind: z.literal('step-out') }),
  z.object({ kind: z.literal('to-line'), line: count }),
]);
export type Control = z.infer<typeof controlSchema>;

export const frameRequestSchema = z.strictObject({
  blockLimit: z.number().int().min(0).max(5_000),
  cells: z
    .strictObject({ from: count, to: count, count: z.number().int().min(1).max(1_048_576) })
    .nullable(),
});

/** Figures over a range of a run for the charts: parallel arrays, one entry a sample. */
export interface Series {
  readonly seq: Float64Array;
  readonly ticks: Float64Array;
  readonly live: Float64Array;
  readonly garbage: Float64Array;
  readonly free: Float64Array;
  readonly increments: Float64Array;
  readonly decrements: Float64Array;
  readonly fragmentation: Float64Array;
  readonly utilisation: Float64Array;
  readonly collections: readonly {
    readonly from: number;
    readonly to: number;
    readonly pause: number;
    readonly freed: number;
    readonly freedBytes: number;
  }[];
}
export const seriesSchema = z.custom<Series>(
  (value) =>
    typeof value === 'object' && value !== null && (value as Series).seq instanceof Float64Array,
);
export const frameSchema = z.custom<Frame>(
  (value) => typeof value === 'object' && value !== null && Number.isInteger((value as Frame).seq),
);
export const heapEventSchema = z.custom<HeapEvent>(
  (value) =>
    typeof value === 'object' && value !== null && typeof (value as HeapEvent).event === 'string',
);

/** One link of a path: from a root slot or a field to an object. */
export const pathLinkSchema = z.object({
  holder: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('root'), frame: z.string(), slot: z.string() }),
    z.object({ kind: z.literal('field'), object: count, field: count }),
  ]),
  object: count,
});
export const explanationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alive'), object: count, path: z.array(pathLinkSchema) }),
  /** Unreachable but still allocated: the event that cut the last path, and why it is still there. */
  z.object({
    kind: z.literal('garbage'),
    object: count,
    cut: heapEventSchema.nullable(),
    since: count,
    because: z.enum([
      'not-yet-collected',
      'counted-by-garbage',
      'no-collector',
      'floating',
      'to-free',
      'never-freed',
    ]),
  }),
  z.object({
    kind: z.literal('reclaimed'),
    object: count,
    cut: heapEventSchema.nullable(),
    since: count.nullable(),
    freed: heapEventSchema,
    delayTicks: count,
  }),
  z.object({ kind: z.literal('unborn'), object: count }),
]);
export type Explanation = z.infer<typeof explanationSchema>;

/** What escape analysis decided for one variable or allocation of a program. */
export const escapeNoteSchema = z.object({
  line: count,
  column: count,
  name: z.string(),
  place: z.enum(['stack', 'heap']),
  reason: escapeReasonSchema,
});
export type EscapeNote = z.infer<typeof escapeNoteSchema>;

const exampleGroupSchema = z.enum([
  'scripts',
  'pointers',
  'structures',
  'slices',
  'lifetimes',
  'leaks',
  'goroutines',
  'collectors',
]);

export const runRequests = {
  /** Opens a run; a script is performed, a program is loaded and stands before its first statement. */
  'run/open': {
    params: z.strictObject({
      source: sourceSchema,
      settings: heapSettingsSchema,
      program: programOptionsSchema.nullable(),
    }),
    result: runStateSchema,
  },
  /** What a run was opened from and how it stands: for the sandbox after a start, and to look at a run of the session again. */
  'run/get': {
    params: z.strictObject({ run: z.string() }),
    result: z.object({
      state: runStateSchema,
      source: sourceSchema,
      settings: heapSettingsSchema,
      program: programOptionsSchema.nullable(),
    }),
  },
  /** Performs more lines of an operation script at the end of the run. */
  'run/perform': {
    params: z.strictObject({ run: z.string(), text: z.string().max(longestSource) }),
    result: runStateSchema,
  },
  /** Takes back the last operation of a script. */
  'run/undo': { params: z.strictObject({ run: z.string() }), result: runStateSchema },
  /** Lets a program go on; answers when it pauses, ends or is stopped. */
  'run/control': {
    params: z.strictObject({
      run: z.string(),
      control: controlSchema,
      breakpoints: z.array(count).max(1_000),
    }),
    result: runStateSchema,
  },
  'run/stop': { params: z.strictObject({ run: z.string() }), result: runStateSchema },
  'run/close': { params: z.strictObject({ run: z.string() }), result: z.null() },
  'run/frame': {
    params: z.strictObject({
      run: z.string(),
      seq: count,
      /** After this operation, which may have had no event; else just after event `seq`. */
      op: count.nullable().optional(),
      request: frameRequestSchema,
    }),
    result: frameSchema,
  },
  'run/find': {
    params: z.strictObject({
      run: z.string(),
      seq: count,
      op: count.nullable().optional(),
      moment: momentSchema,
    }),
    result: z.object({ seq: count.nullable(), op: count.nullable().optional() }),
  },
  'run/series': {
    params: z.strictObject({
      run: z.string(),
      from: count,
      to: count,
      points: z.number().int().min(2).max(4_000),
    }),
    result: seriesSchema,
  },
  'run/events': {
    params: z.strictObject({ run: z.string(), from: count, to: count }),
    result: z.array(heapEventSchema).max(1_000),
  },
  'run/explain': {
    params: z.strictObject({ run: z.string(), seq: count, object: count }),
    result: explanationSchema,
  },
  /** Where two runs of the same source first differ in what the heap holds, by operation. */
  'run/compare': {
    params: z.strictObject({ left: z.string(), right: z.string() }),
    result: z.object({ operation: count.nullable(), operations: count }),
  },
  /** Checks a source without running it, as one types. */
  'run/check': {
    params: z.strictObject({ source: sourceSchema, escape: z.enum(['go', 'heap']) }),
    result: z.object({ problems: z.array(problemSchema), escapes: z.array(escapeNoteSchema) }),
  },
  /** Ready examples for the sandbox. */
  'run/examples': {
    params: z.strictObject({ language: z.enum(['en', 'zh-CN']) }),
    result: z.array(
      z.object({
        id: z.string(),
        /** What it is about, for finding it among the others. */
        group: exampleGroupSchema,
        /** Number of the lesson it belongs to. */
        lesson: count,
        title: z.string(),
        about: z.string(),
        /** What to do with it, and where to look. */
        look: z.string(),
        source: sourceSchema,
        settings: heapSettingsSchema,
      }),
    ),
  },
} as const;

export const runEvents = {
  /** The run has become this long; the window asks for the frame it wants. */
  'run/advanced': runStateSchema,
} as const;
