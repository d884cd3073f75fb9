/** A folder of the course: its files by name, with the line of whoever asks for one that is missing. */
import type { Source } from '../../contract/run.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Expression } from '../expression/syntax.ts';
import { ExpressionError } from '../expression/syntax.ts';
import type { CourseFiles } from './course.ts';
import type { MistakeList } from './mistake.ts';

export class FolderReader {
  readonly files: CourseFiles;
  readonly #folder: string;
  readonly mistakes: MistakeList;

  constructor(files: CourseFiles, folder: string, mistakes: MistakeList) {
    this.files = files;
    this.#folder = folder;
    this.mistakes = mistakes;
  }

  path(name: string): string {
    return `${this.#folder}/${name}`;
  }

  text(name: string, askedBy: string, line: number): string | null {
    const text = this.files.get(this.path(name));
    if (text === undefined)
      this.mistakes.add(askedBy, line, 'missing-file', `${this.path(name)} is missing`);
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
      this.mistakes.add(file, line, 'expression', `'${text}': ${error.message}`);
      return null;
    }
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that are undefined, so that they don't hide a default. */
export function defined<T extends object>(partial: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(partial).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
