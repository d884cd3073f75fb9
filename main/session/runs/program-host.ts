/** A program as a run: it goes on as far as it is told to, in slices, and can be looked at anywhere. */
import type { Params } from '../../contract/contract.ts';
import type { Limit } from '../../contract/codes.ts';
import type {
  Control,
  Explanation,
  Moment,
  ProgramOptions,
  RunState,
  RunStatus,
  Series,
  Source,
} from '../../contract/run.ts';
import { checkProgram } from '../../minigo/check/program.ts';
import {
  compileProgram,
  defaultRunOptions,
  depthLimit,
  goroutineLimit,
  outputLimit,
  ProgramRun,
  type Outcome,
} from '../../minigo/program.ts';
import type { HeapEvent } from '../../simulator/event.ts';
import type { Frame } from '../../simulator/frame.ts';
import { Machine } from '../../simulator/machine.ts';
import type { MachineOptions } from '../../simulator/machine.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Pause } from '../../simulator/utilisation.ts';
import { problemFault, settingsFault } from './problems.ts';
import { RecordedView } from './recorded-view.ts';
import type { Done, Position, Run, Stopped, Work } from './run.ts';

/** Statements of a slice: far less than a millisecond's worth of waiting for whoever presses Stop. */
const slice = 1_000;
/** Bytes that the record of a run may occupy; a longer one is ended, and says so. */
const largestRecord = 768 * 2 ** 20;

export const defaultProgramOptions: ProgramOptions = {
  escape: 'go',
  roots: null,
  steps: defaultRunOptions.steps,
};

export class ProgramHost implements Run {
  readonly id: string;
  readonly source: Source;
  readonly settings: HeapSettings;
  readonly program: ProgramOptions;
  readonly #machine: Machine;
  readonly #run: ProgramRun;
  readonly #view: RecordedView;
  #stopped = false;
  #recordIsFull = false;

  private constructor(
    id: string,
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions,
    machine: Machine,
    run: ProgramRun,
  ) {
    this.id = id;
    this.source = source;
    this.settings = settings;
    this.program = program;
    this.#machine = machine;
    this.#run = run;
    this.#view = new RecordedView(machine, run.frames);
  }

  /** Checks and loads the program; it stands before its first statement. */
  static open(
    id: string,
    source: Source,
    settings: HeapSettings,
    options: ProgramOptions | null,
    machineOptions: MachineOptions = {},
  ): Done<Run> {
    if (settings.geometry !== 'bytes') {
      return settingsFault(
        'program-needs-bytes',
        'A program needs the geometry "bytes": its values have sizes in bytes.',
        settings,
      );
    }
    const program = options ?? defaultProgramOptions;
    const checked = checkProgram(source.text, source.name, { escape: program.escape });
    if (!checked.ok) return problemFault(checked.problems);
    const machine = new Machine(settings, machineOptions);
    const run = new ProgramRun(compileProgram(checked.program, program.roots), machine, {
      ...defaultRunOptions,
      roots: program.roots,
      seed: settings.seed,
      steps: program.steps,
    });
    // No statement yet, but the program has come to its first one and knows its line.
    run.run(0);
    return { ok: new ProgramHost(id, source, settings, program, machine, run) };
  }

  state(): RunState {
    const limit = this.#limit();
    return {
      run: this.id,
      status: this.#status(),
      length: this.#machine.timeline.length,
      operations: this.#machine.core.recording.operations,
      line: this.#run.line === 0 ? null : this.#run.line,
      script: null,
      message: this.#message(),
      simulatorOnly: this.#run.simulatorOnly,
      ...(limit === null ? {} : { limit }),
    };
  }

  #status(): RunStatus {
    const outcome = this.#run.outcome;
    if (outcome === null || outcome.kind === 'paused') {
      if (this.#recordIsFull) return 'limit';
      return this.#stopped ? 'stopped' : 'ready';
    }
    return statuses[outcome.kind];
  }

  #message(): string | null {
    const outcome = this.#run.outcome;
    if (this.#recordIsFull) return 'The record of this run is full.';
    if (outcome === null) return null;
    return 'text' in outcome ? outcome.text : null;
  }

