/** Drives long work in slices: between two of them the thread reads its messages. */
import type { Work } from '../session/runs/run.ts';
import type { Drive } from './run-store.ts';

/** Milliseconds of a slice: short enough that a stop is heeded and a frame is answered without a wait. */
const slice = 8;

export interface DrivePorts {
  /** Milliseconds; only differences count. */
  readonly now: () => number;
  /** Settles after the messages that are waiting. */
  readonly breathe: () => Promise<void>;
}

export function makeDrive(ports: DrivePorts): Drive {
  return async <T>(work: Work<T>): Promise<T> => {
    let began = ports.now();
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (ports.now() - began < slice) continue;
      await ports.breathe();
      began = ports.now();
    }
  };
}
