/**
 * The app starts here: what has to be decided before Electron is ready, then the parts in order.
 * Nothing else makes them or ties them together.
 */
import { resolve } from 'node:path';
import { app, session } from 'electron';
import { parseArguments } from './arguments.ts';
import { guardContents, guardSession } from './guards.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { pageSource } from './policy.ts';
import { Shell } from './shell.ts';

const asked = parseArguments(process.argv);
const page = pageSource(process.env['ELECTRON_RENDERER_URL'], app.isPackaged);

if (asked.userData !== null) app.setPath('userData', resolve(asked.userData));
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
  const shell = await Shell.open(page);
  app.on('second-instance', () => shell.show());
  app.on('activate', () => shell.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', (event) => shell.beforeQuit(event));
  shell.show();
}
