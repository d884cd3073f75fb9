/** What one does with a session: look at it, note something, begin another, open and export. */
import type { Result } from '../../main/contract/contract.ts';
import type { Shell } from '../shell/shell.svelte.ts';
import { pictureOf } from './picture.ts';

export type Format = 'heapwise' | 'csv' | 'png' | 'html';
type Summary = Result<'session/state'>;
type Opened = NonNullable<Result<'session/open'>>;

/** Wait so long after the last key before a note is saved. */
const noteDelay = 400;

export class SessionDesk {
  summary = $state.raw<Summary | null>(null);
  /** What the replay of an opened session found; null until one was opened. */
  opened = $state.raw<Opened | null>(null);
  note = $state('');
  noteIsSaved = $state(true);
  exporting = $state<Format | null>(null);
  /** How many runs of how many the export has dealt with; null before it tells. */
  exported = $state.raw<{ readonly done: number; readonly of: number } | null>(null);
  asksForNew = $state(false);
  opening = $state(false);
  readonly #shell: Shell;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  constructor(shell: Shell) {
    this.#shell = shell;
    this.#stop = shell.bridge.on('session/exporting', (how) => {
      this.exported = how;
    });
  }

  /** Titles of lessons, ideas and wrong ideas by their ids, in the language that is spoken. */
  titles = $state.raw<Readonly<Record<string, string>>>({});

  readTitles = async (): Promise<void> => {
    const outline = await this.#shell.ask('course/outline', {
      language: this.#shell.words.language,
    });
    if (outline === undefined) return;
    this.titles = Object.fromEntries(
      [...outline.concepts, ...outline.lessons, ...outline.misconceptions].map(({ id, title }) => [
        id,
        title,
      ]),
    );
  };

  read = async (): Promise<void> => {
    const [summary, note] = await Promise.all([
      this.#shell.ask('session/state', {}),
      this.#shell.ask('note/get', {}),
    ]);
    if (summary !== undefined) this.summary = summary;
    if (note !== undefined) this.note = note.text;
  };

  write = (text: string): void => {
    this.note = text;
    this.noteIsSaved = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#saveNote(), noteDelay);
  };

  begin = async (): Promise<void> => {
    this.asksForNew = false;
    const summary = await this.#shell.ask('session/new', {});
    if (summary === undefined) return;
    this.summary = summary;
    this.opened = null;
    this.note = '';
    this.#shell.sessionVersion += 1;
  };

  open = async (): Promise<void> => {
    this.opening = true;
    const opened = await this.#shell.ask('session/open', {});
    this.opening = false;
    if (opened === undefined || opened === null) return;
    this.opened = opened;
    this.summary = opened.summary;
    this.#shell.sessionVersion += 1;
    await this.read();
    const { session } = this.#shell.words.say;
    this.#shell.announcer.say(opened.verified ? session.verified : session.notVerified);
  };

  /** Exports the session, or one of its runs where the format holds one. */
  export = async (format: Format, run: string | null): Promise<void> => {
    this.exporting = format;
    this.exported = null;
    const picture =
      format === 'png' || format === 'html' ? await this.#picture(run ?? this.#lastRun()) : null;
    const written = await this.#shell.ask('session/export', {
      format,
      run: format === 'heapwise' || format === 'html' ? null : run,
      pictures: picture === null ? [] : [picture],
    });
    this.exporting = null;
    if (written === undefined || written === null) return;
    const words = this.#shell.words;
    this.#shell.notices.add('right', () => ({
      what: words.say.session.exported(written.file),
      kept: '',
      act: '',
    }));
    this.#shell.announcer.say(words.say.session.exported(written.file));
  };

  /** Ends the export under way; nothing is written. */
  cancelExport = async (): Promise<void> => {
    await this.#shell.ask('session/cancel-export', {});
  };

  openRun = async (run: string): Promise<void> => {
    if ((await this.#shell.ask('sandbox/set', { run })) === undefined) return;
    this.#shell.sessionVersion += 1;
    this.#shell.go('sandbox');
  };

  dispose = (): void => {
    this.#stop();
    if (!this.noteIsSaved) void this.#saveNote();
  };

  #lastRun(): string | null {
    return this.summary?.runs.at(-1)?.run ?? null;
  }

  async #saveNote(): Promise<void> {
    clearTimeout(this.#timer);
    const text = this.note;
    if ((await this.#shell.ask('note/set', { text })) === undefined) return;
    if (text === this.note) this.noteIsSaved = true;
  }

  /** The picture of a run's end; null where there is no run to picture. */
  async #picture(
    run: string | null,
  ): Promise<{ name: string; png: Uint8Array<ArrayBuffer> } | null> {
    if (run === null) return null;
    const { bridge, words } = this.#shell;
    const got = await this.#shell.ask('run/get', { run });
    if (got === undefined) return null;
    const { length } = got.state;
    const [frame, series] = await Promise.all([
      bridge.request('run/frame', {
        run,
        seq: length,
        request: { blockLimit: 600, cells: { from: 0, to: got.settings.heapBytes, count: 4096 } },
      }),
      bridge.request('run/series', { run, from: 0, to: length, points: 600 }),
    ]);
    if ('fault' in frame || 'fault' in series) return null;
    const { settings, stage, session } = words.say;
    const collector = settings.collectors[got.settings.collector].name;
    const allocator = settings.allocators[got.settings.allocator].name;
    const png = await pictureOf({
      title: got.source.name,
      facts: `${collector} · ${allocator} · ${words.whole(got.settings.heapBytes)} ${settings.unit[got.settings.geometry]} · ${session.runEvents}: ${words.whole(length)}`,
      frame: frame.ok,
      series: series.ok,
      legend: {
        live: stage.states.live,
        garbage: stage.states.garbage,
        dead: stage.states.dead,
        free: stage.states.free,
      },
      whole: words.whole,
    });
    return { name: got.source.name, png: new Uint8Array(png) };
  }
}
