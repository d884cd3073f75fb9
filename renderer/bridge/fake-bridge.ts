/** A host for component tests: answers what the test says, and records what it was asked. */
import type {
  EventName,
  EventPayload,
  Params,
  Reply,
  RequestName,
  Result,
} from '../../main/contract/contract.ts';
import type { Bridge } from './bridge.ts';

export type Answers = {
  readonly [N in RequestName]?: (params: Params<N>) => Result<N> | Reply<N> | Promise<Reply<N>>;
};

export interface Asked {
  readonly name: RequestName;
  readonly params: unknown;
}

type Listener = (payload: unknown) => void;

export class FakeBridge implements Bridge {
  readonly asked: Asked[] = [];
  readonly #answers: Answers;
  readonly #listeners = new Map<EventName, Set<Listener>>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async request<N extends RequestName>(name: N, params: Params<N>): Promise<Reply<N>> {
    this.asked.push({ name, params });
    const answer = this.#answers[name];
    if (answer === undefined) return { fault: { code: 'not-in-this-test', detail: { name } } };
    const value: unknown = await answer(params);
    const isReply =
      typeof value === 'object' && value !== null && ('ok' in value || 'fault' in value);
    return (isReply ? value : { ok: value }) as Reply<N>;
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set<Listener>();
    this.#listeners.set(name, listeners);
    const wrapped: Listener = (payload) => listener(payload as EventPayload<N>);
    listeners.add(wrapped);
    return () => listeners.delete(wrapped);
  }

  /** Lets the host say something. */
  say<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload);
  }

  /** How many listeners are left, for tests of who stops what he started. */
  get listening(): number {
    let count = 0;
    for (const listeners of this.#listeners.values()) count += listeners.size;
    return count;
  }

  /** Parameters of every request of this name, in order. */
  askedFor<N extends RequestName>(name: N): Params<N>[] {
    return this.asked.filter((one) => one.name === name).map((one) => one.params as Params<N>);
  }
}
