/** How a command ends, as the design says: 0; 1 the program is wrong; 2 bad usage; 3 out of memory; 4 a fault or a panic. */
export const exitCode = { done: 0, program: 1, usage: 2, outOfMemory: 3, fault: 4 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Where a command writes: the program's own output, and sentences for the person. */
export interface Streams {
  readonly output: (text: string) => void;
  /** The same for bytes that need not be UTF-8; where it is absent, they are decoded as such. */
  readonly bytes?: (content: Uint8Array) => void;
  readonly message: (sentence: string) => void;
}

/** One word of the command line: `heapwise NAME …`. */
export interface Command {
  readonly name: string;
  /** What comes after the name, for the list of commands. */
  readonly usage: string;
  readonly about: string;
  readonly run: (words: readonly string[], streams: Streams) => ExitCode | Promise<ExitCode>;
}
