/** The bar at the top of every place: where one can go, and what one can open from anywhere. */
import type { Locator, Page } from '@playwright/test';

export type PlaceName = 'Course' | 'Sandbox' | 'Session' | 'Glossary';

export class Places {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async go(place: PlaceName): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: place, exact: true })
      .click();
  }

  /** What the app said of its own accord: a restored session, a full disk. */
  get notices(): Locator {
    return this.page.getByRole('region', { name: 'Notices' });
  }

  get appearance(): Locator {
    return this.page.getByRole('button', { name: 'Appearance and language' });
  }
}
