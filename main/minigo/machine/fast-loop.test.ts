import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canKeep, operationNames } from '../compile/opcodes.ts';
import type { ProgramRun } from '../program.ts';
import { load } from '../testing/programs.ts';

test('the cases of the inner loop are the codes of the instructions that they name', () => {
  const source = readFileSync(join(import.meta.dirname, 'fast-loop.ts'), 'utf8');
  const cases = [...source.matchAll(/case (\d+): (?:\{\s+)?\/\/ (\w+)/g)];
  expect(cases.length).toBe([...source.matchAll(/\bcase /g)].length);
  for (const [, code, name] of cases)
    expect([code, operationNames[Number(code)]]).toEqual([code, name]);
  const done = cases.map(([, code]) => Number(code)).sort((one, other) => one - other);
  expect(done).toEqual([...done.keys()]);
  // What may be kept for the next instruction is what the loop makes, and nothing else.
  const keeping = operationNames.map((_, code) => code).filter(canKeep);
  expect(keeping).toEqual(done.slice(-keeping.length));
});

const long = `package main

type Node struct {
	next  *Node
	value int
}

func main() {
	a, b := &Node{}, &Node{}
	sum := 0
	for i := 0; i < 3000; i++ {
		sum += i*1000003 - sum&1023
		if i%500 == 0 {
			b = &Node{value: i}
		}
		if i%3 == 0 {
			a.next = b
			sum += 2
			b.next = a
			sum++
			c := a.next
			a.next = c
			c = b.next
		}
	}
	println(sum)
}
`;

test('what the loop records is what the machine records when somebody is asked at each statement', () => {
  const told = (go: (run: ProgramRun) => string) => {
    const { run, machine } = load(long, { recording: true, settings: { collector: 'refcount' } });
    while (go(run) === 'paused');
    const { recording, store } = machine.core;
    const operations = Array.from({ length: recording.operations }, (_, index) => [
      recording.lineOf(index + 1),
      recording.firstEventOf(index + 1),
      recording.logStartOf(index + 1),
    ]);
    const events = Array.from({ length: recording.length }, (_, index) => [
      recording.codeOf(index + 1),
      recording.auxOf(index + 1),
      recording.countOf(index + 1),
      ...[1, 2, 3].map((at) => recording.valueOf(index + 1, at)),
    ]);
    const hash = store.hash();
    // Cut in a stretch without events, which is longer than what an operation can tell of it.
    machine.truncate(9_000);
    return {
      operations,
      events,
      hash,
      errors: run.errors,
      log: store.logLength,
      settled: recording.settled,
    };
  };
  const whole = told((run) => run.run(1_000_000).kind);
  expect(whole.operations.length).toBeGreaterThan(9_000);
  expect(told((run) => run.run(7).kind)).toEqual(whole);
  expect(told((run) => run.stepInto().kind)).toEqual(whole);
  expect(told((run) => run.runUntil(() => false, 1000).kind)).toEqual(whole);
});
