/** What the preload puts into the page: one question, one subscription, both limited to the table's names. */
import type {
  EventName,
  EventPayload,
  Fault,
  Params,
  Reply,
  RequestName,
} from '../contract/contract.ts';
import { channels, eventNames, requestNames } from './names.ts';

export interface HeapwiseBridge {
  /** Asks the host. The answer is a value, never a thrown error. */
  request<N extends RequestName>(name: N, params: Params<N>): Promise<Reply<N>>;
  /** Listens to what the host says; returns what ends the listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

/** The half of Electron's `ipcRenderer` that the bridge uses. */
export interface Wire {
  invoke(channel: string, name: string, params: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, name: unknown, payload: unknown) => void): void;
}

export interface PlainBridge {
  request(name: unknown, params: unknown): Promise<unknown>;
  on(name: unknown, listener: unknown): () => void;
}

/** The same bridge without its types: the page is not trusted to keep to them. */
export function makeBridge(wire: Wire): PlainBridge {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  wire.on(channels.event, (_event, name, payload) => {
    if (typeof name !== 'string') return;
    for (const listener of listeners.get(name) ?? []) listener(payload);
  });

  return {
    async request(name, params) {
      if (typeof name !== 'string' || !Object.hasOwn(requestNames, name)) {
        return { fault: unknownName(name) };
      }
      try {
        return await wire.invoke(channels.request, name, params);
      } catch {
        // The window outlived its host, or the parameters could not be copied.
        return { fault: { code: 'host-unavailable', detail: { name } } satisfies Fault };
      }
    },
    on(name, listener) {
      if (typeof name !== 'string' || !Object.hasOwn(eventNames, name) || !isListener(listener)) {
        return () => undefined;
      }
      const those = listeners.get(name) ?? new Set();
      listeners.set(name, those);
      // A wrapper of its own for each call: the same function may be given twice and ended once.
      const own = (payload: unknown): void => listener(payload);
      those.add(own);
      return () => {
        those.delete(own);
      };
    },
  };
}

function isListener(value: unknown): value is (payload: unknown) => void {
  return typeof value === 'function';
}

function unknownName(name: unknown): Fault {
  return { code: 'unknown-request', detail: { name: String(name).slice(0, 100) } };
}
