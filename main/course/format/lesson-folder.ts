/** A lesson from the files of its folder. */
import { defaultSettings } from '../../simulator/settings.ts';
import { parseMoment } from '../moment.ts';
import type { CourseFiles, Lab, Lesson, QuestionEntry, Scene } from './course.ts';
import { defined, FolderReader } from './folder-reader.ts';
import { lessonProgramOptions, readLab } from './lab.ts';
import { readLessonText } from './lesson-text.ts';
import type { MistakeList } from './mistake.ts';
import type { LessonFile } from './schemas.ts';
import { labFileSchema, lessonFileSchema, quizFileSchema } from './schemas.ts';
import { joinSteps } from './steps.ts';
import type { YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

class LessonReader extends FolderReader {
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
          this.mistakes.add(lesson.file, factLine, 'moment', `'${fact.at}' is no moment`);
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
      text === null ? null : readYaml(this.path('quiz.yaml'), text, quizFileSchema, this.mistakes);
    if (quiz === null) return [];
    return quiz.value.questions.map((question, at) => ({
      ...question,
      line: quiz.lineOf(['questions', at]),
    }));
  }

  lab(): Lab | null {
    const text = this.files.get(this.path('lab.yaml'));
    if (text === undefined) return null;
    const lab = readYaml(this.path('lab.yaml'), text, labFileSchema, this.mistakes);
    return lab === null ? null : readLab(this, lab, lab.value, []);
  }
}

/** Null where the folder is no lesson; the mistakes say why. */
export function readLesson(
  files: CourseFiles,
  folder: string,
  mistakes: MistakeList,
): Lesson | null {
  const reader = new LessonReader(files, folder, mistakes);
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
    needsLine: lesson.lineOf(['needs']),
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
