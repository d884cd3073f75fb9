/**
 * From the text of a file that anybody may have written to a session, or to why it is none. Nothing
 * is performed here: a document that is well formed still has to show its hashes by a replay.
 */
import type { Fault } from '../contract/contract.ts';
import type { SessionDocument } from '../contract/document.ts';
import { makeMigration, type MigrationStep } from './migration.ts';
import { checksumOf, withoutChecksum } from './writing.ts';

export type ReadOutcome = { readonly ok: SessionDocument } | { readonly fault: Fault };

/** The form of a document: its name and version, how large it may be, and what is in it. */
export interface DocumentShape {
  readonly format: string;
  readonly version: number;
  /** Longest text, in UTF-16 units. */
  readonly bytes: number;
  /** Most brackets inside one another. */
  readonly depth: number;
  readonly parse: (
    value: unknown,
  ) => { readonly ok: SessionDocument } | { readonly where: string; readonly problem: string };
}

/** No older version has left the house yet; the next one adds its step here. */
const steps: readonly MigrationStep[] = [];

/** `file` is the name shown to people, without its folder. */
export function readDocument(file: string, text: string, shape: DocumentShape): ReadOutcome {
  if (text.length > shape.bytes) {
    return {
      fault: { code: 'session-too-large', detail: { file, size: text.length, limit: shape.bytes } },
    };
  }
  const tooDeep = depthExceeds(text, shape.depth);
  if (tooDeep !== null)
    return damaged(file, `character ${tooDeep}`, 'too many brackets inside one another');

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off in the middle, it is still one of ours; anything else is not.
    return looksLikeOurs(text, shape.format)
      ? damaged(file, 'the end', 'the JSON is not complete or not correct')
      : foreign(file);
  }
  if (!isRecord(value) || value['format'] !== shape.format) return foreign(file);

  const migrated = makeMigration(shape.version, steps)(value);
  if (migrated.kind === 'newer') {
    return {
      fault: {
        code: 'session-newer',
        detail: { file, version: migrated.version, newest: shape.version },
      },
    };
  }
  if (migrated.kind === 'unknown')
    return damaged(file, 'version', 'no version of Heapwise wrote this number');
  // The checksum speaks of the file as it was written, before any step of migration.
  if (value['checksum'] !== checksumOf(value)) {
    return damaged(file, 'checksum', 'the contents are not those that were written');
  }
  const parsed = shape.parse(withoutChecksum(migrated.document));
  if (!('ok' in parsed)) return damaged(file, parsed.where, parsed.problem);
  return consistent(file, parsed.ok);
}

/** What a schema cannot say: run ids are there once, and the sandbox names one of them. */
function consistent(file: string, session: SessionDocument): ReadOutcome {
  const ids = new Set(session.runs.map((run) => run.id));
  if (ids.size !== session.runs.length) return damaged(file, 'runs', 'two runs have the same name');
  if (session.sandbox !== null && !ids.has(session.sandbox)) {
    return damaged(file, 'sandbox', 'it names a run that is not there');
  }
  return { ok: session };
}

/** Place of the first bracket that is nested too deeply, from 1, or null. Brackets inside texts do not count. */
function depthExceeds(text: string, limit: number): number | null {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index];
    if (inText) {
      if (unit === '\\') index += 1;
      else if (unit === '"') inText = false;
    } else if (unit === '"') inText = true;
    else if (unit === '{' || unit === '[') {
      depth += 1;
      if (depth > limit) return index + 1;
    } else if (unit === '}' || unit === ']') depth -= 1;
  }
  return null;
}

/** Keys are in alphabetical order after the checksum, so a cut file may have lost all but its beginning. */
function looksLikeOurs(text: string, format: string): boolean {
  return text.includes(`"${format}"`) || /^\s*\{\s*"checksum":\s*"[0-9a-f]{16}"/.test(text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(file: string, where: string, problem: string): ReadOutcome {
  return { fault: { code: 'session-damaged', detail: { file, where, problem } } };
}

function foreign(file: string): ReadOutcome {
  return { fault: { code: 'session-foreign', detail: { file } } };
}
