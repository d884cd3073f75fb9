/** The text of a source file, which has to be UTF-8 as Go demands. */

/** Where bytes are no UTF-8, from 1; the column in bytes. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const replacement = Buffer.from('\uFFFD', 'utf8');
const newline = 10;

/** The text, or the place of the first bytes that are none. */
export function sourceText(bytes: Buffer): { readonly text: string } | { readonly broken: Place } {
  const text = bytes.toString('utf8');
  const again = Buffer.from(text, 'utf8');
  if (again.equals(bytes)) return { text };
  let at = 0;
  while (again[at] === bytes[at]) at += 1;
  // Bytes that begin as the replacement itself does hide where they begin.
  for (const back of [2, 1])
    if (at >= back && again.subarray(at - back, at - back + 3).equals(replacement)) at -= back;
  const before = bytes.subarray(0, at);
  const line = before.reduce((lines, byte) => lines + Number(byte === newline), 1);
  return { broken: { line, column: at - before.lastIndexOf(newline) } };
}
