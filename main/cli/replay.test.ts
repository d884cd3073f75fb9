import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord, SessionDocument } from '../contract/document.ts';
import { openRun } from '../session/runs/open.ts';
import { finish } from '../session/runs/run.ts';
import { emptySession, runRecord } from '../session/testing/sessions.ts';
import { writeDocument } from '../session/writing.ts';
import { replay } from './replay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heapwise-replay-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function replayed(...words: string[]) {
  const messages: string[] = [];
  const code = await replay.run(words, {
    output: () => expect.unreachable(),
    message: (sentence) => void messages.push(sentence),
  });
  return { code, messages };
}

/** A run with the outcome it really has. */
function honest(id: string, text: string): RunRecord {
  const record = runRecord(id, text);
  const opened = finish(openRun(id, record.source, record.settings, null));
  if ('fault' in opened) throw new Error(opened.fault.code);
  const { status, operations, length } = opened.ok.state();
  return {
    ...record,
    outcome: { status, operations, events: length, hash: opened.ok.hashAfter(operations) },
  };
}

async function saved(session: SessionDocument): Promise<string> {
  const path = join(folder, 'mine.heapwise');
  await writeFile(path, writeDocument(session));
  return path;
}

const list = honest(
  'r1',
  'alloc a Node 16 1\nalloc b Node 16 1\nwrite a 0 b\nroot b nil\nroot a nil\ngc\n',
);
const full = honest('r2', 'alloc a Block 4000 0\nalloc b Block 4000 0\n');

test('agreeing runs end with 0 and a sentence', async () => {
  const path = await saved({ ...emptySession, runs: [list, full] });
  expect(full.outcome.status).toBe('out-of-memory');
  expect(await replayed(path)).toEqual({ code: 0, messages: [`${path}: all 2 runs agree.`] });
});

test('a session without runs has nothing to compare and says so', async () => {
  const path = await saved(emptySession);
  expect(await replayed(path)).toMatchObject({
    code: 0,
    messages: [expect.stringContaining('holds no run')],
  });
});

test.each([
  ['hash', { hash: '0000000000000000' }, 'the hash should be 0000000000000000'],
  ['events', { events: 3 }, 'it should record 3 events'],
  ['operations', { operations: 9 }, 'it should perform 9 operations'],
  ['status', { status: 'out-of-memory' as const }, 'it should be "out-of-memory" and is "ready"'],
])('another %s ends with 1 and names the run', async (_what, other, sentence) => {
  const path = await saved({
    ...emptySession,
    runs: [full, { ...list, outcome: { ...list.outcome, ...other } }],
  });
  const { code, messages } = await replayed(path);
  expect(code).toBe(1);
  expect(messages).toEqual([expect.stringContaining(`run r1 (by hand) differs: ${sentence}`)]);
});

test('what cannot be read ends with 2 and a sentence', async () => {
  const path = await saved({ ...emptySession, runs: [list] });
  const text = await readFile(path, 'utf8');
  const tried = async (content: string | Uint8Array): Promise<string> => {
    await writeFile(path, content);
    const { code, messages } = await replayed(path);
    expect(code).toBe(2);
    return messages.join('\n');
  };
  expect(await tried(text.slice(0, 300))).toContain('damaged at the end');
  expect(await tried(text.replace('write a 0 b', 'write a 1 b'))).toContain('damaged at checksum');
  expect(await tried('{"format":"heapwise-session","version":2}')).toContain('a newer Heapwise');
  expect(await tried('{"hello":1}')).toContain('no session of Heapwise');
  expect(await tried(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff]))).toContain(
    'no session of Heapwise',
  );
  expect((await replayed(join(folder, 'none.heapwise'))).messages).toEqual([
    expect.stringContaining('there is no such file'),
  ]);
  expect((await replayed(folder)).code).toBe(2);
});

test.each([[[]], [['a', 'b']], [['--all']]])('bad usage %j ends with 2', async (words) => {
  expect(await replayed(...words)).toMatchObject({
    code: 2,
    messages: [expect.stringContaining('Usage: heapwise replay SESSION')],
  });
});
