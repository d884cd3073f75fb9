import type { Reporter } from 'vitest/node';
import { reportCounts } from './counts.ts';

/**
 * Vitest's closing line in our words. A file that cannot be loaded and an error outside every test
 * count as a failure each, for they hide tests.
 */
export class UnitReporter implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandledErrors) => {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped += 1;
      }
    }
    reportCounts('unit', { passed, failed, skipped });
  };
}
