import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprint, isFresh, noteBuilt } from './freshness.mjs';

function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'heapwise-freshness-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'main/cli'), { recursive: true });
  writeFileSync(join(root, 'main/cli/main.ts'), 'one');
  writeFileSync(join(root, 'main/cli/trace.ts'), 'two');
  return root;
}

test('what was built is fresh until a source changes, comes or goes', () => {
  const root = project();
  const stamp = join(root, 'out/stamps/cli');
  const fresh = (): boolean => isFresh(stamp, fingerprint(root, ['main', 'absent.json']));
  expect(fresh()).toBe(false);
  noteBuilt(stamp, fingerprint(root, ['main', 'absent.json']));
  expect(fresh()).toBe(true);

  const changes = [
    () => writeFileSync(join(root, 'main/cli/main.ts'), 'longer'),
    () => utimesSync(join(root, 'main/cli/main.ts'), 1, 1),
    () => writeFileSync(join(root, 'main/cli/run.ts'), 'new'),
    () => rmSync(join(root, 'main/cli/trace.ts')),
    () => writeFileSync(join(root, 'absent.json'), '{}'),
  ];
  for (const change of changes) {
    change();
    expect(fresh()).toBe(false);
    noteBuilt(stamp, fingerprint(root, ['main', 'absent.json']));
    expect(fresh()).toBe(true);
  }
});

test('tests are no sources of what is built', () => {
  const root = project();
  const before = fingerprint(root, ['main']);
  writeFileSync(join(root, 'main/cli/main.test.ts'), 'x');
  expect(fingerprint(root, ['main'])).toBe(before);
});
