import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { sandboxSwitches } from '../root-user.ts';
import { Refusal } from '../sentence.ts';

/** Milliseconds that an app may take until its window is there. */
const startMilliseconds = 30_000;

/** An app that was started, and what can be told of its start. */
export interface StartedApp {
  readonly page: Page;
  /** Milliseconds from the start of the process to the first picture of its window. */
  readonly firstPicture: number;
}

/**
 * Starts an installed app with a profile of its own, lets `use` look at it, and ends it. A packed
 * app takes no inspector (its fuses refuse that), so it is watched through Chromium's own door.
 */
export async function withInstalledApp<Result>(
  command: readonly string[],
  variables: NodeJS.ProcessEnv,
  use: (app: StartedApp) => Promise<Result>,
): Promise<Result> {
  const [program, ...given] = command;
  if (program === undefined) throw new Refusal('The menu entry names no command.');
  const profile = mkdtempSync(join(tmpdir(), 'heapwise-profile-'));
  const started = Date.now();
  const child = spawn(
    program,
    [...given, ...sandboxSwitches(), '--remote-debugging-port=0', `--user-data-dir=${profile}`],
    { env: variables, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((settle) => child.once('close', () => settle()));
  try {
    const address = await new Promise<string>((settle, reject) => {
      let said = '';
      child.stderr.on('data', (piece: Buffer) => {
        said += piece.toString();
        const match = /DevTools listening on (\S+)/.exec(said);
        if (match?.[1] !== undefined) settle(match[1]);
      });
      child.once('error', (error) => reject(new Refusal(`${program}: ${error.message}`)));
      child.once('exit', (code) => {
        reject(new Refusal(`The app ended with code ${code ?? 'none'}: ${said.trim()}`));
      });
    });
    const browser = await chromium.connectOverCDP(address, { noDefaults: true });
    const [context] = browser.contexts();
    if (context === undefined) throw new Refusal('The app has no window.');
    const page =
      context.pages()[0] ?? (await context.waitForEvent('page', { timeout: startMilliseconds }));
    const painted = await page.waitForFunction(
      () => {
        const entry = performance.getEntriesByName('first-contentful-paint')[0];
        return entry === undefined ? null : performance.timeOrigin + entry.startTime;
      },
      undefined,
      { timeout: startMilliseconds },
    );
    const at = await painted.jsonValue();
    const result = await use({ page, firstPicture: Math.round((at ?? Date.now()) - started) });
    await browser.close();
    return result;
  } finally {
    child.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true });
  }
}
