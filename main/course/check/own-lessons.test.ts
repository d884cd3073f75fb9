import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mistakeText } from '../format/mistake.ts';
import { performOperations, performSource } from '../scene-runner.ts';
import { checkCourse } from './course-check.ts';

/** The lessons that the app ships. */
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

test('the lessons that the app ships hold', () => {
  const mistakes = checkCourse(ownLessons(), { performSource, perform: performOperations });
  expect(mistakes.map(mistakeText)).toEqual([]);
});
