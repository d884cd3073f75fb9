/** The real file system. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { TooLargeError, type FileSystem } from './file-system.ts';
import { errorCode } from './failure.ts';

export const disk: FileSystem = {
  async read(path, limit) {
    let file;
    try {
      file = await open(path, 'r');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
    try {
      const { size } = await file.stat();
      if (size > limit) throw new TooLargeError(size, limit);
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  },

  async create(path, bytes) {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  },

  rename,

  remove: (path) => rm(path, { force: true }),

  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },

  async list(path) {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },

  async flushFolder(path) {
    // Windows cannot open a folder for this, and its renames need no such help.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },

  async openAppend(path) {
    const file = await open(path, 'a', 0o600);
    return {
      size: async () => (await file.stat()).size,
      append: (text) => file.appendFile(text),
      flush: () => file.datasync(),
      close: () => file.close(),
    };
  },
};
