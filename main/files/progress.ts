/** The learner's progress: one file, written whole after every change. */
import { join } from 'node:path';
import { progressDocumentSchema, type ProgressDocument } from '../course/progress/document.ts';
import type { FileSystem } from './file-system.ts';
import { JsonFile } from './json-file.ts';

export function progressFile(system: FileSystem, folder: string): JsonFile<ProgressDocument> {
  return new JsonFile(system, join(folder, 'progress.json'), (value) => {
    const parsed = progressDocumentSchema.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
}
