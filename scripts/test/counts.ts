import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How a set of tests or checks ended. Each field is a number of tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The variable that names the file a reporter writes its counts to, for `npm test` to add up. */
export const countsVariable = 'HEAPWISE_COUNTS';

/**
 * Prints a runner's closing line, `unit: 3 passed, 0 failed`, and leaves the counts where
 * `npm test` asked for them.
 */
export function reportCounts(name: string, counts: Counts): void {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  process.stdout.write(`${name}: ${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  const file = process.env[countsVariable];
  if (file !== undefined && file !== '') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(counts)}\n`);
  }
}
