import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trace } from './trace.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heapwise-trace-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command on a script: its exit code and what it says. */
async function run(
  script: string,
  ...options: string[]
): Promise<{ readonly code: number; readonly output: string; readonly message: string }> {
  const file = join(folder, 'x.ops');
  writeFileSync(file, script);
  return command(file, ...options);
}

async function command(
  ...words: string[]
): Promise<{ readonly code: number; readonly output: string; readonly message: string }> {
  let output = '';
  let message = '';
  const code = await trace.run(words, {
    output: (text) => (output += text),
    message: (sentence) => (message += `${sentence.replaceAll(folder, '.')}\n`),
  });
  return { code, output, message };
}

test('writes events, one JSON object a line, and a report', async () => {
  const events = join(folder, 'events.jsonl');
  const report = join(folder, 'report.json');
  const told = await run(
    'alloc a A 8 1\nroot b a\nroot a nil\nroot b nil\n',
    '--collector',
    'refcount',
    `--events=${events}`,
    '--report',
    report,
  );
  expect(told).toEqual({ code: 0, output: '', message: '' });
  const lines = readFileSync(events, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines.map((line) => (line as { event: string }).event)).toEqual([
    'split',
    'alloc',
    'root',
    'inc',
    'root',
    'root',
    'dec',
    'root',
    'dec',
    'dead',
    'free',
    'coalesce',
  ]);
  expect(lines[1]).toEqual({
    event: 'alloc',
    object: 1,
    type: 'A',
    address: 0,
    size: 16,
    probes: 1,
    seq: 2,
    op: 1,
    line: 1,
  });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual({
    output: '',
    objects: { allocated: 1, freed: 1, live: 0, garbage: 0 },
    bytes: { heap: 4096, allocated: 0, live: 0, free: 4096, largestFree: 4096, peak: 16 },
    fragmentation: { external: 0, internal: 0 },
    work: { mutator: 4, collector: 3, allocator: 1 },
    counts: { inc: 1, dec: 2, grey: 0, black: 0, barrier: 0, probes: 1 },
    collections: [],
    utilisation: { mean: 1, mmu: [1, 2, 5, 8].map((window) => ({ window, value: 1 })) },
    events: 12,
    hash: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
});

test.each([
  [
    'a wrong word',
    'gc\nallok a\n',
    [],
    /^\.\/x\.ops:2: "allok" is no operation: expected alloc, root/,
  ],
  [
    'a field too far',
    'alloc a A 8 1\nwrite a 1 a\n',
    [],
    /^\.\/x\.ops:2: there is no field 1: expected 0 … 0, the fields of A/,
  ],
  [
    'an impossible size',
    'alloc a A 8 2\n',
    [],
    /^\.\/x\.ops:1: 8 is no possible size: expected at least 16 bytes/,
  ],
  [
    'an unknown option',
    'gc\n',
    ['--colector', 'none'],
    /there is no option --colector: expected one of --collector/,
  ],
  [
    'an option with one dash',
    'gc\n',
    ['-heap', '64'],
    /there is no option -heap: expected one of --collector/,
  ],
  [
    'a number beyond what a heap may be',
    'alloc a A 1073741825 0\n',
    [],
    /"1073741825" is no such number: expected BYTES: a whole number from 0 to 1073741824/,
  ],
  [
    'an unknown collector',
    'gc\n',
    ['--collector', 'magic'],
    /--collector magic: expected none, manual, refcount/,
  ],
  ['an option without its value', 'gc\n', ['--heap'], /--heap needs a value/],
  [
    'a heap that is too large',
    'gc\n',
    ['--heap', '1073741832'],
    /A heap of 1073741832 bytes is too large: it may have at most 1073741824 \(1 GiB\)/,
  ],
  [
    'a heap that is no number',
    'gc\n',
    ['--heap', '64KiB'],
    /--heap 64KiB: expected a whole number from 16 to 1073741824\./,
  ],
  [
    'a heap beyond all numbers',
    'gc\n',
    ['--heap', '9'.repeat(400)],
    /A heap of 9007199254740991 bytes is too large/,
  ],
  ['a heap that is too small', 'gc\n', ['--heap', '8'], /A heap of 8 bytes is too small/],
  ['a heap of broken words', 'gc\n', ['--heap', '1001'], /use a multiple of 8/],
  [
    'a report below a file',
    'gc\n',
    ['--report', join(import.meta.filename, 'report.json')],
    /could not be written: a part of its path is no folder/,
  ],
  [
    'a report that cannot be written',
    'gc\n',
    ['--report', '/no/such/folder/report.json'],
    /could not be written: there is no such file or folder/,
  ],
])(
  'refuses %s with exit code 2 and says what was expected',
  async (_what, script, options, message) => {
    const told = await run(script, ...options);
    expect([told.code, told.output]).toEqual([2, '']);
    expect(told.message).toMatch(message);
    expect(told.message).not.toMatch(/\n\s+at /);
  },
);

test('says so when the file is missing, or there are two', async () => {
  expect(await command(join(folder, 'none.ops'))).toEqual({
    code: 2,
    output: '',
    message: 'heapwise trace: ./none.ops could not be read: there is no such file or folder.\n',
  });
  expect((await command()).code).toBe(2);
  expect((await run('gc', 'second.ops')).message).toContain('"second.ops" is one file too many');
});

test('writes no result over the script, nor over another result', async () => {
  const script = join(folder, 'x.ops');
  for (const option of ['--events', '--report']) {
    expect(await run('gc\n', option, join(folder, '.', 'x.ops'))).toEqual({
      code: 2,
      output: '',
      message: `heapwise trace: ${option} ./x.ops: expected a file that is not read or written already.\n`,
    });
    expect(readFileSync(script, 'utf8')).toBe('gc\n');
  }
  const both = join(folder, 'both.json');
  expect((await run('gc\n', '--events', both, '--report', both)).code).toBe(2);
  expect((await run('gc\n', '--events', devNull, '--report', devNull)).code).toBe(0);
});

test('ends with 3 when memory runs out, and tells exhaustion from fragmentation', async () => {
  const full = await run('alloc a A 120 0\nalloc b B 120 0\n', '--heap', '128');
  expect([full.code, full.message]).toEqual([
    3,
    './x.ops:2: out of memory: 128 requested, 0 free, the largest free block is 0: less than that is free.\n',
  ]);
  const scattered = await run(
    'alloc a A 24 0\nalloc b A 24 0\nalloc c A 24 0\nalloc d A 24 0\nfree a\nfree c\nalloc e A 40 0\n',
    '--heap',
    '128',
    '--collector',
    'manual',
  );
  expect([scattered.code, scattered.message]).toEqual([
    3,
    './x.ops:7: out of memory: 48 requested, 64 free, the largest free block is 32: enough is free, but not in one piece.\n',
  ]);
  const setAside = await run(
    'alloc a A 16 0\nalloc b B 48 0\n',
    '--heap',
    '8192',
    '--allocator',
    'go',
  );
  expect([setAside.code, setAside.message]).toEqual([
    3,
    './x.ops:2: out of memory: 48 requested, 8176 free, the largest free block is 8176: a block is large enough, but the allocator cannot take it for this.\n',
  ]);
});

test('ends with 4 after a fault, which it tells, and the run goes on behind it', async () => {
  const report = join(folder, 'report.json');
  const told = await run(
    'alloc a A 8 1\nfree a\nfree a\nwrite a 0 nil\nroot b nil\nwrite b 0 nil\nalloc c C 8 1\n',
    '--collector',
    'manual',
    '--report',
    report,
  );
  expect(told).toEqual({
    code: 4,
    output: '',
    message:
      './x.ops:3: fault: object 1 was freed twice.\n./x.ops:4: fault: object 1 was used after it was freed.\n./x.ops:6: fault: nil was dereferenced.\n',
  });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
    objects: { allocated: 2, freed: 1 },
  });
});

