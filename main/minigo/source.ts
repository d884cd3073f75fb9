/** An offset into the source text, in UTF-16 code units from 0. Lines and columns are derived from it. */
export type Position = number;

/** A place as Go reports it: line from 1, column from 1 counted in bytes of UTF-8. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One source file: its text and where its lines begin. */
export class SourceFile {
  readonly name: string;
  readonly text: string;
  readonly #lineStarts: readonly Position[];

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** Line of a position, from 1. */
  lineOf(position: Position): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Line and byte column of a position, as Go prints them. */
  placeOf(position: Position): Place {
    const line = this.lineOf(position);
    const start = this.#lineStarts[line - 1] ?? 0;
    return { line, column: utf8Length(this.text, start, position) + 1 };
  }

  /** The offset where a line begins; the end of the text for a line beyond the last. */
  startOfLine(line: number): Position {
    return this.#lineStarts[line - 1] ?? this.text.length;
  }
}

/** Bytes that `text[from, to)` takes in UTF-8. */
export function utf8Length(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}
