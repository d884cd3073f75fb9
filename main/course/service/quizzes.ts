/** Quizzes that are open: which questions they consist of, and the runs that show them. */
import type { Answer, Language, QuestionView, Verdict } from '../../contract/course.ts';
import type { Source } from '../../contract/run.ts';
import { formatScript } from '../../simulator/script.ts';
import type { Lesson } from '../format/course.ts';
import type { CoursePorts } from '../ports.ts';
import { generate } from '../question/draw.ts';
import { grade } from '../question/grade.ts';
import { questionType } from '../question/registry.ts';
import type { Level, Question, QuestionType } from '../question/type.ts';
import { levels } from '../question/type.ts';
import { Chance } from '../random.ts';
import { performOperations } from '../scene-runner.ts';
import { AskedQuestion } from './asked.ts';
import { ownProse } from './lesson-verdict.ts';
import { CourseFault } from './reply.ts';
import { misconceptionView, openWrongReplay } from './wrong-replay.ts';

/** A question type and the lesson it stands in. */
export interface Askable {
  readonly lesson: Lesson;
  readonly type: QuestionType;
  readonly levels: readonly Level[];
}

export interface PlannedQuestion {
  readonly askable: Askable;
  readonly level: Level;
  readonly seed: number;
}

interface OpenQuestion {
  readonly asked: AskedQuestion;
  /**
   * The run that the question shows: it ends where the question stands, so that nobody can look ahead.
   * Null for a program, which is read before it is run.
   */
  readonly run: string | null;
}

interface OpenQuiz {
  readonly plan: readonly PlannedQuestion[];
  readonly questions: Map<number, OpenQuestion>;
  readonly answered: Set<number>;
  /** Runs of each question that was looked at, the last looked at last. */
  readonly runs: Map<number, Set<string>>;
}

/** Questions whose runs stay open: going back one costs nothing, a long quiz doesn't fill the memory. */
const questionsKept = 2;

export interface AnsweredQuestion {
  readonly verdict: Verdict;
  readonly question: Question;
  readonly lesson: Lesson;
  /** False where this question was answered before. */
  readonly first: boolean;
}

/** The question types of a lesson's quiz. */
export function askableIn(lesson: Lesson): readonly Askable[] {
  return lesson.questions.flatMap(({ type: id, levels: allowed }) => {
    const type = questionType(id);
    return type === undefined
      ? []
      : [{ lesson, type, levels: levels.filter((level) => allowed.includes(level)) }];
  });
}

/** The same for the same seed: every type once before any comes again, from easy to hard. */
export function planQuiz(
  askable: readonly Askable[],
  count: number,
  level: Level | null,
  seed: number,
): readonly PlannedQuestion[] {
  const chance = new Chance(seed, count);
  const plan: PlannedQuestion[] = [];
  while (plan.length < count) {
    for (const each of chance.shuffled(askable).slice(0, count - plan.length)) {
      const wanted = level ?? Math.min(3, 1 + Math.floor((3 * plan.length) / count));
      const nearest =
        [...each.levels].sort(
          (left, right) => Math.abs(left - wanted) - Math.abs(right - wanted),
        )[0] ?? 1;
      plan.push({ askable: each, level: nearest, seed: chance.next() });
    }
  }
  return plan;
}

export class Quizzes {
  readonly #ports: CoursePorts;
  #ordinal = 0;
  #open: { readonly id: string; readonly quiz: OpenQuiz } | null = null;

  constructor(ports: CoursePorts) {
    this.#ports = ports;
  }

