/** Which lessons are open: the app's own, or a folder that the person chose. */
import type { OwnLessons } from '../contract/teacher.ts';

type Files = ReadonlyMap<string, string>;

export class LessonShelf {
  readonly #shipped: Files;
  #chosen: { readonly files: Files; readonly told: OwnLessons } | null = null;

  constructor(shipped: Files) {
    this.#shipped = shipped;
  }

  /** The files that the course is read from. */
  get files(): Files {
    return this.#chosen?.files ?? this.#shipped;
  }

  /** What is known of the person's own folder, or null while the app's own lessons are open. */
  get told(): OwnLessons | null {
    return this.#chosen?.told ?? null;
  }

  choose(files: Files, told: OwnLessons): void {
    this.#chosen = { files, told };
  }

  putBack(): void {
    this.#chosen = null;
  }
}
