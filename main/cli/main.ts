import { writeSync } from 'node:fs';
import { commands } from './commands.ts';
import { exitCode } from './command.ts';
import type { ExitCode, Streams } from './command.ts';

const streams: Streams = {
  output: (text) => writeAll(1, Buffer.from(text, 'utf8')),
  bytes: (content) => writeAll(1, content),
  message: (sentence) => writeAll(2, Buffer.from(`${sentence}\n`, 'utf8')),
};

/** Writes to a pipe that may be slow or gone; what a closed pipe does not take is nobody's loss. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

async function heapwise(words: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const sentence = [
      'Usage: heapwise COMMAND …',
      '',
      ...commands.map((command) => `  ${command.name} ${command.usage}\n      ${command.about}`),
    ].join('\n');
    if (name !== undefined) streams.output(`${sentence}\n`);
    else streams.message(sentence);
    return name === undefined ? exitCode.usage : exitCode.done;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    streams.message(
      `heapwise: there is no command "${name}": expected ${commands.map((candidate) => candidate.name).join(', ')} or help.`,
    );
    return exitCode.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    streams.output(`Usage: heapwise ${command.name} ${command.usage}\n${command.about}\n`);
    return exitCode.done;
  }
  return command.run(rest, streams);
}

heapwise(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // A promise of our own code was broken: a sentence, no trace of the stack.
    streams.message(
      `heapwise: something went wrong inside Heapwise: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = exitCode.program;
  },
);
