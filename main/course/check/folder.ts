/** What is wrong with a folder of lessons, and what it would be as a course. */
import type { CourseFiles } from '../format/course.ts';
import { readCourse } from '../format/course-folder.ts';
import type { Mistake } from '../format/mistake.ts';
import type { Both } from '../format/schemas.ts';
import { performOperations, performSource } from '../scene-runner.ts';
import { checkCourse } from './course-check.ts';

export interface CheckedFolder {
  readonly title: Both;
  /** Lessons that can be read; 0 where it is no course at all. */
  readonly lessons: number;
  readonly mistakes: readonly Mistake[];
}

/** The whole check of `heapwise check`, and the folder's title. */
export function checkFolder(files: CourseFiles): CheckedFolder {
  const { course } = readCourse(files);
  return {
    title: course?.title ?? { en: '', 'zh-CN': '' },
    lessons: course?.lessons.length ?? 0,
    mistakes: checkCourse(files, { performSource, perform: performOperations }),
  };
}
