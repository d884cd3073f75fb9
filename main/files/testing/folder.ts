/** A folder of its own for each test, and a disk that refuses what the test says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { disk } from '../disk.ts';
import type { FileSystem } from '../file-system.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heapwise-files-'));
  folders.push(folder);
  return folder;
}

export type Step =
  'read' | 'create' | 'rename' | 'remove' | 'makeFolder' | 'openAppend' | 'append' | 'flushFolder';

/** The real disk, but `refuse` is asked before each step for the code it fails with, or null. */
export function refusingDisk(refuse: (step: Step, path: string) => string | null): FileSystem {
  const check = (step: Step, path: string): void => {
    const code = refuse(step, path);
    if (code !== null) throw Object.assign(new Error(`${code}: ${step}`), { code });
  };
  return {
    ...disk,
    async read(path, limit) {
      check('read', path);
      return disk.read(path, limit);
    },
    async create(path, bytes) {
      try {
        check('create', path);
      } catch (error) {
        // A full disk leaves half a file behind.
        await disk.create(path, bytes.subarray(0, bytes.length >> 1));
        throw error;
      }
      return disk.create(path, bytes);
    },
    async rename(from, to) {
      check('rename', to);
      return disk.rename(from, to);
    },
    async makeFolder(path) {
      check('makeFolder', path);
      return disk.makeFolder(path);
    },
    async flushFolder(path) {
      check('flushFolder', path);
      return disk.flushFolder(path);
    },
    async openAppend(path) {
      check('openAppend', path);
      const file = await disk.openAppend(path);
      return {
        ...file,
        async append(text) {
          try {
            check('append', path);
          } catch (error) {
            await file.append(text.slice(0, text.length >> 1));
            throw error;
          }
          return file.append(text);
        },
      };
    },
  };
}
