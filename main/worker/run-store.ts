/** The runs that are open in the thread, by name; those of the session are opened again when they are first asked for. */
import type { RunRecord } from '../contract/document.ts';
import type { ProgramOptions, Source } from '../contract/run.ts';
import type { Done, Run, Work } from '../session/runs/run.ts';
import type { HeapSettings } from '../simulator/settings.ts';

/** How runs are made; long sources are performed in slices. */
export interface RunMaker {
  open(
    id: string,
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions | null,
  ): Work<Done<Run>>;
  /** Brings a run to where its record says it was. */
  restore(record: RunRecord): Work<Done<Run>>;
}

/** Drives long work and lets other messages have their turn in between. */
export type Drive = <T>(work: Work<T>) => Promise<T>;

/** Runs that stay open without being looked at; the one that waited longest is closed first. */
const mostOpen = 64;

export class RunStore {
  readonly #maker: RunMaker;
  readonly #drive: Drive;
  /** In the order in which they were last used. */
  readonly #open = new Map<string, Run>();
  readonly #opening = new Map<string, Promise<Done<Run>>>();
  readonly #busy = new Set<string>();
  /** Runs of the course that the learner has changed: no longer what the lesson speaks of. */
  readonly #touched = new Set<string>();
  #records: ReadonlyMap<string, RunRecord> = new Map();
  #next = 1;
  #nextScene = 1;

  constructor(maker: RunMaker, drive: Drive) {
    this.#maker = maker;
    this.#drive = drive;
  }

  /** Closes every run; these are those of the session from now on. */
  adopt(records: readonly RunRecord[]): void {
    this.#open.clear();
    this.#opening.clear();
    this.#touched.clear();
    this.#records = new Map(records.map((record) => [record.id, record]));
    this.#next = 1 + Math.max(0, ...records.map((record) => Number(record.id.slice(1))));
  }

  /** A run of the learner's own, part of the session. */
  openOwn(
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions | null,
  ): Promise<Done<Run>> {
    const id = `r${this.#next}`;
    this.#next += 1;
    return this.#begin(id, this.#maker.open(id, source, settings, program));
  }

  /** A run of the course: looked at like any other, but no part of the session. */
  openScene(
    source: Source,
    settings: HeapSettings,
    program: ProgramOptions | null,
  ): Promise<Done<Run>> {
    const id = `s${this.#nextScene}`;
    this.#nextScene += 1;
    return this.#begin(id, this.#maker.open(id, source, settings, program));
  }

  /** The run of this name, opened again where it is the session's and was closed to make room. */
  async get(id: string): Promise<Done<Run>> {
    const open = this.#open.get(id);
    if (open !== undefined) {
      this.#open.delete(id);
      this.#open.set(id, open);
      return { ok: open };
    }
    const opening = this.#opening.get(id);
    if (opening !== undefined) return opening;
    const record = this.#records.get(id);
    if (record === undefined) return { fault: { code: 'unknown-run', detail: { run: id } } };
    return this.#begin(id, this.#maker.restore(record));
  }

  /** Is it open, and still as it was opened? */
  hasUntouched(id: string): boolean {
    return this.#open.has(id) && !this.#touched.has(id);
  }

  close(id: string): void {
    this.#open.delete(id);
    this.#touched.delete(id);
  }

  /** Remembers how a run stands now, so that it can be opened again like this. */
  note(record: RunRecord): void {
    this.#records = new Map(this.#records).set(record.id, record);
  }

  /** Lets one thing at a time change a run; meanwhile it can be looked at. */
  async change<T>(id: string, change: (run: Run) => Work<Done<T>>): Promise<Done<T>> {
    if (this.#busy.has(id)) return { fault: { code: 'run-busy', detail: { run: id } } };
    this.#busy.add(id);
    this.#touched.add(id);
    try {
      const found = await this.get(id);
      return 'fault' in found ? found : await this.#drive(change(found.ok));
    } finally {
      this.#busy.delete(id);
    }
  }

  isBusy(id: string): boolean {
    return this.#busy.has(id);
  }

  async #begin(id: string, work: Work<Done<Run>>): Promise<Done<Run>> {
    const opening = this.#drive(work).then((made) => {
      if (this.#opening.get(id) !== opening) return made; // Another session is open by now.
      this.#opening.delete(id);
      if ('ok' in made) {
        this.#open.set(id, made.ok);
        this.#makeRoom();
      }
      return made;
    });
    this.#opening.set(id, opening);
    return opening;
  }

  #makeRoom(): void {
    for (const id of this.#open.keys()) {
      if (this.#open.size <= mostOpen) return;
      // A scene cannot be opened again by its name alone: it stays until its lesson closes it.
      if (this.#records.has(id) && !this.#busy.has(id)) this.#open.delete(id);
    }
  }
}
