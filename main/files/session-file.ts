/** Session documents as files of the person's: read with distrust, written whole. */
import { basename, extname, join } from 'node:path';
import type { Fault } from '../contract/contract.ts';
import { documentShape, type SessionDocument } from '../contract/document.ts';
import { isUntouched } from '../session/document.ts';
import { readDocument, type ReadOutcome } from '../session/reading.ts';
import { writeDocument } from '../session/writing.ts';
import { writeWhole } from './atomic.ts';
import { readFault, writeFault } from './failure.ts';
import { TooLargeError, type FileSystem } from './file-system.ts';

export async function readSessionFile(system: FileSystem, path: string): Promise<ReadOutcome> {
  const file = basename(path);
  let bytes: Uint8Array | null;
  try {
    bytes = await system.read(path, documentShape.bytes);
  } catch (error) {
    if (error instanceof TooLargeError) {
      return {
        fault: {
          code: 'session-too-large',
          detail: { file, size: error.size, limit: error.limit },
        },
      };
    }
    return { fault: readFault(path, error) };
  }
  if (bytes === null) return { fault: { code: 'file-missing', detail: { file } } };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: { code: 'session-foreign', detail: { file } } };
  }
  return readDocument(file, text, documentShape);
}

/** A path that a person typed without an ending gets this one. */
export function withEnding(path: string, ending: string): string {
  return extname(path) === '' ? `${path}.${ending}` : path;
}

/** Null when it is on the disk. */
export async function writeFile(
  system: FileSystem,
  path: string,
  content: string | Uint8Array,
): Promise<Fault | null> {
  try {
    await writeWhole(system, path, content);
    return null;
  } catch (error) {
    return writeFault(path, error);
  }
}

/** Sessions that were replaced are kept, this many of them. */
const kept = 20;

/** Puts a copy of a session that is about to be replaced into the folder of earlier ones. */
export async function archiveSession(
  system: FileSystem,
  folder: string,
  session: SessionDocument,
  at: string,
): Promise<Fault | null> {
  if (isUntouched(session)) return null;
  const name = `${at.replace(/[^0-9TZ]/g, '-')}.heapwise`;
  const path = join(folder, name);
  try {
    await system.makeFolder(folder);
    await writeWhole(system, path, writeDocument({ ...session, savedAt: at }));
    const names = (await system.list(folder)).filter((each) => each.endsWith('.heapwise'));
    for (const old of names.slice(0, Math.max(0, names.length - kept)))
      await system.remove(join(folder, old));
    return null;
  } catch (error) {
    return writeFault(path, error);
  }
}
