/**
 * A journal's lines: what was done, one line each, with a checksum before it, so that a line that
 * was cut off by a kill or a full disk is known for one.
 */
import { sessionEntrySchema, type SessionEntry } from '../contract/document.ts';
import { checksum } from '../session/checksum.ts';

/** `begin` and `end` say when the app opened the journal and that it closed it properly. */
export type JournalLine = { readonly kind: 'begin' } | { readonly kind: 'end' } | SessionEntry;

export interface JournalReading {
  readonly entries: readonly SessionEntry[];
  /** The app that wrote it came to its own end. */
  readonly ended: boolean;
  /** Lines that are there but not whole or not ours; nothing after the first of them is read. */
  readonly lost: number;
}

export function journalLine(line: JournalLine): string {
  const json = JSON.stringify(line);
  return `${checksum(json)} ${json}\n`;
}

/** Reads up to the last whole line. */
export function readJournal(text: string): JournalReading {
  const entries: SessionEntry[] = [];
  let ended = true;
  const lines = text.split('\n');
  // What follows the last line break is nothing, or a line that was cut off.
  const rest = lines.pop() ?? '';
  for (const [index, line] of lines.entries()) {
    const read = readLine(line);
    if (read === null)
      return { entries, ended: false, lost: lines.length - index + (rest === '' ? 0 : 1) };
    ended = read.kind === 'end';
    if (read.kind !== 'begin' && read.kind !== 'end') entries.push(read);
  }
  return rest === '' ? { entries, ended, lost: 0 } : { entries, ended: false, lost: 1 };
}

function readLine(line: string): JournalLine | null {
  const space = line.indexOf(' ');
  const json = line.slice(space + 1);
  if (space < 0 || line.slice(0, space) !== checksum(json)) return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (isMark(value)) return value;
  const parsed = sessionEntrySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

function isMark(value: unknown): value is { readonly kind: 'begin' } | { readonly kind: 'end' } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    (value.kind === 'begin' || value.kind === 'end')
  );
}
