import type { Store } from './store.ts';

/** Int32 in a page: small, so that scattered changes share what lies between them. */
const pageWords = 1024;

/** A page of a plane; `null`: all of its words are 0. */
type Page = Int32Array | null;

/** The planes at one position, in pages; a page that did not change since the checkpoint before is the same. */
export interface Checkpoint {
  readonly seq: number;
  /** Log length just after event `seq`, and when the copy was made. */
  readonly settled: number;
  readonly log: number;
  readonly planes: readonly (readonly Page[])[];
  /** Bytes of the planes, and of the pages that no earlier checkpoint holds. */
  readonly whole: number;
  own: number;
}

/**
 * Copies of all planes at some positions of a run, in order. Each holds only the pages that changed
 * since the one before it, so that a checkpoint of a large state of which little changes is small.
 */
export class Checkpoints {
  readonly #store: Store;
  #list: Checkpoint[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  get list(): readonly Checkpoint[] {
    return this.#list;
  }

  get bytes(): number {
    return this.#list.reduce((sum, { own }) => sum + own, 0);
  }

  /** Copies the planes unless that takes more than `most` bytes; whether it did. */
  take(place: { seq: number; settled: number; log: number }, most: number): boolean {
    const before = this.#list[this.#list.length - 1];
    const planes: Page[][] = [];
    let own = 0;
    let whole = 0;
    for (const [target, words] of this.#store.words.entries()) {
      const used = usedWords(words);
      const old = before?.planes[target] ?? [];
      const pages: Page[] = [];
      for (let start = 0; start < used; start += pageWords) {
        const page = this.#page(words, start, old[start / pageWords]);
        pages.push(page);
        if (page !== null && page !== old[start / pageWords]) own += page.byteLength;
      }
      if (own > most) return false;
      whole += used * 4;
      planes.push(pages);
    }
    this.#list.push({ ...place, planes, whole, own });
    return true;
  }

  /** The page of `words` that begins at `start`: the old one, if it tells the same. */
  #page(words: Int32Array, start: number, old: Page | undefined): Page {
    const end = Math.min(start + pageWords, words.length);
    let at = start;
    if (old === undefined || old === null) {
      while (at < end && words[at] === 0) at += 1;
      return at === end ? null : words.slice(start, end);
    }
    if (old.length !== end - start) return words.slice(start, end);
    while (at < end && words[at] === old[at - start]) at += 1;
    return at === end ? old : words.slice(start, end);
  }

  /** Makes the planes what they were. */
  restore({ planes }: Checkpoint): void {
    for (const [target, words] of this.#store.words.entries()) {
      let at = 0;
      for (const page of planes[target] ?? []) {
        const end = Math.min(at + pageWords, words.length);
        const filled = at + (page?.length ?? 0);
        if (page !== null) words.set(page, at);
        if (filled < end) words.fill(0, filled, end);
        at = end;
      }
      words.fill(0, at);
    }
  }

  /** Drops every other checkpoint; the newest stays. */
  thin(): void {
    const isKept = (index: number): boolean => (this.#list.length - 1 - index) % 2 === 0;
    for (const [index, dropped] of this.#list.entries()) {
      const next = this.#list[index + 1];
      if (!isKept(index) && next !== undefined)
        next.own += inherited(this.#list[index - 1], dropped, next);
    }
    this.#list = this.#list.filter((_, index) => isKept(index));
  }

  /** Forgets those that came after a position. */
  cut(seq: number, log: number): void {
    this.#list = this.#list.filter((one) => one.seq <= seq && one.log <= log);
  }
}

/** Bytes of the pages that `dropped` was the first to hold and `next` holds, too. */
function inherited(before: Checkpoint | undefined, dropped: Checkpoint, next: Checkpoint): number {
  let sum = 0;
  for (const [target, pages] of dropped.planes.entries()) {
    for (const [index, page] of pages.entries()) {
      const isShared = page !== null && page === next.planes[target]?.[index];
      if (isShared && page !== before?.planes[target]?.[index]) sum += page.byteLength;
    }
  }
  return sum;
}

/** Words of a plane without the zeros at its end. */
function usedWords(words: Int32Array): number {
  let length = words.length;
  while (length > 0 && words[length - 1] === 0) length -= 1;
  return length;
}
