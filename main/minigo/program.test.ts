import { describe, expect, test } from 'vitest';
import { eventAt } from '../simulator/decode.ts';
import { searchReach } from '../simulator/reach.ts';
import { corpus, load, runProgram } from './testing/programs.ts';

const calls = `package main

import "fmt"

func twice(n int) int {
	m := n * 2
	return m
}

func main() {
	a := 1
	a = twice(a)
	a = twice(a)
	fmt.Println(a)
}
`;

describe('stepping', () => {
  test('a step into a call stops at its first statement, a step out at the next of the caller', () => {
    const { run } = load(calls);
    const lines = [run.stepInto(), run.stepInto(), run.stepInto()].map(
      (outcome) => outcome.kind === 'paused' && outcome.line,
    );
    expect(lines).toEqual([12, 6, 7]);
    expect(run.stepOut(1000)).toEqual({ kind: 'paused', line: 13 });
  });

  test('a step over runs the call through', () => {
    const { run } = load(calls);
    run.stepInto();
    expect(run.stepOver(1000)).toEqual({ kind: 'paused', line: 13 });
    expect(run.stepOver(1000)).toEqual({ kind: 'paused', line: 14 });
    expect(run.stepOver(1000)).toEqual({ kind: 'finished' });
    expect(run.output.join('')).toBe('4\n');
  });

  test('a run to a line stops before it, and goes on from there', () => {
    const { run } = load(calls);
    const lines = new Set([7]);
    expect(run.runToLines(lines, 1000)).toEqual({ kind: 'paused', line: 7 });
    expect(run.runToLines(lines, 1000)).toEqual({ kind: 'paused', line: 7 });
    expect(run.runToLines(lines, 1000)).toEqual({ kind: 'finished' });
  });

  test('one statement at a time and all at once come to the same', () => {
    for (const { source, archive, name } of corpus().filter(
      ({ archive: from }) => from === 'structs' || from === 'goroutines',
    )) {
      if (name === 'many') continue;
      const whole = runProgram(source, { recording: true });
      const { run, machine } = load(source, { recording: true });
      let outcome = run.stepInto();
      while (outcome.kind === 'paused') outcome = run.stepInto();
      expect([archive, name, outcome, run.output.join(''), machine.core.store.hash()]).toEqual([
        archive,
        name,
        whole.outcome,
        whole.output,
        whole.machine.core.store.hash(),
      ]);
    }
  });
});

describe('limits are met with a value', () => {
  const endless = 'package main\n\nfunc main() {\n\tfor {\n\t}\n}\n';

  test('an endless loop', () => {
    expect(runProgram(endless, { options: { steps: 1000 } }).outcome).toEqual({
      kind: 'limit',
      limit: 'steps',
      line: 4,
      text: 'stopped after 1000 statements',
    });
  });

  test('an endless recursion has the text of Go', () => {
    const { outcome, run } = runProgram(
      'package main\n\nfunc f(n int) int { return f(n+1) + 1 }\n\nfunc main() { f(0) }\n',
    );
    expect(outcome).toMatchObject({
      kind: 'panicked',
      text: 'runtime: goroutine stack exceeds 1000000000-byte limit',
    });
    expect(run.errors).toContain('fatal error: stack overflow');
    expect(run.simulatorOnly).toBe('stack-depth');
  });

  test('an endless allocation', () => {
    const source =
      'package main\n\ntype N struct{ next *N }\n\nfunc main() {\n\tvar h *N\n\tfor {\n\t\th = &N{h}\n\t}\n}\n';
    const { outcome } = runProgram(source, { settings: { heapBytes: 65536 } });
    expect(outcome).toEqual({ kind: 'oom', line: 8 });
  });

  test('goroutines without end', () => {
    const source =
      'package main\n\nfunc main() {\n\tc := make(chan int)\n\tfor {\n\t\tgo func() { <-c }()\n\t}\n}\n';
    expect(runProgram(source).outcome).toMatchObject({ kind: 'limit', limit: 'goroutines' });
  });
});

