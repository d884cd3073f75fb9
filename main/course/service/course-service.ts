/**
 * The course behind the contract: the handlers of `course/*`, `lesson/*`, `lab/*`, `quiz/*`,
 * `glossary/*` and `progress/*`. Whoever hosts it fills in the ports and stores the progress.
 */
import type { Handlers } from '../../contract/contract.ts';
import type { capstoneRequests } from '../../contract/capstone.ts';
import type { courseRequests, Language } from '../../contract/course.ts';
import type { Worksheet, WorksheetOrder } from '../../contract/teacher.ts';
import type { Course, CourseFiles, Lab, Lesson, Step } from '../format/course.ts';
import { readCourse } from '../format/course-folder.ts';
import type { Mistake } from '../format/mistake.ts';
import { wrongCollectors } from '../misconceptions/registry.ts';
import type { CoursePorts } from '../ports.ts';
import { withJudgement, withProof } from '../progress/claims.ts';
import type { ProgressDocument } from '../progress/document.ts';
import { noProgress } from '../progress/document.ts';
import {
  continueAt,
  isStepAnswered,
  progressOfLesson,
  withAnswer,
  withLabDone,
  withStepSeen,
} from '../progress/lesson-progress.ts';
import { dueConcepts, masteryOf } from '../progress/mastery.ts';
import type { Level } from '../question/type.ts';
import { levels } from '../question/type.ts';
import { Capstones } from './capstones.ts';
import { Labs, labView } from './labs.ts';
import { lessonSummary, lessonView } from './lesson-view.ts';
import { CourseSearch } from './search.ts';
import { lessonVerdict } from './lesson-verdict.ts';
import { OpenLessons } from './open-lessons.ts';
import type { Askable } from './quizzes.ts';
import { askableIn, Quizzes } from './quizzes.ts';
import type { CourseReply } from './reply.ts';
import { CourseFault, reply } from './reply.ts';
import { worksheetOf } from './worksheets.ts';

export type CourseRequestName = keyof typeof courseRequests | keyof typeof capstoneRequests;

const emptyCourse: Course = {
  title: { en: 'Heapwise', 'zh-CN': 'Heapwise' },
  lessons: [],
  concepts: [],
  tracks: [],
  glossary: [],
  capstone: null,
};
const reviewTitle = { en: 'Review', 'zh-CN': '复习' } as const;

export class CourseService {
  /** Mistakes in the lessons' files; a lesson with such is left out or answers with a fault, the others go on. */
  readonly mistakes: readonly Mistake[];
  readonly handlers: Handlers<CourseRequestName>;
  readonly #course: Course;
  readonly #ports: CoursePorts;
  readonly #lessons: OpenLessons;
  readonly #quizzes: Quizzes;
  readonly #labs: Labs;
  readonly #capstones: Capstones;
  readonly #search: CourseSearch;
  #progress: ProgressDocument;
  /** The run that shows the last wrong rule of a lesson; the next answer closes it. */
  #wrongReplay: string | null = null;

  constructor(files: CourseFiles, progress: ProgressDocument, ports: CoursePorts) {
    const { course, mistakes } = readCourse(files);
    this.mistakes = mistakes;
    this.#course = course ?? emptyCourse;
    this.#ports = ports;
    this.#progress = progress;
    this.#lessons = new OpenLessons(ports);
    this.#quizzes = new Quizzes(ports);
    this.#labs = new Labs(ports);
    this.#search = new CourseSearch(this.#course);
    this.#capstones = new Capstones(this.#course, ports);
    this.handlers = this.#makeHandlers();
  }

  get progress(): ProgressDocument {
    return this.#progress;
  }

  /** Closes every run that the course opened. */
  close(): void {
    this.#showWrongReplay(null);
    this.#lessons.closeAll();
    this.#quizzes.closeAll();
    this.#labs.closeAll();
    this.#capstones.closeAll();
  }

