import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { jobNames, jobsOf, quick, whole } from './bench/jobs.ts';
import type { JobName } from './bench/jobs.ts';
import { servePart } from './bench/parts.ts';
import { linesOf, tableOf } from './bench/row.ts';
import type { Row } from './bench/row.ts';
import type { Command, Streams } from './command.ts';
import { exitCode } from './command.ts';

/** `heapwise bench`: measures the engine against what it is compared with, in one run. */
export const bench: Command = {
  name: 'bench',
  usage: '[--quick] [--only NAME[,NAME]] [--output FILE]',
  about: 'Measures the engine against V8, Go, CPython and plain simulators; writes a table.',
  run: async (words, streams) => {
    if (words[0] === '--part') {
      await servePart(words.slice(1));
      return exitCode.done;
    }
    const options = read(words);
    if (typeof options === 'string') {
      streams.message(`heapwise bench: ${options}`);
      return exitCode.usage;
    }
    const rows = await measure(options, streams);
    const file = options.output === null ? null : resolve(options.output);
    // What is measured alone takes its place among what was measured before.
    const before =
      file !== null && options.only !== null && existsSync(file)
        ? linesOf(readFileSync(file, 'utf8'))
        : [];
    const parts = before.length > 0 ? ' Its parts were measured one after another.' : '';
    const table = `${headOf((options.isQuick ? quick : whole).rounds, parts)}\n${tableOf(rows, before)}\n`;
    if (file !== null) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, table);
    }
    streams.output(table);
    return exitCode.done;
  },
};

interface Options {
  readonly isQuick: boolean;
  readonly only: readonly JobName[] | null;
  readonly output: string | null;
}

/** The options, or what is wrong with the words. */
function read(words: readonly string[]): Options | string {
  let isQuick = false;
  let only: readonly JobName[] | null = null;
  let output: string | null = null;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--quick') isQuick = true;
    else if (word === '--output') {
      index += 1;
      output = words[index] ?? null;
      if (output === null) return '--output needs the name of a file after it.';
    } else if (word === '--only') {
      index += 1;
      const wanted = (words[index] ?? '').split(',');
      only = jobNames.filter((name) => wanted.includes(name));
      if (only.length !== wanted.length)
        return `--only needs names after it, of these: ${jobNames.join(', ')}.`;
    } else return `"${word}" is not known: expected --quick, --only NAME[,NAME] or --output FILE.`;
  }
  return { isQuick, only, output };
}

async function measure({ isQuick, only }: Options, streams: Streams): Promise<Row[]> {
  const jobs = jobsOf(isQuick ? quick : whole);
  const rows: Row[] = [];
  for (const job of (only ?? jobNames).flatMap((name) => jobs[name])) {
    const measured = await job();
    for (const row of Array.isArray(measured) ? (measured as readonly Row[]) : [measured as Row]) {
      rows.push(row);
      streams.message(`${row.what}: ${row.result}${row.isMet === false ? ' (goal missed)' : ''}`);
    }
  }
  return rows;
}

/** What the table was measured on and how; `more` ends the explanation. */
function headOf(rounds: number, more: string): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    '# Speed of the engine',
    '',
    `Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${memory} GiB; load ${rounded(loadavg())} while it ran.`,
    '',
    `Each ratio comes from one run: medians of ${rounds} rounds in turn after a warm-up, each thing compared with in a process of its own (Node with \`--expose-gc --single-threaded-gc\`, Go with one processor). Times are processor time, for orientation.${more}`,
    '',
  ].join('\n');
}

function rounded(loads: readonly number[]): string {
  return (loads[0] ?? 0).toFixed(1);
}
