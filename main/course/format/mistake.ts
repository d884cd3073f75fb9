/** A mistake in a lesson folder, at a place its author can go to. */
export interface Mistake {
  /** Path below the lessons folder, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly code: string;
  /** A sentence: what is wrong, and what was expected. */
  readonly message: string;
}

export function mistakeText({ file, line, message }: Mistake): string {
  return `${file}:${line}: ${message}`;
}

/** Collects mistakes of one file. */
export class MistakeList {
  readonly #mistakes: Mistake[] = [];

  add(file: string, line: number, code: string, message: string): void {
    this.#mistakes.push({ file, line, code, message });
  }

  addAll(mistakes: readonly Mistake[]): void {
    this.#mistakes.push(...mistakes);
  }

  /** By file and line; the same sentence at the same place once. */
  get sorted(): readonly Mistake[] {
    const unique = new Map(this.#mistakes.map((mistake) => [mistakeText(mistake), mistake]));
    return [...unique.values()].sort((left, right) =>
      left.file < right.file ? -1 : left.file > right.file ? 1 : left.line - right.line,
    );
  }
}