  /** The budget that was met. */
  #limit(): Limit | null {
    if (this.#recordIsFull) return { kind: 'record', most: largestRecord };
    const outcome = this.#run.outcome;
    if (outcome === null || !('limit' in outcome)) return null;
    const most = {
      steps: this.program.steps,
      output: outputLimit,
      goroutines: goroutineLimit,
      depth: depthLimit,
    };
    return { kind: outcome.limit, most: most[outcome.limit] };
  }

  *perform(_text: string, _stopped: Stopped): Work<Done<RunState>> {
    yield;
    return { fault: { code: 'not-a-script', detail: { run: this.id } } };
  }

  *undo(): Work<Done<RunState>> {
    yield;
    return { fault: { code: 'not-a-script', detail: { run: this.id } } };
  }

  *control(
    control: Control,
    breakpoints: readonly number[],
    stopped: Stopped,
  ): Work<Done<RunState>> {
    const status = this.#status();
    if (status !== 'ready' && status !== 'stopped') {
      return { fault: { code: 'run-ended', detail: { run: this.id, status } } };
    }
    // A mark on a line without a statement means the next one that has one.
    const lines = new Set(
      (control.kind === 'to-line' ? [...breakpoints, control.line] : breakpoints).map((line) =>
        this.#run.stopFrom(line),
      ),
    );
    const isAtLine = (line: number): boolean => lines.has(line);
    switch (control.kind) {
      case 'step-into':
        yield* this.#goOn(() => true, stopped);
        break;
      case 'step-over':
      case 'step-out': {
        const isBack = this.#run.whenBack(control.kind === 'step-over' ? 'over' : 'out');
        yield* this.#goOn((line) => isBack() || isAtLine(line), stopped);
        break;
      }
      case 'run':
      case 'to-line':
        yield* this.#goOn(lines.size === 0 ? null : isAtLine, stopped);
        break;
      default:
        return control satisfies never;
    }
    return { ok: this.state() };
  }

  *advanceTo(operations: number, stopped: Stopped): Work<Done<RunState>> {
    const { recording } = this.#machine.core;
    while (
      (recording.operations < operations || this.#run.isWithinStatement) &&
      !this.#hasEnded()
    ) {
      const left = operations - recording.operations;
      this.#slice(null, this.#run.isWithinStatement ? Math.max(1, left) : Math.min(slice, left));
      yield;
      if (stopped()) break;
    }
    return { ok: this.state() };
  }

  /** Goes on until `isReached` holds before a statement, or the program ends, or is stopped. */
  *#goOn(isReached: ((line: number) => boolean) | null, stopped: Stopped): Work<void> {
    this.#stopped = false;
    // One statement first: whoever stands on a breakpoint wants to leave it.
    this.#slice(null, 1);
    while (
      !this.#hasEnded() &&
      (this.#run.isWithinStatement || isReached?.(this.#run.line) !== true)
    ) {
      this.#slice(isReached, slice);
      yield;
      if (stopped()) {
        this.#stopped = true;
        return;
      }
    }
  }

  /** `isReached` null: to the end of the slice, without asking at every statement. */
  #slice(isReached: ((line: number) => boolean) | null, statements: number): void {
    const { timeline } = this.#machine;
    if (timeline.isAway) timeline.seekEnd();
    if (isReached === null) this.#run.run(statements);
    else this.#run.runUntil(isReached, statements);
    if (timeline.bytes > largestRecord) this.#recordIsFull = true;
  }

  #hasEnded(): boolean {
    const outcome = this.#run.outcome;
    return this.#recordIsFull || (outcome !== null && outcome.kind !== 'paused');
  }

  frame(seq: number, request: Params<'run/frame'>['request'], op: number | null = null): Frame {
    return this.#view.frame(seq, request, op);
  }

  find(seq: number, moment: Moment): number | null {
    return this.#view.find(seq, moment);
  }

  stepFrom(seq: number, op: number | null, step: 1 | -1): Position | null {
    return this.#view.statement(seq, op, step);
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
    this.#machine.retire();
  }
}

const statuses: { readonly [Kind in Exclude<Outcome['kind'], 'paused'>]: RunStatus } = {
  finished: 'finished',
  panicked: 'panic',
  deadlocked: 'deadlock',
  oom: 'out-of-memory',
  limit: 'limit',
};
