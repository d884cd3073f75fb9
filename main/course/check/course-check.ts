/** `heapwise check`: everything that must be true of a folder of lessons. Pure over a map of files. */
import type { Capstone, Course, CourseFiles, Lesson } from '../format/course.ts';
import { readCourse } from '../format/course-folder.ts';
import type { Mistake } from '../format/mistake.ts';
import { MistakeList } from '../format/mistake.ts';
import type { PerformSource } from '../lab/grade.ts';
import { generate } from '../question/draw.ts';
import { questionType } from '../question/registry.ts';
import type { Level, Perform } from '../question/type.ts';
import { checkLab } from './lab-check.ts';
import { checkLesson } from './lesson-check.ts';
import { checkCapstoneTexts, checkTexts } from './text-check.ts';

/** Different questions that each type must yield, and seeds that are tried for each. */
const differentQuestions = 100;
const seedsForEach = 4;

function checkIds(course: Course, mistakes: MistakeList): void {
  const lessons = new Map<string, Lesson>();
  const teachers = new Map<string, Lesson>();
  for (const lesson of course.lessons) {
    const same = lessons.get(lesson.id);
    if (same !== undefined)
      mistakes.add(lesson.file, 1, 'duplicate-id', `${same.folder} has the same id '${lesson.id}'`);
    lessons.set(lesson.id, lesson);
    for (const concept of lesson.teaches) {
      const teacher = teachers.get(concept);
      if (teacher !== undefined)
        mistakes.add(
          lesson.file,
          1,
          'duplicate-id',
          `${teacher.folder} teaches '${concept}' already`,
        );
      teachers.set(concept, lesson);
      if (!course.concepts.some(({ id }) => id === concept))
        mistakes.add(lesson.file, 1, 'concept', `course.yaml has no concept '${concept}'`);
    }
  }
  for (const { id } of course.concepts) {
    if (course.concepts.filter((other) => other.id === id).length > 1)
      mistakes.add('course.yaml', 1, 'duplicate-id', `two concepts have the id '${id}'`);
  }
}

/** Does teaching `from` come, by way of what lessons need, to need `to`? */
function needsEventually(
  course: Course,
  from: Lesson,
  to: Lesson,
  seen = new Set<string>(),
): boolean {
  if (from === to) return true;
  if (seen.has(from.id)) return false;
  seen.add(from.id);
  return from.needs.some((concept) => {
    const teacher = course.lessons.find(({ teaches }) => teaches.includes(concept));
    return teacher !== undefined && needsEventually(course, teacher, to, seen);
  });
}

function checkNeeds(course: Course, mistakes: MistakeList): void {
  course.lessons.forEach((lesson, at) => {
    for (const concept of lesson.needs) {
      const teacher = course.lessons.find(({ teaches }) => teaches.includes(concept));
      const place = teacher === undefined ? -1 : course.lessons.indexOf(teacher);
      if (teacher === undefined)
        mistakes.add(
          lesson.file,
          lesson.needsLine,
          'needs',
          `no lesson teaches '${concept}', which this one needs`,
        );
      else if (needsEventually(course, teacher, lesson))
        mistakes.add(
          lesson.file,
          lesson.needsLine,
          'needs',
          `the needs go in a circle: '${concept}' is taught by ${teacher.folder}, which itself needs what is taught here`,
        );
      else if (place >= at)
        mistakes.add(
          lesson.file,
          lesson.needsLine,
          'needs',
          `'${concept}' is needed here, but taught only later, by ${teacher.folder}`,
        );
    }
  });
}

function checkQuestions(
  lesson: Lesson,
  mistakes: MistakeList,
  { perform, questions = differentQuestions }: CheckTools,
): void {
  const seen = new Set<string>();
  for (const { type: id, levels, line } of lesson.questions) {
    const type = questionType(id);
    if (type === undefined) {
      mistakes.add(lesson.quizFile, line, 'question-type', `there is no question type '${id}'`);
      continue;
    }
    if (seen.has(id))
      mistakes.add(
        lesson.quizFile,
        line,
        'duplicate-id',
        `the question type '${id}' stands there twice`,
      );
    seen.add(id);
    if (!lesson.teaches.includes(type.concept)) {
      mistakes.add(
        lesson.quizFile,
        line,
        'concept',
        `'${id}' asks about '${type.concept}', which this lesson doesn't teach`,
      );
    }
    const different = new Set<string>();
    try {
      for (let seed = 1; seed <= questions * seedsForEach && different.size < questions; seed++) {
        const level: Level =
          ([1, 2, 3] as const).find((each) => each === levels[seed % levels.length]) ?? 1;
        const question = generate(type, level, seed, perform);
        different.add(
          JSON.stringify([question.operations, question.program?.text, question.prompt.en]),
        );
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      mistakes.add(lesson.quizFile, line, 'question-type', error.message);
      continue;
    }
    if (different.size < questions) {
      mistakes.add(
        lesson.quizFile,
        line,
        'question-type',
        `'${id}' yields only ${different.size} different questions`,
      );
    }
  }
}

function checkCapstone(
  capstone: Capstone,
  course: Course,
  mistakes: MistakeList,
  tools: CheckTools,
): void {
  const { file, folder, claims } = capstone;
  checkCapstoneTexts(capstone, course, mistakes);
  claims.forEach(({ id, lesson, experiment, line }, at) => {
    if (claims.findIndex((other) => other.id === id) !== at)
      mistakes.add(file, line, 'duplicate-id', `two claims have the id '${id}'`);
    if (!course.lessons.some((other) => other.id === lesson))
      mistakes.add(file, line, 'dead-link', `there is no lesson '${lesson}'`);
    checkLab(experiment, folder, mistakes, tools.performSource);
  });
}

export interface CheckTools {
  readonly performSource: PerformSource;
  readonly perform: Perform;
  /** Different questions that each type must yield; a hundred unless said otherwise. */
  readonly questions?: number;
}

/** Every mistake of the folder, by file and line; none means that the course holds. */
export function checkCourse(files: CourseFiles, tools: CheckTools): readonly Mistake[] {
  const { course, mistakes: found } = readCourse(files);
  const mistakes = new MistakeList();
  mistakes.addAll(found);
  if (course === null) return mistakes.sorted;
  checkIds(course, mistakes);
  checkNeeds(course, mistakes);
  for (const lesson of course.lessons) {
    checkTexts(lesson, course, mistakes);
    checkLesson(lesson, mistakes, tools.performSource);
    checkQuestions(lesson, mistakes, tools);
  }
  if (course.capstone !== null) checkCapstone(course.capstone, course, mistakes, tools);
  return mistakes.sorted;
}
