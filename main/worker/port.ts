/** Two ends that send each other plain values: a thread's, or two in memory for tests. */
import type { MessagePort, Worker } from 'node:worker_threads';

export interface Port {
  post(message: unknown): void;
  /** Calls back for every message; the last caller alone is told. */
  onMessage(listener: (message: unknown) => void): void;
  /** Nothing is delivered any more, in either direction. */
  dispose(): void;
}

/** Either end of a real thread: the `Worker` in its parent, the `parentPort` inside. */
export function threadPort(end: Worker | MessagePort): Port {
  let listener: ((message: unknown) => void) | null = null;
  const deliver = (message: unknown): void => listener?.(message);
  end.on('message', deliver);
  return {
    post: (message) => end.postMessage(message),
    onMessage: (next) => {
      listener = next;
    },
    dispose: () => {
      listener = null;
      end.off('message', deliver);
    },
  };
}

/** Two ends of one line in memory. Messages are copied, as between threads, and arrive later, in order. */
export function memoryPortPair(): readonly [Port, Port] {
  const listeners: [((message: unknown) => void) | null, ((message: unknown) => void) | null] = [
    null,
    null,
  ];
  let open = true;
  const end = (own: 0 | 1): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        if (open) listeners[own === 0 ? 1 : 0]?.(copy);
      });
    },
    onMessage: (listener) => {
      listeners[own] = listener;
    },
    dispose: () => {
      open = false;
    },
  });
  return [end(0), end(1)];
}
