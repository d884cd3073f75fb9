/** A walk through a lesson with the keyboard alone. */
import { expect, type Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/en.ts';
import { answerSomehow, isAsked } from './answer.ts';

/** Answers every question and goes on until the lesson ends; how many steps it had. */
export async function walkToEnd(page: Page, say: Catalogue): Promise<number> {
  const finish = page.getByRole('button', { name: say.lesson.finish, exact: true });
  const heading = page.getByRole('article').getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  const steps = await page
    .getByRole('navigation', { name: say.lesson.steps })
    .getByRole('button')
    .count();
  for (let step = 0; step < steps; step += 1) {
    await expect(heading).toBeVisible();
    if (await isAsked(page, say)) await answerSomehow(page, say);
    if (await finish.isVisible()) break;
    const title = await heading.textContent();
    await page.keyboard.press('n');
    await expect(heading).not.toHaveText(title ?? '');
  }
  await expect(finish).toBeVisible();
  return steps;
}

/** Answers every question on the way to the step of this title. */
export async function walkTo(page: Page, say: Catalogue, title: string): Promise<void> {
  const heading = page.getByRole('article').getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  for (let now = await heading.textContent(); now !== title; now = await heading.textContent()) {
    if (await isAsked(page, say)) await answerSomehow(page, say);
    await page.keyboard.press('n');
    await expect(heading).not.toHaveText(now ?? '');
  }
}
