import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventAt } from '../../simulator/decode.ts';
import { frameAt } from '../../simulator/frames.ts';
import { Lifetimes } from '../../simulator/lifetimes.ts';
import { Machine } from '../../simulator/machine.ts';
import { defaultSettings } from '../../simulator/settings.ts';
import { checkProgram } from '../check/program.ts';
import { ProgramRun } from '../program.ts';
import { kept } from './opcodes.ts';
import { ProgramCompiler } from './program-compiler.ts';

/** Integer types whose arithmetic wraps around at different widths. */
const types = ['int', 'int8', 'uint16', 'int32', 'uint32', 'uint64'] as const;
type Integer = (typeof types)[number];

const names = ['a', 'b', 'c'];

/** What can be read or written, all of one type. */
function places(type: Integer): string[] {
  return [...names, 'p.x', 'p.y', ...(type === 'int' ? ['s[1]', 's[a&3]'] : [])];
}

function expression(type: Integer): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string; leaf: string; node: string; right: string }>(
    (tie) => ({
      leaf: fc.constantFrom(...places(type)),
      // A constant stands on the right alone: no operation is one of constants, whose overflow is an error.
      right: fc.oneof(tie('tree'), fc.integer({ min: 1, max: 120 }).map(String)),
      node: fc
        .tuple(
          tie('tree'),
          fc.constantFrom('+', '-', '*', '&', '|', '^', '&^', '/', '%', '<<', '>>'),
          tie('right'),
        )
        .map(([left, operator, right]) => {
          // What a constant would make an error: a divisor that may be 0, a count that may be negative.
          if (operator === '/' || operator === '%')
            return `(${left} ${operator} (${right} | 1 | b&2))`;
          if (operator === '<<' || operator === '>>') return `(${left} ${operator} uint8(c&7))`;
          return `(${left} ${operator} ${right})`;
        }),
      tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
    }),
  );
  return tree;
}

function statement(type: Integer): fc.Arbitrary<string> {
  const operator = fc.constantFrom('=', '+=', '-=', '*=', '&=', '|=', '^=');
  const assignment = fc
    .tuple(fc.constantFrom(...places(type)), operator, expression(type))
    .map((parts) => parts.join(' '));
  return fc.oneof(
    { weight: 4, arbitrary: assignment },
    { weight: 1, arbitrary: fc.constantFrom(...names.map((name) => `${name}++`), 'p.x--') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          expression(type),
          fc.constantFrom('<', '<=', '==', '!='),
          expression(type),
          assignment,
        )
        .map(([x, comparison, y, body]) => `if ${x} ${comparison} ${y} { ${body} }`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('p, q = q, p', 'p.next = q', 'p.next = p', 'q.next = nil'),
    },
  );
}

const program = fc.constantFrom(...types).chain((type) =>
  fc.array(statement(type), { minLength: 1, maxLength: 12 }).map(
    (statements) => `package main

type T struct {
	x, y ${type}
	next *T
}

func main() {
	var a, b, c ${type} = 3, 100, 7
	p, q := &T{x: 5}, &T{y: 9}
	s := []int{1, 2, 3, 4}
	for i := 0; i < 5; i++ {
		${statements.join('\n\t\t')}
		println(a, b, c, p.x, p.y, s[0], s[1])
	}
	println(p == q, q.next == p)
}
`,
  ),
);

/** Runs a program statement by statement; what could be seen at each of them. */
function seen(source: string, keeps: boolean) {
  const checked = checkProgram(source, 'main.go', { escape: 'go' });
  if (!checked.ok) throw new Error(`${checked.problems[0]?.message}\n${source}`);
  const image = new ProgramCompiler(checked.program, { roots: 'scope', keeps }).compile();
  const machine = new Machine({ ...defaultSettings, heapBytes: 4096, collector: 'refcount' });
  const run = new ProgramRun(image, machine);
  const lifetimes = new Lifetimes(machine);
  const moments: unknown[] = [];
  let outcome = run.stepInto();
  while (outcome.kind === 'paused') {
    const { length } = machine.timeline;
    const { roots } = frameAt(
      machine,
      lifetimes,
      length,
      { blockLimit: 9, cells: null },
      run.frames,
    );
    moments.push([outcome.line, length, roots, [...machine.core.store.heap]]);
    outcome = run.stepInto();
  }
  const events = Array.from({ length: machine.timeline.length }, (_, at) =>
    eventAt(machine.core, at + 1),
  );
  // Back to the beginning and forward again: what was kept was no part of the state.
  const end = machine.core.store.hash();
  machine.timeline.seekOperation(Math.floor(machine.timeline.operation / 2));
  machine.timeline.seekEnd();
  expect(machine.core.store.hash()).toBe(end);
  return {
    outcome,
    errors: run.errors,
    moments,
    events,
    keeping: image.code.filter((word, at) => at % 5 === 1 && word === kept).length,
  };
}

describe('what an instruction keeps for the next one', () => {
  test('law: with it and without it a program does the same, statement by statement', () => {
    let instructions = 0;
    fc.assert(
      fc.property(program, (source) => {
        const { keeping, ...told } = seen(source, true);
        const plain = seen(source, false);
        expect(plain).toEqual({ ...told, keeping: 0 });
        instructions += keeping;
      }),
      { numRuns: 60 },
    );
    expect(instructions).toBeGreaterThan(100);
  });
});
