/**
 * The app starts here: what has to be decided before Electron is ready, then the parts in order.
 * Nothing else makes them or ties them together.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, session } from 'electron';
import { parseArguments } from './arguments.ts';
import { guardContents, guardSession } from './guards.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { pageSource } from './policy.ts';
import { Shell } from './shell.ts';
import { playTour, tourDialogs } from './tour.ts';

const asked = parseArguments(process.argv);
const page = pageSource(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);

if (asked.userData !== null) app.setPath('userData', resolve(asked.userData));
// The tour does things; they are not what the person has done.
else if (asked.tour !== null)
  app.setPath('userData', mkdtempSync(join(tmpdir(), 'heapwise-tour-')));
// As root Chromium has no sandbox, and enabling it all the same ends in children that crash for ever.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerPageScheme();
guardContents(app, page);

if (app.requestSingleInstanceLock()) {
  void start();
} else {
  // The window that is open is brought to the front by the `second-instance` that it hears.
  app.exit(0);
}

async function start(): Promise<void> {
  await app.whenReady();
  guardSession(session.defaultSession, page);
  servePage(resolve(app.getAppPath(), 'out/renderer'));
  const shell = await Shell.open(
    page,
    asked.tour === null ? null : tourDialogs(resolve(asked.tour)),
  );
  app.on('second-instance', (_event, argv) => {
    const { sessionFile } = parseArguments(argv);
    if (sessionFile === null) shell.show();
    else shell.openSession(sessionFile);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    shell.openSession(path);
  });
  app.on('activate', () => shell.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => shell.beforeQuit(event));
  if (asked.tour !== null) await tour(shell, resolve(asked.tour));
  else if (asked.sessionFile !== null) shell.openSession(resolve(asked.sessionFile));
  else shell.show();
}

/** Plays the tour and ends the app: with 0, or with a sentence and 1. */
async function tour(shell: Shell, folder: string): Promise<void> {
  let code = 0;
  try {
    for (const path of await playTour(shell.show(), folder)) process.stdout.write(`${path}\n`);
  } catch (error) {
    process.stderr.write(
      `The tour did not come to its end: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    code = 1;
  }
  await shell.close();
  app.exit(code);
}
