import { expect, test } from 'vitest';
import golden from '../golden/golden.json' with { type: 'json' };
import type { Space } from '../space.ts';
import { eventsNamed, extend, nameOf, play } from '../testing/play.ts';
import { Generational } from './generational.ts';

/** root→y1→y4; old and dead O1→y2; old and live O2→y3; y5 free. */
function scene(remembers: boolean) {
  const run = play(
    'alloc o1 O1 8 1\nalloc o2 O2 8 1',
    { heapBytes: 4096, promoteAfter: 1 },
    { collector: (space: Space) => new Generational(space, { remembers }) },
  );
  run.machine.collector.relieve();
  extend(
    run,
    'alloc y y1 8 1\nalloc t y4 8 0\nwrite y 0 t\nalloc t y2 8 0\nwrite o1 0 t\nalloc t y3 8 0\nwrite o2 0 t\nalloc t y5 8 0\nroot t nil\nroot o1 nil',
  );
  const before = run.machine.core.recording.length;
  run.machine.beginOperation(0);
  run.machine.collector.relieve();
  const young = ['y1', 'y2', 'y3', 'y4', 'y5'];
  const alive = (name: string): boolean =>
    Array.from({ length: run.newest }, (_, index) => index + 1).some(
      (object) => nameOf(run.machine, object) === name && run.machine.isAllocated(object),
    );
  return {
    run,
    before,
    survivors: young.filter(alive),
    freed: young.filter((name) => !alive(name)),
  };
}

test('what the roots and the remembered set reach survives a minor collection, nepotism included (L13_minor)', () => {
  const row = golden.L13_minor[0];
  const { run, before, survivors, freed } = scene(true);
  expect(survivors).toEqual(row?.survivors);
  expect(freed).toEqual(row?.freed);
  expect(eventsNamed(run.machine, 'gc-start', before)).toMatchObject([
    { collector: 'generational-minor' },
  ]);
  // Only a major collection finds out that O1, and so y2, is garbage.
  run.machine.beginOperation(0);
  run.machine.collect();
  const left = Array.from({ length: run.newest }, (_, index) => index + 1).filter((object) =>
    run.machine.isAllocated(object),
  );
  expect(left.map((object) => nameOf(run.machine, object))).toEqual(['O2', 'y1', 'y4', 'y3']);
});

test('without the remembered set a live object is lost', () => {
  expect(scene(false).survivors).toEqual(golden.L13_minor[0]?.without_remset);
});

test('the barrier tells once for each old object', () => {
  const { run } = scene(true);
  expect(
    eventsNamed(run.machine, 'barrier').map(({ object, kind }) => [
      nameOf(run.machine, object),
      kind,
    ]),
  ).toEqual([
    ['O1', 'remember'],
    ['O2', 'remember'],
  ]);
});

test('an object is promoted after as many minor collections as the settings say', () => {
  const run = play('alloc a A 8 0', {
    heapBytes: 4096,
    promoteAfter: 3,
    collector: 'generational',
  });
  const { machine } = run;
  const start = machine.core.settings.heapBytes * 0.75;
  const addresses: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    extend(run, 'alloc t T 8 0');
    machine.collector.relieve();
    addresses.push(machine.core.object(1, 0) * 8);
  }
  expect(addresses.map((address) => address >= start)).toEqual([true, true, false]);
});

test('survivors that fill the nursery are promoted before their age when memory runs short', () => {
  const chain = Array.from(
    { length: 12 },
    (_, index) => `alloc t T${index} 8 1\nwrite t 0 l\nroot l t`,
  ).join('\n');
  const run = play(`alloc l L 8 1\n${chain}`, {
    heapBytes: 1024,
    nurseryBytes: 256,
    promoteAfter: 15,
    collector: 'generational',
  });
  const { machine } = run;
  expect(eventsNamed(machine, 'oom')).toEqual([]);
  expect(machine.core.object(1, 0) * 8).toBeLessThan(1024 - 256);
});
