import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withDisplay } from '../display.ts';
import { Refusal, runScript, say } from '../sentence.ts';
import { runQuietly } from '../setup/commands.ts';
import { withInstalledApp } from './installed-app.ts';
import type { StartedApp } from './installed-app.ts';

/** Starts that are measured; their median is told. */
const starts = 5;
const menuEntry = '/usr/share/applications/heapwise.desktop';
const places = ['/opt/Heapwise', '/usr/bin/heapwise', menuEntry];

/*
 * npm run package:check: installs the deb that `npm run package` made, starts it by the command of
 * its menu entry, opens a lesson in it, tells size and time, and removes it again. On Debian or
 * Ubuntu, as root.
 */
await runScript(async () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Refusal('The deb is checked by installing it: run this as root on Debian or Ubuntu.');
  }
  if (places.some((place) => existsSync(place))) {
    throw new Refusal(
      'Heapwise is installed here already. Remove it first: apt-get purge heapwise.',
    );
  }
  const deb = newestDeb(join(process.cwd(), 'dist'));
  const bytes = statSync(deb).size;
  apt(['install', '--no-install-recommends', deb]);
  try {
    const command = [...commandOf(readFileSync(menuEntry, 'utf8')), '--lang=en-US'];
    say(`Installed ${deb}. Its menu entry starts: ${command.slice(0, -1).join(' ')}`);
    const times = await withDisplay(async (variables) => {
      const title = await withInstalledApp(command, variables, openLesson);
      say(`The window came, and the lesson "${title}" opened in it.`);
      const measured: number[] = [];
      for (let start = 0; start < starts; start += 1) {
        measured.push(
          await withInstalledApp(command, variables, (app) => Promise.resolve(app.firstPicture)),
        );
      }
      return measured.sort((one, other) => one - other);
    });
    const median = times[Math.floor(times.length / 2)] ?? 0;
    const installed = runQuietly('du', ['-sk', '/opt/Heapwise']).output.split('\t')[0] ?? '0';
    say(
      `From start to first picture: ${median} ms (median of ${times.length}, ${times.join(', ')}).`,
    );
    say(
      `Size: ${(bytes / 1e6).toFixed(1)} MB to download, ${(Number(installed) / 1e3).toFixed(0)} MB installed.`,
    );
  } finally {
    apt(['purge', 'heapwise']);
  }
  const left = places.filter((place) => existsSync(place));
  if (left.length > 0) throw new Refusal(`Removing the package left ${left.join(', ')}.`);
  say('Removed again; nothing of it is left.');
  return 0;
});

function newestDeb(folder: string): string {
  const debs = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.deb'))
        .map((name) => join(folder, name))
        .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)
    : [];
  return debs[0] ?? refuse('There is no deb in dist/. Run "npm run package" first.');
}

function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

function apt(words: readonly string[]): void {
  const finished = runQuietly('apt-get', ['-qq', '-y', ...words], {
    variables: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (finished.status === 0) return;
  refuse(`apt-get ${words.join(' ')} failed: ${finished.errors.trim().split('\n').at(-1) ?? ''}`);
}

/** The words of a menu entry's command, without the codes that stand for files. */
function commandOf(entry: string): readonly string[] {
  const line = /^Exec=(.+)$/m.exec(entry)?.[1] ?? refuse('The menu entry names no command.');
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  return words.filter((word) => !/^%[a-zA-Z]$/.test(word)).map((word) => word.replaceAll('"', ''));
}

/** Title of the first lesson in lessons/ and of its first section, as its English text has them. */
function firstLesson(root: string): { readonly title: string; readonly section: string } {
  const lessons = join(root, 'lessons');
  const folder = readdirSync(lessons, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()[0];
  if (folder === undefined) refuse('There are no lessons in lessons/.');
  const text = readFileSync(join(lessons, folder, 'en.md'), 'utf8');
  const title = /^title: (.+)$/m.exec(text)?.[1];
  const section = /^## (.+?)(?: \{#.*\})?$/m.exec(text)?.[1];
  if (title === undefined || section === undefined) refuse(`lessons/${folder}/en.md has no title.`);
  return { title, section };
}

/** Opens the first lesson from the course map, and waits for the beginning of its text. */
async function openLesson({ page }: StartedApp): Promise<string> {
  const { title, section } = firstLesson(process.cwd());
  await page.getByRole('main').getByRole('button').filter({ hasText: title }).first().click();
  await page.getByRole('heading', { name: section }).waitFor();
  return title;
}
