/*
 * Runs one of the project's TypeScript scripts: `node scripts/run.mjs scripts/NAME.ts [arguments]`.
 *
 * Node 20 cannot read TypeScript, so esbuild puts the script and what it imports of ours into one
 * file under node_modules/.cache (from there the packages resolve as usual), named by its content,
 * so that runs side by side never see half a file. This launcher is the only script that has to be
 * JavaScript; it stays at what a launcher needs.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const script = process.argv[2];

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

if (script === undefined) stop('Name a script: node scripts/run.mjs scripts/NAME.ts [arguments].');
const entry = resolve(root, script);
if (!existsSync(entry)) stop(`There is no script ${script} in this checkout.`);

const esbuild = await import('esbuild').catch(() =>
  stop('The packages of this project are not installed yet. Run "npm install" first.'),
);

const built = await esbuild
  .build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  })
  .catch(() => stop(`${script} does not compile; the errors are above.`));

const code = built.outputFiles[0]?.contents ?? stop(`${script} gave no code.`);
const folder = join(root, 'node_modules/.cache/heapwise/scripts');
const name = `${basename(entry, '.ts')}-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`;
const file = join(folder, name);
if (!existsSync(file)) {
  mkdirSync(folder, { recursive: true });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, code);
  renameSync(half, file);
}

process.setSourceMapsEnabled(true);
process.chdir(root);
process.argv.splice(1, 2, entry);
await import(pathToFileURL(file).href);
