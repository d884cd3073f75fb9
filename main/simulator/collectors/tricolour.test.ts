import { describe, expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import { phase, register } from '../layout.ts';
import { Machine } from '../machine.ts';
import { defaultSettings } from '../settings.ts';
import type { BarrierName } from '../settings.ts';
import { eventsNamed, extend, nameOf, play } from '../testing/play.ts';
import { Tricolour } from './tricolour.ts';

interface Scene {
  readonly barrier: BarrierName;
  readonly rescan?: boolean;
  /** Scan the stack before the mutator goes on (else only the globals). */
  readonly stackBlack?: boolean;
}

/** s→A, g→B, B.f=C; marking has begun: A is black (if the stack is), B is grey, C is white. */
function scene({ barrier, rescan, stackBlack = true }: Scene) {
  let collector: Tricolour | undefined;
  const run = play(
    'alloc @g B 16 1\nalloc c C 16 0\nwrite @g 0 c\nroot c nil\nalloc s A 16 1',
    { barrier, markBudget: 0, markOrder: 'breadth' },
    {
      collector: (space) =>
        (collector = new Tricolour(space, rescan === undefined ? {} : { rescan })),
    },
  );
  const [b, c, a] = [1, 2, 3];
  const { machine } = run;
  machine.beginOperation(0);
  machine.request();
  // Two root jobs, then one object: with a stack, that on top of it; here A, by taking the newest.
  if (barrier !== 'yuasa')
    while (machine.core.register(register.own) <= (stackBlack ? 1 : 0)) collector?.work(1);
  return { run, machine, collector, a, b, c };
}

function colourOf(machine: ReturnType<typeof scene>['machine'], object: number): string {
  if (machine.core.isScanned(object)) return 'black';
  return machine.core.isMarked(object) ? 'grey' : 'white';
}

function finish({ machine, collector, c }: ReturnType<typeof scene>): {
  colour: string;
  lost: boolean;
} {
  while (machine.core.register(register.phase) === phase.mark) collector?.work(1);
  const colour = colourOf(machine, c);
  const lost = eventsNamed(machine, 'fault').some(
    (fault) => fault.kind === 'lost-object' && fault.object === c,
  );
  while (machine.core.register(register.phase) !== phase.none) collector?.work(1);
  return { colour, lost };
}

const shortNames: Record<string, string> = { insertion: 'ins', deletion: 'del', revert: 'revert' };

/** Blackens A by hand where the scenario has it black while B is still grey. */
function blackenFirst(it: ReturnType<typeof scene>): void {
  const { machine, collector, a, b } = it;
  // The queue is B, A: with the order of the scenario A is scanned first.
  const { store } = machine.core;
  const head = machine.core.register(register.own + 7);
  const queue = [store.get(8, head), store.get(8, head + 1)];
  expect(queue).toEqual([b, a]);
  store.set(8, head, a);
  store.set(8, head + 1, b);
  collector?.work(1);
  expect([colourOf(machine, a), colourOf(machine, b)]).toEqual(['black', 'grey']);
}

describe('moving the only reference from a grey to a black object (L14_move)', () => {
  test.each(golden.L14_move)('$barrier, stack black: $stack_black', (row) => {
    const it = scene({
      barrier: row.barrier as BarrierName,
      rescan: row.rescan,
      stackBlack: row.stack_black,
    });
    if (row.stack_black) blackenFirst(it);
    extend(it.run, 'read t @g 0\nwrite s 0 t\nwrite @g 0 nil\nroot t nil');
    const shades = eventsNamed(it.machine, 'barrier').map(({ kind, object }) => [
      shortNames[kind],
      nameOf(it.machine, object),
    ]);
    const { colour, lost } = finish(it);
    expect({ shades, C: colour, lost: lost || !it.machine.isAllocated(it.c) }).toEqual({
      shades: row.shades.filter(([kind]) => kind !== undefined),
      C: row.C,
      lost: row.lost,
    });
  });
});

describe('hiding an object in a stack that was scanned (L14_hide)', () => {
  test.each(golden.L14_hide)('$barrier, scanned again: $rescan', (row) => {
    const it = scene({ barrier: row.barrier as BarrierName, rescan: row.rescan });
    blackenFirst(it);
    extend(it.run, 'read t @g 0\nwrite @g 0 nil');
    expect(finish(it).colour).toBe(row.C);
    expect(it.machine.isAllocated(it.c)).toBe(!row.lost);
  });
});

describe('cutting the only reference floats under a snapshot (L14_float)', () => {
  test.each(golden.L14_float)('$barrier', (row) => {
    const it = scene({ barrier: row.barrier as BarrierName });
    blackenFirst(it);
    extend(it.run, 'write @g 0 nil');
    expect(finish(it).colour).toBe(row.C);
    expect(it.machine.isAllocated(it.c)).toBe(row.floating);
    if (row.floating) {
      it.machine.collect();
      expect(it.machine.isAllocated(it.c)).toBe(false);
    }
  });
});

test('a cycle goes on over many operations, each with a short pause, and new objects survive it', () => {
  const chain = Array.from(
    { length: 30 },
    (_, index) => `alloc t T${index} 8 1\nwrite t 0 l\nroot l t`,
  ).join('\n');
  const run = play(`alloc l L 8 1\n${chain}\ngc`, {
    collector: 'tricolour',
    markBudget: 2,
    heapBytes: 4096,
  });
  const { machine } = run;
  expect(machine.core.register(register.phase)).toBe(phase.mark);
  extend(run, Array.from({ length: 80 }, () => 'alloc n N 8 1').join('\n'));
  const [end] = eventsNamed(machine, 'gc-end');
  expect(end?.marked).toBe(31);
  expect(end?.pause).toBeLessThan(12);
  expect(machine.core.pauses.entries.length).toBeGreaterThan(10);
});

test('memory that runs short ends the cycle at once', () => {
  const run = play('alloc a A 100 0\nroot a nil\ngc\nalloc b B 100 0\nalloc c C 100 0', {
    collector: 'tricolour',
    markBudget: 0,
    heapBytes: 256,
  });
  expect(eventsNamed(run.machine, 'oom')).toEqual([]);
  expect(eventsNamed(run.machine, 'free')).toHaveLength(1);
});

test('a sweep goes on behind all that is merged, for the mutator may use it before long', () => {
  // The sweep has come to b; a, b and what is free above merge into one block, which `big` takes whole.
  const run = play(
    'alloc a A 8 0\nalloc b B 8 0\nalloc c C 24 0\nroot c nil\ngc\ngc\nroot a nil\nroot b nil\ngc\nroot a nil\nroot a nil\nalloc big A 100 0\nroot a nil\nroot a nil\ngc',
    { collector: 'tricolour', allocator: 'buddy', heapBytes: 128, markBudget: 1 },
  );
  expect(eventsNamed(run.machine, 'alloc').at(-1)).toMatchObject({ address: 0, size: 128 });
  expect(run.machine.isAllocated(4)).toBe(true);
});

describe('stacks of several threads under the hybrid barrier', () => {
  /** Thread 1 has ended and been scanned; thread 2 alone holds a white object. */
  function threads() {
    const machine = new Machine({ ...defaultSettings, collector: 'tricolour', markBudget: 0 });
    const frame = machine.defineFrame('f', [{ name: 'x', pointer: true }]);
    machine.pushFrame(frame);
    const ended = machine.startThread('ended');
    machine.switchThread(ended);
    machine.pushFrame(frame);
    const holding = machine.startThread('holding');
    machine.switchThread(holding);
    const slot = machine.frameBase(machine.pushFrame(frame));
    machine.beginOperation(1);
    const shape = machine.defineShape('Node', 8, { kind: 'prefix', count: 1 });
    const object = machine.allocate(shape, slot);
    const { collector } = machine;
    if (!(collector instanceof Tricolour)) throw new Error('the collector is another one');
    machine.request();
    // Root jobs: the globals, thread 0 and thread 1 are done, thread 2 is not.
    while (machine.core.register(register.own) < 3) collector.work(1);
    expect(machine.core.register(register.own)).toBe(3);
    return { machine, collector, ended, holding, slot, object, frame };
  }

  test('a new thread that gets the number of one that was scanned is scanned itself', () => {
    const { machine, collector, ended, holding, slot, object, frame } = threads();
    machine.endThread(ended);
    expect(machine.startThread('new')).toBe(ended);
    machine.switchThread(ended);
    const to = machine.frameBase(machine.pushFrame(frame));
    machine.setSlot(to, machine.addressOf(object), object);
    machine.switchThread(holding);
    machine.setSlot(slot, 0, 0);
    machine.request();
    expect(machine.core.register(register.phase)).toBe(phase.none);
    expect([collector.name, machine.isAllocated(object)]).toEqual(['tricolour', true]);
  });

  test('what a grey stack hands to a black one is shaded', () => {
    const { machine, slot, object } = threads();
    const to = machine.frameBase(machine.topFrame(0));
    machine.setSlot(to, machine.addressOf(object), object);
    machine.setSlot(slot, 0, 0);
    expect(eventsNamed(machine, 'barrier')).toMatchObject([{ object, kind: 'insertion' }]);
    machine.request();
    expect(machine.isAllocated(object)).toBe(true);
  });
});
