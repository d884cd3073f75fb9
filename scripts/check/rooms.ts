import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';
import { belongs, roomRules, testRule } from './room-rules.ts';
import type { RoomRule } from './room-rules.ts';

/** A file as the checks see it: its path from the root, with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The room of a file: the folder under main/, or the folder at the root. Null for loose files. */
export function roomOf(path: string): string | null {
  const parts = path.split('/');
  if (parts.length === 1) return null;
  return (parts[0] === 'main' ? parts[1] : parts[0]) ?? null;
}

/** Whether a file is a test, or one of the things that only tests use. */
export function isTestFile(path: string): boolean {
  return path.endsWith('.test.ts') || /\/(laws|testing)\//.test(path);
}

/** Each import that the table of rooms forbids, as `path:line: what, and where it belongs`. */
export function roomViolations(files: readonly SourceFile[]): readonly string[] {
  const violations: string[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    const rule = room === null ? undefined : roomRules[room];
    if (room === null || rule === undefined) continue;
    const test = isTestFile(file.path);
    const rules = test ? [rule, testRule] : [rule];
    for (const found of importsOf(file.path, file.text)) {
      const reason = refusal(file.path, room, found, rules, test);
      if (reason !== null) violations.push(`${file.path}:${found.line}: ${reason}`);
    }
  }
  return violations;
}

function refusal(
  path: string,
  room: string,
  found: Import,
  rules: readonly RoomRule[],
  test: boolean,
): string | null {
  const { specifier } = found;
  if (specifier.startsWith('.')) return refusedFile(path, room, found, rules, test);
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    const allowed = rules.some((rule) => allows(rule.electron, found.names));
    return allowed ? null : say(room, `import ${describeElectron(rules, found)}`, 'electron');
  }
  if (isBuiltin(specifier)) {
    const name = specifier.startsWith('node:') ? specifier : `node:${specifier}`;
    const allowed = rules.some((rule) => rule.node === 'all' || rule.node.includes(name));
    return allowed ? null : say(room, `import Node's "${specifier}"`, 'node');
  }
  const allowed = rules.some((rule) => rule.packages.some((entry) => matches(entry, specifier)));
  return allowed ? null : say(room, `import the package "${specifier}"`, 'package');
}

function refusedFile(
  path: string,
  room: string,
  found: Import,
  rules: readonly RoomRule[],
  test: boolean,
): string | null {
  const target = posix.join(posix.dirname(path), found.specifier.split('?')[0] ?? '');
  if (target.startsWith('..')) return `"${found.specifier}" leaves the project.`;
  if (!test && isTestFile(target)) return say(room, `import "${found.specifier}"`, 'test');
  const other = roomOf(target);
  if (other === room) return null;
  if (other === null) return null;
  if (rules.some((rule) => rule.rooms.includes(other))) return null;
  const typesAllowed = rules.some((rule) => rule.types.includes(other));
  if (typesAllowed && found.typeOnly) return null;
  const what = typesAllowed ? `import values (types only) from ${other}` : `import ${other}`;
  return say(room, what, other);
}

function allows(list: 'all' | readonly string[], names: readonly string[]): boolean {
  if (list === 'all') return true;
  return names.length > 0 && names.every((name) => list.includes(name));
}

function describeElectron(rules: readonly RoomRule[], found: Import): string {
  const names = found.names.length === 0 ? 'electron' : `${found.names.join(', ')} of electron`;
  const allowed = rules.flatMap((rule) => (rule.electron === 'all' ? [] : rule.electron));
  return allowed.length === 0 ? names : `${names} (only ${allowed.join(', ')}, by name)`;
}

function matches(entry: string, specifier: string): boolean {
  if (entry.endsWith('/*')) return specifier.startsWith(entry.slice(0, -1));
  return specifier === entry || specifier.startsWith(`${entry}/`);
}

function say(room: string, what: string, where: string): string {
  const rule = belongs[where];
  return `${room} may not ${what}.${rule === undefined ? '' : ` ${rule}`}`;
}
