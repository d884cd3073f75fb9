/** One small JSON document of the app's own (preferences, the window's bounds, progress): read with care, written whole. */
import { basename, dirname, join } from 'node:path';
import type { Fault } from '../contract/contract.ts';
import { writeWhole } from './atomic.ts';
import { writeFault } from './failure.ts';
import type { FileSystem } from './file-system.ts';

/** Largest document read back, in bytes. */
const largest = 64 * 2 ** 20;

export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'absent' }
  /** Not readable as such; it was renamed to `as` so that nothing is overwritten. */
  | { readonly kind: 'put-aside'; readonly as: string };

export class JsonFile<T> {
  readonly #system: FileSystem;
  readonly #path: string;
  readonly #parse: (value: unknown) => T | null;
  /** Writes follow one another; each waits for the one before it. */
  #last: Promise<unknown> = Promise.resolve();

  /** `parse` gives null for what is no such document. */
  constructor(system: FileSystem, path: string, parse: (value: unknown) => T | null) {
    this.#system = system;
    this.#path = path;
    this.#parse = parse;
  }

  async read(): Promise<Found<T>> {
    const value = await this.#readValue();
    if (value === undefined) return { kind: 'absent' };
    if (value !== null) return { kind: 'found', value };
    const as = await putAside(this.#system, this.#path);
    return { kind: 'put-aside', as };
  }

  /** Undefined: no such file. Null: not readable, or no such document. */
  async #readValue(): Promise<T | null | undefined> {
    try {
      const bytes = await this.#system.read(this.#path, largest);
      if (bytes === null) return undefined;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return this.#parse(JSON.parse(text));
    } catch {
      return null;
    }
  }

  /** Answers when the document is on the disk, or with what kept it from it. */
  write(value: T): Promise<Fault | null> {
    const written = this.#last.then(async () => {
      try {
        await this.#system.makeFolder(dirname(this.#path));
        await writeWhole(this.#system, this.#path, `${JSON.stringify(value, null, 2)}\n`);
        return null;
      } catch (error) {
        return writeFault(this.#path, error);
      }
    });
    this.#last = written;
    return written;
  }
}

/** Renames a file that cannot be read to a free name beside it, and tells the name it has now. */
export async function putAside(system: FileSystem, path: string): Promise<string> {
  const own = basename(path);
  try {
    const taken = new Set(await system.list(dirname(path)));
    let number = 1;
    while (taken.has(`${own}.damaged-${number}`)) number += 1;
    const name = `${own}.damaged-${number}`;
    await system.rename(path, join(dirname(path), name));
    return name;
  } catch {
    return own; // The folder may not be written: it stays where it is.
  }
}
