import { readFileSync } from 'node:fs';
import { makeKernel } from '../kernel/make-kernel.ts';
import { eventAt } from '../simulator/decode.ts';
import type { HeapEvent } from '../simulator/event.ts';
import { eventCode } from '../simulator/recording.ts';
import { ScriptRun } from '../simulator/script-run.ts';
import { describeProblem, parseScript } from '../simulator/script.ts';
import type { ScriptProblem } from '../simulator/script.ts';
import type { Command, ExitCode, Streams } from './command.ts';
import { exitCode } from './command.ts';
import { optionsUsage, parseOptions } from './options.ts';
import { reasonOfOutOfMemory } from './out-of-memory.ts';
import { reasonOf, writeResults } from './results.ts';

/** Most problems of one file that are told. */
const problemLimit = 20;

/** `heapwise trace FILE.ops`: performs a script of operations. */
export const trace: Command = {
  name: 'trace',
  usage: `FILE.ops ${optionsUsage}`,
  about: 'Performs a script of mutator operations, one a line.',
  run: (words, streams) => {
    const parsed = parseOptions(words);
    if (!parsed.ok) return refuse(streams, `heapwise trace: ${parsed.message}`);
    const [file, extra] = parsed.files;
    if (file === undefined)
      return refuse(
        streams,
        'heapwise trace: expected the file of operations to perform (heapwise trace FILE.ops …).',
      );
    if (extra !== undefined)
      return refuse(streams, `heapwise trace: "${extra}" is one file too many: expected one.`);
    const text = read(file);
    if (text.problem !== null)
      return refuse(streams, `heapwise trace: ${file} could not be read: ${text.problem}.`);
    const script = parseScript(text.content);
    if (!script.ok)
      return refuse(
        streams,
        ...script.problems.slice(0, problemLimit).map((problem) => placed(file, problem)),
      );

    const run = new ScriptRun(parsed.options.settings, { kernel: makeKernel });
    const limit = parsed.options.steps ?? script.lines.length;
    const performed = run.performAll(script.lines.slice(0, limit));
    if (performed.status === 'refused') return refuse(streams, placed(file, performed.problem));
    if (performed.status === 'done' && limit < script.lines.length)
      streams.message(`${file}: stopped after ${limit} operations, as --steps says.`);
    const problem = writeResults(run.machine, parsed.options);
    if (problem !== null) return refuse(streams, `heapwise trace: ${problem}`);
    return conclude(run, file, streams);
  },
};

function refuse(streams: Streams, ...sentences: readonly string[]): ExitCode {
  for (const sentence of sentences) streams.message(sentence);
  return exitCode.usage;
}

function placed(file: string, problem: ScriptProblem): string {
  return `${file}:${problem.line}: ${describeProblem(problem)}`;
}

function read(file: string): { readonly content: string; readonly problem: string | null } {
  try {
    return { content: readFileSync(file, 'utf8'), problem: null };
  } catch (error) {
    return { content: '', problem: reasonOf(error) };
  }
}

/** Tells the faults and the `oom` of a run; its exit code. */
function conclude(run: ScriptRun, file: string, streams: Streams): ExitCode {
  const { core, halted } = run.machine;
  const { recording } = core;
  let code: ExitCode = exitCode.done;
  let told = 0;
  for (let seq = 1; seq <= recording.length; seq += 1) {
    const kind = recording.codeOf(seq);
    if (kind !== eventCode.fault && kind !== eventCode.oom) continue;
    code = exitCode.fault;
    told += 1;
    if (told <= problemLimit)
      streams.message(
        `${file}:${recording.lineOf(recording.operationAt(seq))}: ${describeEnd(eventAt(core, seq))}`,
      );
  }
  return halted === 'oom' ? exitCode.outOfMemory : code;
}

const faults: { readonly [kind: string]: string } = {
  'use-after-free': 'used after it was freed',
  'double-free': 'freed twice',
  'free-under-collector': 'freed by hand, which only the collector "manual" allows',
};

function describeEnd(event: HeapEvent): string {
  if (event.event === 'oom') {
    return `out of memory: ${event.request} requested, ${event.free} free, the largest free block is ${event.largest}: ${reasonOfOutOfMemory(event)}.`;
  }
  if (event.event !== 'fault') return event.event;
  if (event.object === null)
    return event.kind === 'free-of-nil' ? 'fault: nil was freed.' : 'fault: nil was dereferenced.';
  return `fault: object ${event.object} was ${faults[event.kind] ?? event.kind}.`;
}
