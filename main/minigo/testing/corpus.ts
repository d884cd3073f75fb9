/** Reading the programs that tests are made of. */
import { readFileSync, readdirSync } from 'node:fs';

const corpus = new URL('../corpus/', import.meta.url);

export interface RecordedProgram {
  readonly file: string;
  readonly source: string;
  /** `line:column: first line of the message`, each; none where Go accepts the program. */
  readonly errors: readonly string[];
  /** What MiniGo says of a construct it leaves out. */
  readonly outside: string | null;
}

export function corpusText(name: string): string {
  return readFileSync(new URL(name, corpus), 'utf8');
}

/** All programs of `corpus/rejected`, with what Go says of each. */
export function recordedPrograms(): RecordedProgram[] {
  return readdirSync(new URL('rejected/', corpus))
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) => parse(file, corpusText(`rejected/${file}`)));
}

function parse(file: string, text: string): RecordedProgram[] {
  const [, ...chunks] = text.split('\n===\n');
  return chunks.map((chunk) => {
    const lines = chunk.split('\n');
    const body = lines.filter((line) => !line.startsWith('--- '));
    const verdicts = lines.filter((line) => line.startsWith('--- ')).map((line) => line.slice(4));
    const outside =
      verdicts.find((verdict) => verdict.startsWith('outside '))?.slice('outside '.length) ?? null;
    return {
      file,
      source: `package main\n\n${body.join('\n')}\n`,
      errors: verdicts.filter((verdict) => verdict !== 'ok' && !verdict.startsWith('outside ')),
      outside,
    };
  });
}
