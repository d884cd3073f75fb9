import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import { buildWhenStale } from '../build.ts';
import { Refusal, runScript, say, warn } from '../sentence.ts';
import { ensureRuntime } from '../setup/runtime.ts';
import type { Runtime } from '../setup/runtime.ts';
import { configuration } from './configuration.ts';
import { noticesText, shippedPackages } from './notices.ts';

/*
 * npm run package [-- --linux --mac --win]: packages for people, in dist/. Without a name, for the
 * system it runs on. Where the official Electron cannot be had, Linux x64 still gets a folder, a
 * tar.gz and a deb, made by the same electron-builder and named as development builds.
 */
await runScript(async () => {
  const root = process.cwd();
  const runtime = await officialOrStandIn(root);
  buildWhenStale(root);
  mkdirSync(join(root, 'out/notices'), { recursive: true });
  writeFileSync(
    join(root, 'out/notices/THIRD-PARTY-NOTICES.txt'),
    noticesText(shippedPackages(root)),
  );
  const made = runtime.official
    ? await buildOfficial(root, runtime)
    : await buildStandIn(root, runtime);
  for (const file of made) {
    say(`${file} (${(statSync(file).size / 1e6).toFixed(1)} MB)`);
  }
  return 0;
});

async function officialOrStandIn(root: string): Promise<Runtime> {
  try {
    return await ensureRuntime(root, 'official');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    warn(`${error.message} What follows are development builds, not for people who use the app.`);
    return ensureRuntime(root);
  }
}

async function buildOfficial(root: string, runtime: Runtime): Promise<readonly string[]> {
  const asked = process.argv.slice(2);
  const platforms = [
    ...(asked.includes('--linux') ? [Platform.LINUX] : []),
    ...(asked.includes('--mac') ? [Platform.MAC] : []),
    ...(asked.includes('--win') ? [Platform.WINDOWS] : []),
  ];
  const chosen = platforms.length === 0 ? [Platform.current()] : platforms;
  const targets = new Map(chosen.flatMap((platform) => [...platform.createTarget()]));
  return build({
    projectDir: root,
    targets,
    config: configuration(root, runtime),
    publish: 'never',
  });
}

async function buildStandIn(root: string, runtime: Runtime): Promise<readonly string[]> {
  if (process.argv.slice(2).some((word) => word !== '--linux')) {
    throw new Refusal('Without the official Electron only packages for Linux x64 can be built.');
  }
  say('The AppImage is left out: its runtime cannot be downloaded here either.');
  // electron-builder would download these two tools; what they do here, the system can do.
  process.env['CUSTOM_FPM_PATH'] = join(root, 'scripts/package/dpkg-for-fpm.mjs');
  process.env['ELECTRON_BUILDER_7ZIP_PATH'] = join(root, 'scripts/package/gzip-for-7za.mjs');
  const made = await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget(['dir', 'tar.gz', 'deb'], Arch.x64),
    config: configuration(root, runtime),
    publish: 'never',
  });
  const folder = join(root, 'dist/linux-unpacked');
  say(`${folder} (${(folderBytes(folder) / 1e6).toFixed(1)} MB unpacked)`);
  return made;
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
