/** A lesson from the files of its folder. */
import type { ProgramOptions, Source } from '../../contract/run.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/syntax.ts';
import { ExpressionError } from '../expression/syntax.ts';
import { parseMoment } from '../moment.ts';
import type { CourseFiles, Lab, LabCheck, Lesson, QuestionEntry, Scene } from './course.ts';
import { readLessonText } from './lesson-text.ts';
import { readMarkdown } from './markdown.ts';
import type { MistakeList } from './mistake.ts';
import type { LabFile, LessonFile } from './schemas.ts';
import { labFileSchema, lessonFileSchema, quizFileSchema } from './schemas.ts';
import { joinSteps } from './steps.ts';
import type { YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

/** What a program of a lesson may do before it is stopped. */
export const lessonProgramOptions: ProgramOptions = { escape: 'go', roots: null, steps: 200_000 };

class FolderReader {
  readonly #files: CourseFiles;
  readonly #folder: string;
  readonly #mistakes: MistakeList;

  constructor(files: CourseFiles, folder: string, mistakes: MistakeList) {
    this.#files = files;
    this.#folder = folder;
    this.#mistakes = mistakes;
  }

  path(name: string): string {
    return `${this.#folder}/${name}`;
  }

  text(name: string, askedBy: string, line: number): string | null {
    const text = this.#files.get(this.path(name));
    if (text === undefined)
      this.#mistakes.add(askedBy, line, 'missing-file', `${this.path(name)} is missing`);
    return text ?? null;
  }

  source(name: string, askedBy: string, line: number): Source | null {
    const text = this.text(name, askedBy, line);
    return text === null
      ? null
      : { kind: name.endsWith('.go') ? 'program' : 'operations', name, text };
  }

  expression(text: string, file: string, line: number): Expression | null {
    try {
      return parseExpression(text);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.#mistakes.add(file, line, 'expression', `'${text}': ${error.message}`);
      return null;
    }
  }

  scenes(lesson: YamlFile<LessonFile>): readonly Scene[] {
    return lesson.value.scenes.flatMap((scene, at) => {
      const line = lesson.lineOf(['scenes', at]);
      const source = this.source(
        scene.source,
        lesson.file,
        lesson.lineOf(['scenes', at, 'source']),
      );
      if (source === null) return [];
      const facts = scene.facts.flatMap((fact, ordinal) => {
        const factLine = lesson.lineOf(['scenes', at, 'facts', ordinal]);
        const moment = parseMoment(fact.at);
        if (moment === null)
          this.#mistakes.add(lesson.file, factLine, 'moment', `'${fact.at}' is no moment`);
        const that = this.expression(fact.that, lesson.file, factLine);
        return moment === null || that === null
          ? []
          : [{ at: moment, that, source: fact.that, line: factLine }];
      });
      const program =
        source.kind === 'program'
          ? { ...lessonProgramOptions, ...defined(scene.program ?? {}) }
          : null;
      return [
        {
          name: scene.name,
          source,
          settings: { ...defaultSettings, ...defined(scene.settings) },
          program,
          facts,
          ends: scene.ends,
          line,
        },
      ];
    });
  }

  questions(): readonly QuestionEntry[] {
    const text = this.text('quiz.yaml', this.path('lesson.yaml'), 1);
    const quiz =
      text === null ? null : readYaml(this.path('quiz.yaml'), text, quizFileSchema, this.#mistakes);
    if (quiz === null) return [];
    return quiz.value.questions.map((question, at) => ({
      ...question,
      line: quiz.lineOf(['questions', at]),
    }));
  }

  lab(): Lab | null {
    const text = this.#files.get(this.path('lab.yaml'));
    if (text === undefined) return null;
    const lab = readYaml(this.path('lab.yaml'), text, labFileSchema, this.#mistakes);
    if (lab === null) return null;
    const { value, file } = lab;
    const start = this.source(value.start, file, lab.lineOf(['start']));
    const solution = this.source(value.solution, file, lab.lineOf(['solution']));
    if (start === null || solution === null) return null;
    const both = (texts: LabFile['goal'], path: readonly PropertyKey[]) => ({
      en: readMarkdown(file, texts.en, lab.lineOf([...path, 'en']), this.#mistakes),
      'zh-CN': readMarkdown(file, texts['zh-CN'], lab.lineOf([...path, 'zh-CN']), this.#mistakes),
    });
    const checks = value.checks.flatMap((check, at): LabCheck[] => {
      const line = lab.lineOf(['checks', at]);
      const that = this.expression(check.that, file, lab.lineOf(['checks', at, 'that']));
      if (that === null) return [];
      const found =
        check.found === undefined
          ? null
          : this.expression(check.found, file, lab.lineOf(['checks', at, 'found']));
      return [
        {
          id: check.id,
          text: both(check.text, ['checks', at, 'text']),
          that,
          found,
          under: check.under === undefined ? null : defined(check.under),
          line,
        },
      ];
    });
    return {
      file,
      title: value.title,
      goal: both(value.goal, ['goal']),
      start,
      solution,
      settings: { ...defaultSettings, ...defined(value.settings) },
      program:
        start.kind === 'program'
          ? { ...lessonProgramOptions, ...defined(value.program ?? {}) }
          : null,
      open: value.open,
      limits: value.limits,
      checks,
    };
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that are undefined, so that they don't hide a default. */
function defined<T extends object>(partial: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(partial).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

/** Null where the folder is no lesson; the mistakes say why. */
export function readLesson(
  files: CourseFiles,
  folder: string,
  mistakes: MistakeList,
): Lesson | null {
  const reader = new FolderReader(files, folder, mistakes);
  const file = reader.path('lesson.yaml');
  const yaml = reader.text('lesson.yaml', 'course.yaml', 1);
  const lesson = yaml === null ? null : readYaml(file, yaml, lessonFileSchema, mistakes);
  const [english, chinese] = (['en.md', 'zh-CN.md'] as const).map((name) => {
    const text = reader.text(name, file, 1);
    return text === null ? null : readLessonText(reader.path(name), text, mistakes);
  });
  const questions = reader.questions();
  const lab = reader.lab();
  if (lesson === null || !english || !chinese) return null;
  const scenes = reader.scenes(lesson);
  const { value } = lesson;
  const steps = joinSteps(
    english,
    chinese,
    value.scenes.map(({ name }) => name),
    value.teaches,
    mistakes,
  );
  return {
    folder,
    file,
    id: value.id,
    number: Number(folder.slice(0, 2)),
    minutes: value.minutes,
    teaches: value.teaches,
    needs: value.needs,
    scenes,
    sources: value.sources.map((source, at) => ({
      ...source,
      line: lesson.lineOf(['sources', at]),
    })),
    texts: { en: english, 'zh-CN': chinese },
    steps,
    quizFile: reader.path('quiz.yaml'),
    questions,
    lab,
  };
}
