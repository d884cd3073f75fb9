/** The sandbox: examples, settings, the script, the stage. */
import type { Locator, Page } from '@playwright/test';
import { english as say } from '../../renderer/i18n/en.ts';
import { StagePage } from './stage.ts';

export class SandboxPage {
  readonly page: Page;
  readonly stage: StagePage;

  constructor(page: Page) {
    this.page = page;
    this.stage = new StagePage(page);
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Sandbox' });
  }

  /** Opens an example and waits until its run is on the stage. */
  async openExample(title: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: 'Examples' }).click();
    await this.page.getByRole('dialog').getByRole('option', { name: title, exact: true }).click();
    await this.stage.timeline.waitFor();
  }

  async chooseCollector(name: string): Promise<void> {
    await this.toolbar.getByRole('combobox', { name: 'Collector' }).selectOption({ label: name });
  }

  async chooseAllocator(name: string): Promise<void> {
    await this.toolbar.getByRole('combobox', { name: 'Allocator' }).selectOption({ label: name });
  }

  async run(): Promise<void> {
    await this.toolbar.getByRole('button', { name: /^Run/ }).click();
  }

  async takeBack(): Promise<void> {
    await this.toolbar.getByRole('button', { name: 'Take back the last operation' }).click();
  }

  /** What the program has printed up to the moment on the stage. */
  get output(): Locator {
    return this.page.getByRole('region', { name: say.sandbox.output, exact: true }).locator('samp');
  }

  /** How the run stands. */
  get status(): Locator {
    return this.page.getByRole('main').getByRole('status').first();
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: say.sandbox.editor, exact: true });
  }

  /** A frame of the stack, by the name of its function. */
  frame(name: string): Locator {
    const literal = name.replace(/[().*]/gu, '\\$&');
    return this.stage.region.getByRole('table', { name: new RegExp(`^${literal}(?::\\d+)?$`) });
  }

  /** What a variable of a frame holds. */
  variable(frame: string, name: string): Locator {
    return this.frame(frame)
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name, exact: true }) })
      .getByRole('cell');
  }

  /** Puts the cursor at the beginning of a line, by keyboard. */
  async goToLine(line: number): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press('Control+Home');
    for (let down = 1; down < line; down += 1) await this.page.keyboard.press('ArrowDown');
  }

  /** Puts the program on the clipboard in place of what is there. */
  async paste(): Promise<void> {
    await this.toolbar.getByText(say.sandbox.kinds.program, { exact: true }).click();
    await this.editor.focus();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.press('Control+v');
  }

  /** Chooses from the menu at the end of the toolbar. */
  async choose(name: string): Promise<void> {
    await this.toolbar.getByRole('button', { name: say.shell.more, exact: true }).click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }
}
