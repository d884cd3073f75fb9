/** The stage: views of one run and the timeline under them. */
import type { Locator, Page } from '@playwright/test';

export type Stride = 'event' | 'operation' | 'collection';

export class StagePage {
  readonly region: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Stage' });
  }

  get timeline(): Locator {
    return this.region.getByRole('slider', { name: 'Timeline' });
  }

  /** Where the stage stands, in events. */
  async position(): Promise<number> {
    return Number(await this.timeline.inputValue());
  }

  async step(direction: 'Next' | 'Previous', stride: Stride): Promise<void> {
    await this.region.getByRole('button', { name: `${direction} ${stride}`, exact: true }).click();
  }

  async show(view: 'Memory' | 'Details' | 'Program' | 'Charts' | 'Table'): Promise<void> {
    await this.region.getByRole('tab', { name: view, exact: true }).click();
  }

  get memory(): Locator {
    return this.region.getByRole('region', { name: 'Memory' });
  }
}
