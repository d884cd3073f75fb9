/** Performs a source on the simulator and keeps it as a recording: the one place where the course meets the machine. */
import type { Problem, ProgramOptions, RunStatus, Source } from '../contract/run.ts';
import { checkProgram } from '../minigo/check/program.ts';
import { compileProgram, defaultRunOptions, ProgramRun } from '../minigo/program.ts';
import type { Outcome } from '../minigo/program.ts';
import { eventAt } from '../simulator/decode.ts';
import type { HeapEvent } from '../simulator/event.ts';
import type { Frame } from '../simulator/frame.ts';
import { frameAt } from '../simulator/frames.ts';
import { Lifetimes } from '../simulator/lifetimes.ts';
import { Machine } from '../simulator/machine.ts';
import type { Operation } from '../simulator/operation.ts';
import { ScriptRun } from '../simulator/script-run.ts';
import type { ScriptProblem } from '../simulator/script.ts';
import { describeProblem, parseScript } from '../simulator/script.ts';
import { settingsProblem, settingsValues } from '../simulator/settings-check.ts';
import type { HeapSettings } from '../simulator/settings.ts';
import type { Pause } from '../simulator/utilisation.ts';
import { lessonProgramOptions } from './format/lab.ts';
import { History, mostEvents } from './history.ts';
import type { Recording, RecordOutcome } from './ports.ts';
import type { QuestionProgram } from './question/type.ts';

/** Blocks of a heap that a lesson, question or lab looks at; one with more has no list of objects. */
const blockLimit = 5_000;
/** A lesson's heap is small; its checkpoints need not be many. */
const checkpointBytes = 1 << 20;
/** Statements of a program between two looks at how long its record has become. */
const slice = 10_000;

class MachineRecording implements Recording {
  readonly status: Recording['status'];
  readonly #machine: Machine;
  readonly #lifetimes: Lifetimes;

  constructor(machine: Machine, status: Recording['status']) {
    this.#machine = machine;
    this.#lifetimes = new Lifetimes(machine);
    this.status = status;
  }

  get length(): number {
    return this.#machine.core.recording.length;
  }

  get operations(): number {
    return this.#machine.core.recording.operations;
  }

  get pauses(): readonly Pause[] {
    return this.#machine.core.pauses.entries;
  }

  event(seq: number): HeapEvent {
    if (!Number.isInteger(seq) || seq < 1 || seq > this.length)
      throw new RangeError(`Event ${seq} is outside 1..${this.length}`);
    return eventAt(this.#machine.core, seq);
  }

  frame(seq: number): Frame {
    if (!Number.isInteger(seq) || seq < 0 || seq > this.length)
      throw new RangeError(`Position ${seq} is outside 0..${this.length}`);
    return frameAt(this.#machine, this.#lifetimes, seq, { blockLimit, cells: null });
  }
}

function problemOf(problem: ScriptProblem): Problem {
  return {
    line: problem.line,
    column: 1,
    message: describeProblem(problem),
    code: problem.code,
    detail: { word: problem.word, ...problem.values },
  };
}

function performScript(text: string, settings: HeapSettings): RecordOutcome<Recording> {
  const parsed = parseScript(text);
  if (!parsed.ok) return { problems: parsed.problems.map(problemOf) };
  const run = new ScriptRun(settings, { checkpointBytes });
  const performed = run.performAll(parsed.lines);
  if (performed.status === 'refused') return { problems: [problemOf(performed.problem)] };
  return {
    ok: new MachineRecording(
      run.machine,
      performed.status === 'done' ? 'finished' : 'out-of-memory',
    ),
  };
}

const endings: Readonly<Record<Exclude<Outcome['kind'], 'paused'>, RunStatus>> = {
  finished: 'finished',
  panicked: 'panic',
  deadlocked: 'deadlock',
  oom: 'out-of-memory',
  limit: 'limit',
};

function performProgram(
  source: Source,
  settings: HeapSettings,
  program: ProgramOptions,
): RecordOutcome<Recording> {
  if (settings.geometry !== 'bytes')
    return refused(
      'A program needs the geometry "bytes": its values have sizes in bytes.',
      'bad-settings',
      { cause: 'program-needs-bytes', ...settingsValues(settings) },
    );
  const checked = checkProgram(source.text, source.name, { escape: program.escape });
  if (!checked.ok) return { problems: checked.problems };
  const machine = new Machine(settings, { checkpointBytes });
  const { roots, steps } = program;
  const run = new ProgramRun(compileProgram(checked.program, roots), machine, {
    ...defaultRunOptions,
    roots,
    steps,
    seed: settings.seed,
  });
  for (;;) {
    const outcome = run.run(slice);
    if (outcome.kind !== 'paused')
      return { ok: new MachineRecording(machine, endings[outcome.kind]) };
    if (machine.core.recording.length > mostEvents)
      return { ok: new MachineRecording(machine, 'limit') };
  }
}

function refused(
  message: string,
  code: string,
  detail: Record<string, string | number>,
): RecordOutcome<Recording> {
  return { problems: [{ line: 1, column: 1, message, code, detail }] };
}

/** Performs a source from its beginning to its end, or to where a lesson's run is stopped. */
export function performSource(
  source: Source,
  settings: HeapSettings,
  program: ProgramOptions | null,
): RecordOutcome<Recording> {
  const problem = settingsProblem(settings);
  if (problem !== null) return refused(problem.message, problem.code, settingsValues(settings));
  if (source.kind === 'operations') return performScript(source.text, settings);
  return performProgram(source, settings, program ?? lessonProgramOptions);
}

/** Performs a program that is known to be sound. Throws a RangeError where it isn't. */
export function performProgramText(
  { text, options }: QuestionProgram,
  settings: HeapSettings,
): History {
  const outcome = performProgram({ kind: 'program', name: 'main.go', text }, settings, options);
  if ('ok' in outcome) return new History(outcome.ok);
  const [problem] = outcome.problems;
  throw new RangeError(`line ${problem?.line ?? 1}: ${problem?.message ?? ''}\n${text}`);
}

/** Performs operations that are known to be sound. Throws a RangeError where they aren't. */
export function performOperations(
  operations: readonly Operation[],
  settings: HeapSettings,
): History {
  const run = new ScriptRun(settings, { checkpointBytes });
  const performed = run.performAll(
    operations.map((operation, at) => ({ line: at + 1, operation })),
  );
  if (performed.status === 'refused') throw new RangeError(describeProblem(performed.problem));
  return new History(
    new MachineRecording(run.machine, performed.status === 'done' ? 'finished' : 'out-of-memory'),
  );
}