test.each([
  ['an empty file', '', 0],
  ['comments alone', '# nothing\n\n   # here\n', 0],
  [
    'a byte order mark and lines that end as on Windows',
    '\uFEFFalloc a A 8 1 # a\r\n\r\ngc\r\n',
    2,
  ],
  ['lines that end as on old Macs', 'alloc a A 8 1\rgc\r', 2],
  ['tabs and a missing last line end', '\talloc\ta  A 8 1\ngc', 2],
])('takes %s', async (_what, script, operations) => {
  const report = join(folder, 'report.json');
  expect(await run(script, '--report', report)).toEqual({ code: 0, output: '', message: '' });
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
    work: { mutator: operations },
  });
});

test('takes a heap of 1 GiB', async () => {
  expect((await run('alloc a A 1048576 3\ngc\n', '--heap', '1073741824')).code).toBe(0);
});

test('rounds a heap down where the allocator or the collector needs it', async () => {
  for (const [option, name, bytes] of [
    ['--allocator', 'buddy', 64],
    ['--collector', 'semispace', 96],
  ] as const) {
    const report = join(folder, 'report.json');
    const { code } = await run('alloc a A 8 1', option, name, '--heap', '100', '--report', report);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ bytes: { heap: bytes } });
  }
  expect(await run('gc', '--heap', '100')).toMatchObject({ code: 2 });
});

test('stops after --steps operations and says so', async () => {
  const report = join(folder, 'report.json');
  const told = await run('gc\ngc\ngc\n', '--steps', '2', '--report', report);
  expect([told.code, told.message]).toEqual([
    0,
    './x.ops: stopped after 2 operations, as --steps says.\n',
  ]);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ work: { mutator: 2 } });
});
