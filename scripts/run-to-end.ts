import { spawn } from 'node:child_process';
import { Refusal } from './sentence.ts';

/** What a program is started with. `milliseconds` is how long it may run. */
export interface Start {
  readonly program: string;
  readonly words: readonly string[];
  readonly variables: NodeJS.ProcessEnv;
  readonly milliseconds?: number;
}

/**
 * Runs a program to its end with our own input and output, and returns its exit code. Whoever stops
 * us stops it too.
 *
 * @throws Refusal when it does not start, or was stopped.
 */
export function runToEnd({ program, words, variables, milliseconds }: Start): Promise<number> {
  return new Promise((settle, reject) => {
    const child = spawn(program, words, {
      env: variables,
      stdio: 'inherit',
      ...(milliseconds === undefined ? {} : { timeout: milliseconds }),
    });
    const stop = (): void => {
      child.kill();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    child.once('error', (error) =>
      reject(new Refusal(`${program} does not start: ${error.message}`)),
    );
    child.once('exit', (code, signal) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      if (signal === null) settle(code ?? 1);
      else reject(new Refusal(`${program} was stopped by ${signal}.`));
    });
  });
}
