import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadCatalogues } from './catalogue-files.ts';
import { catalogueViolations } from './catalogues.ts';
import type { Catalogue } from './catalogues.ts';
import { readSourceFiles } from './source-files.ts';

function compare(english: Catalogue, chinese: Catalogue): readonly string[] {
  return catalogueViolations({
    english: { path: 'en.ts', words: english },
    chinese: { path: 'zh-CN.ts', words: chinese },
  });
}

test('equal catalogues pass, with names and signs that are the same in both', () => {
  const english = { home: { title: 'Course', go: 'Go' }, plus: '+', moved: '{count} moved' };
  const chinese = { home: { title: '课程', go: 'Go' }, plus: '+', moved: '移动了 {count} 个' };
  expect(compare(english, chinese)).toEqual([]);
});

test('each mistake is told by file and key', () => {
  const english = {
    missing: 'Home',
    empty: 'Quiz',
    same: 'Memory view',
    filled: '{count} of {total}',
    shape: 'text',
    takes: (count: number) => `${count}`,
    strange: '内存',
  };
  const chinese = {
    empty: ' ',
    same: 'Memory view',
    filled: '共 {total} 个',
    shape: { inner: '文字' },
    takes: () => '零',
    strange: '内存',
    extra: '多余',
  };
  expect(compare(english, chinese)).toEqual([
    'zh-CN.ts: "missing" is missing.',
    'zh-CN.ts: "empty" is empty.',
    'zh-CN.ts: "same" is not translated ("Memory view").',
    'zh-CN.ts: "filled" fills in total, in English count, total.',
    'zh-CN.ts: "shape" is missing.',
    'zh-CN.ts: "takes" takes 0 values, in English 1.',
    'en.ts: "strange" is not English ("内存").',
    'en.ts: "shape.inner" is missing.',
    'en.ts: "extra" is missing.',
  ]);
});

test('catalogues are found in pairs, and one without its partner is told', async () => {
  const root = mkdtempSync(join(tmpdir(), 'heapwise-catalogues-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'renderer/i18n/en'), { recursive: true });
  writeFileSync(join(root, 'renderer/i18n/en.ts'), "export const en = { title: 'Course' };\n");
  writeFileSync(join(root, 'renderer/i18n/zh-CN.ts'), "export const zh = { title: '' };\n");
  writeFileSync(
    join(root, 'renderer/i18n/en/stage.ts'),
    "export const stage = { view: 'View' };\n",
  );
  const { pairs, alone } = await loadCatalogues(root, readSourceFiles(root));
  expect(alone).toEqual(['renderer/i18n/en/stage.ts: renderer/i18n/zh-CN/stage.ts is missing.']);
  expect(pairs.flatMap(catalogueViolations)).toEqual(['renderer/i18n/zh-CN.ts: "title" is empty.']);
});
