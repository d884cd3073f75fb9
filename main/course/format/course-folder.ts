/** The whole course from its files. A lesson that can't be read is left out with its mistakes; the others go on. */
import { readCapstone } from './capstone.ts';
import type { Course, CourseFiles, Lesson } from './course.ts';
import { readLesson } from './lesson-folder.ts';
import type { Mistake } from './mistake.ts';
import { MistakeList } from './mistake.ts';
import { courseFileSchema, glossaryFileSchema } from './schemas.ts';
import { readYaml } from './yaml-file.ts';

/** Limits on a folder of lessons, which may come from anybody. Sizes in bytes. */
export const folderLimits = { files: 2_000, fileBytes: 1_000_000, totalBytes: 40_000_000 } as const;

export interface CourseReading {
  /** Null where there is no course at all. */
  readonly course: Course | null;
  readonly mistakes: readonly Mistake[];
}

export const courseFile = 'course.yaml';
export const glossaryFile = 'glossary.yaml';

export function readCourse(files: CourseFiles): CourseReading {
  const mistakes = new MistakeList();
  const text = files.get(courseFile);
  if (text === undefined) {
    mistakes.add(
      courseFile,
      1,
      'missing-file',
      'course.yaml is missing: it lists the lessons in order',
    );
    return { course: null, mistakes: mistakes.sorted };
  }
  const yaml = readYaml(courseFile, text, courseFileSchema, mistakes);
  if (yaml === null) return { course: null, mistakes: mistakes.sorted };
  const { value } = yaml;
  const lessons = value.lessons.flatMap((folder, at): Lesson[] => {
    if (!files.has(`${folder}/lesson.yaml`)) {
      mistakes.add(
        courseFile,
        yaml.lineOf(['lessons', at]),
        'missing-file',
        `there is no ${folder}/lesson.yaml`,
      );
      return [];
    }
    const lesson = readLesson(files, folder, mistakes);
    return lesson === null ? [] : [lesson];
  });
  // Of a lesson that can't be read the id is not known: what names it may be right.
  const isMissing = (id: string): boolean =>
    lessons.length === value.lessons.length && !lessons.some((lesson) => lesson.id === id);
  value.tracks.forEach((track, at) => {
    track.lessons.forEach((id, ordinal) => {
      if (isMissing(id)) {
        mistakes.add(
          courseFile,
          yaml.lineOf(['tracks', at, 'lessons', ordinal]),
          'track',
          `the track '${track.id}' has a lesson '${id}' that doesn't exist`,
        );
      }
    });
  });
  const glossary = files.get(glossaryFile);
  const terms =
    glossary === undefined ? null : readYaml(glossaryFile, glossary, glossaryFileSchema, mistakes);
  terms?.value.terms.forEach((term, at) => {
    const line = terms.lineOf(['terms', at]);
    if (terms.value.terms.findIndex(({ id }) => id === term.id) !== at) {
      mistakes.add(glossaryFile, line, 'duplicate-id', `two terms have the id '${term.id}'`);
    }
    if (term.lesson !== null && isMissing(term.lesson)) {
      mistakes.add(
        glossaryFile,
        terms.lineOf(['terms', at, 'lesson']),
        'dead-link',
        `the term '${term.id}' names a lesson '${term.lesson}' that doesn't exist`,
      );
    }
  });
  return {
    course: {
      title: value.title,
      lessons,
      concepts: value.concepts,
      tracks: value.tracks,
      glossary: terms?.value.terms ?? [],
      capstone: value.capstone === undefined ? null : readCapstone(files, value.capstone, mistakes),
    },
    mistakes: mistakes.sorted,
  };
}
