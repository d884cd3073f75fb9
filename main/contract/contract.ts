/**
 * THE table of every request and event between the window and the host. Its keys are the allow-list,
 * its schemas check what goes in and what comes out, and a handler that is missing doesn't compile.
 */
import { z } from 'zod';
import { capstoneRequests } from './capstone.ts';
import { courseRequests } from './course.ts';
import { problemSchema, runEvents, runRequests } from './run.ts';
import { sessionEvents, sessionRequests } from './session.ts';
import { teacherRequests } from './teacher.ts';

export const requests = {
  ...sessionRequests,
  ...courseRequests,
  ...capstoneRequests,
  ...teacherRequests,
  ...runRequests,
} as const;
export const events = { ...sessionEvents, ...runEvents } as const;

export type RequestName = keyof typeof requests;
export type EventName = keyof typeof events;
export type Params<N extends RequestName> = z.infer<(typeof requests)[N]['params']>;
export type Result<N extends RequestName> = z.infer<(typeof requests)[N]['result']>;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** Why a request was not done. The words for each code are in the catalogues. */
export const faultSchema = z.object({
  code: z.string(),
  /** Values the words are filled with. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Mistakes in a source, where that is the fault. */
  problems: z.array(problemSchema).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

export type Reply<N extends RequestName> = { readonly ok: Result<N> } | { readonly fault: Fault };
export type Handlers<Names extends RequestName = RequestName> = {
  readonly [N in Names]: (params: Params<N>) => Promise<Reply<N>>;
};

/** The two channels. */
export const requestChannel = 'heapwise:request';
export const eventChannel = 'heapwise:event';
