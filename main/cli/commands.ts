import { check } from './check.ts';
import type { Command } from './command.ts';
import { replay } from './replay.ts';
import { trace } from './trace.ts';

/** Every command there is: one file and one line each. */
export const commands: readonly Command[] = [trace, replay, check];
