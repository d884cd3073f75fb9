import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkProgram } from '../minigo/check/program.ts';
import type { Image } from '../minigo/compile/image.ts';
import { problemText } from '../minigo/problems.ts';
import {
  compileProgram,
  defaultRunOptions,
  ProgramRun,
  type Outcome,
  type SimulatorOnlyReason,
} from '../minigo/program.ts';
import { makeKernel } from '../kernel/make-kernel.ts';
import { eventAt } from '../simulator/decode.ts';
import { Machine } from '../simulator/machine.ts';
import { eventCode } from '../simulator/recording.ts';
import { defaultSettings } from '../simulator/settings.ts';
import type { Command, ExitCode, Streams } from './command.ts';
import { exitCode } from './command.ts';
import { optionsUsage, parseOptions, type RunOptions } from './options.ts';
import { reasonOfOutOfMemory } from './out-of-memory.ts';
import { reasonOf, writeResults } from './results.ts';
import { sourceText } from './source-text.ts';

/** The heap of a program for which no `--heap` is given: room for what programs of a course make. */
const usualHeapBytes = 64 * 1024 * 1024;
/** Statements between two looks at the output. */
const slice = 20_000;
/** Statements of a program that is run once more to see whether the order of maps matters to it. */
const mostToRepeat = 2_000_000;

const dependences: { readonly [reason in SimulatorOnlyReason]: string } = {
  address: 'an address',
  'memory-statistics': "figures of the memory's statistics",
  'map-order': 'the order of a map',
  schedule: 'the order in which goroutines run',
  'cleanup-order': 'the order of cleanups',
  capacity: 'a capacity',
  'stack-depth': 'how deep a stack may be',
  finalizer: 'when a finalizer runs',
};

/** `heapwise run FILE.go`: runs a program. */
export const run: Command = {
  name: 'run',
  usage: `FILE.go ${optionsUsage}`,
  about: 'Runs a MiniGo program on the simulated heap.',
  run: (words, streams) => {
    const parsed = parseOptions(words, { ...defaultSettings, heapBytes: usualHeapBytes });
    if (!parsed.ok) return refuse(streams, parsed.message);
    const [file, extra] = parsed.files;
    if (file === undefined)
      return refuse(streams, 'expected the program to run (heapwise run FILE.go …).');
    if (extra !== undefined)
      return refuse(streams, `"${extra}" is one file too many: expected one.`);
    const { options } = parsed;
    if (options.settings.geometry !== 'bytes')
      return refuse(streams, 'a program needs --geometry bytes: its values have sizes in bytes.');
    let read: ReturnType<typeof sourceText>;
    try {
      read = sourceText(readFileSync(file));
    } catch (error) {
      return refuse(streams, `${file} could not be read: ${reasonOf(error)}.`);
    }
    const name = basename(file);
    if ('broken' in read) {
      streams.message(`${name}:${read.broken.line}:${read.broken.column}: invalid UTF-8 encoding`);
      return exitCode.program;
    }
    const checked = checkProgram(read.text, name, { escape: options.escape });
    if (!checked.ok) {
      for (const problem of checked.problems) streams.message(problemText(name, problem));
      return exitCode.program;
    }
    const image = compileProgram(checked.program, options.roots);
    const { machine, program } = load(image, options);
    const outcome = perform(program, streams);
    const problem = writeResults(machine, options);
    if (problem !== null) return refuse(streams, problem);
    const reason =
      program.simulatorOnly ?? (dependsOnMaps(program, image, options) ? 'map-order' : null);
    return conclude(program, machine, outcome, { name, reason }, streams);
  },
};

/** A program on a machine of its own, before its first statement; recorded where something is to be written of it. */
export function load(
  image: Image,
  options: RunOptions,
): { readonly machine: Machine; readonly program: ProgramRun } {
  const recording = options.events !== null || options.report !== null;
  const machine = new Machine(options.settings, { recording, kernel: makeKernel });
  const program = new ProgramRun(image, machine, {
    ...defaultRunOptions,
    seed: options.settings.seed,
    steps: options.steps ?? defaultRunOptions.steps,
  });
  return { machine, program };
}

function refuse(streams: Streams, sentence: string): ExitCode {
  streams.message(`heapwise run: ${sentence}`);
  return exitCode.usage;
}

/** Runs to the end; what the program prints goes out as it comes. */
function perform(program: ProgramRun, streams: Streams): Outcome {
  let printed = 0;
  for (;;) {
    const outcome = program.run(slice);
    if (program.output.length > printed) {
      const bytes = Buffer.from(program.output.slice(printed).join(''), 'latin1');
      printed = program.output.length;
      if (streams.bytes !== undefined) streams.bytes(bytes);
      else streams.output(bytes.toString('utf8'));
    }
    if (outcome.kind !== 'paused') return outcome;
  }
}

/**
 * Whether a program that has ended would have written something else had its loops gone over maps
 * the other way round: it is run once more to see.
 */
function dependsOnMaps(program: ProgramRun, image: Image, options: RunOptions): boolean {
  if (!program.hasRangedMap || program.steps > mostToRepeat) return false;
  const again = new ProgramRun(image, new Machine(options.settings, { recording: false }), {
    ...defaultRunOptions,
    seed: options.settings.seed,
    steps: 2 * program.steps + slice,
    mapsReversed: true,
  });
  while (again.run(slice).kind === 'paused');
  return again.output.join('') !== program.output.join('') || again.errors !== program.errors;
}

/** Tells how the program ended. */
function conclude(
  program: ProgramRun,
  machine: Machine,
  outcome: Outcome,
  { name, reason }: { readonly name: string; readonly reason: SimulatorOnlyReason | null },
  streams: Streams,
): ExitCode {
  if (program.errors !== '') streams.message(program.errors.replace(/\n$/, ''));
  if (reason !== null)
    streams.message(
      `${name}: simulator-only: the output depends on ${dependences[reason]}, which Go leaves open.`,
    );
  switch (outcome.kind) {
    case 'paused':
    case 'finished':
      return exitCode.done;
    case 'panicked':
    case 'deadlocked':
      return exitCode.fault;
    case 'oom':
      streams.message(`${name}:${outcome.line}: ${outOfMemory(machine)}`);
      return exitCode.outOfMemory;
    case 'limit':
      streams.message(`${name}:${outcome.line}: ${limitText(outcome)}`);
      return exitCode.fault;
  }
}

function outOfMemory(machine: Machine): string {
  const { recording } = machine.core;
  for (let seq = recording.length; seq > 0; seq -= 1) {
    if (recording.codeOf(seq) !== eventCode.oom) continue;
    const event = eventAt(machine.core, seq);
    if (event.event !== 'oom') break;
    return `out of memory: ${event.request} bytes requested, ${event.free} free, the largest free block is ${event.largest}: ${reasonOfOutOfMemory(event)}.`;
  }
  return `out of memory: the heap of ${machine.settings.heapBytes} bytes is full; --heap gives it more.`;
}

function limitText(outcome: Extract<Outcome, { kind: 'limit' }>): string {
  if (outcome.limit === 'steps') return `${outcome.text}; --steps allows more.`;
  return `stopped: ${outcome.text}.`;
}
