import { expect, test } from 'vitest';
import { frameAt } from './frames.ts';
import type { Frame, RootLimits } from './frame.ts';
import { Lifetimes } from './lifetimes.ts';
import { Machine } from './machine.ts';
import { defaultSettings } from './settings.ts';

/** A machine whose thread 0 is `deep` frames deep, and with so many other threads of two frames each. */
function machineOf(deep: number, others: number): Machine {
  const machine = new Machine({ ...defaultSettings, collector: 'none' });
  const shape = (name: string): number => machine.defineFrame(name, [{ name: 'v', pointer: true }]);
  const [call, wait] = [shape('call'), shape('wait')];
  machine.beginOperation(1);
  for (let depth = 0; depth < deep; depth += 1) machine.pushFrame(call);
  for (let thread = 0; thread < others; thread += 1) {
    machine.switchThread(machine.startThread(`worker ${thread + 1}`));
    machine.pushFrame(wait);
    machine.pushFrame(wait);
  }
  return machine;
}

function look(machine: Machine, roots?: RootLimits): Frame {
  return frameAt(machine, new Lifetimes(machine), machine.timeline.length, {
    blockLimit: 0,
    cells: null,
    ...(roots === undefined ? {} : { roots }),
  });
}

test('all frames are listed where nothing is said, however deep', () => {
  const { roots, goroutinesLeftOut } = look(machineOf(150_000, 0));
  expect(roots.filter(({ kind }) => kind === 'frame')).toHaveLength(150_000);
  expect(roots.some(({ leftOut }) => leftOut !== undefined)).toBe(false);
  expect(goroutinesLeftOut).toBe(0);
});

test('of a deep stack the outermost and the innermost frames are listed, and how many lie between', () => {
  const { roots } = look(machineOf(1000, 0), { goroutines: 10, frames: 20 });
  const frames = roots.filter(({ kind }) => kind === 'frame');
  expect(frames).toHaveLength(20);
  expect(frames.map(({ leftOut }) => leftOut ?? 0)).toEqual([
    ...Array<number>(8).fill(0),
    980,
    ...Array<number>(11).fill(0),
  ]);
});

test('a stack at the limit is whole', () => {
  const { roots } = look(machineOf(20, 0), { goroutines: 10, frames: 20 });
  expect(roots.map(({ leftOut }) => leftOut)).toEqual(Array(roots.length).fill(undefined));
});

test('the first goroutines are listed and the one that runs, the others are counted', () => {
  const machine = machineOf(3, 10_000);
  const last = look(machine, { goroutines: 5, frames: 4 });
  const names = (frame: Frame): string[] =>
    frame.roots.filter(({ kind }) => kind === 'goroutine').map(({ name }) => name);
  expect(names(last)).toEqual(['main', 'worker 1', 'worker 2', 'worker 3', 'worker 10000']);
  expect(last.roots.find(({ runs }) => runs === true)?.name).toBe('worker 10000');
  expect(last.goroutinesLeftOut).toBe(9_996);
  // A goroutine that does not run has a quarter of the room.
  expect(last.roots.filter(({ name }) => name === 'call')).toHaveLength(1);
  machine.switchThread(0);
  const first = look(machine, { goroutines: 5, frames: 4 });
  expect(names(first)).toEqual(['main', 'worker 1', 'worker 2', 'worker 3', 'worker 4']);
  expect(first.roots.filter(({ name }) => name === 'call')).toHaveLength(3);
});
