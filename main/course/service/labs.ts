/** A lab or an experiment: its task, and the learner's source against it. */
import type { z } from 'zod';
import type { labResultSchema, labViewSchema, Language } from '../../contract/course.ts';
import type { Source } from '../../contract/run.ts';
import type { HeapSettings } from '../../simulator/settings.ts';
import type { Lab, LessonSource } from '../format/course.ts';
import type { Filling } from '../format/template.ts';
import { fill } from '../format/template.ts';
import { checksOfLab, gradeLab, settingsOfLab } from '../lab/grade.ts';
import type { CoursePorts } from '../ports.ts';
import { performSource } from '../scene-runner.ts';

type LabView = z.infer<typeof labViewSchema>;
type LabResult = z.infer<typeof labResultSchema>;

export class Labs {
  readonly #ports: CoursePorts;
  /** The learner's last run; the next check closes it. */
  #run: string | null = null;

  constructor(ports: CoursePorts) {
    this.#ports = ports;
  }

  async check(lab: Lab, source: Source, given: HeapSettings): Promise<LabResult> {
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

/** What `source:` links of these texts lead to. */
export function sourcesOf(
  sources: readonly LessonSource[],
  language: Language,
): Pick<Filling, 'language' | 'sourceHref'> {
  return {
    language,
    sourceHref: (id) => sources.find((source) => source.id === id)?.href ?? null,
  };
}

/** `home`: the id of the lesson or the claim that it belongs to. */
export function labView(
  home: string,
  lab: Lab,
  sources: readonly LessonSource[],
  language: Language,
  done: boolean,
): LabView {
  return {
    lesson: home,
    title: lab.title[language],
    goal: fill(lab.goal[language], { scope: null, ...sourcesOf(sources, language) }),
    source: lab.start,
    settings: lab.settings,
    open: [...lab.open],
    checks: checksOfLab(lab, language).map(({ id, text }) => ({ id, text: [...text] })),
    done,
  };
}
