import { join } from 'node:path';
import { buildWhenStale } from '../build.ts';
import { withDisplay } from '../display.ts';
import { runToEnd } from '../run-to-end.ts';
import { runScript } from '../sentence.ts';
import { ensureRuntime } from '../setup/runtime.ts';
import { ensureSystemPackages } from '../setup/system-packages.ts';

/*
 * npm run e2e [-- PLAYWRIGHT ARGUMENTS]: the end-to-end tests on the built app in real Electron,
 * on the display that is there or on a virtual one.
 */
await runScript(async () => {
  const root = process.cwd();
  const runtime = await ensureRuntime(root);
  if (!ensureSystemPackages(runtime.executable, 'all')) return 1;
  buildWhenStale(root);
  return withDisplay((variables) =>
    runToEnd({
      program: process.execPath,
      words: [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)],
      variables,
    }),
  );
});
