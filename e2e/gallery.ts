/**
 * Pictures of every place of the real app, for whoever judges how it looks: both themes, both
 * languages, a small window and a usual one, each in the states that matter.
 * `npm run gallery -- DIR [part of a name]`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Catalogue } from '../renderer/i18n/en.ts';
import type { Language } from '../main/contract/course.ts';
import { buildWhenStale } from '../scripts/build.ts';
import { withDisplay } from '../scripts/display.ts';
import { Refusal, runScript, say } from '../scripts/sentence.ts';
import { ensureRuntime } from '../scripts/setup/runtime.ts';
import { ensureSystemPackages } from '../scripts/setup/system-packages.ts';
import { answerSomehow } from './pages/answer.ts';
import { catalogues, choose, goTo } from './pages/window.ts';

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
] as const;

interface Scene {
  readonly name: string;
  readonly show: (page: Page, say: Catalogue) => Promise<void>;
}

/** Opens lesson 6 from the course map. */
async function openLesson(page: Page, say: Catalogue): Promise<void> {
  await goTo(page, 'home');
  await page
    .getByRole('main')
    .getByRole('button', { name: say.home.lessonNumber(6) })
    .first()
    .click();
  await page.getByRole('button', { name: say.lesson.next, exact: true }).waitFor();
}

async function openExample(page: Page, say: Catalogue, index: number): Promise<void> {
  await goTo(page, 'sandbox');
  await page.getByRole('button', { name: say.sandbox.examples, exact: true }).click();
  await page.getByRole('dialog').getByRole('option').nth(index).click();
  await page.getByRole('slider', { name: say.stage.timeline, exact: true }).waitFor();
}

/** Opens an example by its title in the language of the page; its run is on the stage. */
async function openProgram(page: Page, say: Catalogue, title: RegExp): Promise<void> {
  await goTo(page, 'sandbox');
  await page.getByRole('button', { name: say.sandbox.examples, exact: true }).click();
  await page.getByRole('dialog').getByRole('option', { name: title }).click();
  await page.getByRole('slider', { name: say.stage.timeline, exact: true }).waitFor();
  // A run that has not come to its end takes no step.
  await page
    .getByRole('status')
    .filter({ hasText: endOf(say) })
    .first()
    .waitFor();
}

/** What a program's status says once it has come to an end of any kind. */
function endOf(say: Catalogue): RegExp {
  const { finished, panic, deadlock, limit, 'out-of-memory': full } = say.sandbox.statuses;
  return new RegExp([finished, panic, deadlock, limit, full].join('|'), 'u');
}

async function writeSource(page: Page, say: Catalogue, text: string): Promise<void> {
  await goTo(page, 'sandbox');
  await page
    .getByRole('tablist', { name: say.sandbox.source, exact: true })
    .getByRole('tab')
    .first()
    .click();
  const editor = page.getByRole('textbox', { name: say.sandbox.editor, exact: true });
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
}

