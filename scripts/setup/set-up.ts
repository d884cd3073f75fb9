import { say, warn, Refusal, runScript } from '../sentence.ts';
import { runQuietly } from './commands.ts';
import { ensureRuntime } from './runtime.ts';
import type { Runtime } from './runtime.ts';
import { ensureSystemPackages } from './system-packages.ts';

/*
 * npm run setup [-- --official]: an Electron that starts, and what it needs of the system.
 * After "npm install" it runs by itself (--after-install) and never fails the installation: whoever
 * only wants the unit tests or the command line needs no Electron. Whatever needs one asks again.
 */
async function main(): Promise<number> {
  const afterInstall = process.argv.includes('--after-install');
  const wanted = process.argv.includes('--official') ? 'official' : 'any';
  try {
    const runtime = await ensureRuntime(process.cwd(), wanted);
    const ready = ensureSystemPackages(runtime.executable, 'all') && starts(runtime);
    if (ready && !afterInstall) say(`Ready: Electron ${runtime.version}.`);
    return ready || afterInstall ? 0 : 1;
  } catch (error) {
    if (!afterInstall || !(error instanceof Refusal)) throw error;
    warn(error.message);
    return 0;
  }
}

function starts(runtime: Runtime): boolean {
  const finished = runQuietly(runtime.executable, ['-p', 'process.versions.electron'], {
    variables: { ELECTRON_RUN_AS_NODE: '1' },
    milliseconds: 60_000,
  });
  if (finished.output.trim() === runtime.version) return true;
  warn(
    `Electron ${runtime.version} does not start here: ${finished.errors.trim() || 'no reason'}.`,
  );
  return false;
}

await runScript(main);
