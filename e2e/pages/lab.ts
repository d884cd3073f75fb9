/** A bench with a source to change, used with the keyboard alone. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Catalogue } from '../../renderer/i18n/en.ts';
import type { HeapwiseApp } from '../app.ts';

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
  await expect(palette).toHaveCount(0);
}

/** Pastes this source in place of what stands there, turns settings, and has it checked. */
export async function solve(
  { page, electron }: Pick<HeapwiseApp, 'page' | 'electron'>,
  say: Catalogue,
  source: string,
  settings: ReadonlyMap<string, string>,
): Promise<void> {
  const editor = page.getByRole('textbox', {
    name: new RegExp(`^(?:${say.lab.source}|${say.lab.script})$`),
  });
  await editor.focus();
  await electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), source);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  if (settings.size > 0) {
    await page.getByRole('group').getByText(say.lab.settings, { exact: true }).focus();
    await page.keyboard.press('Enter');
    for (const [name, value] of settings) {
      const list = page.getByRole('combobox', { name, exact: true });
      if (await list.isVisible()) {
        await chooseByArrows(page, list, value);
        continue;
      }
      await page.getByRole('textbox', { name, exact: true }).focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(value);
    }
  }
  await page.keyboard.press('Control+Enter');
}

/** Goes through a list from its top until this value is chosen. */
async function chooseByArrows(page: Page, list: Locator, value: string): Promise<void> {
  await list.focus();
  await page.keyboard.press('Home');
  const most = await list.getByRole('option').count();
  for (let press = 0; press < most && (await list.inputValue()) !== value; press += 1)
    await page.keyboard.press('ArrowDown');
  await expect(list).toHaveValue(value);
}
