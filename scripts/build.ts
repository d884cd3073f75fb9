import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isFresh, noteBuilt } from './freshness.mjs';
import { Refusal, runScript, say } from './sentence.ts';

const sources = [
  'main',
  'renderer',
  'lessons',
  'electron.config.ts',
  'scripts/wat.mjs',
  'package.json',
  'package-lock.json',
];
const products = [
  'out/main/index.cjs',
  'out/main/worker.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/**
 * Builds the app into out/ unless what is there is true to its sources.
 *
 * @throws Refusal when it does not compile; the compiler's words have been printed.
 */
export function buildWhenStale(root: string): void {
  const stamp = join(root, 'out/stamps/app');
  const print = fingerprint(root, sources);
  const complete = products.every((product) => existsSync(join(root, product)));
  if (complete && isFresh(stamp, print)) return;
  say('Building the app …');
  const finished = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'build',
      '-c',
      'electron.config.ts',
      '--logLevel',
      'warn',
    ],
    { cwd: root, stdio: 'inherit' },
  );
  const absent = products.filter((product) => !existsSync(join(root, product)));
  if (finished.status !== 0) throw new Refusal('The app does not build; the errors are above.');
  if (absent.length > 0) throw new Refusal(`The build left out ${absent.join(', ')}.`);
  noteBuilt(stamp, print);
}

if (process.argv[1]?.endsWith('build.ts') === true) {
  await runScript(() => {
    buildWhenStale(process.cwd());
    return 0;
  });
}
