/**
 * The machine that runs an image: registers in the stack plane of the simulated machine, one
 * instruction after the other, until a statement at which it should stop. What is common is in
 * `run`; the rest is in tables of instructions (see `instructions.ts`).
 */
import type { Mutator } from '../../simulator/mutator.ts';
import type { CompiledFunction, Image } from '../compile/image.ts';
import { Memory } from './memory.ts';
import { Activation, type Goroutine, type NativeCaller } from './activation.ts';
import { rareInstructions } from './instructions.ts';
import { runFast } from './fast-loop.ts';
import { Scheduler } from './scheduler.ts';
import { throwRuntimePanic } from './panics.ts';
import { FatalError, MachineHalted, RuntimePanic } from './signals.ts';
import { ChannelTable } from './channels.ts';
import { MapTable } from './maps.ts';
import { Finalizers } from './finalizers.ts';
import { StandardTypes } from './standard-types.ts';
import { pieceBytes, type Work } from './work.ts';
import type { Outcome, SimulatorOnlyReason } from './outcome.ts';
import { fromBytes } from '../format/text.ts';

export interface InterpreterOptions {
  readonly seed: number;
  /** Statements after which the program is stopped. */
  readonly stepLimit: number;
  /** Bytes of output after which it is stopped. */
  readonly outputLimit: number;
  /** Calls inside calls on one goroutine. */
  readonly depthLimit: number;
  readonly goroutineLimit: number;
  /** `every-statement`: the next goroutine is drawn anew at each statement. */
  readonly schedule: 'cooperative' | 'every-statement';
  /** Ranges over maps the other way round than the seed says. */
  readonly mapsReversed: boolean;
}

export class Interpreter {
  readonly image: Image;
  readonly mutator: Mutator;
  readonly memory: Memory;
  readonly code: Int32Array;
  readonly options: InterpreterOptions;
  readonly scheduler: Scheduler;
  readonly channels: ChannelTable;
  readonly maps: MapTable;
  readonly finalizers: Finalizers;
  readonly standard: StandardTypes;
  /** First word of the globals' frame, and of the machine's own root words. */
  readonly globals: number;
  readonly roots: number;
  readonly shapeIds: number[];
  readonly frameShapes: (number | undefined)[] = [];
  readonly freePanicSlots: number[] = [];
  current: Goroutine;
  address = 0;
  base = 0;
  /** Statements left in this slice. */
  left = 0;
  /** Statements that all slices so far allowed. */
  #allowed = 0;
  /** Pieces of long instructions that were done in this slice. */
  #pieces = 0;
  /** The program's limit ends before this slice does. */
  isLastSlice = false;
  /** Asked at each statement when not null: whether to stop before it. */
  stopsAt: ((line: number) => boolean) | null = null;
  /** The rest of the instruction that is being done: it is finished before the next one. */
  pending: Work | null = null;
  outcome: Outcome | null = null;
  /** What the program wrote to stdout: byte strings in order. */
  readonly output: string[] = [];
  outputBytes = 0;
  /** What it wrote to stderr. */
  errors = '';
  simulatorOnly: SimulatorOnlyReason | null = null;
  line = 0;
  randomState: number;
  /** The first statement of a run is not asked about: the program stands at it already. */
  isResuming = false;
  /** Another goroutine may be drawn at each statement. */
  readonly isShuffling: boolean;
  /** Becomes the reason for `simulatorOnly` as soon as something is printed. */
  pendingDependence: SimulatorOnlyReason | null = null;
  /** An append has chosen how large an array is: what `cap` tells from now on is no language's rule. */
  hasGrown = false;
  /** Goroutines that could have printed before what was printed last. */
  readonly #racing = new Set<Goroutine>();

  constructor(image: Image, mutator: Mutator, options: InterpreterOptions) {
    this.image = image;
    this.mutator = mutator;
    this.options = options;
    this.code = image.code;
    this.randomState = options.seed | 0;
    this.isShuffling = options.schedule === 'every-statement';
    const own = Array.from({ length: rootWords }, (_, index) => ({
      name: '',
      pointer: index === 0 || index % 2 === 0,
    }));
    const frame = mutator.defineGlobals(mutator.defineFrame('globals', [...image.globals, ...own]));
    this.globals = mutator.frameBase(frame);
    this.roots = this.globals + image.globals.length;
    this.memory = new Memory(mutator, image.statics);
    for (const [word, low, high] of image.constants)
      mutator.setSlotWord(this.globals + word, low, high);
    this.memory.refresh();
    for (let pair = 0; pair < panicSlots; pair++)
      this.freePanicSlots.push(this.roots + 1 + pair * 2);
    this.shapeIds = image.shapes.map((shape) =>
      mutator.defineShape(shape.type, shape.bytes, shape.pointers),
    );
    this.scheduler = new Scheduler(this);
    this.channels = new ChannelTable(this);
    this.maps = new MapTable(this);
    this.finalizers = new Finalizers(this);
    this.standard = new StandardTypes(image.types);
    this.current = this.scheduler.first();
    this.#startProgram();
  }

