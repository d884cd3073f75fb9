/**
 * The main thread's side of the simulator: owns the thread, hands requests to it, stops what runs,
 * and starts another one where it ends by itself. What was done is not in the thread but in the
 * session, so that a new thread takes up where the old one was lost.
 */
import type { Fault } from '../contract/contract.ts';
import type {
  CallName,
  HostedAnswer,
  HostedRequestName,
  StartParams,
  ThreadCalls,
} from './calls.ts';
import type { Port } from './port.ts';
import { Caller, CallLostError, type Unasked } from './rpc.ts';
import { StopBoard } from './stop-board.ts';

/** A thread as the host sees it. */
export interface HostedThread {
  readonly port: Port;
  /** Called once when the thread ends without having been stopped. */
  onEnd(listener: (why: string) => void): void;
  /** Ends it, whatever it does just now. */
  stop(): Promise<void>;
}

export interface HostSettings {
  readonly startThread: (board: SharedArrayBuffer) => HostedThread;
  /** What a new thread has to know; asked anew for each one. */
  readonly context: () => StartParams;
  readonly hear: (said: Unasked) => void;
  /** The thread ended by itself. `repaired`: another one has taken its place. */
  readonly crashed: (why: string, repaired: boolean) => void;
  /** Milliseconds after which a thread that does not heed Stop is ended. */
  readonly patience: number;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
}

/** More crashes than this within the window, and the next thread waits until something is asked. */
const mostCrashes = 3;
const crashWindow = 60_000;

interface Living {
  readonly thread: HostedThread;
  readonly caller: Caller;
  /** Settles when the thread knows its context; rejects when it ended before. */
  readonly started: Promise<void>;
}

export class SimulatorHost {
  readonly #settings: HostSettings;
  readonly #board = new StopBoard();
  #living: Living | null = null;
  #crashes: number[] = [];
  #disposed = false;

  constructor(settings: HostSettings) {
    this.#settings = settings;
  }

  /** Starts the thread before anything is asked, so that the first answer is soon. */
  warmUp(): void {
    this.#alive();
  }

  /** A request of the page. Answers with a fault where the thread was lost on the way. */
  async request(name: HostedRequestName, params: unknown, at: string): Promise<HostedAnswer> {
    try {
      return await this.#call('request', { name, params, at });
    } catch (error) {
      if (!(error instanceof CallLostError)) throw error;
      return { reply: { fault: lost(name) }, entries: [], progress: null };
    }
  }

  /** Stops a run at once; a thread that does not heed it is ended and replaced. */
  async stopRun(run: string, at: string): Promise<HostedAnswer> {
    this.#board.raise(run);
    const living = this.#living;
    const impatience = setTimeout(() => {
      if (living !== null && living === this.#living) this.#end(living, 'it did not heed Stop');
    }, this.#settings.patience);
    try {
      return await this.request('run/stop', { run }, at);
    } finally {
      clearTimeout(impatience);
      // The flag stays up: the thread may answer between two slices, before the run has looked at it.
      // What is begun next lowers it.
    }
  }

  /** Another session is open from now on. */
  adopt(params: ThreadCalls['adopt']['params']): Promise<null> {
    return this.#call('adopt', params);
  }

  /** Other lessons are open from now on. */
  openLessons(lessons: StartParams['lessons']): Promise<null> {
    return this.#call('lessons', { lessons });
  }

  worksheet(
    params: ThreadCalls['worksheet']['params'],
  ): Promise<ThreadCalls['worksheet']['result']> {
    return this.#call('worksheet', params);
  }

  /**
   * Checks a folder of lessons, in a thread of its own: a folder with much to check keeps nobody
   * waiting who does something else.
   */
  async checkLessons(lessons: StartParams['lessons']): Promise<ThreadCalls['check']['result']> {
    const thread = this.#settings.startThread(new StopBoard().buffer);
    const caller = new Caller(thread.port, () => undefined);
    thread.onEnd((why) => caller.close(why));
    try {
      await caller.ready;
      return await caller.call('check', { lessons });
    } finally {
      caller.close('the lessons were checked');
      await thread.stop();
    }
  }

  replay(params: ThreadCalls['replay']['params']): Promise<ThreadCalls['replay']['result']> {
    return this.#call('replay', params);
  }

  figures(params: ThreadCalls['figures']['params']): Promise<ThreadCalls['figures']['result']> {
    return this.#call('figures', params);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const living = this.#living;
    this.#living = null;
    living?.caller.close('the app is closing');
    await living?.thread.stop();
  }

  async #call<N extends CallName>(
    name: N,
    params: ThreadCalls[N]['params'],
  ): Promise<ThreadCalls[N]['result']> {
    if (this.#disposed) throw new CallLostError(name, 'the app is closing');
    const living = this.#alive();
    await living.started;
    return living.caller.call(name, params);
  }

  #alive(): Living {
    this.#living ??= this.#start();
    return this.#living;
  }

  #start(): Living {
    const thread = this.#settings.startThread(this.#board.buffer);
    const caller = new Caller(thread.port, this.#settings.hear);
    const started = caller.ready.then(async () => {
      await caller.call('start', this.#settings.context());
    });
    const living: Living = { thread, caller, started };
    // Whoever waits for `started` sees its failure; when nobody does, it is no unhandled one.
    started.catch(() => undefined);
    thread.onEnd((why) => {
      if (this.#living === living) this.#replace(living, why);
    });
    return living;
  }

  #end(living: Living, why: string): void {
    void living.thread.stop();
    this.#replace(living, why);
  }

  #replace(living: Living, why: string): void {
    living.caller.close(why);
    this.#living = null;
    const now = this.#settings.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < crashWindow), now];
    const again = this.#crashes.length <= mostCrashes;
    if (again) this.#living = this.#start();
    this.#settings.crashed(why, again);
  }
}

function lost(name: HostedRequestName): Fault {
  return { code: 'thread-crashed', detail: { name } };
}