  #makeHandlers(): Handlers<CourseRequestName> {
    return {
      'course/outline': ({ language }) => reply('', () => this.#outline(language)),
      'lesson/open': ({ lesson, language }) =>
        reply(lesson, async () =>
          lessonView(await this.#lessons.open(this.#lesson(lesson)), language, this.#progress),
        ),
      'lesson/visit': ({ lesson, step }) =>
        reply(lesson, () => {
          const found = this.#lesson(lesson);
          this.#step(found, step);
          this.#change(withStepSeen(this.#progress, lesson, step, this.#ports.now()));
          return progressOfLesson(this.#progress, found);
        }),
      'lesson/answer': ({ lesson, step, language, answer }) =>
        reply(lesson, async () => {
          const found = this.#lesson(lesson);
          const open = await this.#lessons.open(found);
          const { verdict, concept } = await lessonVerdict(
            open,
            this.#step(found, step),
            language,
            answer,
            this.#ports,
          );
          this.#showWrongReplay(verdict.wrongReplay?.run ?? null);
          if (!isStepAnswered(this.#progress, lesson, step)) {
            const question = { kind: 'step', step } as const;
            this.#change(
              withAnswer(this.#progress, {
                at: this.#ports.now(),
                concept,
                lesson,
                question,
                right: verdict.right,
                misconception: verdict.misconception?.id ?? null,
              }),
            );
          }
          return verdict;
        }),
      'lab/open': ({ lesson, language }) =>
        reply(lesson, () => {
          const found = this.#lesson(lesson);
          const { labDone } = progressOfLesson(this.#progress, found);
          return labView(lesson, labOf(found), found.sources, language, labDone);
        }),
      'lab/check': ({ lesson, source, settings }) =>
        reply(lesson, async () => {
          const result = await this.#labs.check(labOf(this.#lesson(lesson)), source, settings);
          if (result.done) this.#change(withLabDone(this.#progress, lesson, this.#ports.now()));
          return result;
        }),
      'capstone/open': ({ language }) =>
        reply('', () => this.#capstones.view(language, this.#progress)),
      'claim/open': ({ claim, language }) =>
        reply(claim, () => this.#capstones.claimView(claim, language, this.#progress)),
      'claim/judge': ({ claim, language, verdict }) =>
        reply(claim, () => {
          this.#capstones.state(claim, language, this.#progress);
          this.#change(withJudgement(this.#progress, claim, verdict, this.#ports.now()));
          return this.#capstones.state(claim, language, this.#progress);
        }),
      'claim/prove': (params) =>
        reply(params.claim, async () => {
          const proved = await this.#capstones.prove(params);
          if (proved.result.done)
            this.#change(withProof(this.#progress, params.claim, this.#ports.now()));
          return proved;
        }),
      'quiz/open': ({ lesson, language, level, seed, count }) =>
        reply(lesson ?? '', () => {
          const askable = lesson === null ? this.#reviewable() : askableIn(this.#lesson(lesson));
          if (askable.length === 0) throw new CourseFault('nothing-to-review');
          const chosen = seed ?? this.#ports.freshSeed();
          const quiz = this.#quizzes.open(askable, count, asLevel(level), chosen);
          const title =
            lesson === null ? reviewTitle[language] : this.#lesson(lesson).texts[language].title;
          return { quiz, count, seed: chosen, title };
        }),
      'quiz/question': ({ quiz, index, language }) =>
        reply('', () => this.#quizzes.view(quiz, index, language)),
      'quiz/answer': ({ quiz, index, language, answer }) =>
        reply('', async () => {
          const { verdict, question, lesson, first } = await this.#quizzes.answer(
            quiz,
            index,
            language,
            answer,
          );
          if (first) {
            const { type, level, seed } = question;
            this.#change(
              withAnswer(this.#progress, {
                at: this.#ports.now(),
                concept: type.concept,
                lesson: lesson.id,
                question: { kind: 'generated', type: type.id, level, seed },
                right: verdict.right,
                misconception: verdict.misconception?.id ?? null,
              }),
            );
          }
          return verdict;
        }),
      'course/search': ({ language, query }) => reply('', () => this.#search.find(query, language)),
      'glossary/list': ({ language }) => reply('', () => this.#glossary(language)),
      'progress/reset': () =>
        reply('', () => {
          this.#change(noProgress);
          return null;
        }),
    };
  }

  /** The questions of a worksheet, or the fault that a lesson it names met. */
  worksheet(order: WorksheetOrder): Promise<CourseReply<Worksheet>> {
    return reply('', () =>
      worksheetOf(
        order.lessons.map((id) => this.#lesson(id)),
        order,
        order.seed ?? this.#ports.freshSeed(),
      ),
    );
  }

  #showWrongReplay(run: string | null): void {
    if (this.#wrongReplay !== null) this.#ports.runs.close(this.#wrongReplay);
    this.#wrongReplay = run;
  }

  #lesson(id: string): Lesson {
    const lesson = this.#course.lessons.find((each) => each.id === id);
    if (lesson === undefined) throw new CourseFault('unknown-lesson', { lesson: id });
    return lesson;
  }

  #step(lesson: Lesson, id: string): Step {
    const step = lesson.steps.find((each) => each.id === id);
    if (step === undefined) throw new CourseFault('unknown-step', { lesson: lesson.id, step: id });
    return step;
  }

  #change(progress: ProgressDocument): void {
    this.#progress = progress;
    this.#ports.progressChanged(progress);
  }

  /** Question types about what is due, the weakest idea first; all that was learnt where nothing is due. */
  #reviewable(): readonly Askable[] {
    const now = this.#ports.now();
    const due = dueConcepts(this.#progress, now);
    const concepts =
      due.length > 0 ? due : masteryOf(this.#progress, now).map(({ concept }) => concept);
    const all = this.#course.lessons.flatMap(askableIn);
    return concepts.flatMap((concept) => all.filter(({ type }) => type.concept === concept));
  }

  #outline(language: Language) {
    const { title, lessons, tracks, concepts } = this.#course;
    const now = this.#ports.now();
    const mastery = new Map(masteryOf(this.#progress, now).map((each) => [each.concept, each]));
    return {
      title: title[language],
      lessons: lessons.map((lesson) =>
        lessonSummary(this.#course, lesson, language, this.#progress),
      ),
      tracks: tracks.map((track) => ({
        id: track.id,
        title: track.title[language],
        lessons: [...track.lessons],
      })),
      reviewsDue: dueConcepts(this.#progress, now).length,
      continueAt: continueAt(this.#progress, lessons),
      misconceptions: wrongCollectors.map(({ id, name }) => ({ id, title: name[language] })),
      concepts: concepts.flatMap((concept) => {
        const lesson = lessons.find(({ teaches }) => teaches.includes(concept.id));
        if (lesson === undefined) return [];
        const known = mastery.get(concept.id);
        return [
          {
            id: concept.id,
            title: concept.title[language],
            lesson: lesson.id,
            strength: known?.strength ?? 0,
            answered: known?.answered ?? 0,
            rightLater: known?.rightLater ?? 0,
          },
        ];
      }),
    };
  }

  #glossary(language: Language) {
    const other = language === 'en' ? 'zh-CN' : 'en';
    return this.#course.glossary.map(({ id, term, meaning, lesson }) => ({
      id,
      term: term[language],
      other: term[other],
      meaning: meaning[language],
      lesson:
        lesson !== null && this.#course.lessons.some((each) => each.id === lesson) ? lesson : null,
    }));
  }
}

function labOf(lesson: Lesson): Lab {
  if (lesson.lab === null) throw new CourseFault('no-lab', { lesson: lesson.id });
  return lesson.lab;
}

function asLevel(level: number | null): Level | null {
  return levels.find((each) => each === level) ?? null;
}

/** Reads the course and stands ready to answer. `progress`: what was stored; null for a learner who has done nothing yet. */
export function createCourse(
  files: CourseFiles,
  progress: ProgressDocument | null,
  ports: CoursePorts,
): CourseService {
  return new CourseService(files, progress ?? noProgress, ports);
}
