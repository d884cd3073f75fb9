import { Table } from './texts.ts';
import type { Pause } from './utilisation.ts';

/** A pause, and what all pauses up to its end come to, in ticks. */
interface PauseSoFar extends Pause {
  /** Where the mutator's standstill began: pauses that touch are one. */
  readonly since: number;
  readonly longest: number;
  readonly total: number;
}

/** The intervals of ticks in which no mutator ran, in order, with their sums at any moment. */
export class Pauses {
  readonly #table = new Table<PauseSoFar>();

  get entries(): readonly Pause[] {
    return this.#table.entries;
  }

  /** A pause of operation `operation` has ended; it begins no sooner than the last one ended. */
  append({ from, to }: Pause, operation: number): void {
    const last = this.#table.entries[this.#table.entries.length - 1];
    const since = last?.to === from ? last.since : from;
    const longest = Math.max(last?.longest ?? 0, to - since);
    this.#table.append(
      { from, to, since, longest, total: (last?.total ?? 0) + to - from },
      operation,
    );
  }

  /** Forgets the pauses of operations after `operation`. */
  truncate(operation: number): void {
    this.#table.truncate(operation);
  }

  /** Longest and total time, in ticks, of the pauses that have ended by moment `ticks`. */
  until(ticks: number): { readonly longest: number; readonly total: number } {
    const { entries } = this.#table;
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle] as PauseSoFar).to <= ticks) low = middle + 1;
      else high = middle;
    }
    const { longest, total } = entries[low - 1] ?? { longest: 0, total: 0 };
    return { longest, total };
  }
}
