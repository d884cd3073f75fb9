/** Ways through the window that every test takes: places, language, theme. */
import { expect, type Page } from '@playwright/test';
import { english, type Catalogue } from '../../renderer/i18n/en.ts';
import { chinese } from '../../renderer/i18n/zh-CN.ts';
import type { Language } from '../../main/contract/course.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en: english, 'zh-CN': chinese };

/** Goes to a place by its key: Control with 1 … 4. */
export async function goTo(
  page: Page,
  place: 'home' | 'sandbox' | 'session' | 'glossary',
): Promise<void> {
  const digit = { home: 1, sandbox: 2, session: 3, glossary: 4 }[place];
  await page.keyboard.press(`Control+${digit}`);
  await expect(page.getByRole('main')).toBeVisible();
}

/** Chooses language and theme in the sheet, as a person does; the words of the language chosen. */
export async function choose(
  page: Page,
  from: Catalogue,
  language: Language,
  theme: 'light' | 'dark',
): Promise<Catalogue> {
  await page.getByRole('button', { name: from.shell.preferences, exact: true }).click();
  await page
    .getByRole('radiogroup', { name: from.shell.theme, exact: true })
    .getByText(from.shell.themes[theme], { exact: true })
    .click();
  await page
    .getByRole('radiogroup', { name: from.shell.language, exact: true })
    .getByText(from.shell.languages[language], { exact: true })
    .click();
  const say = catalogues[language];
  await expect(page.getByRole('dialog', { name: say.shell.preferences })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return say;
}
