/**
 * Keeps what the learner does: each entry is with the system before its request is answered, and
 * what cannot be written is said once, not at every step.
 */
import type { Fault } from '../contract/contract.ts';
import type { SessionDocument, SessionEntry } from '../contract/document.ts';
import type { NoticeCode } from '../contract/faults.ts';
import type { SessionSummary } from '../contract/session.ts';
import type { ProgressDocument } from '../course/progress/document.ts';
import type { JsonFile } from '../files/json-file.ts';
import type { SessionStore } from '../files/session-store.ts';
import { summaryOf } from '../session/summary.ts';

export interface KeeperPorts {
  readonly store: SessionStore;
  readonly progressFile: JsonFile<ProgressDocument>;
  readonly progress: ProgressDocument | null;
  /** ISO 8601. */
  readonly now: () => string;
  readonly notice: (code: NoticeCode, detail: Readonly<Record<string, string>>) => void;
  readonly saved: (savedAt: string) => void;
}

export class Keeper {
  readonly #ports: KeeperPorts;
  #progress: ProgressDocument | null;
  #savedAt: string | null = null;
  /** Codes of the faults that were said and have not ended yet. */
  readonly #said = new Set<string>();

  constructor(ports: KeeperPorts) {
    this.#ports = ports;
    this.#progress = ports.progress;
    this.#savedAt = ports.store.document.savedAt;
  }

  get session(): SessionDocument {
    return this.#ports.store.document;
  }

  get progress(): ProgressDocument | null {
    return this.#progress;
  }

  get summary(): SessionSummary {
    return { ...summaryOf(this.session), savedAt: this.#savedAt };
  }

  async record(entries: readonly SessionEntry[]): Promise<void> {
    if (entries.length === 0) return;
    this.#settled('session', await this.#ports.store.append(entries));
  }

  async recordProgress(progress: ProgressDocument): Promise<void> {
    this.#progress = progress;
    this.#settled('progress', await this.#ports.progressFile.write(progress));
  }

  /** Another session takes the place of this one, or nothing changes and the fault says why. */
  async replace(session: SessionDocument): Promise<Fault | null> {
    const fault = await this.#ports.store.replace(session);
    if (fault === null) this.#settled('session', null);
    return fault;
  }

  #settled(what: string, fault: Fault | null): void {
    if (fault === null) {
      for (const said of this.#said) if (said.startsWith(`${what} `)) this.#said.delete(said);
      if (what === 'session') {
        this.#savedAt = this.#ports.now();
        this.#ports.saved(this.#savedAt);
      }
      return;
    }
    const key = `${what} ${fault.code}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    const detail = Object.fromEntries(
      Object.entries(fault.detail).map(([name, value]) => [name, String(value)]),
    );
    this.#ports.notice(fault.code as NoticeCode, detail);
  }
}
