import { describe, expect, test } from 'vitest';
import { frameAt } from './frames.ts';
import { Lifetimes } from './lifetimes.ts';
import { Machine } from './machine.ts';
import { metricsOf } from './metrics.ts';
import { ScriptRun } from './script-run.ts';
import { parseScript } from './script.ts';
import { defaultSettings } from './settings.ts';
import type { HeapSettings } from './settings.ts';
import { play } from './testing/play.ts';

function runOf(text: string) {
  const run = new ScriptRun({ ...defaultSettings, heapBytes: 1024, collector: 'none' });
  const script = parseScript(text);
  if (!script.ok) throw new Error(script.problems.map((problem) => problem.expected).join());
  run.performAll(script.lines);
  return run.machine;
}

describe('a frame of a heap with more blocks than are wanted', () => {
  // Ten objects of 24 bytes each and the free rest: eleven blocks.
  const machine = runOf('alloc a Node 16 0\n'.repeat(10));
  const lifetimes = new Lifetimes(machine);
  const look = (blockLimit: number, cells: { from: number; to: number; count: number } | null) =>
    frameAt(machine, lifetimes, machine.timeline.length, { blockLimit, cells });

  test('is cells, without blocks, while the part that is shown holds too many', () => {
    const frame = look(4, { from: 0, to: 1024, count: 128 });
    expect([frame.blocks, frame.objects.length, frame.cells?.length]).toEqual([null, 0, 128]);
  });

  test('lists the blocks that touch a small part, beside the cells', () => {
    const frame = look(4, { from: 40, to: 80, count: 5 });
    expect(frame.blocks?.map((block) => [block.address, block.object])).toEqual([
      [24, 2],
      [48, 3],
      [72, 4],
    ]);
    expect(frame.objects.map((object) => object.id)).toEqual([2, 3, 4]);
    expect(frame.cells?.length).toBe(5);
  });

  test('is all its blocks and no cells where they are few enough', () => {
    const frame = look(11, { from: 0, to: 1024, count: 128 });
    expect([frame.blocks?.length, frame.cells]).toEqual([11, null]);
  });
});

test('a new thread takes the lowest id that is free, among ten thousand, before and after a cut', () => {
  const machine = new Machine(defaultSettings);
  const start = (): number => machine.startThread('worker');
  machine.beginOperation(1);
  expect(Array.from({ length: 10_000 }, start)).toEqual(
    Array.from({ length: 10_000 }, (_, index) => index + 1),
  );
  machine.beginOperation(2);
  for (const thread of [7000, 3, 500]) machine.endThread(thread);
  machine.beginOperation(3);
  expect([start(), start(), start(), start()]).toEqual([3, 500, 7000, 10_001]);
  machine.truncate(2);
  machine.beginOperation(3);
  expect([start(), start()]).toEqual([3, 500]);
  machine.truncate(1);
  machine.beginOperation(2);
  expect(start()).toBe(10_001);
});

test('mark/cons is what collections marked or copied, over what was allocated', () => {
  const script = `root l nil\n${'alloc t T 8 1\nwrite t 0 l\nroot l t\n'.repeat(10)}root t nil\n`;
  const ratio = (collector: HeapSettings['collector']): number => {
    const { machine } = play(`${script}gc\ngc\nroot l nil\ngc`, { collector, heapBytes: 4096 });
    return metricsOf(machine, new Lifetimes(machine)).markCons;
  };
  // Ten blocks live in two of three collections.
  expect(ratio('mark-sweep')).toBe(2);
  expect(ratio('semispace')).toBe(2);
  expect(ratio('mark-compact')).toBe(2);
  expect(ratio('refcount')).toBe(0);
});

test('of a long output the last lines are told, and that there were others', () => {
  const machine = new Machine(defaultSettings);
  const look = () =>
    frameAt(machine, new Lifetimes(machine), machine.timeline.length, {
      blockLimit: 0,
      cells: null,
    });
  machine.beginOperation(1);
  machine.write('the first line\n');
  expect(look()).toMatchObject({ output: 'the first line\n', outputIsCut: false });
  for (let line = 0; line < 6; line += 1) machine.write(`${'x'.repeat(19_999)}\n`);
  const { output, outputIsCut } = look();
  expect(outputIsCut).toBe(true);
  expect(output).toBe(`${'x'.repeat(19_999)}\n`.repeat(3));
});

test.each([
  ['semispace', ['half', 'reserve'], ['reserve', 'half'], ['copied-from', 'copied-to']],
  [
    'generational',
    ['old', 'nursery', 'nursery-reserve'],
    ['old', 'nursery-reserve', 'nursery'],
    ['old', 'nursery-from', 'nursery-to'],
  ],
] as const)(
  'the parts that %s keeps apart cover the heap and change places',
  (collector, before, after, amid) => {
    const { machine } = play('alloc a Node 16 1\nalloc a Node 16 1\ngc', {
      collector,
      heapBytes: 1024,
      promoteAfter: 15,
    });
    const lifetimes = new Lifetimes(machine);
    const look = (seq: number) =>
      frameAt(machine, lifetimes, seq, { blockLimit: 100, cells: null }).regions;
    const names = (seq: number): readonly string[] => look(seq).map(({ name }) => name);
    const { length } = machine.timeline;
    expect(names(0)).toEqual(before);
    expect(names(length)).toEqual(after);
    const seen = Array.from({ length: length + 1 }, (_, seq) => names(seq).join());
    expect(seen).toContain(amid.join());
    let end = 0;
    for (const region of look(length)) {
      expect(region.address).toBe(end);
      end += region.size;
    }
    expect(end).toBe(1024);
  },
);
