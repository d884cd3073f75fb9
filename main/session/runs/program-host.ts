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
import { Interrupted } from '../../simulator/interruption.ts';
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

/** A program on a new machine, before its first statement. */
interface Loaded {
  readonly machine: Machine;
  readonly run: ProgramRun;
}

export class ProgramHost implements Run {
  readonly id: string;
  readonly source: Source;
  readonly settings: HeapSettings;
  readonly program: ProgramOptions;
  readonly #load: () => Loaded;
  #machine: Machine;
  #run: ProgramRun;
  #view: RecordedView;
  #stopped = false;
  #recordIsFull = false;
  /** It was stopped in the middle of a statement, which was taken back: the interpreter knows too much. */
  #isSpoilt = false;

  private constructor(
    id: string,
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions,
    load: () => Loaded,
  ) {
    this.id = id;
    this.source = source;
    this.settings = settings;
    this.program = program;
    this.#load = load;
    const { machine, run } = load();
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
    const image = compileProgram(checked.program, program.roots);
    const load = (): Loaded => {
      const machine = new Machine(settings, machineOptions);
      const run = new ProgramRun(image, machine, {
        ...defaultRunOptions,
        roots: program.roots,
        seed: settings.seed,
        steps: program.steps,
      });
      // No statement yet, but the program has come to its first one and knows its line.
      run.run(0);
      return { machine, run };
    };
    return { ok: new ProgramHost(id, source, settings, program, load) };
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
    yield* this.#mend(stopped);
    if (this.#isSpoilt) return { ok: this.state() };
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
    yield* this.#mend(stopped);
    while (!this.#isSpoilt && this.#isBefore(operations)) {
      this.#advance(operations, stopped);
      yield;
      if (stopped()) break;
    }
    return { ok: this.state() };
  }

  #isBefore(operations: number): boolean {
    const { recording } = this.#machine.core;
    return (recording.operations < operations || this.#run.isWithinStatement) && !this.#hasEnded();
  }

  #advance(operations: number, stopped: Stopped): void {
    const left = operations - this.#machine.core.recording.operations;
    const most = this.#run.isWithinStatement ? Math.max(1, left) : Math.min(slice, left);
    this.#slice(null, most, stopped);
  }

  /**
   * After a stop in the middle of a statement: performs the program anew up to that statement, on a
   * machine of its own, and goes on from there. Stopped once more, it changes nothing.
   */
  *#mend(stopped: Stopped): Work<void> {
    if (!this.#isSpoilt) return;
    const again = new ProgramHost(this.id, this.source, this.settings, this.program, this.#load);
    const { operations } = this.#machine.core.recording;
    while (again.#isBefore(operations)) {
      again.#advance(operations, stopped);
      yield;
      if (stopped() || again.#isSpoilt) {
        this.#stopped = true;
        return;
      }
    }
    this.#machine = again.#machine;
    this.#run = again.#run;
    this.#view = again.#view;
    this.#isSpoilt = false;
  }

  /** Goes on until `isReached` holds before a statement, or the program ends, or is stopped. */
  *#goOn(isReached: ((line: number) => boolean) | null, stopped: Stopped): Work<void> {
    this.#stopped = false;
    // One statement first: whoever stands on a breakpoint wants to leave it.
    this.#slice(null, 1, stopped);
    while (
      !this.#isSpoilt &&
      !this.#hasEnded() &&
      (this.#run.isWithinStatement || isReached?.(this.#run.line) !== true)
    ) {
      this.#slice(isReached, slice, stopped);
      yield;
      if (stopped()) {
        this.#stopped = true;
        return;
      }
    }
  }

  /** `isReached` null: to the end of the slice, without asking at every statement. */
  #slice(
    isReached: ((line: number) => boolean) | null,
    statements: number,
    stopped: Stopped,
  ): void {
    const { timeline, interruption, core } = this.#machine;
    if (timeline.isAway) timeline.seekEnd();
    interruption.watch(stopped);
    try {
      if (isReached === null) this.#run.run(statements);
      else this.#run.runUntil(isReached, statements);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      this.#isSpoilt = true;
      this.#stopped = true;
      this.#machine.truncate(core.recording.operations - 1);
    } finally {
      interruption.watch(null);
    }
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
