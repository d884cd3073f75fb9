/** For tests: programs from source to outcome, and the archives of the corpus. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { eventAt } from '../../simulator/decode.ts';
import { Machine } from '../../simulator/machine.ts';
import { defaultSettings, type HeapSettings } from '../../simulator/settings.ts';
import { checkProgram } from '../check/program.ts';
import type { EscapeMode } from '../checked.ts';
import {
  compileProgram,
  defaultRunOptions,
  ProgramRun,
  type Outcome,
  type RunOptions,
} from '../program.ts';

export interface Trial {
  readonly settings?: Partial<HeapSettings>;
  readonly options?: Partial<RunOptions>;
  readonly escape?: EscapeMode;
  readonly recording?: boolean;
}

export interface Finished {
  readonly run: ProgramRun;
  readonly machine: Machine;
  readonly outcome: Outcome;
  /** Everything written to stdout, one character for each byte. */
  readonly output: string;
}

/** Loads a program that must pass the checker. */
export function load(
  source: string,
  trial: Trial = {},
): { readonly run: ProgramRun; readonly machine: Machine } {
  const checked = checkProgram(source, 'main.go', { escape: trial.escape ?? 'go' });
  if (!checked.ok)
    throw new Error(
      checked.problems
        .map((problem) => `${problem.line}:${problem.column}: ${problem.message}`)
        .join('\n'),
    );
  const options = { ...defaultRunOptions, ...trial.options };
  const settings = { ...defaultSettings, heapBytes: 2 * 1024 * 1024, ...trial.settings };
  const machine = new Machine(settings, { recording: trial.recording ?? false });
  return {
    run: new ProgramRun(compileProgram(checked.program, options.roots), machine, options),
    machine,
  };
}

/** Runs a program to its end, in slices. */
export function runProgram(source: string, trial: Trial = {}): Finished {
  const { run, machine } = load(source, trial);
  let outcome = run.run(10_000);
  while (outcome.kind === 'paused') outcome = run.run(10_000);
  return { run, machine, outcome, output: run.output.join('') };
}

/** Types of the objects made at each line. */
export function madeAt(source: string): ReadonlyMap<number, readonly string[]> {
  const { machine } = runProgram(source, { recording: true });
  const made = new Map<number, string[]>();
  for (let seq = 1; seq <= machine.timeline.length; seq += 1) {
    const event = eventAt(machine.core, seq);
    if (event.event !== 'alloc') continue;
    const line = machine.core.recording.lineOf(event.op);
    made.set(line, [...(made.get(line) ?? []), event.type]);
  }
  return made;
}

/** A program of the corpus and what the real Go did with it. */
export interface Recorded {
  readonly archive: string;
  readonly name: string;
  readonly source: string;
  /** Exactly what it wrote to stdout, one character for each byte. */
  readonly output: string;
  readonly exit: number;
  /** First line of a panic or fatal error; empty if it ended well. */
  readonly dying: string;
}

const folder = join(import.meta.dirname, '../corpus/accepted');

function sections(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(/^-- /m).slice(1)) {
    const end = part.indexOf(' --\n');
    found.set(part.slice(0, end), part.slice(end + 4));
  }
  return found;
}

/** Every recorded program of the corpus. */
export function corpus(): readonly Recorded[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txtar'))
    .sort()
    .flatMap((archive) => recordedIn(join(folder, archive)));
}

/** The programs of one archive with their records. */
export function recordedIn(path: string): Recorded[] {
  const parts = sections(readFileSync(path, 'latin1'));
  return [...parts].flatMap(([name, body]) => {
    if (!name.endsWith('.go')) return [];
    const base = name.slice(0, -3);
    const [ending = '', dying = ''] = (parts.get(`${base}.end`) ?? '').split('\n');
    const written = parts.get(`${base}.out`);
    if (written === undefined) throw new Error(`${path}: ${name} has no record.`);
    return {
      archive: basename(path, '.txtar'),
      name: base,
      source: Buffer.from(body, 'latin1').toString('utf8'),
      output: ending.endsWith('open-line') ? written.slice(0, -1) : written,
      exit: Number(ending.split(' ')[1]),
      dying,
    };
  });
}
