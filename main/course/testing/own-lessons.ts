/** The lessons that the app ships, as a map of files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export function ownLessons(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, '../../../lessons');
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
  }
  return files;
}
