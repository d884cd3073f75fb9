import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSourceFiles } from '../check/source-files.ts';
import { importsOf } from '../check/imports.ts';
import { Refusal } from '../sentence.ts';

/** A package of others, parts of which are in what we ship. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** Its licence as an SPDX expression. */
  readonly licence: string;
  /** The text of its licence file. */
  readonly text: string;
}

/** Licences under which a package may be shipped with ours. */
const allowedLicences = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'OFL-1.1',
  'Python-2.0',
  'BlueOak-1.0.0',
]);

/**
 * Every package whose code, style or fonts the build in out/ contains: those its source maps name,
 * and those whose styles are imported, which leave no trace in a map.
 */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const names = new Set([...packagesInMaps(join(root, 'out')), ...packagesOfStyles(root)]);
  return [...names].sort().map((name) => describe(root, name));
}

function packagesInMaps(folder: string): readonly string[] {
  const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map'),
  );
  if (maps.length === 0) throw new Refusal('The build has no source maps to take notices from.');
  return maps.flatMap((name) => {
    const map = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { sources?: string[] };
    return (map.sources ?? []).flatMap((source) => {
      const inner = source.replaceAll('\\', '/').split('node_modules/').at(-1);
      return inner === undefined || inner === source ? [] : [packageName(inner)];
    });
  });
}

function packagesOfStyles(root: string): readonly string[] {
  const imported = readSourceFiles(root)
    .filter(({ path }) => path.startsWith('renderer/') && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) => importsOf(path, text))
    .map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith('@fontsource') || specifier.endsWith('.css'));
  const styles = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => [
      ...readFileSync(join(root, 'renderer', name), 'utf8').matchAll(
        /@import\s+(?:url\()?['"]([^'"]+)/g,
      ),
    ])
    .map((match) => match[1] ?? '');
  return [...imported, ...styles]
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('/'))
    .map(packageName);
}

function packageName(path: string): string {
  const parts = path.split('/');
  return (path.startsWith('@') ? parts.slice(0, 2) : parts.slice(0, 1)).join('/');
}

function describe(root: string, name: string): ShippedPackage {
  const folder = join(root, 'node_modules', name);
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version?: string;
    license?: string;
  };
  const licence = description.license ?? '';
  if (!allowedLicences.has(licence)) {
    throw new Refusal(
      `The package ${name} is under "${licence}", which is not among the licences that may be shipped. Decide in scripts/package/notices.ts.`,
    );
  }
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|-mit|$)/i.test(entry));
  if (file === undefined || !existsSync(join(folder, file))) {
    throw new Refusal(`The package ${name} brings no text of its licence (${licence}).`);
  }
  return {
    name,
    version: description.version ?? '',
    licence,
    text: readFileSync(join(folder, file), 'utf8').trim(),
  };
}

/** The notices as one text. Electron and Chromium bring theirs as files of their own. */
export function noticesText(packages: readonly ShippedPackage[]): string {
  const line = '='.repeat(80);
  const parts = packages.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}\n`,
  );
  return [
    'Heapwise contains work of others, used under these licences. The licences of Electron and of',
    'Chromium are in LICENSE.electron.txt and LICENSES.chromium.html beside this file.',
    '',
    ...parts,
  ].join('\n');
}
