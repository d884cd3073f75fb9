/** Where a learner stands with a lesson, and how an answer or a visit changes that. */
import type { z } from 'zod';
import type { lessonProgressSchema } from '../../contract/course.ts';
import type { Lesson } from '../format/course.ts';
import type { AnswerRecord, LessonVisit, ProgressDocument } from './document.ts';

export type LessonProgress = z.infer<typeof lessonProgressSchema>;

const day = 24 * 60 * 60 * 1000;
const unvisited: LessonVisit = { seen: [], at: null, visitedAt: 0, labDoneAt: null };

export function progressOfLesson(progress: ProgressDocument, lesson: Lesson): LessonProgress {
  const visit = progress.lessons[lesson.id] ?? unvisited;
  const known = new Set(lesson.steps.map(({ id }) => id));
  const seen = visit.seen.filter((step) => known.has(step)).length;
  const firstAt = new Map<string, number>();
  let answered = 0;
  let right = 0;
  let rightLater = 0;
  for (const answer of progress.answers) {
    const first = firstAt.get(answer.concept) ?? answer.at;
    firstAt.set(answer.concept, first);
    if (answer.lesson !== lesson.id) continue;
    answered++;
    if (!answer.right) continue;
    right++;
    if (answer.at - first >= day) rightLater++;
  }
  return {
    seen,
    steps: lesson.steps.length,
    at: visit.at !== null && known.has(visit.at) ? visit.at : null,
    labDone: visit.labDoneAt !== null,
    answered,
    right,
    rightLater,
    finished: lesson.steps.length > 0 && seen === lesson.steps.length,
  };
}

function withVisit(
  progress: ProgressDocument,
  lesson: string,
  change: (visit: LessonVisit) => LessonVisit,
): ProgressDocument {
  return {
    ...progress,
    lessons: { ...progress.lessons, [lesson]: change(progress.lessons[lesson] ?? unvisited) },
  };
}

export function withStepSeen(
  progress: ProgressDocument,
  lesson: string,
  step: string,
  now: number,
): ProgressDocument {
  return withVisit(progress, lesson, (visit) => ({
    ...visit,
    at: step,
    visitedAt: now,
    seen: visit.seen.includes(step) ? visit.seen : [...visit.seen, step],
  }));
}

/** The first time counts. */
export function withLabDone(
  progress: ProgressDocument,
  lesson: string,
  now: number,
): ProgressDocument {
  return withVisit(progress, lesson, (visit) => ({
    ...visit,
    visitedAt: now,
    labDoneAt: visit.labDoneAt ?? now,
  }));
}

export function withAnswer(progress: ProgressDocument, answer: AnswerRecord): ProgressDocument {
  return { ...progress, answers: [...progress.answers, answer] };
}

/** Was this step's question answered before? Only the first answer of a step is remembered. */
export function isStepAnswered(progress: ProgressDocument, lesson: string, step: string): boolean {
  return progress.answers.some(
    (answer) =>
      answer.lesson === lesson && answer.question.kind === 'step' && answer.question.step === step,
  );
}

/** The lesson to go on with: the one visited last that has steps left, at the step it was left. */
export function continueAt(
  progress: ProgressDocument,
  lessons: readonly Lesson[],
): { lesson: string; step: string | null } | null {
  const open = lessons
    .filter(({ id }) => progress.lessons[id] !== undefined)
    .map((lesson) => ({
      lesson,
      visit: progress.lessons[lesson.id] ?? unvisited,
      stands: progressOfLesson(progress, lesson),
    }))
    .filter(({ stands }) => !stands.finished)
    .sort((left, right) => right.visit.visitedAt - left.visit.visitedAt);
  const last = open[0];
  return last === undefined ? null : { lesson: last.lesson.id, step: last.stands.at };
}
