/** Shapes of the objects that hold what a closure or a deferred call keeps. */
import type { Layout } from './layout.ts';
import type { ProgramTables } from './program-tables.ts';
import { plainName } from './types-table.ts';

/** The shape of a closure: its function, then what it captures. */
export function closureShape(
  tables: ProgramTables,
  name: string,
  layouts: readonly Layout[],
): number {
  const offsets: number[] = [];
  let words = 1;
  for (const layout of layouts) {
    for (const word of layout.pointers) offsets.push(words + word);
    words += layout.words;
  }
  return tables.shape({
    type: `func ${plainName(name)}`,
    bytes: words * 8,
    pointers: { kind: 'words', offsets },
  });
}

/** The shape of a deferred call in a loop: the one before it, then its words by their pattern. */
export function deferShape(tables: ProgramTables, pattern: string): number {
  const offsets = [0];
  for (let i = 0; i < pattern.length; i++) if (pattern.charAt(i) === 'p') offsets.push(i + 1);
  return tables.shape({
    type: 'defer',
    bytes: 8 + pattern.length * 8,
    pointers: { kind: 'words', offsets },
  });
}
