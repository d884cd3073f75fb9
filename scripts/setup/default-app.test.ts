import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { extractFile, listPackage } from '@electron/asar';
import { expect, onTestFinished, test } from 'vitest';
import { packAsar } from './asar.ts';
import { defaultApp } from './default-app.ts';

function written(archive: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'heapwise-asar-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'packed.asar');
  writeFileSync(path, archive);
  return path;
}

test("Electron's own reader finds every file of an archive, whatever its length", () => {
  const files = { 'a.txt': '', 'b.txt': 'böse', 'c.txt': 'x'.repeat(1001) };
  const path = written(packAsar(files));
  expect(listPackage(path, { isPack: false })).toEqual(['/a.txt', '/b.txt', '/c.txt']);
  for (const [name, text] of Object.entries(files)) {
    expect(extractFile(path, name).toString('utf8')).toBe(text);
  }
});

test('the default app has an entry that is JavaScript', () => {
  const path = written(defaultApp());
  const description = JSON.parse(extractFile(path, 'package.json').toString()) as { main: string };
  const code = extractFile(path, description.main).toString();
  expect(() => new Script(code)).not.toThrow();
});
