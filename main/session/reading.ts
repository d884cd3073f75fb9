/**
 * From the text of a file that anybody may have written to a session, or to why it is none. Nothing
 * is performed here: a document that is well formed still has to show its hashes by a replay.
 */
import type { Fault } from '../contract/contract.ts';
import type { DamageCause } from '../contract/codes.ts';
import type { SessionDocument } from '../contract/document.ts';
import type { SchemaProblem } from '../contract/schema-fault.ts';
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
  readonly parse: (value: unknown) => { readonly ok: SessionDocument } | SchemaProblem;
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
    return damaged(file, { ...damages['too-deep'], where: `character ${tooDeep}` }, tooDeep);

  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off in the middle, it is still one of ours; anything else is not.
    return looksLikeOurs(text, shape.format) ? damaged(file, damages.incomplete) : foreign(file);
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
  if (migrated.kind === 'unknown') return damaged(file, damages['unknown-version']);
  // The checksum speaks of the file as it was written, before any step of migration.
  if (value['checksum'] !== checksumOf(value)) {
    return damaged(file, damages.changed);
  }
  const parsed = shape.parse(withoutChecksum(migrated.document));
  if (!('ok' in parsed)) return damaged(file, parsed, parsed.bound);
  return consistent(file, parsed.ok);
}

/** What a schema cannot say: run ids are there once, and the sandbox names one of them. */
function consistent(file: string, session: SessionDocument): ReadOutcome {
  const ids = new Set(session.runs.map((run) => run.id));
  if (ids.size !== session.runs.length) return damaged(file, damages['same-run']);
  if (session.sandbox !== null && !ids.has(session.sandbox)) {
    return damaged(file, damages['missing-run']);
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

interface Damage {
  readonly where: string;
  readonly problem: string;
  readonly cause: DamageCause;
}
type OwnCause = Exclude<DamageCause, SchemaProblem['cause']>;

/** What no schema finds. */
const damages: { readonly [Cause in OwnCause]: Damage } = {
  'too-deep': {
    where: '',
    problem: 'too many brackets inside one another',
    cause: 'too-deep',
  },
  incomplete: {
    where: 'the end',
    problem: 'the JSON is not complete or not correct',
    cause: 'incomplete',
  },
  'unknown-version': {
    where: 'version',
    problem: 'no version of Heapwise wrote this number',
    cause: 'unknown-version',
  },
  changed: {
    where: 'checksum',
    problem: 'the contents are not those that were written',
    cause: 'changed',
  },
  'same-run': { where: 'runs', problem: 'two runs have the same name', cause: 'same-run' },
  'missing-run': {
    where: 'sandbox',
    problem: 'it names a run that is not there',
    cause: 'missing-run',
  },
};

/** `bound`: a place or a limit that the words need. */
function damaged(file: string, { where, problem, cause }: Damage, bound?: number): ReadOutcome {
  const detail = { file, where, problem, cause, ...(bound === undefined ? {} : { bound }) };
  return { fault: { code: 'session-damaged', detail } };
}

function foreign(file: string): ReadOutcome {
  return { fault: { code: 'session-foreign', detail: { file } } };
}
