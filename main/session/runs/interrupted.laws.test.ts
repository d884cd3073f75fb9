/** What is interrupted in the middle of a statement stands where it stood before that statement. */
import { describe, expect, test } from 'vitest';
import { checkProgram } from '../../minigo/check/program.ts';
import { compileProgram, ProgramRun } from '../../minigo/program.ts';
import { Interrupted } from '../../simulator/interruption.ts';
import { Machine } from '../../simulator/machine.ts';
import { collectorNames, defaultSettings } from '../../simulator/settings.ts';
import { openRun } from './open.ts';
import { finish, type Done } from './run.ts';

/** A list that is dropped, a ring, arrays that are moved, a map, texts, a collection at the end. */
const program = `package main

import (
	"fmt"
	"runtime"
	"strings"
)

type Node struct {
	next *Node
	value int
}

func list(n int) *Node {
	var head *Node
	for i := range n {
		head = &Node{next: head, value: i}
	}
	return head
}

func main() {
	kept := list(800)
	gone := list(800)
	ring := &Node{}
	ring.next = list(100)
	last := ring
	for last.next != nil {
		last = last.next
	}
	last.next = ring
	gone = nil
	last = nil
	ring = nil
	runtime.GC()
	var array [3000]int
	array[5] = 7
	other := array
	parts := strings.Split(strings.Repeat("ab,", 2000), ",")
	text := strings.Join(parts, "--")
	numbers := map[int]*Node{}
	for i := range 100 {
		numbers[i] = kept
	}
	kept = nil
	numbers = nil
	runtime.GC()
	fmt.Println(len(text), len(parts), other == array, gone == nil, ring == nil)
}
`;

const checked = checkProgram(program, 'main.go', { escape: 'go' });
if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
const image = compileProgram(checked.program);

describe.each(collectorNames.filter((name) => name !== 'manual'))('under %s', (collector) => {
  const loaded = (): { readonly machine: Machine; readonly run: ProgramRun } => {
    const machine = new Machine({ ...defaultSettings, heapBytes: 2 ** 19, collector });
    return { machine, run: new ProgramRun(image, machine) };
  };

  /** Runs until it was asked for the `turn`th time; whether it was interrupted. */
  const isInterrupted = ({ machine, run }: ReturnType<typeof loaded>, turn: number): boolean => {
    let asked = 0;
    try {
      do {
        machine.interruption.watch(() => ++asked >= turn, 0);
      } while (run.run(1_000).kind === 'paused');
      return false;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return true;
    } finally {
      machine.interruption.watch(null);
    }
  };

  test('what an interruption leaves is the state between two statements', () => {
    const whole = loaded();
    expect(isInterrupted(whole, Infinity)).toBe(false);
    let turn = 1;
    for (let part = loaded(); isInterrupted(part, turn); part = loaded()) {
      const { core, timeline } = part.machine;
      const operation = core.recording.operations - 1;
      part.machine.truncate(operation);
      whole.machine.timeline.seekOperation(operation);
      expect(timeline.stateHash()).toBe(whole.machine.timeline.stateHash());
      expect(timeline.length).toBe(whole.machine.timeline.position);
      turn += Math.ceil(turn / 4);
    }
    expect(turn).toBeGreaterThan(5);
  });
});

describe('a run', () => {
  const take = <T>(done: Done<T>): T => {
    if ('fault' in done) throw new Error(JSON.stringify(done.fault));
    return done.ok;
  };
  const text = `package main

import "strings"

func main() {
	text := strings.Repeat("ab", 300000)
	println(len(strings.Split(strings.ToUpper(text), "A")))
}
`;
  const opened = () =>
    take(
      finish(
        openRun(
          'r1',
          { kind: 'program', name: 'main.go', text },
          { ...defaultSettings, heapBytes: 2 ** 25 },
          null,
        ),
      ),
    );

  test('that is stopped in the middle of a statement stands before it and goes on as if it had not been', () => {
    const whole = opened();
    const end = take(finish(whole.control({ kind: 'run' }, [], () => false)));
    const run = opened();
    expect(take(finish(run.control({ kind: 'to-line', line: 7 }, [], () => false)))).toMatchObject({
      status: 'ready',
      operations: 1,
    });
    const stopped = take(finish(run.control({ kind: 'step-over' }, [], () => true)));
    expect(stopped).toMatchObject({ status: 'stopped', line: 7, operations: 1 });
    const again = take(finish(run.control({ kind: 'run' }, [], () => false)));
    expect(again).toEqual(end);
    expect(run.hashAfter(2)).toBe(whole.hashAfter(2));
  });
});
