import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('an export, a file and a package that nothing uses are found', () => {
  const root = mkdtempSync(join(tmpdir(), 'heapwise-unused-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync('knip.config.ts', join(root, 'knip.config.ts'));
  mkdirSync(join(root, 'main/app'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  const files = {
    'package.json': JSON.stringify({
      name: 'planted',
      type: 'module',
      devDependencies: { zod: '4' },
    }),
    'main/app/start.ts': "import { used } from './window.ts';\nconsole.log(used);\n",
    'main/app/window.ts': 'export const used = 1;\nexport const plantedExport = 2;\n',
    'main/app/planted-file.ts': 'export const x = 1;\n',
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  const knip = join(process.cwd(), 'node_modules/knip/bin/knip.js');
  const { status, stdout } = spawnSync(process.execPath, [knip, '--no-progress'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toContain('plantedExport');
  expect(stdout).not.toMatch(/^used /m);
  expect(stdout).toContain('main/app/planted-file.ts');
  expect(stdout).toMatch(/^zod /m);
});
