/** The parts of the running app: what is kept, who answers, the window, the menu. It ends what it started. */
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, type BrowserWindow } from 'electron';
import {
  eventChannel,
  type EventName,
  type EventPayload,
  type Handlers,
} from '../contract/contract.ts';
import type { SessionDocument } from '../contract/document.ts';
import type { Language } from '../contract/course.ts';
import type { Preferences } from '../contract/session.ts';
import { disk } from '../files/disk.ts';
import { readLessonFiles } from '../files/lesson-files.ts';
import { newSession } from '../session/document.ts';
import { SimulatorHost } from '../worker/host.ts';
import { appHandlers } from './app-handlers.ts';
import { applyTheme, onAppearance } from './appearance.ts';
import { systemDialogs, type Dialogs, type FileKind } from './dialogs.ts';
import { exportHandlers } from './export-handlers.ts';
import { hostedHandlers } from './hosted-handlers.ts';
import { answerPage } from './ipc.ts';
import { Keeper } from './keeper.ts';
import { report } from './log.ts';
import { menuTemplate } from './menu.ts';
import { openKept, type Kept } from './opening.ts';
import type { PageSource } from './policy.ts';
import { makeRouter } from './router.ts';
import { sessionHandlers } from './session-handlers.ts';
import { startThread } from './simulator-thread.ts';
import { LessonShelf } from './lesson-shelf.ts';
import { printPage } from './printing.ts';
import { teacherHandlers } from './teacher-handlers.ts';
import { openWindow } from './window.ts';
import { CallLostError } from '../worker/rpc.ts';

/** Milliseconds that a run may go on after Stop before its thread is ended. */
const patience = 2_000;
const now = (): string => new Date().toISOString();

export class Shell {
  readonly #page: PageSource;
  readonly #kept: Kept;
  readonly #lessons: LessonShelf;
  readonly #keeper: Keeper;
  readonly #host: SimulatorHost;
  readonly #dialogs: Dialogs;
  #preferences: Preferences;
  #window: BrowserWindow | null = null;
  #closing: Promise<void> | null = null;
  #isClosed = false;
  /** A session that the desktop asked to open: the page's next question for a file is answered with it. */
  #givenFile: string | null = null;
  #pageStarted = false;
  #pageListens = false;
  readonly #stopListening: () => void;

