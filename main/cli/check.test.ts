import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { smallCourse } from '../course/testing/small-course.ts';
import { check } from './check.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'heapwise-lessons-'));
  folders.push(folder);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function run(...words: readonly string[]): Promise<{
  readonly code: number;
  readonly output: string;
  readonly messages: readonly string[];
}> {
  const messages: string[] = [];
  let output = '';
  const code = await check.run(words, {
    output: (text) => (output += text),
    message: (sentence) => messages.push(sentence),
  });
  return { code, output, messages };
}

test('a course that holds is passed in silence', async () => {
  expect(await run(folderOf(smallCourse()))).toEqual({ code: 0, output: '', messages: [] });
});

test('a mistake is told with file and line, and the exit code is 1', async () => {
  const found = await run(
    folderOf(smallCourse(['01-first/lesson.yaml', 'count(A) == 2', 'count(A) == 7'])),
  );
  expect(found.code).toBe(1);
  expect(found.messages[0]).toMatch(
    /^01-first\/lesson\.yaml:10: 'count\(A\) == 7' isn't true of the scene/,
  );
  expect(found.messages.at(-1)).toBe('1 mistake.');
});

test('a link out of the folder, a script and a huge file are refused; the rest is read', async () => {
  const folder = folderOf(smallCourse());
  const outside = folderOf(new Map([['secret.ops', 'alloc a A 8 0\n']]));
  symlinkSync(join(outside, 'secret.ops'), join(folder, '01-first/secret.ops'));
  symlinkSync(outside, join(folder, '01-first/more'));
  writeFileSync(join(folder, '01-first/run.js'), 'process.exit(0)');
  writeFileSync(join(folder, '01-first/huge.md'), 'x'.repeat(1_000_001));
  const { code, messages } = await run(folder);
  expect(code).toBe(1);
  expect(messages).toEqual([
    '01-first/huge.md:1: a file of a lesson may have 1000000 bytes; this one has 1000001 and is not read',
    '01-first/more:1: a link is not followed, for it may lead out of the folder; put the file itself here',
    '01-first/run.js:1: a lesson consists of .yaml, .md, .ops and .go files; this one is not read',
    '01-first/secret.ops:1: a link is not followed, for it may lead out of the folder; put the file itself here',
    '4 mistakes.',
  ]);
});

test('bad usage is told and the exit code is 2', async () => {
  expect((await run()).code).toBe(2);
  expect((await run('a', 'b')).code).toBe(2);
  expect((await run('--help')).code).toBe(2);
  const missing = await run(join(tmpdir(), 'heapwise-no-such-folder'));
  expect(missing).toMatchObject({
    code: 2,
    messages: [expect.stringContaining('could not be read: there is no such file or folder')],
  });
});

test('a folder without a course says so', async () => {
  const { code, messages } = await run(folderOf(new Map([['notes.md', 'hello']])));
  expect([code, messages[0]]).toEqual([
    1,
    'course.yaml:1: course.yaml is missing: it lists the lessons in order',
  ]);
});
