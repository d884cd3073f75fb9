import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Something in a process of its own that does one round for each line it is sent, and answers with the milliseconds. */
export class Comparand {
  readonly #child: ChildProcess;
  readonly #answers: string[] = [];
  /** What it said first. */
  greeting = '';
  #waiting: ((line: string | null) => void) | null = null;
  #ended = false;

  constructor(command: string, words: readonly string[]) {
    this.#child = spawn(command, words, { stdio: ['pipe', 'pipe', 'ignore'] });
    const end = (): void => {
      this.#ended = true;
      this.#waiting?.(null);
      this.#waiting = null;
    };
    this.#child.once('error', end);
    this.#child.once('close', end);
    this.#child.stdin?.on('error', end);
    if (this.#child.stdout !== null)
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        if (this.#waiting === null) this.#answers.push(line);
        else this.#waiting(line);
        this.#waiting = null;
      });
  }

  /** The next line it says; `null` when it has ended, or never began. */
  async line(): Promise<string | null> {
    const ready = this.#answers.shift();
    if (ready !== undefined) return ready;
    if (this.#ended) return null;
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  /** One round, in milliseconds. Throws an Error if the process has ended. */
  async round(): Promise<number> {
    this.#child.stdin?.write('\n');
    const line = await this.line();
    if (line === null)
      throw new Error('A program to compare with ended in the middle of its rounds.');
    return Number(line);
  }

  end(): void {
    this.#child.stdin?.end();
    this.#child.kill();
  }
}

/** This very program in another process, doing one part of the comparison; ready when it returns. */
export async function ownPart(part: readonly string[]): Promise<Comparand> {
  const program = process.argv[1] ?? '';
  const comparand = new Comparand(process.execPath, [
    // One thread each, so that processor time is what passes.
    '--expose-gc',
    '--single-threaded-gc',
    '--max-old-space-size=12000',
    program,
    'bench',
    '--part',
    ...part,
  ]);
  const greeting = await comparand.line();
  if (greeting === null) throw new Error(`The part ${part.join(' ')} did not start.`);
  comparand.greeting = greeting;
  return comparand;
}
