import { join } from 'node:path';
import { withDisplay } from './display.ts';
import { sandboxSwitches } from './root-user.ts';
import { runToEnd } from './run-to-end.ts';
import { runScript } from './sentence.ts';
import { ensureRuntime } from './setup/runtime.ts';

/* npm run dev: the app from its sources; the page follows each change at once. */
await runScript(async () => {
  const root = process.cwd();
  await ensureRuntime(root);
  const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const sandbox = sandboxSwitches().length > 0 ? ['--noSandbox'] : [];
  return withDisplay((variables) =>
    runToEnd({
      program: process.execPath,
      words: [electronVite, 'dev', '-c', 'electron.config.ts', ...sandbox],
      variables,
    }),
  );
});
