#!/usr/bin/env node
/*
 * Stands in for fpm where electron-builder cannot download it. It knows the options that
 * electron-builder gives for a deb, refuses every other, and lets dpkg-deb write the package, with
 * the contents, the scripts and the control fields that fpm would give it.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const withValue = new Set([
  ...['-s', '-t', '-d', '--deb-recommends', '--deb-compression', '--deb-priority'],
  ...['--architecture', '--after-install', '--after-remove', '--description', '--version'],
  ...['--package', '--name', '--maintainer', '--vendor', '--url', '--category', '--license'],
]);
const withoutValue = new Set(['--force']);

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  process.stderr.write(`This stand-in for fpm cannot build the package: ${sentence}\n`);
  process.exit(1);
}

/** @type {Map<string, string[]>} */
const options = new Map();
/** @type {{ from: string, to: string }[]} */
const mappings = [];
const words = process.argv.slice(2);
for (let index = 0; index < words.length; index += 1) {
  const word = words[index] ?? '';
  if (withValue.has(word)) {
    index += 1;
    options.set(word, [...(options.get(word) ?? []), words[index] ?? '']);
  } else if (word.startsWith('-')) {
    if (!withoutValue.has(word)) stop(`it does not know the option ${word}.`);
  } else {
    const at = word.indexOf('=');
    if (at < 0) stop(`"${word}" is no mapping of a file to its place.`);
    mappings.push({ from: word.slice(0, at), to: word.slice(at + 1) });
  }
}

/**
 * @param {string} name
 * @returns {string}
 */
function one(name) {
  return options.get(name)?.[0] ?? stop(`the option ${name} is missing.`);
}

if (one('-s') !== 'dir' || one('-t') !== 'deb') stop('it makes debs from folders only.');

/**
 * The paths of all files and links below a folder.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/**
 * @param {string} path
 * @returns {number} mode that a packaged file has: nobody but root may write it
 */
function packagedMode(path) {
  const { mode } = statSync(path);
  return (mode & 0o4000) | ((mode & 0o111) === 0 ? 0o644 : 0o755);
}

const tree = mkdtempSync(join(tmpdir(), 'heapwise-deb-'));
try {
  for (const { from, to } of mappings) {
    const target = join(tree, to);
    mkdirSync(dirname(target), { recursive: true });
    // A folder is written with a slash at its end: its contents go to the place that is named.
    if (from.endsWith('/')) cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    else copyFileSync(from, target);
  }
  const files = walk(tree).filter((path) => !lstatSync(path).isSymbolicLink());
  for (const path of files) chmodSync(path, packagedMode(path));
  spawnSync('find', [tree, '-type', 'd', '-exec', 'chmod', '0755', '{}', '+']);

  const control = join(tree, 'DEBIAN');
  mkdirSync(control);
  const kibibytes = files.reduce((sum, path) => sum + Math.ceil(statSync(path).size / 1024), 0);
  const [synopsis, ...rest] = one('--description').split('\n');
  const fields = [
    `Package: ${one('--name')}`,
    `Version: ${one('--version')}`,
    `License: ${one('--license')}`,
    `Vendor: ${one('--vendor')}`,
    `Architecture: ${one('--architecture')}`,
    `Maintainer: ${one('--maintainer')}`,
    `Installed-Size: ${kibibytes}`,
    `Depends: ${(options.get('-d') ?? []).join(', ')}`,
    `Recommends: ${(options.get('--deb-recommends') ?? []).join(', ')}`,
    `Section: ${options.get('--category')?.[0] ?? 'default'}`,
    `Priority: ${one('--deb-priority')}`,
    `Homepage: ${one('--url')}`,
    `Description: ${synopsis?.trim() ?? ''}`,
    ...rest.map((line) => (line.trim() === '' ? ' .' : ` ${line}`)),
  ];
  writeFileSync(
    join(control, 'control'),
    `${fields.filter((line) => !/^[\w-]+: $/.test(line)).join('\n')}\n`,
  );
  const sums = files.map(
    (path) =>
      `${createHash('md5').update(readFileSync(path)).digest('hex')}  ${relative(tree, path)}`,
  );
  writeFileSync(join(control, 'md5sums'), `${sums.sort().join('\n')}\n`);
  for (const [option, script] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    copyFileSync(one(option ?? ''), join(control, script ?? ''));
    chmodSync(join(control, script ?? ''), 0o755);
  }
  chmodSync(control, 0o755);

  const compression = one('--deb-compression');
  const finished = spawnSync(
    'dpkg-deb',
    [
      '--root-owner-group',
      `-Z${compression}`,
      ...(compression === 'xz' ? ['-z3'] : []),
      '--build',
      tree,
      one('--package'),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (finished.error !== undefined) stop('dpkg-deb is not installed.');
  if (finished.status !== 0) stop(`dpkg-deb ended with code ${finished.status ?? 'none'}.`);
} finally {
  rmSync(tree, { recursive: true, force: true });
}
