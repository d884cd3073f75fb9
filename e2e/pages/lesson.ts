/** The course and its lessons. */
import type { Locator, Page } from '@playwright/test';
import { StagePage } from './stage.ts';

export class LessonPage {
  readonly page: Page;
  readonly stage: StagePage;

  constructor(page: Page) {
    this.page = page;
    this.stage = new StagePage(page);
  }

  /** Opens a lesson from the course map. */
  async open(number: number): Promise<void> {
    await this.page
      .getByRole('region', { name: 'The course' })
      .getByRole('button', { name: new RegExp(`^Lesson ${number}\\b`) })
      .click();
    await this.heading.waitFor();
  }

  get heading(): Locator {
    return this.page.getByRole('article').getByRole('heading', { level: 1 });
  }

  get next(): Locator {
    return this.page.getByRole('button', { name: 'Next', exact: true });
  }

  get back(): Locator {
    return this.page.getByRole('button', { name: 'Back', exact: true });
  }
}
