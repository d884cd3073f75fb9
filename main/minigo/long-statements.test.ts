import { describe, expect, test } from 'vitest';
import { checkProgram } from './check/program.ts';
import { load } from './testing/programs.ts';

/** Statements of a slice, and the most that one of them may change in the planes or record as events. */
const slice = 100;
const mostEach = 2_500;

const program = (body: string, imports = ''): string =>
  `package main\n\n${imports}\n\nfunc main() {\n${body}\n}\n`;

const long: readonly (readonly [string, string, string])[] = [
  [
    'an append of many',
    'a := make([]int, 100000)\nfor i := range 100 { a[i*1000] = i + 1 }\nvar b []int\nb = append(b, a...)\nb = append(b, 7)\nprintln(len(b), b[99000], b[100000])',
    '100001 100 7',
  ],
  [
    'a copy onto itself',
    'a := make([]int, 50000)\nfor i := range a { a[i] = i }\nprintln(copy(a[3:], a), a[49999], a[4], a[2])',
    '49997 49996 1 2',
  ],
  [
    'a copy back onto itself',
    'a := make([]int32, 50001)\nfor i := range a { a[i] = int32(i) }\nprintln(copy(a, a[5:]), a[0], a[49995], a[50000])',
    '49996 5 50000 50000',
  ],
  [
    'a copy of pointers, and clearing them',
    'x := 1\na := make([]*int, 20000)\nfor i := range a { a[i] = &x }\nb := make([]*int, 20000)\ncopy(b, a)\nprintln(*b[19999])\nclear(a)\nprintln(a[0] == nil, *b[5])',
    '1\ntrue 1',
  ],
  [
    'a map that is ranged over and cleared',
    'm := map[int]int{}\nfor i := range 20000 { m[i] = i }\nsum := 0\nfor _, v := range m { sum += v }\nprintln(sum)\nclear(m)\nprintln(len(m))',
    '199990000\n0',
  ],
  [
    'long texts',
    's := "é"\nfor range 14 { s += s }\nr := []rune(s)\nb := []byte(s)\nprintln(len(s), len(r), len(b), string(r) == s, string(b) == s)',
    '32768 16384 32768 true true',
  ],
  [
    'a comparison of long texts, again and again',
    's := strings.Repeat("x", 300000)\nt := s[:299999] + "y"\nn := 0\nfor range 20 { if s < t { n++ } }\nprintln(n)',
    '20',
  ],
  [
    'arrays by value',
    'var a [30000]int\na[29999] = 5\nb := a\nb[0] = 1\nprintln(a == b, b[29999])',
    'false 5',
  ],
  [
    'sorting',
    'a := make([]int, 30000)\nfor i := range a { a[i] = (i * 7919) % 30011 }\nsort.Ints(a)\nok := true\nfor i := 1; i < len(a); i++ { if a[i-1] > a[i] { ok = false } }\nprintln(ok)',
    'true',
  ],
  [
    'splitting',
    'parts := strings.Split(strings.Repeat("a,", 30000), ",")\nprintln(len(parts), parts[29999], len(parts[30000]))',
    '30001 a 0',
  ],
];

const imports = (body: string): string =>
  ['sort', 'strings']
    .filter((name) => body.includes(`${name}.`))
    .map((name) => `import "${name}"`)
    .join('\n');

describe('a statement that takes long is done in pieces', () => {
  test.each(long)('%s', (_, body, printed) => {
    const { run, machine } = load(program(body, imports(body)), {
      recording: true,
      settings: { collector: 'refcount', heapBytes: 2 ** 24 },
    });
    const { core } = machine;
    let outcome = run.run(0);
    let wasWithin = false;
    let most = 0;
    while (outcome.kind === 'paused') {
      const before = core.store.logLength + core.recording.length;
      outcome = run.run(slice);
      most = Math.max(most, core.store.logLength + core.recording.length - before);
      wasWithin ||= run.isWithinStatement;
    }
    expect(outcome).toEqual({ kind: 'finished' });
    expect(run.errors.trimEnd()).toBe(printed);
    expect(most).toBeLessThan(slice * mostEach);
    // What cannot be divided is paid for: its slice ends with it.
    expect(wasWithin || run.steps > core.recording.operations).toBe(true);
  });

  test('and printing', () => {
    const { run } = load(program('a := make([]int, 50000)\nfmt.Println(a)', 'import "fmt"'));
    let pauses = 0;
    for (let outcome = run.run(slice); outcome.kind === 'paused'; outcome = run.run(slice))
      if (run.isWithinStatement) pauses += 1;
    expect(run.output.join('')).toBe(`[${Array.from({ length: 50_000 }, () => '0').join(' ')}]\n`);
    expect(pauses).toBeGreaterThan(5);
  });

  test('and counts against the limit of statements', () => {
    const { run } = load(program('a := make([]int, 100000)\nfor { clear(a) }'), {
      options: { steps: 5_000 },
    });
    let outcome = run.run(100_000);
    while (outcome.kind === 'paused') outcome = run.run(100_000);
    expect(outcome).toMatchObject({ kind: 'limit', limit: 'steps' });
    expect(run.steps).toBe(5_000);
  });
});

describe('what is too much is refused, or ends with a word', () => {
  const ending = (body: string, heapBytes = 2 ** 16): string => {
    const { run } = load(program(body, imports(body)), { settings: { heapBytes } });
    let outcome = run.run(slice);
    while (outcome.kind === 'paused') outcome = run.run(slice);
    return outcome.kind;
  };

  test.each([
    ['a slice of 1 GiB', 'a := make([]byte, 1<<30)\nprintln(len(a))'],
    ['a slice beyond any memory', 'n := 1 << 40\na := make([]int, n)\nprintln(len(a))'],
    ['a channel beyond any memory', 'n := 1 << 40\nc := make(chan *int, n)\nprintln(cap(c))'],
    ['a text of 1 GiB', 's := strings.Repeat("ab", 1<<29)\nprintln(len(s))'],
  ])('%s', (_, body) => {
    expect(ending(body)).toBe('oom');
  });

  const refusal = (text: string): string | undefined => {
    const checked = checkProgram(text, 'main.go', { escape: 'go' });
    return checked.ok ? undefined : checked.problems[0]?.code;
  };
  const doubled = Array.from({ length: 40 }, (_, i) => `const c${i + 1} = c${i} + c${i}`);
  const chained = Array.from({ length: 4000 }, (_, i) => `type T${i} struct { T${i + 1} }`);
  const twice = Array.from({ length: 40 }, (_, i) => `type T${i + 1} struct { a, b T${i} }`);

  test.each([
    ['an array of 1 GiB', program('var a [1 << 30]byte\nprintln(len(a))')],
    [
      'an array that its literal makes as large',
      program('a := [...]int{1 << 30: 1}\nprintln(len(a))'),
    ],
    ['structs that double', `${program('')}type T0 struct { x int }\n${twice.join('\n')}\n`],
    ['constant texts that double', `${program('')}const c0 = "xxxxxxxx"\n${doubled.join('\n')}\n`],
    ['declarations that lead on and on', `${program('')}${chained.join('\n')}\ntype T4000 int\n`],
    [
      'ten thousand parentheses',
      program(`x := ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n_ = x`),
    ],
    ['a source of 1 MiB', program(`// ${'x'.repeat(2 ** 20)}`)],
  ])('%s', (_, text) => {
    expect(refusal(text)).toBe('limit');
  });

  test('a constant beyond what Go itself takes is refused in its words', () => {
    expect(refusal(program('const c = 1 << (1 << 30)\nprintln(c == 0)'))).toBe('constant');
  });
});
