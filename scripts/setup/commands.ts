import { spawnSync } from 'node:child_process';

/** What a finished command left behind. `status` is null when it was killed or never started. */
export interface Finished {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** How to run a command: its folder, its variables, and the milliseconds it may take. */
export interface CommandOptions {
  readonly folder?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly milliseconds?: number;
}

/** Runs a command to its end, quietly. A command that does not exist has status null. */
export function runQuietly(
  command: string,
  givenArguments: readonly string[],
  options: CommandOptions = {},
): Finished {
  const finished = spawnSync(command, givenArguments, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...options.variables },
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
    ...(options.milliseconds === undefined ? {} : { timeout: options.milliseconds }),
  });
  return {
    status: finished.status,
    output: finished.stdout ?? '',
    errors: finished.error === undefined ? (finished.stderr ?? '') : finished.error.message,
  };
}

/** Whether a program of this name can be found on the path. */
export function hasProgram(name: string): boolean {
  return runQuietly('sh', ['-c', `command -v ${name}`]).status === 0;
}
