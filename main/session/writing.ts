/** From a session to the text of its file: the same session gives the same bytes, whoever writes it. */
import type { SessionDocument } from '../contract/document.ts';
import { checksum } from './checksum.ts';

/** The document as JSON, keys in alphabetical order, with a checksum of all the rest. */
export function writeDocument(session: SessionDocument): string {
  const body = canonical(session);
  return `${JSON.stringify({ checksum: checksum(JSON.stringify(body)), ...body }, null, 1)}\n`;
}

/** The checksum a parsed document should carry, from everything else in it. */
export function checksumOf(document: Readonly<Record<string, unknown>>): string {
  return checksum(JSON.stringify(canonical(withoutChecksum(document))));
}

/** The document proper: the checksum belongs to its file. */
export function withoutChecksum(
  document: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'checksum'));
}

/** The same value with the keys of every object in one order. `__proto__` stays a key like any other. */
function canonical<T>(value: T): T {
  return sorted(value) as T;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
