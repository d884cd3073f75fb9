/** Answers whatever a lesson or a quiz asks, with the keyboard alone: any answer will do. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/en.ts';

/** Most keys that may be needed to get from one place of a page to another. */
const patience = 120;

/** What has the focus: its role, whether it belongs to the answer, whether it can be typed into. */
function focused(page: Page): Promise<{ readonly inAnswer: boolean; readonly typed: boolean }> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const inAnswer = activeElement?.closest('fieldset') !== null && activeElement !== null;
    return {
      inAnswer,
      typed: activeElement instanceof HTMLInputElement && activeElement.type !== 'radio',
    };
  });
}

/** Goes with Tab until the focus is in the answer (and, where asked, in a field to type in). */
async function goToAnswer(page: Page): Promise<boolean> {
  for (let press = 0; press < patience; press += 1) {
    const { inAnswer, typed } = await focused(page);
    if (inAnswer) return typed;
    await page.keyboard.press('Tab');
  }
  throw new Error('The answer cannot be reached with Tab.');
}

/** True if an open question stands on the page. */
export async function isAsked(page: Page, say: Catalogue): Promise<boolean> {
  return page.getByRole('button', { name: say.question.check, exact: true }).isVisible();
}

/** Gives some answer and sends it; the verdict is there afterwards. */
export async function answerSomehow(page: Page, say: Catalogue): Promise<void> {
  const check = page.getByRole('button', { name: say.question.check, exact: true });
  await expect(check).toBeVisible();
  const radios = page.getByRole('group').getByRole('radio');
  if ((await radios.count()) > 0) {
    await page.keyboard.press('1');
  } else if (await goToAnswer(page)) {
    while ((await focused(page)).inAnswer) {
      await page.keyboard.type('1');
      await page.keyboard.press('Tab');
    }
  } else {
    for (let press = 0; press < patience && !(await check.isEnabled()); press += 1) {
      if (!(await focused(page)).inAnswer) await goToAnswer(page);
      await page.keyboard.press('Enter');
      if (!(await check.isEnabled())) await page.keyboard.press('Tab');
    }
  }
  await expect(check).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(verdict(page, say)).toBeVisible();
}

/** The heading that says whether the answer was right. */
export function verdict(page: Page, say: Catalogue): Locator {
  const heading = (name: string): Locator =>
    page.getByRole('heading', { level: 2, name, exact: true });
  return heading(say.question.right).or(heading(say.question.wrong)).first();
}
