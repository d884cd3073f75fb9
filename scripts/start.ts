import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhenStale } from './build.ts';
import { hasDisplay, withDisplay } from './display.ts';
import { sandboxSwitches } from './root-user.ts';
import { runToEnd } from './run-to-end.ts';
import { Refusal, runScript, say } from './sentence.ts';
import { ensureRuntime } from './setup/runtime.ts';
import type { Runtime } from './setup/runtime.ts';
import { ensureSystemPackages } from './setup/system-packages.ts';

/** Milliseconds that the tour may take before it counts as stuck. */
const tourMilliseconds = 5 * 60_000;

/*
 * npm start [-- FILE | --tour [DIR]]: the app, built when its sources changed. Where there is no
 * display, the tour plays under a virtual one and leaves pictures and an exported session.
 */
async function main(): Promise<number> {
  const root = process.cwd();
  const runtime = await ensureRuntime(root);
  if (!ensureSystemPackages(runtime.executable, 'start')) return 1;
  buildWhenStale(root);

  const given = process.argv.slice(2);
  const tour = given.indexOf('--tour');
  if (tour >= 0) return playTour(runtime, root, given[tour + 1]);
  if (!hasDisplay()) {
    say('There is no display here, so the app plays its tour on a virtual one.');
    return playTour(runtime, root, undefined);
  }
  const paths = given.map((word) => (word.startsWith('-') ? word : fromWhereYouStand(word)));
  return startElectron(runtime, [root, ...paths], process.env);
}

async function playTour(
  runtime: Runtime,
  root: string,
  named: string | undefined,
): Promise<number> {
  const folder =
    named === undefined ? mkdtempSync(join(tmpdir(), 'heapwise-tour-')) : fromWhereYouStand(named);
  mkdirSync(folder, { recursive: true });
  // A profile of its own: the tour must not touch what the person has done.
  const profile = mkdtempSync(join(tmpdir(), 'heapwise-profile-'));
  try {
    const status = await withDisplay((variables) =>
      startElectron(
        runtime,
        [root, `--user-data-dir=${profile}`, '--log-level=3', '--tour', folder],
        variables,
        tourMilliseconds,
      ),
    );
    if (status !== 0) throw new Refusal(`The tour ended with code ${status}.`);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const left = readdirSync(folder);
  const pictures = left.filter((name) => name.endsWith('.png'));
  const sessions = left.filter((name) => name.endsWith('.heapwise'));
  if (pictures.length === 0 || sessions.length === 0) {
    throw new Refusal(
      `The tour left no ${pictures.length === 0 ? 'picture' : 'session'} in ${folder}.`,
    );
  }
  say(`The tour is over. Its ${pictures.length} pictures and its session are in ${folder}.`);
  return 0;
}

/** npm starts scripts in the project's folder; a path is meant from where the person stands. */
function fromWhereYouStand(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

function startElectron(
  runtime: Runtime,
  words: readonly string[],
  variables: NodeJS.ProcessEnv,
  milliseconds?: number,
): Promise<number> {
  return runToEnd({
    program: runtime.executable,
    words: [...sandboxSwitches(), ...words],
    variables,
    ...(milliseconds === undefined ? {} : { milliseconds }),
  });
}

await runScript(main);
