/** Tells that runs have become longer: at most thirty times a second each, the latest state wins, the last one always. */
import type { RunState } from '../contract/run.ts';

/** Milliseconds between two tellings about one run. */
const every = 34;

export class Telling {
  readonly #now: () => number;
  readonly #tell: (state: RunState) => void;
  readonly #last = new Map<string, number>();

  constructor(now: () => number, tell: (state: RunState) => void) {
    this.#now = now;
    this.#tell = tell;
  }

  /** The run goes on: told if the last telling is long enough ago. */
  progress(state: RunState): void {
    const now = this.#now();
    if (now - (this.#last.get(state.run) ?? -Infinity) < every) return;
    this.#last.set(state.run, now);
    this.#tell(state);
  }

  /** The run rests: told whatever was told before. */
  rest(state: RunState): void {
    this.#last.delete(state.run);
    this.#tell(state);
  }
}
