/** Calls over a port: each has a number of its own, and an answer finds its call by it. */
import type { CallName, FromThread, ThreadCalls, ToThread } from './calls.ts';
import type { Port } from './port.ts';

/** The other end went away, or did not answer in time. */
export class CallLostError extends Error {
  readonly call: CallName;

  constructor(call: CallName, why: string) {
    super(`${call}: ${why}`);
    this.call = call;
  }
}

interface Waiting {
  readonly name: CallName;
  readonly settle: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export type Unasked = Extract<FromThread, { kind: 'event' }>;

/** The asking end. */
export class Caller {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  /** Settles when the other end can be asked; rejects when it went away before. */
  readonly ready: Promise<void>;
  #next = 1;
  #closed: string | null = null;
  #settleReady: () => void = () => undefined;
  #rejectReady: (error: Error) => void = () => undefined;

  /** `hear` is told what the other end says unasked. */
  constructor(port: Port, hear: (said: Unasked) => void) {
    this.#port = port;
    this.ready = new Promise((settle, reject) => {
      this.#settleReady = settle;
      this.#rejectReady = reject;
    });
    port.onMessage((message) => {
      const said = message as FromThread;
      switch (said.kind) {
        case 'ready':
          this.#settleReady();
          return;
        case 'event':
          hear(said);
          return;
        case 'result':
          this.#take(said.id)?.settle(said.result);
          return;
        case 'failure': {
          const waiting = this.#take(said.id);
          waiting?.reject(new Error(`${waiting.name}: ${said.message}`));
        }
      }
    });
  }

  call<N extends CallName>(
    name: N,
    params: ThreadCalls[N]['params'],
  ): Promise<ThreadCalls[N]['result']> {
    if (this.#closed !== null) return Promise.reject(new CallLostError(name, this.#closed));
    const id = this.#next;
    this.#next += 1;
    return new Promise((settle, reject) => {
      this.#waiting.set(id, {
        name,
        // The other end is ours: it answers a call with what the table says.
        settle: (result) => settle(result as ThreadCalls[N]['result']),
        reject,
      });
      this.#port.post({ kind: 'call', id, name, params } satisfies ToThread);
    });
  }

  /** Nothing will be answered any more; whoever waits is told why. */
  close(why: string): void {
    this.#closed = why;
    this.#port.dispose();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#rejectReady(new CallLostError('start', why));
    for (const each of waiting) each.reject(new CallLostError(each.name, why));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

export type ThreadHandlers = {
  readonly [N in CallName]: (params: ThreadCalls[N]['params']) => Promise<ThreadCalls[N]['result']>;
};

/** The answering end: says that it is ready, and answers each call once. */
export function answerCalls(port: Port, handlers: ThreadHandlers): void {
  port.onMessage((message) => {
    const { id, name, params } = message as ToThread;
    // The table ties the parameters to the name; a union of names loses that tie, and only here.
    const handle = handlers[name] as (params: unknown) => Promise<unknown>;
    handle(params).then(
      (result) => port.post({ kind: 'result', id, result } satisfies FromThread),
      (error: unknown) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        port.post({ kind: 'failure', id, message: text } satisfies FromThread);
      },
    );
  });
  port.post({ kind: 'ready' } satisfies FromThread);
}
