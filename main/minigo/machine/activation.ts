/** Calls in progress, goroutines, and panics: the machine's control state. */
import type { CallSite, CompiledFunction } from '../compile/image.ts';
import type { FormatValue } from '../format/value.ts';

/** A panic on its way. Its value lies in a root of the machine. */
export interface PanicRecord {
  /** First word of the root words that hold its value (an interface). */
  readonly slot: number;
  recovered: boolean;
  /** A later panic has taken over. */
  aborted: boolean;
}

/** Code outside the bytecode that called a function and waits for it. */
export interface NativeCaller {
  /** Reads the results while the callee's frame still stands. */
  readonly read: (resultSlot: number) => unknown;
  /** Goes on with what `read` gave. */
  readonly resume: (value: unknown) => void;
  /** Takes a panic of the callee, as fmt does, and calls `over` when its value is no longer needed; null lets it through. */
  readonly caught: ((value: FormatValue, over: () => void) => void) | null;
  /** The callee's panic went through: what waits is given up. */
  readonly abandon?: () => void;
}

/** One call of a function. */
export class Activation {
  readonly fn: CompiledFunction;
  readonly site: CallSite | null;
  readonly caller: Activation | null;
  /** First word of its frame in the stack plane. */
  readonly base: number;
  /** Where the caller goes on. */
  readonly returnAddress: number;
  readonly native: NativeCaller | null;
  /** Calls deferred so far, newest last. */
  deferred: CallSite[] | null = null;
  /** While a deferred call of this function runs: it is not its own code that calls. */
  isDeferring = false;
  /** Its frame has been left. */
  ended = false;
  /** The panic during which deferred calls run, if any. */
  panic: PanicRecord | null = null;
  /** The activation whose deferred call this is. */
  deferredBy: Activation | null = null;

  constructor(
    fn: CompiledFunction,
    site: CallSite | null,
    caller: Activation | null,
    base: number,
    returnAddress: number,
    native: NativeCaller | null,
  ) {
    this.fn = fn;
    this.site = site;
    this.caller = caller;
    this.base = base;
    this.returnAddress = returnAddress;
    this.native = native;
  }
}

export type WaitReason =
  | 'chan receive'
  | 'chan send'
  | 'chan receive (nil chan)'
  | 'chan send (nil chan)'
  | 'sleep'
  | 'sync.Mutex.Lock'
  | 'sync.WaitGroup.Wait';

export class Goroutine {
  /** From 1, as Go numbers them. */
  readonly id: number;
  /** Its thread in the simulator. */
  readonly thread: number;
  top: Activation | null = null;
  address = 0;
  depth = 0;
  state: 'ready' | 'running' | 'waiting' | 'done' = 'ready';
  waiting: WaitReason | null = null;
  readonly panics: PanicRecord[] = [];
  /** Runs when its last function returns. */
  finished: (() => void) | null = null;
  /** It was waiting to send when the channel was closed: it panics when it runs. */
  pendingPanic: string | null = null;
  /** Line of the statement it is at. */
  line = 0;
  /** Not one of the program's own: finalizers run on it. */
  readonly isSystem: boolean;

  constructor(id: number, thread: number, isSystem = false) {
    this.id = id;
    this.thread = thread;
    this.isSystem = isSystem;
  }
}