describe('output that depends on what Go leaves open is marked', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['fmt.Println("plain")', null],
    ['x := 1; fmt.Println(&x)', 'address'],
    ['x := 1; println(&x); fmt.Println()', 'address'],
    ['var x any = 1; println(x); fmt.Println()', 'address'],
    ['var x any; var p *int; var s []int; println(x, p, s); fmt.Println()', null],
    ['for k := range map[int]int{1: 1, 2: 2} { fmt.Println(k) }', 'map-order'],
    ['s := 0; for k := range map[int]int{1: 1, 2: 2} { s += k }; fmt.Println(s)', null],
    ['s := make([]int, 3, 7); fmt.Println(cap(s))', null],
    ['s := []int{1}; s = append(s, 2); fmt.Println(len(s))', null],
    ['s := []int{1}; s = append(s, 2); fmt.Println(cap(s))', 'capacity'],
    ['z := 0.0; m := map[float64]int{z / z: 1, 2: 2}; fmt.Println(m)', null],
    ['z := 0.0; m := map[float64]int{z / z: 1, -z / z: 2}; fmt.Println(m)', 'map-order'],
    ['go fmt.Println("a"); fmt.Println("b"); for { }', 'schedule'],
  ];
  test.each(cases)('%s', (body, reason) => {
    const isEndless = body.includes('for { }');
    const source = `package main\n\nimport ("fmt"; "runtime")\n\nfunc main() {\n\truntime.GC()\n\t${isEndless ? body.replace('for { }', 'runtime.Gosched()') : body}\n}\n`;
    expect(runProgram(source).run.simulatorOnly).toBe(reason);
  });
});

describe('a finalizer runs as in Go only after a collection that the program asked for', () => {
  const source = (body: string): string =>
    `package main\n\nimport ("fmt"; "runtime"; "time")\n\ntype T struct{ a, b int }\n\nfunc main() {\n\tx := &T{}\n\truntime.SetFinalizer(x, func(*T) { fmt.Println("gone") })\n\tx = nil\n\t${body}\n\ttime.Sleep(time.Second)\n}\n`;
  test.each([
    ['runtime.GC()', 'mark-sweep', null],
    ['runtime.GC()', 'refcount', 'finalizer'],
    ['', 'refcount', 'finalizer'],
    ['for i := 0; i < 500; i++ { x = &T{} }', 'mark-sweep', 'finalizer'],
    ['runtime.GC(); fmt.Println("still here")', 'none', 'finalizer'],
  ] as const)('%j under %s', (body, collector, reason) => {
    const { run } = runProgram(source(body), { settings: { collector, heapBytes: 8192 } });
    expect(run.simulatorOnly).toBe(reason);
  });
});

test('what runtime.GC frees under mark-sweep is what no root reaches', () => {
  const programs = corpus().filter(
    ({ archive }) => archive === 'structs' || archive === 'programs',
  );
  let freed = 0;
  for (const { source } of programs) {
    const { run, machine } = load(source, {
      recording: true,
      settings: { collector: 'mark-sweep' },
    });
    for (let round = 0; round < 4 && run.run(37).kind === 'paused'; round++) {
      const reach = searchReach(machine);
      const from = machine.core.recording.length;
      machine.collect();
      const gone: number[] = [];
      for (let seq = from + 1; seq <= machine.core.recording.length; seq++) {
        const event = eventAt(machine.core, seq);
        if (event.event === 'free') gone.push(event.object);
      }
      freed += gone.length;
      for (const object of gone)
        expect(((reach.bits[object >>> 5] ?? 0) >>> (object & 31)) & 1).toBe(0);
      const { mallocs, frees } = machine.statistics();
      expect(mallocs - frees).toBe(reach.objects);
    }
  }
  expect(freed).toBeGreaterThan(100);
});
