import { describe, expect, test } from 'vitest';
import type { Control, ProgramOptions } from '../../contract/run.ts';
import { defaultSettings, type HeapSettings } from '../../simulator/settings.ts';
import { runRecord } from '../testing/sessions.ts';
import { checkSource } from './check.ts';
import { openRun, restoreRun } from './open.ts';
import { replayRun } from './replay.ts';
import { finish, type Done, type Run } from './run.ts';

const list = `package main

import "fmt"

type Node struct{ next *Node }

func build(n int) *Node {
	var head *Node
	for i := 0; i < n; i++ {
		head = &Node{next: head}
	}
	return head
}

func main() {
	list := build(3)
	fmt.Println("built")
	list = nil
	_ = list
}
`;
const endless = `package main

func main() {
	for {
	}
}
`;
const settings: HeapSettings = { ...defaultSettings, collector: 'refcount', heapBytes: 65_536 };
const source = (text: string) => ({ kind: 'program', name: 'main.go', text }) as const;
const never = (): boolean => false;

function take<T>(done: Done<T>): T {
  if ('fault' in done) throw new Error(JSON.stringify(done.fault));
  return done.ok;
}

function opened(
  text: string,
  options: ProgramOptions | null = null,
  changes: Partial<HeapSettings> = {},
): Run {
  return take(finish(openRun('r1', source(text), { ...settings, ...changes }, options)));
}

const control = (run: Run, what: Control, breakpoints: readonly number[] = []) =>
  take(finish(run.control(what, breakpoints, never)));

describe('a program', () => {
  test('stands before its first statement, runs to its end, and cannot go on from there', () => {
    const run = opened(list);
    expect(run.state()).toMatchObject({
      status: 'ready',
      operations: 0,
      line: 16,
      script: null,
      message: null,
    });
    const end = control(run, { kind: 'run' });
    expect(end).toMatchObject({ status: 'finished', line: 19, simulatorOnly: null });
    const frame = run.frame(end.length, { blockLimit: 100, cells: null });
    expect(frame.output).toBe('built\n');
    expect(frame.metrics.objects).toMatchObject({ allocated: 3, freed: 3 });
    expect(finish(run.control({ kind: 'run' }, [], never))).toMatchObject({
      fault: { code: 'run-ended', detail: { status: 'finished' } },
    });
  });

  test('steps into calls, over them and out of them', () => {
    const over = opened(list);
    expect(control(over, { kind: 'step-over' }).line).toBe(17);
    const into = opened(list);
    expect(control(into, { kind: 'step-into' }).line).toBe(8);
    expect(control(into, { kind: 'step-into' }).line).toBe(9);
    expect(control(into, { kind: 'step-out' }).line).toBe(17);
    expect(into.state()).toEqual(over.state());
    expect(into.hashAfter(into.state().operations)).toBe(over.hashAfter(over.state().operations));
  });

  test('stops at breakpoints, leaves them again, and goes to a line', () => {
    const run = opened(list);
    const seen = Array.from({ length: 4 }, () => control(run, { kind: 'run' }, [10, 17]).line);
    expect(seen).toEqual([10, 10, 10, 17]);
    expect(control(run, { kind: 'to-line', line: 19 })).toMatchObject({
      status: 'ready',
      line: 19,
    });
    // A breakpoint inside what is stepped over stops there.
    expect(control(opened(list), { kind: 'step-over' }, [12]).line).toBe(12);
  });

  test('can be looked at anywhere between two controls, which changes nothing', () => {
    const run = opened(list);
    const plain = opened(list);
    for (let step = 0; step < 12; step += 1) {
      control(plain, { kind: 'step-into' });
      const { length } = control(run, { kind: 'step-into' });
      for (let seq = 0; seq <= length; seq += 1) run.frame(seq, { blockLimit: 100, cells: null });
      run.explain(length, 1);
      run.series(0, length, 20);
    }
    const last = control(run, { kind: 'run' });
    expect(last).toEqual(control(plain, { kind: 'run' }));
    expect(run.hashAfter(last.operations)).toBe(plain.hashAfter(last.operations));
    const { length } = last;
    expect(Array.from({ length }, (_, index) => run.event(index + 1))).toEqual(
      Array.from({ length }, (_, index) => plain.event(index + 1)),
    );
  });

  test('shows its variables while they are there, and no words without a name', () => {
    const run = opened(list);
    control(run, { kind: 'to-line', line: 12 });
    const frame = run.frame(run.state().length, { blockLimit: 100, cells: null });
    expect(frame.roots.map((root) => root.name)).toEqual(['globals', 'main', 'build']);
    expect(frame.roots[2]?.slots).toContainEqual({ name: 'head', target: 3 });
    expect(
      frame.roots
        .flatMap((root) => root.slots)
        .filter((slot) => slot.name === '' && slot.target === null),
    ).toEqual([]);
  });
});

