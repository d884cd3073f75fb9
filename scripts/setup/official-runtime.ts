import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './commands.ts';

/** Milliseconds that GitHub has to answer before it counts as out of reach. */
const reachMilliseconds = 8_000;
/** Milliseconds that the download itself may take. */
const downloadMilliseconds = 15 * 60_000;

const routeVariables = [
  'ELECTRON_MIRROR',
  'npm_config_electron_mirror',
  'HTTPS_PROXY',
  'https_proxy',
];

/**
 * Why the official runtime is out of reach, as half a sentence, or null when it can be tried. A
 * mirror or a proxy is taken at its word.
 */
export async function whyOutOfReach(version: string): Promise<string | null> {
  const routed = routeVariables.some((name) => (process.env[name] ?? '') !== '');
  return routed ? null : reachGitHub(version);
}

/**
 * Lets the `electron` package download its own runtime. Returns null when it did, otherwise why not,
 * as half a sentence. Its own variables (mirror, proxy, cache) hold.
 */
export function installOfficialRuntime(electronFolder: string): string | null {
  const finished = runQuietly(process.execPath, [join(electronFolder, 'install.js')], {
    milliseconds: downloadMilliseconds,
  });
  if (finished.status === 0 && existsSync(join(electronFolder, 'dist/version'))) return null;
  const line = finished.errors.trim().split('\n')[0] ?? '';
  return line === '' ? 'its download did not finish' : `its download failed (${line})`;
}

/** Asks for one small file of the release, so that a closed network costs seconds, not minutes. */
async function reachGitHub(version: string): Promise<string | null> {
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(address, {
      method: 'HEAD',
      signal: AbortSignal.timeout(reachMilliseconds),
    });
    return answer.ok ? null : `github.com answered ${answer.status}`;
  } catch {
    return 'github.com cannot be reached';
  }
}
