/** What a teacher does: a worksheet, a class's sessions as tables, a folder of lessons of one's own; and one's own data. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { english as say } from '../renderer/i18n/en.ts';
import { expect, test } from './app.ts';
import { runCommand } from './pages/lab.ts';
import { goTo } from './pages/window.ts';

const lessons = resolve(import.meta.dirname, '../lessons');

async function openSheet(page: Page): Promise<void> {
  await goTo(page, 'home');
  await runCommand(page, say, say.teach.open);
}

/** Presses a button of the sheet by its key. */
async function press(page: Page, name: string, at = 0): Promise<void> {
  const button = page.getByRole('dialog').getByRole('button', { name, exact: true }).nth(at);
  await expect(button).toBeEnabled();
  await button.focus();
  await page.keyboard.press('Enter');
}

test('a worksheet becomes a PDF, and the same seed the same questions', async ({ heapwise }) => {
  const page = await heapwise.start();
  const file = join(heapwise.files, 'sheet.pdf');
  await heapwise.answerSaveDialog(file);
  await openSheet(page);
  await page.getByRole('checkbox', { name: '6. Counting references' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('textbox', { name: say.teach.seed, exact: true }).fill('42');
  await press(page, say.teach.worksheetSave);
  await expect(
    page.getByRole('dialog').getByText(say.teach.worksheetDone(42), { exact: true }),
  ).toBeVisible();
  const pdf = await readFile(file);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(10_000);
});

test('a class folder becomes two tables', async ({ heapwise }) => {
  const page = await heapwise.start();
  const folder = join(heapwise.files, 'class');
  await mkdir(folder);
  await heapwise.okOf('lesson/answer', {
    lesson: 'counting',
    language: 'en',
    step: 'second-name',
    answer: { kind: 'counts', counts: [{ object: 1, text: '7' }] },
  });
  await heapwise.answerSaveDialog(join(folder, 'ann.heapwise'));
  await heapwise.okOf('session/export', { format: 'heapwise', run: null, pictures: [] });
  await writeFile(join(folder, 'bob.heapwise'), 'nothing of ours');
  await heapwise.answerOpenDialog(folder);
  await heapwise.answerSaveDialog(join(heapwise.files, 'class.csv'));
  await openSheet(page);
  await press(page, say.teach.classChoose, 0);
  await expect(
    page.getByRole('dialog').getByText(say.teach.classDone(1), { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('dialog').getByText(/^bob\.heapwise was left out\./)).toBeVisible();
  const answers = await readFile(join(heapwise.files, 'class.csv'), 'utf8');
  expect(answers).toMatch(/^ann,.*,counting,counting\/second-name,.*,0,/m);
  const items = await readFile(join(heapwise.files, 'class-items.csv'), 'utf8');
  expect(items).toMatch(/^counting\/second-name,1,1,0,\r$/m);
});

test('a folder of one’s own lessons opens with its mistakes, is harmless, and is put back', async ({
  heapwise,
}) => {
  const folder = join(heapwise.files, 'mine');
  await cp(lessons, folder, { recursive: true });
  await writeFile(
    join(folder, 'course.yaml'),
    `title: { en: My own course, zh-CN: 我的课程 }
lessons: [06-counting]
concepts:
${['reference-count', 'counted-slots', 'death-at-zero', 'retain-before-release', 'counting-work']
  .map((id) => `  - { id: ${id}, title: { en: Idea, zh-CN: 概念 } }`)
  .join('\n')}
tracks: []
`,
  );
  const text = join(folder, '06-counting/en.md');
  const before = await readFile(text, 'utf8');
  await writeFile(
    text,
    `${before}\n## Mine {#mine}\n{at=end}\n\n<script>alert(1)</script> ![far](https://example.org/x.png) [go](javascript:alert)\n`,
  );
  await writeFile(join(folder, 'run.js'), 'process.exit(1)');
  const page = await heapwise.start();
  await heapwise.answerOpenDialog(folder);
  await openSheet(page);
  await press(page, say.teach.lessonsChoose, 1);
  await expect(
    page.getByRole('dialog').getByText(say.teach.lessonsOpen('My own course', 1)),
  ).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('dialog').getByText('run.js:1')).toBeVisible();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/^06-counting\/en\.md:/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(say.teach.ownFolder('My own course'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
  await openSheet(page);
  await press(page, say.teach.lessonsClose);
  await expect(
    page.getByRole('dialog').getByText(say.teach.lessonsOpen('My own course', 1)),
  ).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(
    page
      .getByRole('main')
      .getByRole('button', { name: say.home.lessonNumber(18) })
      .first(),
  ).toBeVisible();
});

test('what is remembered is exported, and forgotten after asking', async ({ heapwise }) => {
  const page = await heapwise.start();
  await heapwise.okOf('lesson/visit', { lesson: 'counting', language: 'en', step: 'second-name' });
  const file = join(heapwise.files, 'mine.json');
  await heapwise.answerSaveDialog(file);
  await runCommand(page, say, say.shell.preferences);
  await press(page, say.teach.dataExport);
  await expect(page.getByText(say.teach.dataExported(file))).toBeVisible();
  const exported = JSON.parse(await readFile(file, 'utf8')) as { lessons: object };
  expect(Object.keys(exported.lessons)).toEqual(['counting']);
  await press(page, say.teach.dataReset);
  await expect(page.getByText(say.teach.dataAsk)).toBeVisible();
  await press(page, say.teach.dataConfirm);
  await expect(page.getByText(say.teach.dataForgotten)).toBeVisible();
  const outline = await heapwise.okOf('course/outline', { language: 'en' });
  expect(outline.lessons.filter(({ progress }) => progress.seen > 0)).toEqual([]);
});
