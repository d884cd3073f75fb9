/** Settings of a scene or lab: those that differ from the usual ones. The ranges are those of HeapSettings. */
import { z } from 'zod';
import type { ProgramOptions } from '../../contract/run.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import {
  allocatorNames,
  barrierNames,
  collectorNames,
  geometryNames,
  largestHeap,
  markOrderNames,
  smallestHeap,
} from '../../simulator/settings.ts';

const whole = z.number().int();

const everySetting = z.strictObject({
  heapBytes: whole.min(smallestHeap).max(largestHeap),
  geometry: z.enum(geometryNames),
  allocator: z.enum(allocatorNames),
  collector: z.enum(collectorNames),
  gogc: whole.min(0).max(10_000).nullable(),
  memoryLimit: whole.min(0).nullable(),
  barrier: z.enum(barrierNames),
  markBudget: whole.min(0).max(1_000_000),
  markOrder: z.enum(markOrderNames),
  markStackLimit: whole.min(1).nullable(),
  pointerReversal: z.boolean(),
  lazySweep: z.boolean(),
  markBits: z.enum(['header', 'bitmap']),
  candidateLimit: whole.min(1),
  zeroCountLimit: whole.min(1),
  nurseryBytes: whole.min(0).nullable(),
  promoteAfter: whole.min(1).max(15),
  seed: whole.min(0).max(0xffff_ffff),
}) satisfies z.ZodType<HeapSettings>;

const everyOption = z.strictObject({
  escape: z.enum(['go', 'heap']),
  roots: z.enum(['scope', 'liveness']).nullable(),
  steps: whole.min(1).max(10_000_000),
}) satisfies z.ZodType<ProgramOptions>;

export const settingsSchema = everySetting.partial();
export const settingNameSchema = everySetting.keyof();
export const programSchema = everyOption.partial();