  /** Statements executed. */
  get steps(): number {
    return this.#allowed - this.left;
  }

  /** Word of the machine's own root for what is being made. */
  get scratch(): number {
    return this.roots;
  }

  #startProgram(): void {
    const { image } = this;
    const sequence = [...(image.start < 0 ? [] : [image.start]), ...image.inits, image.main];
    const next = (): void => {
      const index = sequence.shift();
      if (index === undefined) return;
      this.current.finished = sequence.length === 0 ? null : next;
      this.enter(index, null, this.address, null);
    };
    next();
  }

  /** Absolute word of a register. */
  slot(register: number): number {
    return register < 0 ? this.globals + ~register : this.base + register;
  }

  /** A random number from 0 to `below` − 1, from the seed (xorshift). */
  random(below: number): number {
    let state = this.randomState === 0 ? 0x9e3779b9 | 0 : this.randomState;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.randomState = state | 0;
    return (state >>> 0) % below;
  }

  /** Output depends on something that Go leaves open. */
  depend(reason: SimulatorOnlyReason): void {
    this.simulatorOnly ??= reason;
  }

  /** Enters a function on the current goroutine; its frame is empty. Returns the frame's first word. */
  enter(
    index: number,
    site: Activation['site'],
    returnAddress: number,
    native: NativeCaller | null,
  ): number {
    const fn = this.image.functions[index];
    if (fn === undefined) throw new RangeError(`There is no function ${index}.`);
    const goroutine = this.current;
    // A method that fmt calls stands on much more of Go's stack than its own frame.
    goroutine.depth += native === null ? 1 : nativeDepth;
    if (goroutine.depth > this.options.depthLimit) throw new FatalError('stack overflow', 'stack');
    let shape = this.frameShapes[index];
    if (shape === undefined) {
      shape = this.mutator.defineFrame(fn.name.replace(/^main\./, ''), fn.words);
      this.frameShapes[index] = shape;
    }
    const caller = goroutine.top;
    if (caller !== null)
      this.mutator.setFrameLine(this.mutator.topFrame(goroutine.thread), this.line);
    const frame = this.mutator.pushFrame(shape);
    const base = this.mutator.frameBase(frame);
    this.memory.stack = this.mutator.stackPlane;
    const activation = new Activation(fn, site, caller, base, returnAddress, native);
    if (caller !== null && native === null) {
      if (caller.isDeferring) activation.deferredBy = caller;
      else if (caller.fn.isWrapper) activation.deferredBy = caller.deferredBy;
    }
    goroutine.top = activation;
    this.base = base;
    this.address = fn.entry;
    return base;
  }

  /** The function whose frames have this shape. */
  functionOf(shape: number): CompiledFunction | null {
    return this.image.functions[this.frameShapes.indexOf(shape)] ?? null;
  }

  /** Leaves the top activation: its frame is dropped, the caller's registers are current again. */
  leave(): void {
    const goroutine = this.current;
    const activation = goroutine.top;
    if (activation === null) throw new RangeError('There is nothing to leave.');
    this.mutator.popFrame();
    goroutine.depth -= activation.native === null ? 1 : nativeDepth;
    activation.ended = true;
    goroutine.top = activation.caller;
    this.base = activation.caller?.base ?? 0;
    this.address = activation.returnAddress;
  }

  /** New object in a root word; ends the run if there is no room. */
  allocate(shape: number, slot: number): void {
    if (this.mutator.allocate(shape, slot) === 0) throw new MachineHalted();
    this.memory.heap = this.mutator.heapPlane;
  }

  /**
   * As `allocate`, while words of the stack hold pointers that are borrowed: no collector knows of
   * them, so where one moves what they lead to, they are made to follow.
   */
  allocateBeside(shape: number, slot: number, borrowed: readonly number[]): void {
    if (borrowed.length === 0) {
      this.allocate(shape, slot);
      return;
    }
    const follow = this.lend(borrowed);
    this.allocate(shape, slot);
    follow();
  }

  /** Notes where words with borrowed pointers lead; what it answers makes them follow what has moved since. */
  lend(borrowed: readonly number[]): () => void {
    const { mutator } = this;
    const lent = borrowed.map((word) => {
      const object = this.memory.stack[word * 2 + 1] ?? 0;
      const low = this.memory.stack[word * 2] ?? 0;
      return { word, low, object, address: object === 0 ? 0 : mutator.addressOf(object) };
    });
    return () => {
      for (const each of lent) {
        const { word, low, object, address } = each;
        // A word that has changed is a root, which the collector has seen to.
        if (object === 0 || this.memory.stack[word * 2] !== low) continue;
        if (!mutator.isAllocated(object)) continue;
        const moved = mutator.addressOf(object) - address;
        if (moved === 0) continue;
        mutator.setSlotWord(word, low + moved, object);
        each.low += moved;
        each.address += moved;
      }
    };
  }

  /** Writes to stdout; `bytes` holds one character for each byte. */
  print(bytes: string): void {
    if (bytes === '') return;
    this.#countOutput(bytes);
    this.#watchOrder();
    this.output.push(bytes);
    this.mutator.write(fromBytes(bytes));
  }

  /** Writes to stderr. */
  printError(bytes: string): void {
    this.#countOutput(bytes);
    this.errors += bytes;
  }

  #countOutput(bytes: string): void {
    this.outputBytes += bytes.length;
    if (this.outputBytes > this.options.outputLimit)
      throw new FatalError(`output of more than ${this.options.outputLimit} bytes`, 'output');
  }

  /** Notes what Go leaves open and this output may depend on. */
  #watchOrder(): void {
    if (this.simulatorOnly !== null) return;
    if (this.pendingDependence !== null) this.depend(this.pendingDependence);
    if (this.maps.isRanging) this.depend('map-order');
    if (this.#racing.has(this.current)) this.depend('schedule');
    if (this.scheduler.all.size === 1) return;
    for (const goroutine of this.scheduler.all) {
      if (goroutine !== this.current && goroutine.state === 'ready' && !goroutine.isSystem)
        this.#racing.add(goroutine);
    }
  }

  /** An instruction that dealt with much at once costs more than its statement, so that slices stay short. */
  charge(): void {
    this.left = Math.max(0, this.left - Math.floor(this.memory.work / pieceBytes));
    this.memory.work %= pieceBytes;
  }

  /** Does the first piece of what may take long; the others are done before the next instruction. */
  perform(work: Work): void {
    if (work.next().done === true) return;
    this.pending = this.pending === null ? work : oneAfterTheOther(this.pending, work);
  }

  /** Does what is left of an instruction, each piece at the price of a statement; false if the slice ended meanwhile. */
  finishInstruction(): boolean {
    for (let work = this.pending; work !== null; work = this.pending) {
      // Whoever listens between two slices waits no longer for pieces than for statements.
      if (this.#pieces++ >= mostPieces) this.#endSlice();
      if (this.left <= 0) {
        if (this.isLastSlice) this.endBySteps();
        return false;
      }
      this.left--;
      this.pending = null;
      this.perform(work);
    }
    return true;
  }

  /** Ends the slice here: what is left of it is not used. */
  #endSlice(): void {
    this.#allowed -= this.left;
    this.left = 0;
    this.isLastSlice = false;
  }

  /** The program has used up its statements. */
  endBySteps(): void {
    const text = `stopped after ${this.options.stepLimit} statements`;
    this.outcome = { kind: 'limit', limit: 'steps', line: this.line, text };
  }

  /** Runs up to `statements` statements, or to where `stopsAt` says, or to the end. */
  run(statements: number): Outcome {
    if (this.outcome !== null) return this.outcome;
    const { steps } = this;
    const most = this.options.stepLimit - steps;
    this.isLastSlice = statements > most;
    this.left = Math.min(statements, most);
    this.#allowed = steps + this.left;
    this.#pieces = 0;
    this.isResuming = this.pending === null;
    for (;;) {
      try {
        runFast(this, rareInstructions);
        if (this.outcome !== null) return this.outcome;
        return { kind: 'paused', line: this.line };
      } catch (error) {
        this.#interrupt(error);
        if (this.outcome !== null) return this.outcome;
      }
    }
  }

  #interrupt(error: unknown): void {
    try {
      if (error instanceof RuntimePanic) throwRuntimePanic(this, error);
      else if (error instanceof FatalError) this.#fatal(error);
      else if (error instanceof MachineHalted) this.outcome = { kind: 'oom', line: this.line };
      else throw error;
    } catch (next) {
      if (next instanceof MachineHalted) this.outcome = { kind: 'oom', line: this.line };
      else if (next instanceof FatalError) this.#fatal(next);
      else throw next;
    }
  }

  #fatal(error: FatalError): void {
    if (error.limit === 'output' || error.limit === 'goroutines') {
      this.outcome = { kind: 'limit', limit: error.limit, line: this.line, text: error.message };
      return;
    }
    const isOverflow = error.limit === 'stack';
    if (isOverflow) this.depend('stack-depth');
    const first = isOverflow
      ? 'runtime: goroutine stack exceeds 1000000000-byte limit'
      : `fatal error: ${error.message}`;
    const rest = isOverflow ? '\nfatal error: stack overflow' : '';
    const where = `\n\ngoroutine ${this.current.id} [running]:\n`;
    this.errors += `${first}${rest}${where}`;
    this.mutator.fault(isOverflow ? 'stack-overflow' : 'fatal-error', 0);
    const limit = isOverflow ? ({ limit: 'depth' } as const) : {};
    this.outcome = { kind: 'panicked', line: this.line, text: first, ...limit };
  }
}

function* oneAfterTheOther(first: Work, second: Work): Work {
  yield* first;
  yield* second;
}

/** Pieces that a slice has at the most. */
const mostPieces = 128;
/** Calls that one call from outside the bytecode counts for. */
const nativeDepth = 20;
/** Panics that can be under way at once, in all goroutines. */
const panicSlots = 64;
const rootWords = 1 + panicSlots * 2;
