/** Running a checked program on a simulated machine: compile, load, run in slices, step. */
import type { Mutator } from '../simulator/mutator.ts';
import type { CheckedProgram } from './checked.ts';
import { ProgramCompiler } from './compile/program-compiler.ts';
import type { Image } from './compile/image.ts';
import { ProgramFrames } from './inspect/frame-reader.ts';
import { Interpreter, type InterpreterOptions } from './machine/interpreter.ts';
import type { Outcome, SimulatorOnlyReason } from './machine/outcome.ts';

export type { Outcome, SimulatorOnlyReason } from './machine/outcome.ts';

export interface RunOptions {
  /** `scope`: a local is a root to the end of its block. `liveness`: to its last use. Null: as the program needs it. */
  readonly roots: 'scope' | 'liveness' | null;
  readonly seed: number;
  /** Statements after which an endless program is stopped. */
  readonly steps: number;
  /** `every-statement` draws the next goroutine anew at each statement. */
  readonly schedule: 'cooperative' | 'every-statement';
  /** Ranges over maps the other way round than the seed says: what then differs depends on their order. */
  readonly mapsReversed: boolean;
}

export const defaultRunOptions: RunOptions = {
  roots: null,
  seed: 1,
  steps: 10_000_000,
  schedule: 'cooperative',
  mapsReversed: false,
};

/** Bytes of output after which a program is stopped. */
export const outputLimit = 16 * 1024 * 1024;
/** Calls inside calls on one goroutine before its stack is taken to be full. */
export const depthLimit = 1_000_000;
/** Goroutines at once: twice the ten thousand that a lesson on leaks starts. */
export const goroutineLimit = 20_000;

/** One goroutine, for the list of them. */
export interface GoroutineView {
  readonly id: number;
  readonly state: 'running' | 'ready' | 'waiting';
  /** Go's words for what it waits for. */
  readonly waiting: string | null;
  readonly line: number;
  /** Its calls, innermost first. */
  readonly calls: readonly string[];
}

/** Compiles a checked program. Done once for any number of runs. */
export function compileProgram(program: CheckedProgram, roots: RunOptions['roots'] = null): Image {
  const wanted = roots ?? (program.observesLiveness ? 'liveness' : 'scope');
  return new ProgramCompiler(program, { roots: wanted, keeps: true }).compile();
}

/** A program on a machine. It runs only as far as it is told to. */
export class ProgramRun {
  readonly #interpreter: Interpreter;
  readonly #mutator: Mutator;
  readonly #frames: ProgramFrames;

  /** The machine must be new: the program defines its globals and its first frame. */
  constructor(image: Image, mutator: Mutator, options: RunOptions = defaultRunOptions) {
    const settings: InterpreterOptions = {
      seed: options.seed,
      stepLimit: options.steps,
      outputLimit,
      depthLimit,
      goroutineLimit,
      schedule: options.schedule,
      mapsReversed: options.mapsReversed,
    };
    this.#mutator = mutator;
    this.#interpreter = new Interpreter(image, mutator, settings);
    this.#frames = new ProgramFrames(image, mutator, (shape) =>
      this.#interpreter.functionOf(shape),
    );
  }

  /** The line of the statement that comes next, or was the last. */
  get line(): number {
    return this.#interpreter.line;
  }

  /** Statements executed. */
  get steps(): number {
    return this.#interpreter.steps;
  }

  /** It paused in the middle of a statement that takes long; going on finishes it first. */
  get isWithinStatement(): boolean {
    return this.#interpreter.pending !== null;
  }

  /** How the program has ended, or null while it can go on. */
  get outcome(): Outcome | null {
    return this.#interpreter.outcome;
  }

  /** The first line from `line` on at which a run can stop; `line` itself where there is none. */
  stopFrom(line: number): number {
    return this.#interpreter.image.lines.find((each) => each >= line) ?? line;
  }

  /** What it has written to stdout: byte strings, one character for each byte. */
  get output(): readonly string[] {
    return this.#interpreter.output;
  }

  /** What it has written to stderr, Go's dying words included. */
  get errors(): string {
    return this.#interpreter.errors;
  }

  /** Why the output may differ from Go's, as soon as it depends on what Go leaves open; else null. */
  get simulatorOnly(): SimulatorOnlyReason | null {
    return this.#interpreter.simulatorOnly;
  }

  /** Whether a loop has gone over a map of several entries, in an order that Go leaves open. */
  get hasRangedMap(): boolean {
    return this.#interpreter.maps.hasRanged;
  }

  /** Runs at most `statements` statements. Call it again while the outcome is `paused`. */
  run(statements: number): Outcome {
    this.#interpreter.stopsAt = null;
    return this.#interpreter.run(statements);
  }

  /** Runs until a statement stands on one of the lines, or the slice is used up. */
  runToLines(lines: ReadonlySet<number>, statements: number): Outcome {
    this.#interpreter.stopsAt = (line) => lines.has(line);
    return this.#interpreter.run(statements);
  }

  /** One statement, into calls. */
  stepInto(): Outcome {
    return this.run(1);
  }

  /** To the next statement of this call or of a caller; calls run through. `statements` bounds it. */
  stepOver(statements: number): Outcome {
    const { current } = this.#interpreter;
    const { depth } = current;
    return this.runUntil(
      () => this.#interpreter.current === current && current.depth <= depth,
      statements,
    );
  }

  /** To the next statement of the caller. */
  stepOut(statements: number): Outcome {
    const { current } = this.#interpreter;
    const { depth } = current;
    return this.runUntil(
      () => this.#interpreter.current === current && current.depth < depth,
      statements,
    );
  }

  /** Runs until `isReached` holds before a statement at `line` (the first one is not asked about), or the slice is used up. */
  runUntil(isReached: (line: number) => boolean, statements: number): Outcome {
    this.#interpreter.stopsAt = isReached;
    return this.#interpreter.run(statements);
  }

  /**
   * Whether the program has come back to the call it is in now, or to one of its callers (`over`), or
   * to a caller (`out`): for steps that are run in slices.
   */
  whenBack(step: 'over' | 'out'): () => boolean {
    const goroutine = this.#interpreter.current;
    const deepest = step === 'over' ? goroutine.depth : goroutine.depth - 1;
    return () => this.#interpreter.current === goroutine && goroutine.depth <= deepest;
  }

  /** The program's goroutines in the order of their numbers. */
  goroutines(): readonly GoroutineView[] {
    const { current, scheduler, line } = this.#interpreter;
    return [...scheduler.all]
      .filter((goroutine) => !goroutine.isSystem)
      .sort((a, b) => a.id - b.id)
      .map((goroutine) => {
        const calls: string[] = [];
        for (
          let activation = goroutine.top;
          activation !== null && calls.length < 64;
          activation = activation.caller
        ) {
          if (!activation.fn.isWrapper) calls.push(activation.fn.name);
        }
        const isCurrent = goroutine === current;
        return {
          id: goroutine.id,
          state: isCurrent ? 'running' : goroutine.state === 'waiting' ? 'waiting' : 'ready',
          waiting: goroutine.waiting,
          line: isCurrent ? line : goroutine.line,
          calls,
        };
      });
  }

  /** Tells what its frames hold, for whoever looks at a moment of the run. */
  get frames(): ProgramFrames {
    return this.#frames;
  }

  /** The machine it runs on. */
  get mutator(): Mutator {
    return this.#mutator;
  }
}
