/** What the file system refused, as a fault with a sentence of its own in the catalogues. */
import { basename } from 'node:path';
import type { Fault } from '../contract/contract.ts';

/** The system's own code of a failure (`ENOSPC` …), or the empty text. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return '';
}

/** A failed write: full, refused, or what the system says. The file's name, not its path, is for people. */
export function writeFault(path: string, error: unknown): Fault {
  const file = basename(path);
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return { code: 'disk-full', detail: { file } };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'write-refused', detail: { file } };
    default:
      return { code: 'write-failed', detail: { file, reason: reasonOf(error) } };
  }
}

export function readFault(path: string, error: unknown): Fault {
  return { code: 'read-failed', detail: { file: basename(path), reason: reasonOf(error) } };
}

/** The system's code is short and the same in every language; a message may hold a path. */
function reasonOf(error: unknown): string {
  const code = errorCode(error);
  return code !== '' ? code : error instanceof Error ? error.name : 'unknown';
}
