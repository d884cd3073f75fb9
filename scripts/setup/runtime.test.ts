import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ensureRuntime, installedRuntime } from './runtime.ts';

/** A checkout with the package `electron` of this version, and a runtime of that one. */
function checkout(packageVersion: string, runtimeVersion: string | null): string {
  const root = mkdtempSync(join(tmpdir(), 'heapwise-runtime-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const electron = join(root, 'node_modules/electron');
  mkdirSync(join(electron, 'dist'), { recursive: true });
  writeFileSync(join(electron, 'package.json'), JSON.stringify({ version: packageVersion }));
  if (runtimeVersion !== null) {
    writeFileSync(join(electron, 'path.txt'), 'electron');
    writeFileSync(join(electron, 'dist/version'), `v${runtimeVersion}\n`);
    writeFileSync(join(electron, 'dist/electron'), '');
  }
  return root;
}

test('the runtime of the package itself is official, another one is not', () => {
  expect(installedRuntime(checkout('45.4.1', '45.4.1'))).toMatchObject({
    version: '45.4.1',
    official: true,
  });
  expect(installedRuntime(checkout('45.4.1', '25.1.1'))).toMatchObject({
    version: '25.1.1',
    official: false,
  });
});

test('a runtime without its executable is none', () => {
  const root = checkout('45.4.1', '45.4.1');
  rmSync(join(root, 'node_modules/electron/dist/electron'));
  expect(installedRuntime(root)).toBeNull();
  expect(installedRuntime(checkout('45.4.1', null))).toBeNull();
});

test('a runtime that is there is used as it is', async () => {
  const root = checkout('45.4.1', '25.1.1');
  expect(await ensureRuntime(root)).toEqual(installedRuntime(root));
});

test('without the packages the sentence says what to run', async () => {
  await expect(ensureRuntime(join(tmpdir(), 'heapwise-no-checkout'))).rejects.toThrow(
    'Run "npm install"',
  );
});
