/** A lesson as the window sees it: prose with its numbers, positions, questions. */
import type { z } from 'zod';
import type { Language, LessonView, lessonSummarySchema, StepView } from '../../contract/course.ts';
import type { Course, Lesson, Step } from '../format/course.ts';
import { fill, plainText } from '../format/template.ts';
import { formOfAsk } from '../lesson/ask.ts';
import type { ProgressDocument } from '../progress/document.ts';
import { isStepAnswered, progressOfLesson } from '../progress/lesson-progress.ts';
import { questionType } from '../question/registry.ts';
import type { OpenLesson } from './open-lessons.ts';

function stepView(
  { performed }: OpenLesson,
  step: Step,
  language: Language,
  progress: ProgressDocument,
): StepView {
  const { lesson } = performed;
  const moment = performed.momentOf(step);
  const filling = performed.filling(language, moment.history, moment.seq);
  const text = step.texts[language];
  const title = plainText(
    fill([{ kind: 'paragraph', children: text.title }], filling).flatMap((block) =>
      block.kind === 'paragraph' ? block.children : [],
    ),
  );
  const { ask } = step;
  return {
    id: step.id,
    kind: step.kind,
    title,
    text: fill(text.text, filling),
    scene: step.scene,
    seq: moment.seq,
    revealSeq: step.reveal === null ? null : moment.revealSeq,
    focus: step.focus.map((name) => moment.history.objectNamed(name)),
    ask:
      ask === null
        ? null
        : {
            id: step.id,
            prompt: fill(text.prompt, filling),
            form: formOfAsk(lesson.id, step, ask, moment, language, filling),
          },
    answered: isStepAnswered(progress, lesson.id, step.id),
  };
}

export function lessonView(
  open: OpenLesson,
  language: Language,
  progress: ProgressDocument,
): LessonView {
  const { lesson } = open.performed;
  const text = lesson.texts[language];
  return {
    id: lesson.id,
    number: lesson.number,
    title: text.title,
    about: text.about,
    minutes: lesson.minutes,
    objectives: text.objectives.map((objective) =>
      fill(objective.text, open.performed.filling(language, null, 0)),
    ),
    scenes: lesson.scenes.map((scene) => {
      const opened = open.scenes.find(({ name }) => name === scene.name);
      return {
        name: scene.name,
        run: opened?.run ?? '',
        source: scene.source,
        settings: scene.settings,
        length: opened?.length ?? 0,
      };
    }),
    steps: lesson.steps.map((step) => stepView(open, step, language, progress)),
    sources: lesson.sources.map(({ id, text: words, href }) => ({ id, text: words, href })),
    hasLab: lesson.lab !== null,
    questionTypes: lesson.questions.flatMap(({ type: id }) => {
      const type = questionType(id);
      return type === undefined ? [] : [{ type: id, title: type.title[language] }];
    }),
    progress: progressOfLesson(progress, lesson),
  };
}

export function lessonSummary(
  course: Course,
  lesson: Lesson,
  language: Language,
  progress: ProgressDocument,
): z.infer<typeof lessonSummarySchema> {
  const { title, about } = lesson.texts[language];
  return {
    id: lesson.id,
    number: lesson.number,
    title,
    about,
    minutes: lesson.minutes,
    concepts: [...lesson.teaches],
    needs: [...lesson.needs],
    tracks: course.tracks.filter(({ lessons }) => lessons.includes(lesson.id)).map(({ id }) => id),
    progress: progressOfLesson(progress, lesson),
  };
}