  /** Opens a quiz and closes the one before. `askable` has at least one entry. */
  open(askable: readonly Askable[], count: number, level: Level | null, seed: number): string {
    this.closeAll();
    const id = `quiz-${++this.#ordinal}`;
    this.#open = {
      id,
      quiz: {
        plan: planQuiz(askable, count, level, seed),
        questions: new Map(),
        answered: new Set(),
        runs: new Map(),
      },
    };
    return id;
  }

  closeAll(): void {
    const { quiz } = this.#open ?? {};
    for (const index of [...(quiz?.runs.keys() ?? [])])
      if (quiz !== undefined) this.#forget(quiz, index);
    this.#open = null;
  }

  async view(id: string, index: number, language: Language): Promise<QuestionView> {
    const quiz = this.#quiz(id);
    const { asked, run } = await this.#question(id, quiz, index);
    const { question, seq } = asked;
    return {
      quiz: id,
      index,
      count: quiz.plan.length,
      type: question.type.id,
      level: question.level,
      seed: question.seed,
      concept: question.type.concept,
      prompt: [...asked.prompt(language)],
      form: question.form(language),
      scene: run === null ? null : { run, seq },
      listing: asked.listing,
    };
  }

  async answer(
    id: string,
    index: number,
    language: Language,
    given: Answer,
  ): Promise<AnsweredQuestion> {
    const quiz = this.#quiz(id);
    const { asked } = await this.#question(id, quiz, index);
    const { question, seq, revealSeq } = asked;
    const form = question.form(language);
    const { right, misconception } = grade(form, question.accepted, question.wrong, given);
    const rule = misconceptionView(misconception, language);
    const filling = asked.filling(revealSeq, language);
    const isProgram = question.program !== undefined;
    const whole =
      revealSeq > seq
        ? await this.#run(quiz, index, isProgram ? 'main.go' : 'replay.ops', question)
        : null;
    const wrongReplay = await openWrongReplay(
      this.#ports,
      misconception,
      { ...question, program: question.program ?? null },
      isProgram ? 'wrong-rule.go' : 'wrong-rule.ops',
    );
    if (wrongReplay !== null) quiz.runs.get(index)?.add(wrongReplay.run);
    const [correct] = question.accepted;
    const first = !quiz.answered.has(index);
    quiz.answered.add(index);
    return {
      question,
      first,
      lesson: this.#planned(quiz, id, index).askable.lesson,
      verdict: {
        right,
        correct,
        correctText: [...asked.correctText(language)],
        explanation: [...asked.explanation(language)],
        misconception:
          rule === null
            ? null
            : { id: rule.id, name: rule.name, refutation: ownProse(rule.refutation, filling) },
        replay: whole === null ? null : { run: whole, from: seq, to: revealSeq },
        wrongReplay,
      },
    };
  }

  #quiz(id: string): OpenQuiz {
    if (this.#open?.id !== id) throw new CourseFault('unknown-quiz', { quiz: id });
    return this.#open.quiz;
  }

  #planned(quiz: OpenQuiz, id: string, index: number): PlannedQuestion {
    const planned = quiz.plan[index];
    if (planned === undefined) throw new CourseFault('unknown-quiz', { quiz: id });
    return planned;
  }

  async #question(id: string, quiz: OpenQuiz, index: number): Promise<OpenQuestion> {
    const known = quiz.questions.get(index);
    this.#keep(quiz, index);
    if (known !== undefined && (known.run === null || this.#ports.runs.has(known.run)))
      return known;
    const { askable, level, seed } = this.#planned(quiz, id, index);
    const question = generate(askable.type, level, seed, performOperations);
    const asked = new AskedQuestion(question);
    const run = question.program === undefined ? await this.#shown(quiz, index, asked) : null;
    const opened = { asked, run };
    quiz.questions.set(index, opened);
    return opened;
  }

  /** Opens the run beside a question about operations. */
  #shown(
    quiz: OpenQuiz,
    index: number,
    { question, history, seq }: AskedQuestion,
  ): Promise<string> {
    const done = history.frame(seq).op;
    // Between two operations the run can end where the question stands; in the middle of one it can't.
    const between = history.events[seq]?.op !== done;
    const shown = between
      ? { ...question, operations: question.operations.slice(0, done) }
      : question;
    return this.#run(quiz, index, 'question.ops', shown);
  }

  /** This question is the last looked at; what was looked at long ago is closed. */
  #keep(quiz: OpenQuiz, index: number): void {
    const runs = quiz.runs.get(index) ?? new Set();
    quiz.runs.delete(index);
    quiz.runs.set(index, runs);
    for (const old of [...quiz.runs.keys()].slice(0, -questionsKept)) this.#forget(quiz, old);
  }

  #forget(quiz: OpenQuiz, index: number): void {
    for (const run of quiz.runs.get(index) ?? []) this.#ports.runs.close(run);
    quiz.runs.delete(index);
    quiz.questions.delete(index);
  }

  async #run(
    quiz: OpenQuiz,
    index: number,
    name: string,
    { operations, program, settings }: Pick<Question, 'operations' | 'program' | 'settings'>,
  ): Promise<string> {
    const source: Source =
      program === undefined
        ? { kind: 'operations', name, text: formatScript(operations) }
        : { kind: 'program', name, text: program.text };
    const opened = await this.#ports.runs.open(source, settings, program?.options ?? null);
    if ('problems' in opened)
      throw new RangeError(`A generated source was refused: ${opened.problems[0]?.message ?? ''}`);
    const runs = quiz.runs.get(index) ?? new Set();
    quiz.runs.set(index, runs.add(opened.ok.run));
    return opened.ok.run;
  }
}