describe('how a program ends', () => {
  const run = (
    body: string,
    changes: Partial<HeapSettings> = {},
    options: ProgramOptions | null = null,
  ) =>
    control(opened(`package main\n\nfunc main() {\n${body}\n}\n`, options, changes), {
      kind: 'run',
    });

  test("a panic says Go's words", () => {
    expect(run('\tvar p *int\n\t*p = 1')).toMatchObject({
      status: 'panic',
      line: 5,
      message: expect.stringContaining('nil pointer dereference') as unknown,
    });
  });

  test('a deadlock, a full heap and a limit each have their own status', () => {
    expect(run('\tc := make(chan int)\n\t<-c')).toMatchObject({
      status: 'deadlock',
      message: expect.stringContaining('all goroutines are asleep') as unknown,
    });
    expect(
      run('\tvar all [][]int\n\tfor {\n\t\tall = append(all, make([]int, 100))\n\t}', {
        heapBytes: 16_384,
      }),
    ).toMatchObject({ status: 'out-of-memory' });
    expect(run('\tfor {\n\t}', {}, { escape: 'go', roots: null, steps: 5_000 })).toMatchObject({
      status: 'limit',
      message: 'stopped after 5000 statements',
    });
  });

  test('an endless one is stopped between two slices, and can go on', () => {
    const run = opened(endless);
    let asked = 0;
    const stopped = take(finish(run.control({ kind: 'run' }, [], () => ++asked === 3)));
    expect(stopped).toMatchObject({ status: 'stopped' });
    expect(stopped.operations).toBeLessThan(5_000);
    expect(control(run, { kind: 'step-into' })).toMatchObject({
      status: 'ready',
      operations: stopped.operations + 1,
    });
  });
});

describe('a statement that takes long', () => {
  const text =
    'package main\n\nfunc main() {\n\ta := make([]int, 1000000)\n\tclear(a)\n\tprintln(len(a))\n}\n';
  const heapBytes = 2 ** 24;

  test('is stopped in its middle, and goes on from there', () => {
    const run = opened(text, null, { heapBytes });
    control(run, { kind: 'to-line', line: 5 });
    let asked = 0;
    const stopped = take(finish(run.control({ kind: 'run' }, [], () => ++asked === 2)));
    expect(stopped).toMatchObject({ status: 'stopped', line: 5 });
    expect(control(run, { kind: 'run' })).toMatchObject({ status: 'finished', line: 6 });
  });

  test('is one step', () => {
    const run = opened(text, null, { heapBytes });
    control(run, { kind: 'to-line', line: 5 });
    expect(control(run, { kind: 'step-into' })).toMatchObject({ status: 'ready', line: 6 });
  });
});

