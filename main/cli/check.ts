import { checkCourse } from '../course/check/course-check.ts';
import type { Mistake } from '../course/format/mistake.ts';
import { mistakeText } from '../course/format/mistake.ts';
import { performOperations, performSource } from '../course/scene-runner.ts';
import { readLessonFiles, type LessonFiles } from '../files/lesson-files.ts';
import type { Command } from './command.ts';
import { exitCode } from './command.ts';
import { reasonOf } from './results.ts';

function byPlace(one: Mistake, other: Mistake): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line;
}

/** `heapwise check LESSONS_DIR`: proves what a folder of lessons claims. */
export const check: Command = {
  name: 'check',
  usage: 'LESSONS_DIR',
  about: 'Checks a folder of lessons: files, scenes, numbers, questions, labs, both languages.',
  run: async (words, streams) => {
    const [folder, extra] = words;
    if (folder === undefined || folder.startsWith('-')) {
      streams.message(
        'heapwise check: expected the folder of lessons to check (heapwise check LESSONS_DIR).',
      );
      return exitCode.usage;
    }
    if (extra !== undefined) {
      streams.message(`heapwise check: "${extra}" is one word too many: expected one folder.`);
      return exitCode.usage;
    }
    let read: LessonFiles;
    try {
      read = await readLessonFiles(folder);
    } catch (error) {
      streams.message(`heapwise check: ${folder} could not be read: ${reasonOf(error)}.`);
      return exitCode.usage;
    }
    const found = checkCourse(read.files, { performSource, perform: performOperations });
    const mistakes = [...read.mistakes, ...found].sort(byPlace);
    for (const mistake of mistakes) streams.message(mistakeText(mistake));
    if (mistakes.length === 0) return exitCode.done;
    streams.message(mistakes.length === 1 ? '1 mistake.' : `${mistakes.length} mistakes.`);
    return exitCode.program;
  },
};
