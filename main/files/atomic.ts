/**
 * A file is replaced whole or not at all: written under another name in the same folder, forced to
 * the disk, then renamed over the old one. Whoever reads it meanwhile reads the old one.
 */
import { basename, dirname, join } from 'node:path';
import type { FileSystem } from './file-system.ts';

export async function writeWhole(
  system: FileSystem,
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const folder = dirname(path);
  const half = join(folder, `.${basename(path)}.half`);
  // One left behind by a kill: nobody else writes this name, for a file has one owner.
  await system.remove(half);
  try {
    await system.create(half, bytes);
    await system.rename(half, path);
  } catch (error) {
    await system.remove(half).catch(() => undefined);
    throw error;
  }
  await system.flushFolder(folder);
}
