/*
 * Whether something built is still true to its sources, cheaply: the names, sizes and times of the
 * sources are compared with what was noted at the last build. JavaScript, because the command line's
 * launcher needs it before anything is compiled.
 */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One line for each source file: its path, size in bytes and time of change in milliseconds.
 *
 * @param {string} root folder that the sources are named from
 * @param {readonly string[]} sources files and folders; tests in them do not count
 * @returns {string}
 */
export function fingerprint(root, sources) {
  /** @type {string[]} */
  const lines = [];
  /** @param {string} name */
  function visit(name) {
    const path = join(root, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (!found.isDirectory()) {
      lines.push(`${name} ${found.size} ${found.mtimeMs}`);
      return;
    }
    for (const entry of readdirSync(path)) {
      if (!entry.endsWith('.test.ts')) visit(`${name}/${entry}`);
    }
  }
  for (const source of sources) visit(source);
  return lines.join('\n');
}

/**
 * Whether `stamp` notes exactly this fingerprint.
 *
 * @param {string} stamp path of the note of the last build
 * @param {string} print
 * @returns {boolean}
 */
export function isFresh(stamp, print) {
  try {
    return readFileSync(stamp, 'utf8') === print;
  } catch {
    return false;
  }
}

/**
 * Notes what was built.
 *
 * @param {string} stamp path of the note
 * @param {string} print
 * @returns {void}
 */
export function noteBuilt(stamp, print) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}
