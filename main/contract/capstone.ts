/** Requests about the capstone: claims of a text, judged by the learner and decided by experiments. */
import { z } from 'zod';
import { labResultSchema, labViewSchema, languageSchema } from './course.ts';
import { proseSchema } from './prose.ts';
import { heapSettingsSchema, sourceSchema } from './run.ts';

export const claimVerdictSchema = z.enum(['right', 'wrong']);
export type ClaimVerdict = z.infer<typeof claimVerdictSchema>;

const claimStateSchema = z.object({
  id: z.string(),
  /** Its short name. */
  title: z.string(),
  /** What the learner holds of it, or null where it was not judged yet. */
  judged: claimVerdictSchema.nullable(),
  /** What the experiment decided; null until it was made. */
  decided: claimVerdictSchema.nullable(),
});
export type ClaimState = z.infer<typeof claimStateSchema>;

/** What is true of a claim, told once it was proved. */
const decisionSchema = z.object({
  verdict: claimVerdictSchema,
  because: proseSchema,
  lesson: z.object({ id: z.string(), title: z.string() }),
});
export type Decision = z.infer<typeof decisionSchema>;

const claimAt = { claim: z.string().max(100), language: languageSchema };

export const capstoneRequests = {
  /** Null where the course has none. */
  'capstone/open': {
    params: z.strictObject({ language: languageSchema }),
    result: z
      .object({
        title: z.string(),
        about: z.string(),
        minutes: z.number().int().positive(),
        claims: z.array(claimStateSchema),
      })
      .nullable(),
  },
  'claim/open': {
    params: z.strictObject(claimAt),
    result: z.object({
      state: claimStateSchema,
      text: proseSchema,
      /** `lesson` of it is the claim's id. */
      experiment: labViewSchema,
      decision: decisionSchema.nullable(),
    }),
  },
  /** The learner commits to a verdict. It can be changed until the experiment has decided. */
  'claim/judge': {
    params: z.strictObject({ ...claimAt, verdict: claimVerdictSchema }),
    result: claimStateSchema,
  },
  /** Makes the experiment. Where every check is met it decides the claim. */
  'claim/prove': {
    params: z.strictObject({ ...claimAt, source: sourceSchema, settings: heapSettingsSchema }),
    result: z.object({ result: labResultSchema, decision: decisionSchema.nullable() }),
  },
} as const;
