/** Thrown out of the middle of an operation that somebody waits for no longer. */
export class Interrupted extends Error {}

/** Words of work after which a turn may be interrupted: an ordinary one ends before. */
const patience = 2 ** 19;

/**
 * Ends what takes too long in its middle. Whoever lets the machine do something may say what to ask;
 * the machine asks now and then, by the work it has done and never by a clock, and throws
 * `Interrupted` if the answer is yes. What was done of the operation stands in the planes and in the
 * record: whoever asked for this takes it back with `Machine.truncate`. Whatever else knows of the
 * operation (an interpreter) is to be thrown away.
 */
export class Interruption {
  #isWanted: (() => boolean) | null = null;
  #left = 0;

  /** From now on `isWanted` is asked, but not before this much work was done; null: nobody is. */
  watch(isWanted: (() => boolean) | null, words = patience): void {
    this.#isWanted = isWanted;
    this.#left = words;
  }

  /** So many words were done since the last call. Nothing may be half recorded when it is called. */
  poll(words: number): void {
    if (this.#isWanted === null) return;
    this.#left -= words;
    if (this.#left < 0 && this.#isWanted()) throw new Interrupted('The operation was interrupted.');
  }
}
