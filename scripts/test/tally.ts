import type { Counts } from './counts.ts';

/** What is known of a part of `npm test` when it has ended. */
export interface Ended {
  readonly name: string;
  /** Its exit code; null when it was killed. */
  readonly code: number | null;
  /** What its reporter left; null when it left nothing. */
  readonly counts: Counts | null;
}

/** The sum of all parts, with a sentence for each failure that no reporter told. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly notes: readonly string[];
}

/**
 * Adds the parts up. Nothing may hide: a part that ended badly without a failure, that counted
 * nothing, or that skipped tests adds failures of its own.
 */
export function tally(parts: readonly Ended[]): Tally {
  let passed = 0;
  let failed = 0;
  const notes: string[] = [];
  for (const { name, code, counts } of parts) {
    passed += counts?.passed ?? 0;
    failed += counts?.failed ?? 0;
    if (counts === null) {
      failed += 1;
      notes.push(`${name} ended with code ${code ?? 'none'} before it counted anything.`);
      continue;
    }
    if (counts.skipped > 0) {
      failed += counts.skipped;
      notes.push(`${name} skipped ${counts.skipped}: what is not run counts as failed.`);
    }
    if (counts.passed + counts.failed + counts.skipped === 0) {
      failed += 1;
      notes.push(`${name} ran nothing.`);
    } else if (code !== 0 && counts.failed + counts.skipped === 0) {
      failed += 1;
      notes.push(`${name} counted no failure but ended with code ${code ?? 'none'}.`);
    }
  }
  return { passed, failed, notes };
}
