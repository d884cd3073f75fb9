import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript, say } from '../sentence.ts';
import { countsVariable } from './counts.ts';
import type { Counts } from './counts.ts';
import { tally } from './tally.ts';
import type { Ended } from './tally.ts';

/** A part of `npm test`. A part without counts of its own passes or fails as one. */
interface Part {
  readonly name: string;
  readonly command: readonly string[];
  readonly counts: boolean;
}

const parts: readonly Part[] = [
  { name: 'check', command: ['scripts/run.mjs', 'scripts/check/all.ts'], counts: true },
  { name: 'unit', command: ['node_modules/vitest/vitest.mjs', 'run'], counts: true },
  { name: 'build', command: ['scripts/run.mjs', 'scripts/build.ts'], counts: false },
  { name: 'e2e', command: ['scripts/run.mjs', 'scripts/test/e2e.ts'], counts: true },
];

function run(part: Part, countsFile: string): Promise<Ended> {
  say(`\n== ${part.name}`);
  return new Promise((settle) => {
    const child = spawn(process.execPath, part.command, {
      stdio: 'inherit',
      env: { ...process.env, [countsVariable]: countsFile },
    });
    child.once('error', () => settle({ name: part.name, code: null, counts: null }));
    child.once('exit', (code) => {
      const counts = part.counts ? readCounts(countsFile) : asOne(code);
      settle({ name: part.name, code, counts });
    });
  });
}

function asOne(code: number | null): Counts {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function readCounts(file: string): Counts | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return null;
  }
}

/* npm test: every part, though one before it failed, and one closing line for all of them. */
await runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'heapwise-test-'));
  const ended: Ended[] = [];
  try {
    for (const part of parts) ended.push(await run(part, join(folder, `${part.name}.json`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { passed, failed, notes } = tally(ended);
  say('');
  for (const note of notes) say(note);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});
