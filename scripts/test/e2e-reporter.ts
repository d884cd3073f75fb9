import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { reportCounts } from './counts.ts';

/** Playwright's closing line in our words. Its list of tests is printed by its own reporter. */
export default class EndToEndReporter implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside every test, such as a file that cannot be loaded: it hides tests. */
  onError(): void {
    this.#errors += 1;
  }

  onEnd(): void {
    let passed = 0;
    let failed = this.#errors;
    let skipped = 0;
    for (const test of this.#suite?.allTests() ?? []) {
      const outcome = test.outcome();
      if (outcome === 'expected') passed += 1;
      else if (outcome === 'skipped') skipped += 1;
      else failed += 1;
    }
    reportCounts('e2e', { passed, failed, skipped });
  }

  printsToStdio(): boolean {
    return false;
  }
}
