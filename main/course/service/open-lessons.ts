/** Lessons whose scenes are open as runs. The two last ones stay open, so that going back and forth costs nothing. */
import type { Lesson } from '../format/course.ts';
import { PerformedLesson } from '../lesson/performed.ts';
import type { CoursePorts, Recording } from '../ports.ts';
import { CourseFault } from './reply.ts';

export interface OpenScene {
  readonly name: string;
  readonly run: string;
  readonly length: number;
}

export interface OpenLesson {
  readonly performed: PerformedLesson;
  readonly scenes: readonly OpenScene[];
}

const mostOpen = 2;

export class OpenLessons {
  readonly #ports: CoursePorts;
  /** The last used last. */
  readonly #open = new Map<string, OpenLesson>();

  constructor(ports: CoursePorts) {
    this.#ports = ports;
  }

  async open(lesson: Lesson): Promise<OpenLesson> {
    const known = this.#open.get(lesson.id);
    if (known?.scenes.every(({ run }) => this.#ports.runs.has(run)) === true) {
      this.#open.delete(lesson.id);
      this.#open.set(lesson.id, known);
      return known;
    }
    this.#close(lesson.id);
    const opened = await this.#perform(lesson);
    this.#open.set(lesson.id, opened);
    for (const id of [...this.#open.keys()].slice(0, -mostOpen)) this.#close(id);
    return opened;
  }

  closeAll(): void {
    for (const id of [...this.#open.keys()]) this.#close(id);
  }

  async #perform(lesson: Lesson): Promise<OpenLesson> {
    const recordings = new Map<string, Recording>();
    const scenes: OpenScene[] = [];
    for (const scene of lesson.scenes) {
      const outcome = await this.#ports.runs.open(scene.source, scene.settings, scene.program);
      if ('problems' in outcome) {
        for (const { run } of scenes) this.#ports.runs.close(run);
        const first = outcome.problems[0];
        const message =
          first === undefined ? '' : `${scene.source.name}:${first.line}: ${first.message}`;
        throw new CourseFault('lesson-damaged', { lesson: lesson.id, problem: message }, [
          ...outcome.problems,
        ]);
      }
      recordings.set(scene.name, outcome.ok.recording);
      scenes.push({ name: scene.name, run: outcome.ok.run, length: outcome.ok.recording.length });
    }
    return { performed: new PerformedLesson(lesson, recordings), scenes };
  }

  #close(id: string): void {
    for (const { run } of this.#open.get(id)?.scenes ?? []) this.#ports.runs.close(run);
    this.#open.delete(id);
  }
}