/** In the order in which they lead to one another. */
const scenes: readonly Scene[] = [
  {
    name: 'home',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page
        .getByRole('button', { name: say.home.lessonNumber(1) })
        .first()
        .waitFor();
    },
  },
  { name: 'sandbox-empty', show: (page) => goTo(page, 'sandbox') },
  { name: 'session-empty', show: (page) => goTo(page, 'session') },
  { name: 'lesson-first-step', show: openLesson },
  {
    name: 'lesson-prediction',
    show: async (page, say) => {
      await page.keyboard.press('n');
      await page.getByRole('button', { name: say.question.check, exact: true }).waitFor();
    },
  },
  { name: 'lesson-revealed', show: answerSomehow },
  {
    name: 'lesson-later',
    show: async (page, say) => {
      for (let step = 0; step < 5; step += 1) {
        await page.keyboard.press('n');
        if (await page.getByRole('button', { name: say.question.check, exact: true }).isVisible())
          await answerSomehow(page, say);
      }
    },
  },
  {
    name: 'quiz-question',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page.getByRole('main').getByRole('button', { name: say.home.quiz }).last().click();
      await page.getByRole('button', { name: say.question.check, exact: true }).waitFor();
    },
  },
  { name: 'quiz-verdict', show: answerSomehow },
  { name: 'sandbox-cycle', show: (page, say) => openExample(page, say, 2) },
  {
    name: 'sandbox-charts',
    show: async (page, say) => {
      await page.getByRole('tab', { name: say.stage.charts, exact: true }).click();
    },
  },
  {
    name: 'sandbox-figures',
    show: async (page, say) => {
      await page.getByRole('tab', { name: say.stage.figures, exact: true }).click();
    },
  },
  {
    name: 'sandbox-by-hand',
    show: async (page, say) => {
      await page.getByRole('tab', { name: say.sandbox.byHand }).click();
    },
  },
  { name: 'sandbox-out-of-memory', show: (page, say) => openExample(page, say, 4) },
  {
    name: 'sandbox-mistake',
    show: (page, say) => writeSource(page, say, 'alloc a Node 16 2\nwrite b 0 a\nhello\n'),
  },
  {
    name: 'sandbox-large',
    show: async (page, say) => {
      await writeSource(
        page,
        say,
        Array.from(
          { length: 400 },
          (_, index) =>
            `alloc s${index % 7} Node 16 2\n${index % 3 === 0 ? 'write s0 0 s0\n' : ''}`,
        ).join(''),
      );
    },
  },
  {
    name: 'program',
    show: async (page, say) => {
      await openProgram(page, say, /LRU/);
      for (let step = 0; step < 40; step += 1) await page.keyboard.press('F11');
      await page.getByRole('tab', { name: say.stage.program, exact: true }).click();
    },
  },
  { name: 'program-deadlock', show: (page, say) => openProgram(page, say, /deadlock|死锁/) },
  {
    name: 'program-mistake',
    show: async (page, say) => {
      const editor = page.getByRole('textbox', { name: say.sandbox.editor, exact: true });
      await editor.click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.insertText('\nvar broken string = 1\n');
      await page.getByRole('region', { name: say.sandbox.problems }).waitFor();
    },
  },
  {
    name: 'compare',
    show: async (page, say) => {
      await openExample(page, say, 2);
      await page.getByRole('button', { name: say.shell.more, exact: true }).click();
      await page.getByRole('menuitem', { name: say.sandbox.compareTitle }).click();
      await page.getByRole('slider', { name: say.sandbox.compareScrubber, exact: true }).waitFor();
    },
  },
  {
    name: 'judge',
    show: async (page, say) => {
      await page.getByRole('button', { name: say.sandbox.compareLeave, exact: true }).click();
      await goTo(page, 'home');
      await page.getByRole('button', { name: say.judge.open, exact: true }).click();
      await page.getByText(say.judge.proved(0, 15), { exact: true }).waitFor();
    },
  },
  {
    name: 'judge-claim',
    show: async (page, say) => {
      await page.getByRole('main').getByRole('listitem').getByRole('button').nth(4).click();
      await page.getByText(say.judge.verdicts.wrong, { exact: true }).click();
      await page.getByRole('button', { name: say.lab.run, exact: true }).click();
      await page.getByRole('slider', { name: say.stage.timeline, exact: true }).waitFor();
    },
  },
  {
    name: 'teachers',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page.getByRole('button', { name: say.teach.open, exact: true }).click();
      await page.getByRole('dialog', { name: say.teach.title }).waitFor();
    },
  },
  {
    name: 'session',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await goTo(page, 'session');
    },
  },
  { name: 'glossary', show: (page) => goTo(page, 'glossary') },
  {
    name: 'keys',
    show: async (page) => {
      await goTo(page, 'home');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.keyboard.type('m');
    },
  },
  {
    name: 'preferences',
    show: async (page, say) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: say.shell.preferences, exact: true }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

async function resize(app: ElectronApplication, size: (typeof sizes)[number]): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, wanted) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height),
    size,
  );
}

/** Two frames later everything that was asked for has been drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    document.fonts.ready.then(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    ),
  );
}

async function takeAll(
  variables: NodeJS.ProcessEnv,
  folder: string,
  language: Language,
  theme: 'light' | 'dark',
  wanted: string,
): Promise<number> {
  const profile = await mkdtemp(join(tmpdir(), 'heapwise-gallery-'));
  const app = await _electron.launch({
    args: ['.', `--user-data-dir=${profile}`, '--lang=en-US'],
    cwd: process.cwd(),
    env: { ...process.env, ...variables } as Record<string, string>,
  });
  let taken = 0;
  try {
    const page = await app.firstWindow();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const words = await choose(page, catalogues.en, language, theme);
    for (const scene of scenes) {
      await resize(app, sizes[1]);
      await scene.show(page, words);
      if (!scene.name.includes(wanted)) continue;
      for (const size of sizes) {
        await resize(app, size);
        await settle(page);
        await page.screenshot({
          path: join(folder, `${scene.name}-${language}-${theme}-${size.width}.png`),
        });
        taken += 1;
      }
    }
  } finally {
    await app.close();
    await rm(profile, { recursive: true, force: true });
  }
  return taken;
}

await runScript(async () => {
  const [target, wanted = ''] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  if (target === undefined) throw new Refusal('Say where the pictures go: npm run gallery -- DIR');
  const root = process.cwd();
  const runtime = await ensureRuntime(root);
  if (!ensureSystemPackages(runtime.executable, 'all')) return 1;
  buildWhenStale(root);
  const folder = resolve(target);
  await mkdir(folder, { recursive: true });
  let taken = 0;
  await withDisplay(async (variables) => {
    for (const theme of ['light', 'dark'] as const) {
      for (const language of ['en', 'zh-CN'] as const)
        taken += await takeAll(variables, folder, language, theme, wanted);
    }
  });
  say(`${taken} pictures in ${folder}`);
  return 0;
});