describe('a program in the session', () => {
  test('is brought to where it stood, and its hash agrees', () => {
    const run = opened(list);
    control(run, { kind: 'to-line', line: 12 });
    const { operations, length } = run.state();
    const record = {
      ...runRecord('r1'),
      source: source(list),
      settings,
      outcome: {
        status: 'ready' as const,
        operations,
        events: length,
        hash: run.hashAfter(operations),
      },
    };
    expect(take(finish(restoreRun(record))).state()).toEqual(run.state());
    expect(finish(replayRun(record))).toMatchObject({ agrees: true });
    expect(
      finish(replayRun({ ...record, settings: { ...settings, heapBytes: 4_096 } })),
    ).toMatchObject({ agrees: false });
  });

  test("with mistakes is refused with Go's words at their places", () => {
    expect(
      finish(openRun('r1', source('package main\n\nfunc main() {\n\tx := 1\n}\n'), settings, null)),
    ).toEqual({
      fault: {
        code: 'source-problems',
        detail: { count: 1 },
        problems: [
          { line: 4, column: 2, message: 'declared and not used: x', code: 'unused-variable' },
        ],
      },
    });
    expect(
      finish(openRun('r1', source(list), { ...settings, geometry: 'cells' }, null)),
    ).toMatchObject({ fault: { code: 'bad-settings' } });
  });

  test('is no script', () => {
    const run = opened(list);
    expect(finish(run.perform('gc', never))).toMatchObject({ fault: { code: 'not-a-script' } });
    expect(finish(run.undo())).toMatchObject({ fault: { code: 'not-a-script' } });
  });
});

test('a program is checked as one types, with what escape analysis decides', () => {
  const escaping =
    'package main\n\nfunc make_() *int {\n\tx := 1\n\treturn &x\n}\n\nfunc main() {\n\ty := 2\n\t_ = y\n\t_ = make_()\n}\n';
  expect(checkSource(source(escaping), 'go')).toEqual({
    problems: [],
    escapes: [
      { line: 4, column: 2, name: 'x', place: 'heap', reason: 'returned' },
      { line: 9, column: 2, name: 'y', place: 'stack', reason: 'stays' },
    ],
  });
  expect(
    checkSource(source('package main\nfunc main() { select {} }\n'), 'go').problems,
  ).toMatchObject([{ line: 2, code: 'not-in-minigo' }]);
});

describe('looking back statement by statement', () => {
  const quiet = `package main

func main() {
	a := 1
	b := &a
	*b = 10
	a += 5
}
`;

  test('every statement is a place to stand, though the heap has noticed none of them', () => {
    const run = take(finish(openRun('r1', source(quiet), defaultSettings, null)));
    const { length } = take(finish(run.control({ kind: 'to-line', line: 7 }, [], never)));
    const seen: (string | null)[] = [];
    let place: { readonly seq: number; readonly op: number | null } | null = {
      seq: length,
      op: null,
    };
    while (place !== null) {
      const frame = run.frame(place.seq, { blockLimit: 0, cells: null }, place.op);
      const values = frame.roots
        .find(({ name }) => name === 'main')
        ?.slots.map(({ name, value }) => `${name}=${value ?? 'nil'}`);
      seen.push(values === undefined ? null : `${frame.line ?? 0}: ${values.join(' ')}`);
      place = run.stepFrom(place.seq, place.op, -1);
    }
    expect(seen).toEqual(['6: a=10 b=&a', '5: a=1 b=&a', '4: a=1', '0: ']);
    expect(run.stepFrom(0, 0, 1)).toMatchObject({ op: 1 });
    expect(run.stepFrom(length, null, 1)).toBeNull();
  });
});

test('a mark on a line without a statement stops at the next one', () => {
  const text = 'package main\n\nfunc main() {\n\ta := 1\n\t// here\n\n\ta++\n\t_ = a\n}\n';
  const run = take(finish(openRun('r1', source(text), defaultSettings, null)));
  expect(take(finish(run.control({ kind: 'run' }, [5], never)))).toMatchObject({ line: 7 });
});
