/** The lab of a lesson: its task, and the learner's source against it. */
import type { z } from 'zod';
import type { labResultSchema, labViewSchema, Language } from '../../contract/course.ts';
import type { Source } from '../../contract/run.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Lesson } from '../format/course.ts';
import { fill } from '../format/template.ts';
import { checksOfLab, gradeLab, settingsOfLab } from '../lab/grade.ts';
import type { CoursePorts } from '../ports.ts';
import { performSource } from '../scene-runner.ts';
import { CourseFault } from './reply.ts';

type LabView = z.infer<typeof labViewSchema>;
type LabResult = z.infer<typeof labResultSchema>;

export class Labs {
  readonly #ports: CoursePorts;
  /** The learner's last run; the next check closes it. */
  #run: string | null = null;

  constructor(ports: CoursePorts) {
    this.#ports = ports;
  }

  view(lesson: Lesson, language: Language, done: boolean): LabView {
    const { lab } = lesson;
    if (lab === null) throw new CourseFault('no-lab', { lesson: lesson.id });
    return {
      lesson: lesson.id,
      title: lab.title[language],
      goal: fill(lab.goal[language], {
        scope: null,
        language,
        sourceHref: (id) => lesson.sources.find((source) => source.id === id)?.href ?? null,
      }),
      source: lab.start,
      settings: lab.settings,
      open: [...lab.open],
      checks: checksOfLab(lab, language).map(({ id, text }) => ({ id, text: [...text] })),
      done,
    };
  }

  async check(lesson: Lesson, source: Source, given: HeapSettings): Promise<LabResult> {
    const { lab } = lesson;
    if (lab === null) throw new CourseFault('no-lab', { lesson: lesson.id });
    this.closeAll();
    const settings = settingsOfLab(lab, given);
    const opened = await this.#ports.runs.open(
      { ...source, kind: lab.start.kind },
      settings,
      lab.program,
    );
    if ('problems' in opened)
      return { run: null, checks: [], problems: [...opened.problems], done: false };
    this.#run = opened.ok.run;
    const { checks, problems, done } = gradeLab(
      lab,
      source,
      settings,
      opened.ok.recording,
      performSource,
    );
    return {
      run: opened.ok.run,
      checks: checks.map((check) => ({ ...check })),
      problems: [...problems],
      done,
    };
  }

  closeAll(): void {
    if (this.#run !== null) this.#ports.runs.close(this.#run);
    this.#run = null;
  }
}
