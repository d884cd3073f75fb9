/**
 * The tour: a lesson's first steps, an example in the sandbox, its charts, the export. It plays in
 * the real window and leaves pictures and the exported session in a folder.
 */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Dialogs } from './dialogs.ts';
import { TourHand } from './tour-hand.ts';

/** Names of the files that the export's questions are answered with. */
const files = {
  session: 'tour.heapwise',
  csv: 'tour.csv',
  png: 'tour-stage.png',
  html: 'tour.html',
  pdf: 'tour.pdf',
  progress: 'tour.json',
  source: 'tour.ops',
} as const;

/** In the tour nobody is asked: files go into its folder, and no page is opened. */
export function tourDialogs(folder: string): Dialogs {
  return {
    openFile: () => Promise.resolve(null),
    openFolder: () => Promise.resolve(null),
    saveFile: (kind) => Promise.resolve(join(folder, files[kind])),
    openLink: () => Promise.resolve(),
  };
}

/** Plays it and tells the paths of what it left. Throws a sentence where something did not happen. */
export async function playTour(window: BrowserWindow, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const hand = new TourHand(window.webContents);
  const left: string[] = [];
  let pictures = 0;
  const take = async (name: string): Promise<void> => {
    await hand.settle();
    const picture = await window.webContents.capturePage();
    pictures += 1;
    const path = join(folder, `${pictures}-${name}.png`);
    await writeFile(path, picture.toPNG());
    left.push(path);
  };

  await hand.see('heading', /\S/);
  await hand.see('button', /^Lesson \d+/);
  await take('home');

  await hand.press('button', /^Lesson \d+/);
  await hand.see('button', /^Next$/);
  await take('lesson');
  for (let step = 0; step < 3 && (await hand.canPress('button', /^Next$/)); step += 1) {
    await hand.press('button', /^Next$/);
    await hand.settle();
  }
  await take('lesson-later');

  await hand.press('button', /^Sandbox$/);
  await hand.press('button', /^Examples$/);
  await take('examples');
  await hand.press('option', /^A cycle/);
  await hand.see('slider', /^Timeline$/);
  await take('sandbox');
  await hand.press('tab', /^Charts$/);
  await take('charts');

  await hand.press('button', /^Session$/);
  await hand.press('button', /^Session document/);
  const session = join(folder, files.session);
  await written(session);
  left.push(session);
  await hand.press('button', /^Report/);
  const report = join(folder, files.html);
  await written(report);
  left.push(report);
  await take('session');
  return left;
}

/** Waits until a file is there: it is written whole or not at all. */
async function written(path: string): Promise<void> {
  const until = performance.now() + 60_000;
  for (;;) {
    const found = await stat(path).catch(() => null);
    if (found !== null) return;
    if (performance.now() > until) throw new Error(`${path} was not written.`);
    await new Promise((settle) => setTimeout(settle, 100));
  }
}
