/** What a schema has against a value, as a code with values: its own English sentence is not for people. */
import type { z } from 'zod';

/** Kinds of what a schema finds. */
export type SchemaFault =
  'wrong-kind' | 'too-small' | 'too-large' | 'not-allowed' | 'unknown-field' | 'wrong-form';

export interface SchemaProblem {
  /** Path of the value: `runs.0.settings.heapBytes`. */
  readonly where: string;
  /** In English, for logs and the command line. */
  readonly problem: string;
  readonly cause: SchemaFault;
  /** The least or the most that is allowed, where there is such a limit. */
  readonly bound?: number;
}

/** The first thing that is wrong. */
export function schemaProblem(error: z.ZodError): SchemaProblem {
  const issue = error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  const problem = issue?.message ?? '';
  switch (issue?.code) {
    case 'invalid_type':
      return { where, problem, cause: 'wrong-kind' };
    case 'too_small':
      return { where, problem, cause: 'too-small', bound: Number(issue.minimum) };
    case 'too_big':
      return { where, problem, cause: 'too-large', bound: Number(issue.maximum) };
    case 'invalid_value':
    case 'invalid_union':
      return { where, problem, cause: 'not-allowed' };
    case 'unrecognized_keys':
      return { where, problem, cause: 'unknown-field' };
    default:
      return { where, problem, cause: 'wrong-form' };
  }
}
