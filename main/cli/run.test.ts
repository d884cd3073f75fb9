import { expect, test } from 'vitest';
import { checkProgram } from '../minigo/check/program.ts';
import { compileProgram } from '../minigo/program.ts';
import { defaultSettings } from '../simulator/settings.ts';
import { parseOptions } from './options.ts';
import { load } from './run.ts';

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
