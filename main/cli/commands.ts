import { bench } from './bench.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';
import { trace } from './trace.ts';

/** Every command there is: one file and one line each. */
export const commands: readonly Command[] = [run, trace, replay, check, bench];
