/** The files of a folder of lessons, which may come from anybody: kinds, sizes and numbers are held to, links not followed. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderLimits } from '../course/format/course-folder.ts';
import type { Mistake } from '../course/format/mistake.ts';
import { readFault } from './failure.ts';

/** What a lesson may consist of. */
const kinds = /\.(?:yaml|md|ops|go)$/;
/** Folders below the lessons folder; a lesson has one level. */
const deepest = 3;

export interface LessonFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly mistakes: readonly Mistake[];
}

/** Without what some editors add: a byte order mark, and carriage returns at the ends of lines. */
function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

class FolderReader {
  readonly files = new Map<string, string>();
  readonly mistakes: Mistake[] = [];
  readonly #folder: string;
  #count = 0;
  #bytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  #refuse(file: string, code: string, message: string): void {
    this.mistakes.push({ file, line: 1, code, message });
  }

  async read(below: string, depth: number): Promise<void> {
    const entries = await readdir(join(this.#folder, below), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      if (entry.isSymbolicLink())
        this.#refuse(
          path,
          'symlink',
          'a link is not followed, for it may lead out of the folder; put the file itself here',
        );
      else if (entry.isDirectory()) {
        if (depth >= deepest) this.#refuse(path, 'folder', 'a lesson has no folders this deep');
        else await this.read(path, depth + 1);
      } else if (entry.isFile()) await this.#file(path);
    }
  }

  async #file(path: string): Promise<void> {
    if (!kinds.test(path)) {
      this.#refuse(
        path,
        'file-kind',
        'a lesson consists of .yaml, .md, .ops and .go files; this one is not read',
      );
      return;
    }
    if (++this.#count > folderLimits.files) {
      if (this.#count === folderLimits.files + 1)
        this.#refuse(
          path,
          'too-many-files',
          `a course may have ${folderLimits.files} files; this one and the rest are not read`,
        );
      return;
    }
    const { size } = await lstat(join(this.#folder, path));
    if (size > folderLimits.fileBytes) {
      this.#refuse(
        path,
        'too-large',
        `a file of a lesson may have ${folderLimits.fileBytes} bytes; this one has ${size} and is not read`,
      );
      return;
    }
    this.#bytes += size;
    if (this.#bytes > folderLimits.totalBytes) {
      this.#refuse(
        path,
        'too-large',
        `a course may have ${folderLimits.totalBytes} bytes in all; this file is not read`,
      );
      return;
    }
    try {
      this.files.set(path, plainText(await readFile(join(this.#folder, path), 'utf8')));
    } catch (error) {
      this.#refuse(
        path,
        'unreadable',
        `the file could not be read: ${String(readFault(path, error).detail['reason'] ?? '')}`,
      );
    }
  }
}

/** Reads a folder of lessons, which may come from anybody. Rejects with what the system says where there is no such folder. */
export async function readLessonFiles(folder: string): Promise<LessonFiles> {
  const reader = new FolderReader(folder);
  await reader.read('', 0);
  return { files: reader.files, mistakes: reader.mistakes };
}
