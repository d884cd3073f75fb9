/** No serious finding of axe in any place, in both themes, and in both languages. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import type { Catalogue } from '../renderer/i18n/en.ts';
import { expect, test } from './app.ts';
import { catalogues, choose, goTo } from './pages/window.ts';

test.setTimeout(240_000);

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds serious or critical on the page as it stands. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axe, 'utf8'));
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Every place that can be shown, and how one gets there. */
const places: readonly {
  readonly name: string;
  readonly show: (page: Page, say: Catalogue) => Promise<void>;
}[] = [
  { name: 'home', show: (page) => goTo(page, 'home') },
  {
    name: 'lesson',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page
        .getByRole('main')
        .getByRole('button', { name: say.home.lessonNumber(6) })
        .first()
        .click();
      await expect(page.getByRole('button', { name: say.lesson.next, exact: true })).toBeVisible();
      await page.keyboard.press('n');
      await expect(
        page.getByRole('button', { name: say.question.check, exact: true }),
      ).toBeVisible();
    },
  },
  {
    name: 'sandbox, empty and running',
    show: async (page, say) => {
      await goTo(page, 'sandbox');
      await page.getByRole('button', { name: say.sandbox.examples, exact: true }).click();
      await page.getByRole('dialog').getByRole('option').nth(2).click();
      await expect(
        page.getByRole('slider', { name: say.stage.timeline, exact: true }),
      ).toBeVisible();
    },
  },
  {
    name: 'sandbox, every figure of a moment',
    show: async (page, say) => {
      await page.getByRole('tab', { name: say.stage.figures, exact: true }).click();
      await expect(
        page.getByRole('region', { name: say.stage.allFigures, exact: true }),
      ).toBeVisible();
    },
  },
  {
    name: 'quiz',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page.getByRole('main').getByRole('button', { name: say.home.quiz }).last().click();
      await expect(
        page.getByRole('button', { name: say.question.check, exact: true }),
      ).toBeVisible();
    },
  },
  {
    name: 'the capstone',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page.getByRole('button', { name: say.judge.open, exact: true }).click();
      await expect(page.getByText(say.judge.proved(0, 15), { exact: true })).toBeVisible();
    },
  },
  {
    name: 'a claim, its experiment made',
    show: async (page, say) => {
      await page.getByRole('main').getByRole('listitem').getByRole('button').nth(4).click();
      await page.getByText(say.judge.verdicts.wrong, { exact: true }).click();
      await page.getByRole('button', { name: say.lab.run, exact: true }).click();
      await expect(
        page.getByRole('slider', { name: say.stage.timeline, exact: true }),
      ).toBeVisible();
    },
  },
  { name: 'session', show: (page) => goTo(page, 'session') },
  {
    name: 'glossary and search',
    show: async (page, say) => {
      await goTo(page, 'glossary');
      await page.getByRole('searchbox').fill(say.settings.barrier);
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    },
  },
  {
    name: 'for teachers',
    show: async (page, say) => {
      await goTo(page, 'home');
      await page.getByRole('button', { name: say.teach.open, exact: true }).click();
      await expect(page.getByRole('dialog', { name: say.teach.title })).toBeVisible();
    },
  },
  {
    name: 'appearance and one’s own data',
    show: async (page, say) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: say.shell.preferences, exact: true }).click();
      await expect(page.getByRole('heading', { name: say.teach.data })).toBeVisible();
    },
  },
  {
    name: 'the keys',
    show: async (page, say) => {
      await page.keyboard.press('Escape');
      await goTo(page, 'home');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: say.shell.keysTitle })).toBeVisible();
    },
  },
];

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'zh-CN'] as const) {
    test(`${theme}, ${language}`, async ({ heapwise }) => {
      const page = await heapwise.start();
      const say = await choose(page, catalogues.en, language, theme);
      const found: Record<string, string[]> = {};
      for (const place of places) {
        await place.show(page, say);
        found[place.name] = await findings(page);
      }
      expect(found).toEqual(Object.fromEntries(places.map(({ name }) => [name, []])));
    });
  }
}
