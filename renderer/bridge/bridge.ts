/** The way to the host: one request that answers with a value, and events to listen to. */
import type {
  EventName,
  EventPayload,
  Params,
  Reply,
  RequestName,
} from '../../main/contract/contract.ts';

export interface Bridge {
  /** Asks the host. Never throws: what goes wrong comes back as a fault. */
  request<N extends RequestName>(name: N, params: Params<N>): Promise<Reply<N>>;
  /** Listens until the returned function is called. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

declare global {
  interface Window {
    /** Put there by the preload script; see `main/preload/`. */
    readonly heapwise?: Bridge;
  }
}

/**
 * The bridge of this window. A host that is not there answers every request with the fault
 * `no-host`, so that a page opened outside the app says what is wrong.
 */
export function windowBridge(): Bridge {
  const host = window.heapwise;
  if (host !== undefined) return host;
  return {
    request: () => Promise.resolve({ fault: { code: 'no-host', detail: {} } }),
    on: () => () => undefined,
  };
}
