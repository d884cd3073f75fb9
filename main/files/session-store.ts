/**
 * The open session on the disk. It is a document and a journal of the same number: what was done is
 * appended to the journal before it is acknowledged, so that a kill at any moment loses nothing;
 * when the journal has grown, a new document takes its place under the next number. Recovery reads
 * the newest document that is whole, and its journal up to the last whole line.
 */
import { join } from 'node:path';
import type { Fault } from '../contract/contract.ts';
import type { SessionDocument, SessionEntry } from '../contract/document.ts';
import { fold } from '../session/fold.ts';
import { writeDocument } from '../session/writing.ts';
import { writeWhole } from './atomic.ts';
import { writeFault } from './failure.ts';
import type { AppendFile, FileSystem } from './file-system.ts';
import { journalLine, type JournalLine } from './journal.ts';
import { documentName, findSession, journalName, type Recovery } from './session-recovery.ts';

/** A journal of this many bytes, or as many as its document, is folded into a new document. */
const journalBytes = 2 ** 20;
/** Milliseconds until what was appended is forced to the disk: what a lost current may cost. */
const flushAfter = 1_000;

export interface OpenedStore {
  readonly store: SessionStore;
  readonly recovery: Recovery;
}

export class SessionStore {
  readonly #system: FileSystem;
  readonly #folder: string;
  #document: SessionDocument;
  #number: number;
  /** The journal, while it can be trusted to take another line; null before the first and after a failure. */
  #journal: { readonly file: AppendFile; size: number; readonly limit: number } | null = null;
  #flushing: NodeJS.Timeout | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    system: FileSystem,
    folder: string,
    document: SessionDocument,
    number: number,
  ) {
    this.#system = system;
    this.#folder = folder;
    this.#document = document;
    this.#number = number;
  }

  /**
   * Finds what is there, or begins with `fresh`. A folder that cannot be written gives a store all
   * the same: the session is then kept in memory, and every append says why.
   */
  static async open(
    system: FileSystem,
    folder: string,
    fresh: () => SessionDocument,
  ): Promise<OpenedStore & { readonly fault: Fault | null }> {
    const recovery = await findSession(system, folder);
    const store = new SessionStore(system, folder, recovery.document ?? fresh(), recovery.number);
    const fault = await store.#queued(() => store.#compact());
    return { store, recovery, fault };
  }

  get document(): SessionDocument {
    return this.#document;
  }

  /**
   * Takes these entries into the session. Null: the system has them. A fault: they are in memory
   * alone, and the next append tries to write the whole session anew.
   */
  append(entries: readonly SessionEntry[]): Promise<Fault | null> {
    return this.#queued(() => {
      // Folded here and not before: a document that is written meanwhile must not hold these already.
      this.#document = entries.reduce(fold, this.#document);
      return this.#write(entries);
    });
  }

  /** Another session takes the place of this one, on the disk when it answers null. */
  replace(document: SessionDocument): Promise<Fault | null> {
    return this.#queued(async () => {
      const before = this.#document;
      this.#document = document;
      const fault = await this.#compact();
      if (fault !== null) this.#document = before;
      return fault;
    });
  }

  /** A proper end: all on the disk, and the journal says so. */
  async close(): Promise<void> {
    await this.#queued(async () => {
      try {
        await this.#line({ kind: 'end' });
        await this.#journal?.file.flush();
      } catch {
        // Without its mark the session counts as one that was not closed, and is restored as such.
      }
      await this.#shut();
      return null;
    });
  }

  async #write(entries: readonly SessionEntry[]): Promise<Fault | null> {
    const journal = this.#journal;
    if (journal === null || journal.size > journal.limit) return this.#compact();
    try {
      if ((await journal.file.size()) !== journal.size) {
        await this.#shut();
        const fault = await this.#compact();
        return fault ?? { code: 'session-in-use', detail: { file: journalName(this.#number) } };
      }
      for (const entry of entries) await this.#line(entry);
      this.#flushSoon();
      return null;
    } catch (error) {
      // Half a line may be there now: this journal takes no more.
      await this.#shut();
      return writeFault(join(this.#folder, journalName(this.#number)), error);
    }
  }

  async #line(line: JournalLine): Promise<void> {
    const journal = this.#journal;
    if (journal === null) return;
    const text = journalLine(line);
    await journal.file.append(text);
    journal.size += Buffer.byteLength(text);
  }

  /** Writes the document under the next number, then begins its journal, then removes the old pair. */
  async #compact(): Promise<Fault | null> {
    const old = this.#number;
    const number = old + 1;
    const path = join(this.#folder, documentName(number));
    try {
      await this.#system.makeFolder(this.#folder);
      const text = writeDocument(this.#document);
      // The journal comes first: a document without a journal would be one that lost its entries.
      const journalPath = join(this.#folder, journalName(number));
      await this.#system.remove(journalPath);
      const file = await this.#system.openAppend(journalPath);
      try {
        await writeWhole(this.#system, path, text);
      } catch (error) {
        await file.close();
        await this.#system.remove(journalPath);
        throw error;
      }
      await this.#shut();
      this.#number = number;
      this.#journal = { file, size: 0, limit: Math.max(journalBytes, text.length) };
      await this.#line({ kind: 'begin' });
    } catch (error) {
      await this.#shut();
      return writeFault(path, error);
    }
    await this.#removePair(old);
    return null;
  }

  /** What is left of an old pair does no harm: the newer one is read first. */
  async #removePair(number: number): Promise<void> {
    for (const name of [documentName(number), journalName(number)]) {
      await this.#system.remove(join(this.#folder, name)).catch(() => undefined);
    }
  }

  async #shut(): Promise<void> {
    if (this.#flushing !== null) clearTimeout(this.#flushing);
    this.#flushing = null;
    const journal = this.#journal;
    this.#journal = null;
    await journal?.file.close().catch(() => undefined);
  }

  #flushSoon(): void {
    if (this.#flushing !== null) return;
    this.#flushing = setTimeout(() => {
      this.#flushing = null;
      void this.#queued(async () => {
        await this.#journal?.file.flush().catch(() => undefined);
        return null;
      });
    }, flushAfter);
    this.#flushing.unref();
  }

  /** One thing after another: lines never mix, and a document is of one moment. */
  #queued(work: () => Promise<Fault | null>): Promise<Fault | null> {
    const next = this.#queue.then(work);
    this.#queue = next.catch(() => undefined);
    return next;
  }
}
