import { describe, expect, test } from 'vitest';
import type { Frame } from '../../simulator/frame.ts';
import { frameAt } from '../../simulator/frames.ts';
import { Lifetimes } from '../../simulator/lifetimes.ts';
import { load, type Trial } from '../testing/programs.ts';

/** A recorded run that is paused before a line, and a way to look at any moment of it. */
function pausedAt(line: number, source: string, trial: Trial = {}) {
  const { run, machine } = load(source, { ...trial, recording: true });
  const outcome = run.runToLines(new Set([line]), 100_000);
  expect(outcome).toMatchObject({ kind: 'paused', line });
  const lifetimes = new Lifetimes(machine);
  return {
    length: machine.timeline.length,
    at: (seq: number): Frame =>
      frameAt(machine, lifetimes, seq, { blockLimit: 100, cells: null }, run.frames),
  };
}

/** `name value →` of each slot of the top frame, an arrow where it leads to an object. */
function told(frame: Frame, name: string): string[] {
  const root = frame.roots.findLast((one) => one.name === name);
  return (root?.slots ?? []).map((slot) =>
    [slot.name, slot.value, slot.target === null ? undefined : '→']
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

test('every kind of value is told in Go’s own words', () => {
  const source = `package main

type Point struct{ x, y int }

type Node struct {
	name string
	next *Node
}

var count = 3

func main() {
	yes, small, big := true, int8(-5), uint64(18446744073709551615)
	half, single := 0.5, float32(0.25)
	text, none := "a text that is longer than what fits here", ""
	point := Point{1, -2}
	node := Node{"n", &Node{name: "m"}}
	var nothing *Node
	list := make([]int, 2, 5)
	var missing []string
	names := map[string]int{"a": 1}
	var value any = 7000
	var pointer any = nothing
	var empty error
	grid := [3]bool{true, false, true}
	many := [20]int{1, 2}
	b := 10
	a := &b
	inside := &point.y
	run := func() int { return b }
	println("here")
	_, _, _, _, _, _, _ = yes, small, big, half, single, text, none
	_, _, _, _, _, _, _, _ = node, list, missing, names, value, pointer, empty, grid
	_, _, _, _ = many, *a, *inside, run
}
`;
  const { at, length } = pausedAt(31, source, { options: { roots: 'scope' } });
  const frame = at(length);
  expect(told(frame, 'main')).toEqual([
    'yes true',
    'small -5',
    'big 18446744073709551615',
    'half 0.5',
    'single 0.25',
    'text "a text that is longer th…"',
    'none ""',
    'point.x 1',
    'point.y -2',
    'node.name "n"',
    'node.next &Node',
    '&Node.name "m"',
    '&Node.next',
    'nothing',
    'list len 2, cap 5 →',
    'missing',
    'names →',
    'value int 7000',
    'pointer *Node',
    'empty',
    'grid[0] true',
    'grid[1] false',
    'grid[2] true',
    'many [1, 2, 0, 0, …]',
    'b 10',
    'a &b',
    'inside &point+8',
    'run →',
  ]);
  expect(told(frame, 'globals')).toEqual(['count 3']);
});

describe('what is told is what was recorded', () => {
  const source = `package main

type Box struct{ value int }

var kept *Box

func fill(n int) int {
	total := 0
	for i := 0; i < n; i++ {
		kept = &Box{i}
		total += kept.value
	}
	total *= 2
	return total
}

func main() {
	sum := fill(3)
	println(sum)
}
`;

  test('looking back shows the old values', () => {
    const { at, length } = pausedAt(14, source);
    const allocations = Array.from({ length }, (_, index) => at(index + 1)).filter(
      (frame) => frame.event?.event === 'alloc',
    );
    expect(allocations.map((frame) => told(frame, 'fill'))).toEqual(
      [
        ['n 3', 'total 0', 'i 0'],
        ['n 3', 'total 0', 'i 1'],
        ['n 3', 'total 1', 'i 2'],
      ].map((expected) => expect.arrayContaining(expected) as string[]),
    );
    expect(told(at(length), 'fill')).toEqual(['n 3', 'total 6']);
    expect(told(at(length), 'main')).toEqual(['sum 0']);
    expect(told(at(length), 'globals')).toEqual(['kept →']);
  });

  test('a variable is told only between its declaration and the end of its block', () => {
    const { at, length } = pausedAt(11, source);
    expect(told(at(length), 'fill')).toEqual(['n 3', 'total 0', 'i 0']);
    const after = pausedAt(14, source);
    expect(told(after.at(after.length), 'fill')).toEqual(['n 3', 'total 6']);
  });
});

test('parts of a variable have names of their own, and one that hides another has a prime', () => {
  const source = `package main

type Pair struct{ left, right *Pair }

func main() {
	var pairs [2]Pair
	x := &Pair{}
	pairs[1].right = x
	if x != nil {
		x := 5
		println(x)
	}
}
`;
  const { at, length } = pausedAt(11, source, { escape: 'heap' });
  expect(told(at(length), 'main')).toEqual([
    'pairs[0].left',
    'pairs[0].right',
    'pairs[1].left',
    'pairs[1].right →',
    'x →',
    'x′ 5',
  ]);
});

test('a closure tells what it has captured, and where a variable lies that moved to the heap', () => {
  const source = `package main

func counter(step int) func() int {
	count := 10
	return func() int {
		count += step
		return count
	}
}

func main() {
	next := counter(2)
	println(next())
}
`;
  const { at, length } = pausedAt(7, source);
  const closure = at(length).roots.at(-1);
  expect(closure?.slots.map(({ name, value }) => `${name} ${value ?? ''}`)).toEqual(
    expect.arrayContaining(['count 12', 'step 2']),
  );
  const before = pausedAt(5, source);
  expect(told(before.at(before.length), 'counter')).toEqual(['step 2', 'count 10 →']);
});

test('a frame that is come back to tells its own variables, before its next statement begins', () => {
  const source = `package main

func double(n int) int {
	return n * 2
}

func main() {
	for i := 3; i < 5; i++ {
		x := double(i)
		println(x)
	}
}
`;
  const { at, length } = pausedAt(10, source);
  expect(told(at(length), 'main')).toEqual(['i 3', 'x 6']);
});

test('a frame that is come back to stands at the line of its call, not at one of the callee', () => {
  const source = `package main

func double(n int) int {
	return n * 2
}

func main() {
	for i := 3; i < 5; i++ {
		x := double(i)
		println(x)
	}
}
`;
  const { at, length } = pausedAt(10, source);
  expect(at(length).roots.map(({ name, line }) => [name, line])).toEqual([
    ['globals', null],
    ['main', 9],
  ]);
});

test('a frame that is being called stands at no line of its caller', () => {
  const source = `package main

func fresh(n int) *int {
	return &n
}

func main() {
	p := fresh(3)
	println(*p)
}
`;
  const { at, length } = pausedAt(9, source);
  const tops = Array.from({ length }, (_, index) => at(index + 1).roots.at(-1));
  const lines = tops.flatMap((top) => (top?.name === 'fresh' ? [top.line] : []));
  expect([...new Set(lines)]).toEqual([null, 4]);
});

test('a slot without a name says whether it is the closure that runs, or waits with its statement', () => {
  const source = `package main

func both(p *int, n int) int { return *p + n }

func fresh() *int { return new(int) }

func main() {
	add := func(n int) func() int {
		return func() int {
			n++
			return n
		}
	}(1)
	println(both(fresh(), add()))
}
`;
  const { at, length } = pausedAt(11, source, { escape: 'heap' });
  const unnamed = at(length).roots.flatMap(({ name, slots }) =>
    slots.filter((slot) => slot.name === '').map(({ holds }) => [name, holds]),
  );
  expect(unnamed).toEqual([
    ['main', 'operand'],
    ['main.func1.1', 'closure'],
  ]);
});
