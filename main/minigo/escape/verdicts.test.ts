import { describe, expect, test } from 'vitest';
import type { CheckedProgram } from '../checked.ts';
import { checkProgram } from '../check/program.ts';
import { corpusText } from '../testing/corpus.ts';
import { walk } from '../walk.ts';

function checked(source: string, escape: 'go' | 'heap' = 'go'): CheckedProgram {
  const result = checkProgram(source, 'main.go', { escape });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.program;
}

/** `line name` of variables moved to the heap. */
function moved(program: CheckedProgram): string[] {
  return program.variables
    .filter(({ role, escape }) => role !== 'global' && escape.escapes)
    .map(({ name, position }) => `${program.file.lineOf(position)} ${name}`)
    .sort();
}

/** `line heap|frame` of every object and box, strings and growing slices apart. */
function objects(program: CheckedProgram): string[] {
  const found: string[] = [];
  for (const declaration of program.tree.declarations)
    walk(declaration, (node) => {
      const allocation = program.allocations[node.id];
      const decisions = [
        allocation !== undefined &&
        !['append', 'string', 'make-channel', 'gathered-arguments'].includes(allocation.kind)
          ? allocation.decision
          : undefined,
        program.boxes[node.id],
      ];
      for (const decision of decisions)
        if (decision !== undefined)
          found.push(
            `${program.file.lineOf(node.position)} ${decision.escapes ? 'heap' : 'frame'}`,
          );
      return true;
    });
  return found.sort();
}

function recorded(name: string): { readonly moved: string[]; readonly objects: string[] } {
  const lines = corpusText(`escape/${name}.txt`)
    .split('\n')
    .filter((line) => line !== '');
  const parse = (line: string): readonly [string, string] => {
    const [, at = '', sentence = ''] = /^(\d+):\d+: (.*)$/.exec(line) ?? [];
    return [at, sentence];
  };
  const entries = lines.map(parse);
  return {
    moved: entries
      .filter(([, sentence]) => sentence.startsWith('moved to heap: '))
      .map(([at, sentence]) => `${at} ${sentence.slice('moved to heap: '.length)}`)
      .sort(),
    objects: entries
      .filter(([, sentence]) => / (escapes to heap|does not escape)$/.test(sentence))
      // Parameters and the slice of a variadic call are no objects of the source.
      .filter(
        ([, sentence]) => !/^[a-z]+ does not escape$/.test(sentence) && !sentence.startsWith('...'),
      )
      .map(([at, sentence]) => `${at} ${sentence.endsWith('escapes to heap') ? 'heap' : 'frame'}`)
      .sort(),
  };
}

describe('escape verdicts are those of go build -gcflags=-m', () => {
  test.each(['verdicts', 'stores'])('%s', (name) => {
    const program = checked(corpusText(`escape/${name}.go`));
    expect({ moved: moved(program), objects: objects(program) }).toEqual(recorded(name));
  });
});

describe('each decision has its reason', () => {
  const reasonOf = (body: string, variable: string, rest = ''): string | undefined => {
    const program = checked(
      `package main\n\nvar g *int\n\nfunc use(p *int) { g = p }\n\nfunc f() *int {\n${body}\nreturn nil\n}\n\nfunc main() { f() }\n${rest}`,
    );
    return program.variables.find(({ name }) => name === variable)?.escape.reason;
  };
  test.each([
    ['x := 1; return &x', 'returned'],
    ['x := 1; g = &x', 'stored-in-global'],
    ['x := 1; m := map[int]*int{}; m[0] = &x', 'stored-through-pointer'],
    ['x := 1; c := make(chan *int, 1); c <- &x', 'sent'],
    ['x := 1; go func() { x++ }()', 'captured-by-escaping-closure'],
    ['x := 1; use(&x)', 'passed-to-escaping-parameter'],
    ['x := 1; var h func(*int) = use; h = use; h(&x)', 'passed-to-unknown-function'],
    ['x := 1; go use(&x)', 'started-goroutine'],
    ['for { x := 1; defer use2(&x) }', 'deferred-in-loop'],
    ['var q *int; for i := 0; i < 2; i++ { x := i; q = &x }; _ = q', 'outlives-loop-iteration'],
    ['x := 1; p := &x; return *(&p)', 'returned'],
    ['var x [200000]byte; _ = x', 'too-large'],
    ['x := 1; p := &x; _ = *p', 'stays'],
    ['var q *int; func() { x := 1; q = &x }(); _ = q', 'stored-in-enclosing-function'],
  ])('%s: %s', (body, reason) => {
    expect(reasonOf(body, 'x', 'func use2(p *int) {}\n')).toBe(reason);
  });

  test('in the textbook model whatever has its address taken is on the heap', () => {
    const source =
      'package main\n\nfunc main() {\n\tx, y := 1, 2\n\tp := &x\n\t_ = *p + y\n\tq := &struct{ a int }{1}\n\t_ = q.a\n}\n';
    expect(moved(checked(source, 'go'))).toEqual([]);
    expect(moved(checked(source, 'heap'))).toEqual(['4 x']);
    expect(objects(checked(source, 'heap'))).toEqual(['7 heap']);
  });
});