  private constructor(
    page: PageSource,
    kept: Kept,
    lessons: ReadonlyMap<string, string>,
    dialogs: Dialogs | null,
  ) {
    this.#page = page;
    this.#kept = kept;
    this.#preferences = kept.preferences;
    this.#lessons = new LessonShelf(lessons);
    this.#keeper = new Keeper({
      store: kept.store,
      progressFile: kept.progressFile,
      progress: kept.progress,
      now,
      notice: (code, detail) => this.#send('app/notice', { code, detail }),
      saved: (savedAt) => this.#send('session/saved', { savedAt }),
    });
    this.#host = new SimulatorHost({
      startThread: (board) => startThread(join(app.getAppPath(), 'out/main/worker.cjs'), board),
      context: () => ({
        lessons: this.#lessons.files,
        progress: this.#keeper.progress,
        seed: this.#keeper.session.seed,
        runs: this.#keeper.session.runs,
      }),
      hear: (said) => this.#send(said.name, said.payload),
      crashed: (why, repaired) => {
        report("the simulator's thread ended", why);
        const runs = String(this.#keeper.session.runs.length);
        this.#send(
          'app/notice',
          repaired
            ? { code: 'thread-repaired', detail: { runs } }
            : { code: 'thread-unavailable', detail: {} },
        );
      },
      patience,
      now: () => performance.now(),
    });
    const asking =
      dialogs ??
      systemDialogs(
        () => this.#window,
        () => this.#preferences.language,
        () => app.getPath('documents'),
      );
    this.#dialogs = {
      ...asking,
      openFile: (kind) => this.#takeGiven(kind) ?? asking.openFile(kind),
    };
    this.#stopListening = onAppearance((dark) => this.#send('app/appearance', { dark }));
  }

  /** `dialogs` in place of the system's: for the tour, which nobody answers. */
  static async open(page: PageSource, dialogs: Dialogs | null): Promise<Shell> {
    const lessons = await readLessonFiles(join(app.getAppPath(), 'lessons')).then(
      ({ files }) => files,
      (cause: unknown) => {
        report('the lessons cannot be read', cause);
        return new Map<string, string>();
      },
    );
    const kept = await openKept(
      disk,
      app.getPath('userData'),
      dialogs === null ? app.getLocale() : 'en',
      freshSession,
    );
    const shell = new Shell(page, kept, lessons, dialogs);
    shell.#host.warmUp();
    const route = makeRouter(shell.#handlers(), page.origin, (what, cause) => {
      // Whoever asks for something and quits waits for no answer.
      if (shell.#closing === null || !(cause instanceof CallLostError)) report(what, cause);
    });
    answerPage(async (sender, name, params) => {
      const answer = await route(sender, name, params);
      shell.#noteAsked(name);
      return answer;
    });
    shell.#applyPreferences();
    return shell;
  }

  /** Opens the window, or brings the one that is open to the front. */
  show(): BrowserWindow {
    const open = this.#window;
    if (open !== null) {
      if (open.isMinimized()) open.restore();
      open.focus();
      return open;
    }
    const icon = join(app.getAppPath(), 'build/icons/256x256.png');
    const window = openWindow({
      page: this.#page,
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      icon: existsSync(icon) ? icon : null,
      dark: applyTheme(this.#preferences.theme),
      remembered: this.#kept.bounds,
      remember: (bounds) => void this.#kept.boundsFile.write(bounds),
    });
    this.#window = window;
    this.#pageStarted = false;
    this.#pageListens = false;
    window.on('closed', () => {
      this.#window = null;
    });
    return window;
  }

  /** Opens a session that was given from outside, the way the menu's own entry does. */
  openSession(path: string): void {
    this.#givenFile = path;
    this.show();
    if (this.#pageListens) this.#send('menu/command', { command: 'open-session' });
  }

  /** The first quit is held until all is on the disk; then it goes through. */
  beforeQuit(event: { preventDefault(): void }): void {
    if (this.#isClosed) return;
    event.preventDefault();
    void this.close().finally(() => app.quit());
  }

  /** Ends the thread and brings all to the disk; asked again, it is the same ending. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      try {
        this.#stopListening();
        await this.#host.dispose();
        await this.#kept.store.close();
      } catch (cause) {
        report('the app did not close as it should', cause);
      } finally {
        // Whatever happened: a second quit is not held.
        this.#isClosed = true;
      }
    })();
    return this.#closing;
  }

  #handlers(): Handlers {
    const common = {
      keeper: this.#keeper,
      host: this.#host,
      dialogs: this.#dialogs,
      system: disk,
      now,
    };
    return {
      ...hostedHandlers(this.#host, this.#keeper, now),
      ...sessionHandlers({
        ...common,
        earlier: join(app.getPath('userData'), 'earlier-sessions'),
        fresh: () => freshSession(this.#preferences.language),
      }),
      ...exportHandlers({
        ...common,
        exporting: (done, of) => this.#send('session/exporting', { done, of }),
        titles: () => this.#titles(),
      }),
      ...teacherHandlers({
        ...common,
        print: printPage,
        lessons: this.#lessons,
      }),
      ...appHandlers({
        about: {
          version: app.getVersion(),
          electron: process.versions.electron,
          platform: process.platform,
          development: this.#page.development,
        },
        keeper: this.#keeper,
        dialogs: this.#dialogs,
        preferences: {
          get: () => this.#preferences,
          set: (preferences) => this.#setPreferences(preferences),
        },
        found: { restored: this.#kept.restored, notice: this.#kept.notice },
      }),
    };
  }

  #takeGiven(kind: FileKind): Promise<string> | null {
    const given = this.#givenFile;
    if (kind !== 'session' || given === null) return null;
    this.#givenFile = null;
    return Promise.resolve(given);
  }

  /** The page listens once it has asked how the app starts and then something else; what was given before is opened now. */
  #noteAsked(name: unknown): void {
    if (this.#pageListens) return;
    if (name === 'app/start') {
      this.#pageStarted = true;
      return;
    }
    if (!this.#pageStarted) return;
    this.#pageListens = true;
    if (this.#givenFile !== null) this.#send('menu/command', { command: 'open-session' });
  }

  /** Titles of lessons and ideas in the person's language, for the report. */
  async #titles(): Promise<ReadonlyMap<string, string>> {
    const answer = await this.#host.request(
      'course/outline',
      { language: this.#preferences.language },
      now(),
    );
    if ('fault' in answer.reply) return new Map();
    const outline = answer.reply.ok as {
      readonly lessons: readonly { readonly id: string; readonly title: string }[];
      readonly concepts: readonly { readonly id: string; readonly title: string }[];
    };
    return new Map([...outline.lessons, ...outline.concepts].map(({ id, title }) => [id, title]));
  }

  async #setPreferences(preferences: Preferences): Promise<void> {
    this.#preferences = preferences;
    this.#applyPreferences();
    const fault = await this.#kept.preferencesFile.write(preferences);
    if (fault !== null) report('the preferences were not written', fault.code);
  }

  #applyPreferences(): void {
    applyTheme(this.#preferences.theme);
    const template = menuTemplate({
      platform: process.platform,
      language: this.#preferences.language,
      development: this.#page.development,
      send: (command) => this.#send('menu/command', { command }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    const window = this.#window;
    if (window !== null && !window.isDestroyed())
      window.webContents.send(eventChannel, name, payload);
  }
}

function freshSession(language: Language): SessionDocument {
  return newSession({ app: app.getVersion(), language, seed: randomInt(0, 2 ** 32), at: now() });
}
