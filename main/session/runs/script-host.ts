/** A script of operations as a run: performed to its end, lengthened by hand, taken back. */
import type { Params } from '../../contract/contract.ts';
import type {
  Control,
  Explanation,
  Moment,
  Problem,
  RunState,
  Series,
  Source,
} from '../../contract/run.ts';
import type { HeapEvent } from '../../simulator/event.ts';
import type { Frame } from '../../simulator/frame.ts';
import type { ScriptLine } from '../../simulator/operation.ts';
import { describeProblem, parseScript, type ScriptProblem } from '../../simulator/script.ts';
import { ScriptRun, type Performed } from '../../simulator/script-run.ts';
import type { MachineOptions } from '../../simulator/machine.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Pause } from '../../simulator/utilisation.ts';
import type { Done, Position, Run, Stopped, Work } from './run.ts';
import { problemFault } from './problems.ts';
import { RecordedView } from './recorded-view.ts';

export class ScriptHost implements Run {
  readonly id: string;
  readonly source: Source;
  readonly settings: HeapSettings;
  readonly program = null;
  readonly #run: ScriptRun;
  readonly #view: RecordedView;
  /** All of the script as it stands. */
  #text = '';
  #stopped = false;

  private constructor(id: string, source: Source, settings: HeapSettings, machine: MachineOptions) {
    this.id = id;
    this.source = source;
    this.settings = settings;
    this.#run = new ScriptRun(settings, machine);
    this.#view = new RecordedView(this.#run.machine);
  }

  /** Opens and performs `text`, which is the source's own unless the run is opened again as it stood. */
  static *open(
    id: string,
    source: Source,
    settings: HeapSettings,
    text: string = source.text,
    machine: MachineOptions = {},
  ): Work<Done<Run>> {
    const host = new ScriptHost(id, source, settings, machine);
    const done = yield* host.perform(text, () => false);
    // The empty script has no line to end: its text stays as it was given.
    return 'fault' in done ? done : { ok: host };
  }

  state(): RunState {
    const { machine } = this.#run;
    const last = this.#run.operations.at(-1);
    return {
      run: this.id,
      status: machine.halted !== null ? 'out-of-memory' : this.#stopped ? 'stopped' : 'ready',
      length: machine.timeline.length,
      operations: this.#run.operations.length,
      line: last?.line ?? null,
      script: this.#text,
      message: null,
      simulatorOnly: null,
    };
  }

  *perform(text: string, stopped: Stopped): Work<Done<RunState>> {
    const before = this.#text;
    if (this.#run.machine.halted !== null) {
      return { fault: { code: 'run-ended', detail: { run: this.id, status: 'out-of-memory' } } };
    }
    const lead = before === '' || before.endsWith('\n') ? before : `${before}\n`;
    const parsed = parseScript(text);
    const offset = lineCount(lead);
    if (!parsed.ok)
      return problemFault(parsed.problems.map((problem) => problemAt(problem, offset, text)));

    const already = this.#run.operations.length;
    this.#stopped = false;
    this.#text = lead + text;
    for (const { line, operation } of parsed.lines) {
      const performed: Performed = this.#run.perform({ line: line + offset, operation });
      if (performed.status === 'refused') {
        this.#run.keep(already);
        this.#text = before;
        return problemFault([problemAt({ ...performed.problem, line }, offset, text)]);
      }
      if (performed.status === 'out-of-memory') break;
      yield;
      if (stopped()) {
        this.#stopped = true;
        // What was not performed is no part of the script any more.
        this.#text = upToLine(this.#text, line + offset);
        break;
      }
    }
    return { ok: this.state() };
  }

  *undo(): Work<Done<RunState>> {
    const last = this.#run.operations.at(-1);
    if (last === undefined) return { fault: { code: 'nothing-to-undo', detail: { run: this.id } } };
    this.#run.keep(this.#run.operations.length - 1);
    this.#stopped = false;
    this.#text = upToLine(this.#text, last.line - 1);
    yield;
    return { ok: this.state() };
  }

  *control(
    _control: Control,
    _breakpoints: readonly number[],
    _stopped: Stopped,
  ): Work<Done<RunState>> {
    yield;
    return { fault: { code: 'not-a-program', detail: { run: this.id } } };
  }

  /** A script was performed when it was opened; there is nothing that could go on. */
  *advanceTo(): Work<Done<RunState>> {
    yield;
    return { ok: this.state() };
  }

  /** The operations performed, for whoever compares or counts them. */
  get operations(): readonly ScriptLine[] {
    return this.#run.operations;
  }

  frame(seq: number, request: Params<'run/frame'>['request']): Frame {
    return this.#view.frame(seq, request);
  }

  find(seq: number, moment: Moment): number | null {
    return this.#view.find(seq, moment);
  }

  stepFrom(seq: number, _op: number | null, step: 1 | -1): Position | null {
    const found = this.#view.find(seq, { kind: 'operation', step });
    return found === null ? null : { seq: found, op: null };
  }

  series(from: number, to: number, points: number): Series {
    return this.#view.series(from, to, points);
  }

  event(seq: number): HeapEvent {
    return this.#view.event(seq);
  }

  pauses(): readonly Pause[] {
    return this.#view.pauses();
  }

  explain(seq: number, object: number): Explanation {
    return this.#view.explain(seq, object);
  }

  hashAfter(operation: number): string {
    return this.#view.hashAfter(operation);
  }

  retire(): void {
    this.#run.machine.retire();
  }
}

/** Line breaks before what comes next. */
function lineCount(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}

/** The first `lines` lines of a text, each with its line break. */
function upToLine(text: string, lines: number): string {
  const breaks = /\r\n|\n|\r/g;
  for (let count = 0; count < lines; count += 1) {
    if (breaks.exec(text) === null) return text;
  }
  return text.slice(0, breaks.lastIndex);
}

/** A problem of a piece of script as one of the whole, at the word it speaks of. */
function problemAt(problem: ScriptProblem, offset: number, text: string): Problem {
  const line = text.split(/\r\n|\n|\r/)[problem.line - 1] ?? '';
  return {
    line: problem.line + offset,
    column: Math.max(0, line.indexOf(problem.word)) + 1,
    message: describeProblem(problem),
    code: problem.code,
    detail: { word: problem.word, ...problem.values },
  };
}
