import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One check: its name, and how to find out what is wrong. An empty answer means all is well. */
export interface Step {
  readonly name: string;
  run(): Promise<string>;
}

/** A check that is a program of an installed package, run by Node in the root folder. */
export function programStep(name: string, script: string, givenArguments: readonly string[]): Step {
  return {
    name,
    run: () => runProgram(join('node_modules', script), givenArguments),
  };
}

/** A check of our own that lists what is wrong, one line each. */
export function listStep(
  name: string,
  find: () => readonly string[] | Promise<readonly string[]>,
): Step {
  return { name, run: async () => (await find()).join('\n') };
}

function runProgram(script: string, givenArguments: readonly string[]): Promise<string> {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [script, ...givenArguments], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    child.once('error', (error) => settle(error.message));
    child.once('close', (code) => {
      const output = Buffer.concat(pieces).toString().trim();
      settle(code === 0 ? '' : output || `it ended with code ${code ?? 'none'} and said nothing`);
    });
  });
}

/**
 * Runs all steps, `width` at a time, printing each as it ends. Returns how many held and how many
 * did not. A step that throws has failed.
 */
export async function runSteps(
  steps: readonly Step[],
  width: number,
  print: (line: string) => void,
): Promise<{ readonly passed: number; readonly failed: number }> {
  const waiting = [...steps];
  let passed = 0;
  let failed = 0;
  async function work(): Promise<void> {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const start = performance.now();
      const wrong = await step.run().catch((error: unknown) => String(error));
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      if (wrong === '') {
        passed += 1;
        print(`ok      ${step.name} (${seconds} s)`);
      } else {
        failed += 1;
        print(`FAILED  ${step.name} (${seconds} s)\n${wrong.replace(/^/gm, '        ')}`);
      }
    }
  }
  await Promise.all(Array.from({ length: width }, work));
  return { passed, failed };
}
