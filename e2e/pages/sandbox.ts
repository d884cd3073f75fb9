/** The sandbox: examples, settings, the script, the stage. */
import type { Locator, Page } from '@playwright/test';
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
    await this.page.getByRole('menuitem', { name: title }).click();
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
}
