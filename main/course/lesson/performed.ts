/** A lesson with its scenes performed: where each step stands, and its texts with their numbers. */
import type { Language } from '../../contract/course.ts';
import type { Lesson, Scene, Step } from '../format/course.ts';
import type { Filling } from '../format/template.ts';
import { History, HistoryError } from '../history.ts';
import { resolveMoment } from '../moment.ts';
import type { Recording } from '../ports.ts';
import type { AskMoment } from './ask.ts';

export class PerformedLesson {
  readonly lesson: Lesson;
  readonly #histories: ReadonlyMap<string, History>;

  /** `recordings`: by the names of the scenes. A scene may be missing; its steps then can't be placed. */
  constructor(lesson: Lesson, recordings: ReadonlyMap<string, Recording>) {
    this.lesson = lesson;
    this.#histories = new Map(
      [...recordings].map(([name, recording]) => [name, new History(recording)]),
    );
    for (const history of this.#histories.values()) history.standAmong(this.#histories);
  }

  history(scene: string): History {
    const history = this.#histories.get(scene);
    if (history === undefined) throw new HistoryError(`the scene '${scene}' can't be performed`);
    return history;
  }

  /** Positions of a step. Throws a HistoryError where its scene never comes to them. */
  momentOf(step: Step): AskMoment & { readonly scene: Scene } {
    const history = this.history(step.scene);
    const scene = this.lesson.scenes.find(({ name }) => name === step.scene);
    if (scene === undefined) throw new HistoryError(`there is no scene '${step.scene}'`);
    const seq = resolveMoment(history, step.at);
    return {
      history,
      scene,
      seq,
      revealSeq: step.reveal === null ? seq : resolveMoment(history, step.reveal),
    };
  }

  filling(language: Language, history: History | null, seq: number): Filling {
    return {
      language,
      scope: history === null ? null : { history, seq },
      sourceHref: (id) => this.lesson.sources.find((source) => source.id === id)?.href ?? null,
    };
  }
}
