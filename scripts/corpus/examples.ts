/**
 * Runs every program of the sandbox's examples with a real Go and writes down what it printed, beside
 * the examples. Only for whoever has Go (1.24 or later): the test reads the record.
 *
 *   node scripts/run.mjs scripts/corpus/examples.ts
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleList } from '../../main/session/examples/examples.ts';

const archive = join(process.cwd(), 'main/session/examples/recorded.txtar');
const old = existsSync(archive) ? readFileSync(archive, 'utf8') : '';

/** The record of a program that has not changed, or nothing. */
function recordOf(id: string, text: string): string {
  const start = `-- ${id}.go --\n${text}-- ${id}.out --\n`;
  if (!old.includes(start)) return '';
  const rest = old.slice(old.indexOf(start) + start.length - `-- ${id}.out --\n`.length);
  const end = rest.search(/^-- \S+\.go --$/mu);
  return end < 0 ? rest : rest.slice(0, end);
}

const programs = exampleList('en').filter(({ source }) => source.kind === 'program');
writeFileSync(
  archive,
  programs
    .map(({ id, source }) => `-- ${id}.go --\n${source.text}${recordOf(id, source.text)}`)
    .join(''),
);
const { status } = spawnSync(process.execPath, ['scripts/corpus/record.mjs', archive], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
