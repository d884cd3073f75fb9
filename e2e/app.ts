/**
 * The app under test, owned by the fixture: a folder of its own for what it keeps, started when a
 * test asks, closed at the end whatever happened. Any error in the page's console, any error that
 * nobody caught and any complaint of the host fails the test, unless the test said it would come.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
} from '@playwright/test';
import type { Params, Reply, RequestName } from '../main/contract/contract.ts';

const root = resolve(import.meta.dirname, '..');

/** What Chromium says on a machine without a screen, a sound card or a desktop; the app is not meant. */
const noiseOfTheSystem =
  /:(?:ERROR|WARNING|INFO):[\w./]+\(\d+\)\]|^Debugger |^For help, see:|^DevTools listening|^Waiting for the debugger|^\(Use `electron --trace-warnings|^\s*$/;

export class HeapwiseApp {
  /** Folder of everything the app keeps, and one for files of the test. */
  readonly profile: string;
  readonly files: string;
  readonly #problems: string[] = [];
  readonly #expected: RegExp[] = [];
  #electron: ElectronApplication | null = null;
  #page: Page | null = null;

  constructor(folder: string) {
    this.profile = join(folder, 'profile');
    this.files = folder;
  }

  /** The running app's page. */
  get page(): Page {
    if (this.#page === null) throw new Error('The app was not started.');
    return this.#page;
  }

  get electron(): ElectronApplication {
    if (this.#electron === null) throw new Error('The app was not started.');
    return this.#electron;
  }

  /** Starts the app and waits until its page listens: it has nothing to click before that. */
  async start(...words: readonly string[]): Promise<Page> {
    const electron = await _electron.launch({
      args: ['.', `--user-data-dir=${this.profile}`, '--lang=en-US', ...words],
      cwd: root,
    });
    this.#electron = electron;
    electron.process().stderr?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString('utf8').split('\n')) {
        if (!noiseOfTheSystem.test(line)) this.#note(`host: ${line}`);
      }
    });
    const page = await electron.firstWindow();
    this.#page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.#note(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#note(`page: ${error.message}`));
    page.on('crash', () => this.#note('page: it crashed'));
    await page.getByRole('main').waitFor();
    return page;
  }

  /** Ends the app as a person would, and waits for it. */
  async quit(): Promise<void> {
    const electron = this.#electron;
    this.#electron = null;
    this.#page = null;
    await electron?.close();
  }

  /** Ends the app's process at once, as the system would: nothing of it runs any more. */
  async kill(): Promise<void> {
    const running = this.electron.process();
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
    this.#electron = null;
    this.#page = null;
  }

  /** Asks the host as the page does. */
  ask<N extends RequestName>(name: N, params: Params<N>): Promise<Reply<N>> {
    return this.page.evaluate(
      ([asked, given]) => {
        const bridge = (
          window as unknown as {
            heapwise: { request(name: string, params: unknown): Promise<unknown> };
          }
        ).heapwise;
        return bridge.request(asked, given);
      },
      [name, params] as const,
    ) as Promise<Reply<N>>;
  }

  /** The same, for a request that has to succeed. */
  async okOf<N extends RequestName>(
    name: N,
    params: Params<N>,
  ): Promise<Extract<Reply<N>, { ok: unknown }>['ok']> {
    const reply = await this.ask(name, params);
    if ('fault' in reply) throw new Error(`${name}: ${JSON.stringify(reply.fault)}`);
    return reply.ok;
  }

  /** The next dialogs to open a file answer with this path, or are cancelled (null). */
  async answerOpenDialog(path: string | null): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    }, path);
  }

  /** The next dialogs to save a file answer with this path, or are cancelled (null). */
  async answerSaveDialog(path: string | null): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () =>
        Promise.resolve(
          chosen === null
            ? { canceled: true, filePath: '' }
            : { canceled: false, filePath: chosen },
        );
    }, path);
  }

  /** Puts a text on the clipboard. */
  async copy(text: string): Promise<void> {
    await this.electron.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
  }

  /** Chooses an entry of the menu by its command. */
  async chooseMenu(command: string): Promise<void> {
    await this.electron.evaluate(({ Menu }, id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id);
      if (item === null || item === undefined) throw new Error(`The menu has no entry ${id}.`);
      Reflect.apply(item.click, item, []);
    }, command);
  }

  /** Problems that match are part of this test; one that is expected and does not come is none. */
  expectProblem(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What went wrong though nobody expected it. */
  get problems(): readonly string[] {
    return this.#problems.filter(
      (problem) => !this.#expected.some((pattern) => pattern.test(problem)),
    );
  }

  #note(problem: string): void {
    this.#problems.push(problem);
  }
}

interface Fixtures {
  readonly heapwise: HeapwiseApp;
}

export const test = base.extend<Fixtures>({
  heapwise: async ({ browserName: _chromium }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'heapwise-e2e-'));
    const heapwise = new HeapwiseApp(folder);
    try {
      await use(heapwise);
    } finally {
      await heapwise.quit();
      await rm(folder, { recursive: true, force: true });
    }
    expect(heapwise.problems, 'problems nobody expected').toEqual([]);
  },
});

export { expect };
