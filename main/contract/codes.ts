/**
 * Codes that stand in answers where a person wants to know why. The words for each are in the
 * catalogues of the window; tables typed by these names cannot leave one out.
 */
import { z } from 'zod';
import type { EscapeReason } from '../minigo/entities.ts';
import type { SimulatorOnlyReason } from '../minigo/machine/outcome.ts';
import type { OutsideConstruct, ReadingLimit } from '../minigo/refusals.ts';
import type { SchemaFault } from './schema-fault.ts';
import type { ScriptProblem } from '../simulator/script.ts';
import type { SettingsProblem } from '../simulator/settings-check.ts';

export type { EscapeReason, OutsideConstruct, ReadingLimit, SchemaFault, SimulatorOnlyReason };

/** What can be wrong with a line of an operation script. */
export type ScriptCode = ScriptProblem['code'];
/** Why no heap can be built from settings, or a program can't run on it. */
export type SettingsCode = SettingsProblem['code'] | 'program-needs-bytes';

/** What is wrong with the file of a session. */
export type DamageCause =
  | SchemaFault
  | 'too-deep'
  | 'incomplete'
  | 'unknown-version'
  | 'changed'
  | 'same-run'
  | 'missing-run';

/** Why a lab does not look at a run. */
export type LabCode = 'too-long';

const isText = (value: unknown): boolean => typeof value === 'string';
export const escapeReasonSchema = z.custom<EscapeReason>(isText);
export const simulatorOnlySchema = z.custom<SimulatorOnlyReason>(isText);

/** The budget that ended a program, and how much it allows: statements, bytes of output, goroutines, bytes of record, calls inside calls. */
export const limitSchema = z.object({
  kind: z.enum(['steps', 'output', 'goroutines', 'record', 'depth']),
  most: z.number(),
});
export type Limit = z.infer<typeof limitSchema>;

/** Values that words are filled with. */
export const detailSchema = z.record(z.string(), z.union([z.string(), z.number()]));
