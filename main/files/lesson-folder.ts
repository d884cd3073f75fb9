/** Reads a folder of lessons as texts by their path. Content only: what is not text of a lesson's kind is left. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const kinds = /\.(?:yaml|md|ops|go)$/;
/** Largest file and greatest number of files that are read. */
const largestFile = 2_000_000;
const mostFiles = 5_000;

/** Paths use `/` and start below `folder`; links are not followed, for they may lead out of it. */
export async function readLessonFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  await readInto(files, folder, '');
  return files;
}

async function readInto(files: Map<string, string>, folder: string, below: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || files.size >= mostFiles) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await readInto(files, path, `${below}${entry.name}/`);
    else if (entry.isFile() && kinds.test(entry.name) && (await stat(path)).size <= largestFile) {
      files.set(below + entry.name, await readFile(path, 'utf8'));
    }
  }
}
