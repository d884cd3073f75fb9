/** Worksheets: questions of lessons, drawn from a seed, with what is right and why. */
import type { Worksheet, WorksheetOrder, WorksheetQuestion } from '../../contract/teacher.ts';
import type { Lesson } from '../format/course.ts';
import { generate } from '../question/draw.ts';
import { levels } from '../question/type.ts';
import { performOperations } from '../scene-runner.ts';
import { AskedQuestion } from './asked.ts';
import type { PlannedQuestion } from './quizzes.ts';
import { askableIn, planQuiz } from './quizzes.ts';
import { CourseFault } from './reply.ts';

/** Throws a CourseFault where none of the lessons has question types. */
export function worksheetOf(
  lessons: readonly Lesson[],
  { count, level, language }: WorksheetOrder,
  seed: number,
): Worksheet {
  const askable = lessons.flatMap(askableIn);
  if (askable.length === 0) throw new CourseFault('nothing-to-review');
  const wanted = levels.find((each) => each === level) ?? null;
  return {
    seed,
    language,
    titles: lessons.map(({ texts }) => texts[language].title),
    questions: planQuiz(askable, count, wanted, seed).map((planned) =>
      questionOf(planned, language),
    ),
  };
}

function questionOf(
  { askable, level, seed }: PlannedQuestion,
  language: WorksheetOrder['language'],
): WorksheetQuestion {
  const question = generate(askable.type, level, seed, performOperations);
  const asked = new AskedQuestion(question);
  const { history, seq } = asked;
  return {
    lesson: askable.lesson.texts[language].title,
    type: question.type.id,
    level,
    seed,
    prompt: asked.prompt(language),
    form: question.form(language),
    listing: asked.listing,
    frame: question.program === undefined && seq > 0 ? history.frame(seq) : null,
    names: new Map(history.objects.map((object) => [object, history.nameOf(object)])),
    correct: asked.correctText(language),
    explanation: asked.explanation(language),
  };
}
