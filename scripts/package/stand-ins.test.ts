import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hasProgram } from '../setup/commands.ts';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

const fpm = join(process.cwd(), 'scripts/package/dpkg-for-fpm.mjs');
const archiver = join(process.cwd(), 'scripts/package/gzip-for-7za.mjs');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapwise-stand-in-'));
  const made = folder;
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

function run(script: string, words: readonly string[]): { code: number | null; errors: string } {
  const finished = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
  return { code: finished.status, errors: finished.stderr };
}

/** The words that electron-builder gives to fpm, for a small app. */
function words(): string[] {
  mkdirSync(join(folder, 'app/resources'), { recursive: true });
  writeFileSync(join(folder, 'app/heapwise'), '#!/bin/sh\n');
  chmodSync(join(folder, 'app/heapwise'), 0o775);
  writeFileSync(join(folder, 'app/resources/app.asar'), 'app');
  for (const name of ['after-install', 'after-remove', 'entry']) {
    writeFileSync(join(folder, name), `#!/bin/sh\n# ${name}\n`);
  }
  return [
    ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgbm1'],
    ...['--deb-recommends', 'libappindicator3-1', '--deb-compression', 'xz'],
    ...['--architecture', 'amd64', '--after-install', join(folder, 'after-install')],
    ...['--after-remove', join(folder, 'after-remove'), '--description', 'Short\n Long\n\n more'],
    ...['--version', '1.2.3', '--package', join(folder, 'app.deb'), '--name', 'heapwise'],
    ...['--maintainer', 'A <a@example.org>', '--vendor', 'A', '--url', 'https://example.org'],
    ...['--category', 'education', '--deb-priority', 'optional', '--license', 'MIT'],
    `${join(folder, 'app')}/=/opt/Heapwise`,
    `${join(folder, 'entry')}=/usr/share/applications/heapwise.desktop`,
  ];
}

test('the deb has the fields, the scripts and the files that fpm would give it', () => {
  if (!hasProgram('dpkg-deb')) {
    expect(run(fpm, words()).errors).toContain('dpkg-deb is not installed');
    return;
  }
  expect(run(fpm, words())).toEqual({ code: 0, errors: '' });
  const deb = join(folder, 'app.deb');
  const fields = spawnSync('dpkg-deb', ['-f', deb], { encoding: 'utf8' }).stdout;
  expect(fields).toContain('Package: heapwise\nVersion: 1.2.3\n');
  expect(fields).toContain('Depends: libnss3, libgbm1\nRecommends: libappindicator3-1\n');
  expect(fields).toContain('Description: Short\n  Long\n .\n  more\n');
  const listing = spawnSync('dpkg-deb', ['-c', deb], { encoding: 'utf8' }).stdout;
  expect(listing).toMatch(/^-rwxr-xr-x root\/root .* \.\/opt\/Heapwise\/heapwise$/m);
  expect(listing).toMatch(/^-rw-r--r-- root\/root .* \.\/opt\/Heapwise\/resources\/app\.asar$/m);
  expect(listing).toContain('./usr/share/applications/heapwise.desktop');
  spawnSync('dpkg-deb', ['-e', deb, join(folder, 'control')]);
  expect(readFileSync(join(folder, 'control/postinst'), 'utf8')).toContain('# after-install');
  expect(readFileSync(join(folder, 'control/postrm'), 'utf8')).toContain('# after-remove');
});

test('an option that the stand-in for fpm does not know is refused, not passed over', () => {
  const { code, errors } = run(fpm, [...words(), '--rpm-os', 'linux']);
  expect(code).toBe(1);
  expect(errors).toContain('it does not know the option --rpm-os');
});

test('the stand-in for 7-Zip packs one tar, and refuses everything else', () => {
  const input = join(folder, 'app.tar');
  const output = join(folder, 'app.tar.gz');
  writeFileSync(input, 'what is packed');
  expect(run(archiver, ['a', '-bd', '-mx=9', output, input])).toEqual({ code: 0, errors: '' });
  expect(gunzipSync(readFileSync(output)).toString()).toBe('what is packed');
  expect(run(archiver, ['x', output]).code).toBe(2);
  expect(run(archiver, ['a', join(folder, 'app.zip'), input]).code).toBe(2);
});
