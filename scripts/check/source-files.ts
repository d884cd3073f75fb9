import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './rooms.ts';

const folders = ['main', 'renderer', 'lessons', 'scripts', 'e2e'];
const kinds = /\.(ts|mts|cts|js|mjs|cjs|svelte)$/;

/** Every source file of ours below a root, sorted by path. */
export function readSourceFiles(root: string): readonly SourceFile[] {
  const paths = folders.flatMap((folder) => walk(root, folder)).sort();
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Every file below a folder that `kinds` names, as paths from the root. A missing folder is empty. */
function walk(root: string, folder: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(root, path);
    return kinds.test(entry.name) ? [path] : [];
  });
}
