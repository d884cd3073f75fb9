/** The simulator's thread as a real one. */
import { Worker } from 'node:worker_threads';
import type { HostedThread } from '../worker/host.ts';
import { threadPort } from '../worker/port.ts';

/** `file` is the built thread; it is the same file in a checkout and inside a package. */
export function startThread(file: string, board: SharedArrayBuffer): HostedThread {
  const worker = new Worker(file, { workerData: board });
  let stopped = false;
  let ended = false;
  const listeners: ((why: string) => void)[] = [];
  const end = (why: string): void => {
    if (stopped || ended) return;
    ended = true;
    for (const listener of listeners) listener(why);
  };
  // An error comes before the exit that it causes, and knows more.
  worker.on('error', (error) => end(error.stack ?? error.message));
  worker.on('exit', (code) => end(`it ended with code ${code}`));
  return {
    port: threadPort(worker),
    onEnd: (listener) => void listeners.push(listener),
    stop: async () => {
      stopped = true;
      await worker.terminate();
    },
  };
}
