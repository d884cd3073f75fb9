// Runs every program of the corpus with a real Go (1.22 or later) and writes down what it printed,
// how it ended, and the first line of its dying words. Only for whoever has Go: the tests read the record.
//
//   node scripts/corpus/record.mjs [--all] [ARCHIVE.txtar …]
//
// Without --all only programs that have no record yet are run.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = join(import.meta.dirname ?? '.', '../../main/minigo/corpus/accepted');

/** @param {string} text */
function sections(text) {
  /** @type {{ name: string, body: string }[]} */
  const found = [];
  for (const part of text.split(/^-- /m).slice(1)) {
    const end = part.indexOf(' --\n');
    found.push({ name: part.slice(0, end), body: part.slice(end + 4) });
  }
  return found;
}

/**
 * Builds programs, each in a folder of its own, and says which could not be built.
 * @param {string} work
 * @param {readonly string[]} sources
 */
function build(work, sources) {
  sources.forEach((source, index) => {
    mkdirSync(join(work, `p${index}`));
    writeFileSync(join(work, `p${index}`, 'main.go'), source, 'latin1');
  });
  mkdirSync(join(work, 'bin'));
  const { stderr } = spawnSync('go', ['build', '-o', 'bin/', './...'], {
    cwd: work,
    encoding: 'latin1',
    maxBuffer: 2 ** 26,
  });
  return stderr;
}

/**
 * @param {string} work
 * @param {number} index
 */
function run(work, index) {
  const program = join(work, 'bin', `p${index}`);
  const { status, stdout, stderr } = spawnSync(program, [], {
    encoding: 'latin1',
    timeout: 20_000,
    env: {},
  });
  return { status, stdout, stderr };
}

/** @param {string[]} lines */
function firstWords(lines) {
  return lines.find((line) => /^(panic:|fatal error:|runtime: goroutine stack)/.test(line)) ?? '';
}

if (spawnSync('go', ['version']).error !== undefined) {
  process.stderr.write(
    'There is no command "go" here: install Go 1.22 or later. Nothing was written.\n',
  );
  process.exit(1);
}
const args = process.argv.slice(2);
const all = args.includes('--all');
const names = args.filter((argument) => argument !== '--all');
const archives =
  names.length > 0
    ? names
    : readdirSync(folder)
        .filter((name) => name.endsWith('.txtar'))
        .map((name) => join(folder, name));
const work = mkdtempSync(join(tmpdir(), 'corpus-'));
writeFileSync(join(work, 'go.mod'), 'module probe\n\ngo 1.22\n');

/** @type {{ archive: string, base: string, source: string, record: string | null }[]} */
const programs = [];
for (const archive of archives) {
  const parts = sections(readFileSync(archive, 'latin1'));
  const known = new Map(parts.map(({ name, body }) => [name, body]));
  for (const { name, body } of parts) {
    if (!name.endsWith('.go')) continue;
    const base = name.slice(0, -3);
    const [out, end] = [known.get(`${base}.out`), known.get(`${base}.end`)];
    const isKnown = !all && out !== undefined && end !== undefined;
    programs.push({
      archive,
      base,
      source: body,
      record: isKnown ? `-- ${base}.out --\n${out}-- ${base}.end --\n${end}` : null,
    });
  }
}
const missing = programs.filter(({ record }) => record === null);
process.stdout.write(
  build(
    work,
    missing.map(({ source }) => source),
  ),
);
let failures = 0;
missing.forEach((program, index) => {
  if (!existsSync(join(work, 'bin', `p${index}`))) {
    failures++;
    process.stdout.write(
      `${program.archive}: ${program.base}.go is p${index}, which does not build\n`,
    );
    return;
  }
  const { status, stdout, stderr } = run(work, index);
  const isOpen = stdout !== '' && !stdout.endsWith('\n');
  const dying = status === 0 ? '' : `${firstWords(stderr.split('\n'))}\n`;
  program.record = `-- ${program.base}.out --\n${stdout}${isOpen ? '\n' : ''}-- ${program.base}.end --\nexit ${status}${isOpen ? ' open-line' : ''}\n${dying}`;
});
for (const archive of new Set(missing.map(({ archive: name }) => name))) {
  const own = programs.filter(({ archive: name }) => name === archive);
  writeFileSync(
    archive,
    own.map(({ base, source, record }) => `-- ${base}.go --\n${source}${record ?? ''}`).join(''),
    'latin1',
  );
}
rmSync(work, { recursive: true });
process.exitCode = failures > 0 ? 1 : 0;
