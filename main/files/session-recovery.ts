/** What the last end of the app left behind, and the session that can be made of it. */
import { join } from 'node:path';
import { documentLimits, documentShape, type SessionDocument } from '../contract/document.ts';
import { fold } from '../session/fold.ts';
import { readDocument } from '../session/reading.ts';
import type { FileSystem } from './file-system.ts';
import { readJournal } from './journal.ts';
import { putAside } from './json-file.ts';

export interface Recovery {
  /** The session, or null where there is none. */
  readonly document: SessionDocument | null;
  /** The greatest number in use. */
  readonly number: number;
  /** The app did not come to its own end. */
  readonly interrupted: boolean;
  /** Lines of the journal that were cut off or damaged. */
  readonly lost: number;
  /** Documents that could not be read, under the names they have now. */
  readonly putAside: readonly string[];
}

/** Longest journal read, in bytes: one is folded long before it is as large. */
const largestJournal = 4 * documentLimits.bytes;

export function documentName(number: number): string {
  return `session-${number}.heapwise`;
}

export function journalName(number: number): string {
  return `session-${number}.journal`;
}

export async function findSession(system: FileSystem, folder: string): Promise<Recovery> {
  const names = await system.list(folder).catch(() => []);
  const numbers = names.flatMap((name) => {
    const match = /^session-([0-9]{1,12})\.(?:heapwise|journal)$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
  const number = Math.max(0, ...numbers);
  const aside: string[] = [];
  for (const candidate of [...new Set(numbers)].sort((one, other) => other - one)) {
    const path = join(folder, documentName(candidate));
    const read = await readPair(system, folder, candidate);
    if (read === 'absent') continue;
    if (read !== 'damaged') return { ...read, number, putAside: aside };
    aside.push(await putAside(system, path));
  }
  return { document: null, number, interrupted: false, lost: 0, putAside: aside };
}

type Pair = Pick<Recovery, 'document' | 'interrupted' | 'lost'>;

async function readPair(
  system: FileSystem,
  folder: string,
  number: number,
): Promise<Pair | 'absent' | 'damaged'> {
  const name = documentName(number);
  let text: string;
  try {
    const bytes = await system.read(join(folder, name), documentLimits.bytes);
    if (bytes === null) return 'absent';
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'damaged';
  }
  const read = readDocument(name, text, documentShape);
  if ('fault' in read) return 'damaged';

  const journal = readJournal(await journalText(system, join(folder, journalName(number))));
  return {
    document: journal.entries.reduce(fold, read.ok),
    interrupted: !journal.ended,
    lost: journal.lost,
  };
}

/** A journal that is absent or cannot be read is empty: its document stands for itself. */
async function journalText(system: FileSystem, path: string): Promise<string> {
  try {
    const bytes = await system.read(path, largestJournal);
    // A character that was cut in two is part of a line that was cut off, and that is found by its checksum.
    return bytes === null ? '' : new TextDecoder('utf-8').decode(bytes);
  } catch {
    return '';
  }
}
