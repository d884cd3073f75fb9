/** A bench with a source to change, used with the keyboard alone. */
import { expect, type Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/en.ts';

/** Presses a button by its key. */
export async function pressButton(page: Page, name: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true });
  await expect(button).toBeVisible();
  await button.focus();
  await page.keyboard.press('Enter');
}

/** Goes to what the command palette finds by this name. */
export async function runCommand(page: Page, say: Catalogue, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: say.shell.palette });
  await expect(palette).toBeVisible();
  await page.keyboard.insertText(name);
  await expect(palette.getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Writes this source in place of what stands there, turns settings, and has it checked. */
export async function solve(
  page: Page,
  say: Catalogue,
  source: string,
  settings: ReadonlyMap<string, string>,
): Promise<void> {
  const editor = page.getByRole('textbox', {
    name: new RegExp(`^(?:${say.lab.source}|${say.lab.script})$`),
  });
  await editor.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(source);
  if (settings.size > 0) {
    await page.getByRole('group').getByText(say.lab.settings, { exact: true }).focus();
    await page.keyboard.press('Enter');
    for (const [name, value] of settings) {
      await page.getByRole('textbox', { name, exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(value);
    }
  }
  await page.keyboard.press('Control+Enter');
}
