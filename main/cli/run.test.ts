import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkProgram } from '../minigo/check/program.ts';
import { compileProgram } from '../minigo/program.ts';
import { defaultSettings } from '../simulator/settings.ts';
import { parseOptions } from './options.ts';
import { load, run } from './run.ts';

const source = `package main

type node struct{ next *node }

var keep *node

func main() {
	for i := 0; i < 4000; i++ {
		keep = &node{keep}
	}
}
`;

test('a run stands at each moment as it stood, from wherever one comes to it', () => {
  const checked = checkProgram(source, 'keep.go', { escape: 'go' });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const parsed = parseOptions(['--report', 'unwritten.json', 'keep.go'], {
    ...defaultSettings,
    heapBytes: 2 ** 20,
  });
  if (!parsed.ok) throw new Error(parsed.message);
  const { machine, program } = load(compileProgram(checked.program), parsed.options);
  const { timeline } = machine;
  const stood = new Map([[timeline.length, timeline.stateHash()]]);
  // As it stood just after an event: the first look at each length. Some of them, for a look takes time.
  let seen = timeline.length;
  while (program.run(1).kind === 'paused') {
    const { length } = timeline;
    if (length !== seen && (length < 20 || length % 100 < 3))
      stood.set(length, timeline.stateHash());
    seen = length;
  }
  expect(timeline.length).toBeGreaterThan(10_000);
  expect(stood.size).toBeGreaterThan(50);

  // Back to the beginning in one leap, then forwards, then each from the end.
  timeline.seek(0);
  const beginning = timeline.stateHash();
  for (const [seq, hash] of stood) {
    timeline.seek(seq);
    expect(timeline.stateHash(), `event ${seq}`).toBe(hash);
  }
  for (const [seq, hash] of stood) {
    timeline.seekEnd();
    timeline.seek(seq);
    expect(timeline.stateHash(), `event ${seq} from the end`).toBe(hash);
  }
  timeline.seek(0);
  expect(timeline.stateHash()).toBe(beginning);
});

/** What `heapwise run` says of a `main` with this body, and what the body prints. */
async function said(body: string): Promise<{ readonly output: string; readonly message: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'heapwise-run-'));
  const file = join(folder, 'main.go');
  writeFileSync(file, `package main\n\nimport "fmt"\n\nfunc main() {\n${body}\n}\n`);
  let output = '';
  let message = '';
  await run.run([file], {
    output: (text) => (output += text),
    message: (sentence) => (message += sentence),
  });
  rmSync(folder, { recursive: true });
  return { output, message };
}

const map = 'm := map[string]int{"a": 1, "b": 2, "c": 3}';

test.each([
  ['prints what is in a loop', `${map}\nfor k := range m {\nfmt.Println(k)\n}`],
  [
    'prints a key that it kept',
    `${map}\nlast := ""\nfor k := range m {\nlast = k\n}\nfmt.Println(last)`,
  ],
  [
    'stops at a key',
    `${map}\nn := 0\nfor k := range m {\nn++\nif k == "a" {\nbreak\n}\n}\nprintln(n)\nfmt.Print()`,
  ],
])('a program that %s says that it depends on the order of a map', async (_, body) => {
  expect((await said(body)).message).toContain(
    'simulator-only: the output depends on the order of a map',
  );
});

test('a program that only adds up what is in a map says nothing', async () => {
  const body = `${map}\nsum := 0\nfor _, v := range m {\nsum += v\n}\nfmt.Println(sum)`;
  expect(await said(body)).toEqual({ output: '6\n', message: '' });
});
