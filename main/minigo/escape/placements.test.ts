import { expect, test } from 'vitest';
import type { CheckedProgram } from '../checked.ts';
import { checkProgram } from '../check/program.ts';
import { madeAt } from '../testing/programs.ts';
import { placementsOf, type Placement } from './placements.ts';

function checked(source: string): CheckedProgram {
  const result = checkProgram(source, 'main.go', { escape: 'go' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.program;
}

const program = `package main

type P struct{ x, y int }

func take(v any) bool { return v != nil }

func list(v ...int) int { return len(v) }

func main() {
	n := 7000
	println(take(n))
	println(take(7000))
	println(list(1, 2, 3))
	s := make([]int, 3)
	f := func() int { return n + s[0] }
	g := func() int { return 1 }
	println(f(), g())
	q := &P{3, 4}
	r := new(P)
	println(q.x, r.y)
	println(kept(q.x).x)
}

func kept(x int) *P { return &P{x, x} }
`;

test('what is made and where it lies, variable by variable', () => {
  const { file, ...rest } = checked(program);
  const told = placementsOf({ file, ...rest })
    .filter(({ position }) => file.lineOf(position) > 9)
    .map(
      ({ position, name, isOnHeap, reason }: Placement) =>
        `${file.lineOf(position)} ${name} ${isOnHeap ? 'heap' : 'frame'} ${reason}`,
    );
  expect(told).toEqual([
    '10 n frame stays',
    '11 n heap always-object',
    '13 list(…) heap always-object',
    '14 s frame stays',
    '14 make([]int, 3) heap always-object',
    '15 f frame stays',
    '15 func() int {…} heap always-object',
    '16 g frame stays',
    '18 q frame stays',
    '18 &P{…} frame stays',
    '19 r frame stays',
    '19 new(P) frame stays',
    '24 x frame stays',
    '24 &P{…} heap returned',
  ]);
  expect([...madeAt(program).keys()].sort((a, b) => a - b)).toEqual([11, 13, 14, 15, 24]);
});
