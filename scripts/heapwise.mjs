/*
 * The command line of this checkout: `npm run --silent heapwise -- COMMAND …`.
 *
 * Builds main/cli/main.ts into out/cli/heapwise.cjs when its sources changed, silently (standard
 * output belongs to the program), and runs it in this process. JavaScript and no packages on the
 * way, so that a fresh build starts at once.
 */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, noteBuilt } from './freshness.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const bundle = join(root, 'out/cli/heapwise.cjs');
const stamp = join(root, 'out/stamps/cli');

const print = fingerprint(root, [
  'main',
  'package.json',
  'package-lock.json',
  'scripts/heapwise.mjs',
  'scripts/wat.mjs',
]);
if (!existsSync(bundle) || !isFresh(stamp, print)) await build();

// npm starts a script in the project's folder; paths are meant from where the person stands.
const stand = process.env['INIT_CWD'];
if (process.env['npm_lifecycle_event'] === 'heapwise' && stand) process.chdir(stand);
process.argv[1] = bundle;
createRequire(import.meta.url)(bundle);

async function build() {
  const esbuild = await import('esbuild').catch(() => {
    process.stderr.write(
      'The packages of this project are not installed yet. Run "npm install".\n',
    );
    return process.exit(1);
  });
  const { watForEsbuild } = await import('./wat.mjs');
  const half = `${bundle}.${process.pid}`;
  mkdirSync(dirname(bundle), { recursive: true });
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['main/cli/main.ts'],
      outfile: half,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18.15',
      plugins: [watForEsbuild],
      logLevel: 'error',
    });
  } catch {
    process.stderr.write('The command line does not compile; the errors are above.\n');
    process.exit(1);
  }
  renameSync(half, bundle);
  noteBuilt(stamp, print);
}
