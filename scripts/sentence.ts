/** A failure with an explanation that stands on its own: no stack is shown with it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Prints one line for the person who runs the script. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Prints one line that has to be noticed. */
export function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Runs a script's main function and sets the exit code: what it returns, or 1 after a refusal or a
 * mistake of ours. A refusal prints its sentence, a mistake its stack.
 */
export async function runScript(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof Refusal) warn(error.message);
    else throw error;
  }
}
