import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { againstList } from './bench/block-rows.ts';
import {
  againstGo,
  againstMaps,
  againstPython,
  againstV8,
  loggedMarking,
} from './bench/graph-rows.ts';
import { graphNames } from './bench/graphs.ts';
import { servePart } from './bench/parts.ts';
import { againstStepper, compiling, singleSteps } from './bench/program-rows.ts';
import { tableOf } from './bench/row.ts';
import type { Row } from './bench/row.ts';
import { againstMapWrites, seeking } from './bench/run-rows.ts';
import type { Command, Streams } from './command.ts';
import { exitCode } from './command.ts';

/** Sizes of a whole run and of a quick one. */
const whole = {
  graphs: [1e6, 1e7],
  maps: 1e6,
  cycles: 1e6,
  marking: 1e6,
  writes: [1e4, 1e5, 1e6],
  blocks: 1e5,
  operations: 1e6,
  rounds: 5,
};
const quick: typeof whole = {
  graphs: [1e5],
  maps: 1e5,
  cycles: 1e5,
  marking: 1e5,
  writes: [1e4],
  blocks: 2e4,
  operations: 1e5,
  rounds: 5,
};

/** `heapwise bench`: measures the engine against what it is compared with, in one run. */
export const bench: Command = {
  name: 'bench',
  usage: '[--quick] [--output FILE]',
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
    const table = await measure(options.isQuick ? quick : whole, streams);
    if (options.output !== null) {
      const file = resolve(options.output);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, table);
    }
    streams.output(table);
    return exitCode.done;
  },
};

function read(
  words: readonly string[],
): { readonly isQuick: boolean; readonly output: string | null } | string {
  let isQuick = false;
  let output: string | null = null;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === '--quick') isQuick = true;
    else if (word === '--output') {
      index += 1;
      output = words[index] ?? null;
      if (output === null) return '--output needs the name of a file after it.';
    } else return `"${word}" is not known: expected --quick or --output FILE.`;
  }
  return { isQuick, output };
}

async function measure(sizes: typeof whole, streams: Streams): Promise<string> {
  const { rounds } = sizes;
  const largest = Math.max(...sizes.graphs);
  const rows: Row[] = [];
  const jobs: (() => Row | readonly Row[] | Promise<Row | readonly Row[]>)[] = [
    ...sizes.graphs.flatMap((count) =>
      graphNames
        // Ten million real objects take V8 a second each time: once, in the shape that matters most.
        .filter((name) => name === 'random' || count < 5e6)
        .map((name) => () => againstV8(name, count, rounds)),
    ),
    () => againstGo(sizes.graphs[0] ?? largest, rounds),
    () => againstMaps(sizes.maps, rounds),
    () => loggedMarking(sizes.marking, rounds + 2),
    ...sizes.writes.map((count) => () => againstMapWrites(count, rounds)),
    () => againstList('first-fit', sizes.blocks, 100, rounds),
    () => againstList('best-fit', sizes.blocks, 10, rounds),
    () => againstPython(sizes.cycles, rounds),
    () => seeking(sizes.operations),
    () => againstStepper(rounds),
    () => singleSteps(rounds),
    () => compiling(rounds),
  ];
  for (const job of jobs) {
    const measured = await job();
    for (const row of Array.isArray(measured) ? (measured as readonly Row[]) : [measured as Row]) {
      rows.push(row);
      streams.message(`${row.what}: ${row.result}${row.isMet === false ? ' (goal missed)' : ''}`);
    }
  }
  return `${headOf(rounds)}\n${tableOf(rows)}\n`;
}

function headOf(rounds: number): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    '# Speed of the engine',
    '',
    `Node ${process.versions.node} (V8 ${process.versions.v8}), ${process.platform} ${process.arch}, ${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${memory} GiB; load ${rounded(loadavg())} while it ran.`,
    '',
    `Each ratio comes from one run: medians of ${rounds} rounds in turn after a warm-up, each thing compared with in a process of its own (Node with \`--expose-gc --single-threaded-gc\`, Go with one processor). Times are processor time, for orientation.`,
    '',
  ].join('\n');
}

function rounded(loads: readonly number[]): string {
  return (loads[0] ?? 0).toFixed(1);
}
