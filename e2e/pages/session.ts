/** The session place: what was done, its exports, its note. */
import type { Locator, Page } from '@playwright/test';

export class SessionPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async export(
    what: 'Session document' | 'Report' | 'Table of figures' | 'Picture of the stage',
  ): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Export' })
      .getByRole('button', { name: what })
      .click();
  }

  async open(): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: /^Open/ }).click();
  }

  get note(): Locator {
    return this.page.getByRole('textbox', { name: 'Notes' });
  }
}
