import { basename } from 'node:path';
import { isTestFile } from './rooms.ts';
import type { SourceFile } from './rooms.ts';

/** Lines that a file of ours may have, tests excepted. */
export const lineLimit = 400;

const emptyNames = /^(utils?|helpers?|managers?|data|misc|common)$/;
// Spelled in parts, so that this file does not name what it looks for.
const machinePaths = new RegExp(
  `(^|[\\s"'\`(=])/(${['work', 'tmp', 'root', 'home'].join('|')})/[\\w.]`,
);

/** Each broken rule of the house about files: length, names, paths of one machine. */
export function houseViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => [
    ...tooLong(file),
    ...badName(file.path),
    ...linesOf(file).flatMap((line, index) =>
      machinePaths.test(line) && !isTestFile(file.path)
        ? [`${file.path}:${index + 1}: names a folder of one machine. Take it from the system.`]
        : [],
    ),
  ]);
}

function linesOf(file: SourceFile): readonly string[] {
  return file.text.replace(/\n$/, '').split('\n');
}

function tooLong(file: SourceFile): readonly string[] {
  const count = linesOf(file).length;
  if (isTestFile(file.path) || file.path.startsWith('e2e/') || count <= lineLimit) return [];
  return [
    `${file.path}: ${count} lines, ${lineLimit} are allowed. Give the second idea its own file.`,
  ];
}

function badName(path: string): readonly string[] {
  const name = basename(path);
  const stem = name.split('.')[0] ?? name;
  if (emptyNames.test(stem)) return [`${path}: "${stem}" names nothing. Say what is in it.`];
  if (path.endsWith('.svelte')) {
    return /^[A-Z][A-Za-z0-9]*$/.test(stem) ? [] : [`${path}: a component is named in PascalCase.`];
  }
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(stem) || stem === 'zh-CN') return [];
  return [`${path}: a file is named in kebab-case.`];
}

/** Addresses of one registry in the lock file: they tie every installation to it. */
export function lockViolations(lockFile: string): readonly string[] {
  return lockFile
    .split('\n')
    .flatMap((line, index) =>
      line.includes('"resolved":')
        ? [
            `package-lock.json:${index + 1}: names a download address. Run npm with omit-lockfile-registry-resolved.`,
          ]
        : [],
    );
}
