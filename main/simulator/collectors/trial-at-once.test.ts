import fc from 'fast-check';
import { expect, test } from 'vitest';
import { register } from '../layout.ts';
import { Machine } from '../machine.ts';
import type { PointerMap } from '../mutator.ts';
import { defaultSettings } from '../settings.ts';
import { chance } from '../testing/generate.ts';

/** Fields that a header tells and fields that it doesn't, with the words that hold them. */
const maps: readonly { readonly map: PointerMap; readonly words: readonly number[] }[] = [
  { map: { kind: 'prefix', count: 2 }, words: [0, 1] },
  { map: { kind: 'prefix', count: 0 }, words: [] },
  { map: { kind: 'words', offsets: [1, 3] }, words: [1, 3] },
  { map: { kind: 'prefix', count: 9 }, words: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
  { map: { kind: 'repeat', stride: 2, offsets: [1], count: 3 }, words: [1, 3, 5] },
];
const slots = 8;

interface Outcome {
  readonly hash: string;
  readonly freed: readonly number[];
  readonly trials: number;
  readonly restores: number;
  readonly collected: readonly { readonly marked: number; readonly freed: number }[];
}

/** A program that makes cycles of many shapes, with collections now and then. */
function outcomeOf(seed: number, isInterior: boolean, recording: boolean): Outcome {
  const choose = chance(seed);
  const machine = new Machine(
    {
      ...defaultSettings,
      collector: 'refcount-cycles',
      heapBytes: 2 ** 16,
      candidateLimit: 3 + (seed % 40),
    },
    { recording },
  );
  const freed: number[] = [];
  const { space, core } = machine;
  const free = space.free.bind(space);
  space.free = (object) => {
    freed.push(object);
    return free(object);
  };
  const shapes = maps.map(({ map }, index) => machine.defineShape(`S${index}`, 72, map));
  const words = Array.from({ length: slots }, (_, index) => ({ name: `s${index}`, pointer: true }));
  const base = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  for (let step = 0; step < 400; step += 1) {
    machine.beginOperation(step + 1);
    const slot = base + choose(slots);
    const held = machine.slotHigh(slot);
    const other = machine.slotHigh(base + choose(slots));
    const dice = choose(100);
    if (dice < 25) machine.allocate(shapes[choose(shapes.length)] as number, slot);
    else if (dice < 28) machine.collect();
    else if (dice < 38) machine.setSlot(slot, 0, 0);
    else if (held === 0) continue;
    else if (dice < 41) machine.setFinalizer(held, step + 1);
    else if (dice < 44) machine.takeFinalizer(slot);
    else {
      const places = maps[machine.shapeOf(held)]?.words ?? [];
      const place = places[choose(places.length)];
      if (place === undefined) continue;
      const inside = isInterior && dice < 60 ? 1 : 0;
      const target = other === 0 ? 0 : machine.addressOf(other) + inside;
      if (dice < 80) machine.setPointer(held, machine.addressOf(held) + place, target, other);
      else machine.loadPointer(base + choose(slots), held, machine.addressOf(held) + place);
    }
  }
  machine.collect();
  return {
    hash: core.store.hash(),
    freed,
    trials: core.register(register.trials),
    restores: core.register(register.restores),
    collected: core.collections.entries.map((collection) => ({
      marked: collection.marked,
      freed: collection.freed,
    })),
  };
}

test('law: trials that nobody watches come to what the walk comes to, and free in its order', () => {
  let freed = 0;
  let kept = 0;
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, isInterior) => {
      const plain = outcomeOf(seed, isInterior, true);
      expect(outcomeOf(seed, isInterior, false)).toEqual(plain);
      freed += plain.collected.reduce((sum, each) => sum + each.freed, 0);
      kept += plain.restores;
    }),
    { numRuns: 200, seed: 7 },
  );
  // Garbage on cycles, and what cycles that are held keep.
  expect(freed).toBeGreaterThan(1000);
  expect(kept).toBeGreaterThan(1000);
});

/** A ring of a thousand objects that all refer to its first one, nil among their fields; what is left of it, and the hash. */
function starOf(isHeld: boolean, recording: boolean): readonly [number, number, string] {
  const machine = new Machine(
    {
      ...defaultSettings,
      collector: 'refcount-cycles',
      heapBytes: 2 ** 17,
      candidateLimit: 2 ** 20,
    },
    { recording },
  );
  const shape = machine.defineShape('Node', 24, { kind: 'prefix', count: 3 });
  const words = ['centre', 'last', 'made'].map((name) => ({ name, pointer: true }));
  const centre = machine.frameBase(machine.pushFrame(machine.defineFrame('main', words)));
  const last = centre + 1;
  const made = centre + 2;
  const link = (from: number, field: number, to: number): void => {
    const owner = machine.slotHigh(from);
    const address = machine.addressOf(owner) + field;
    machine.setPointer(owner, address, machine.slotLow(to), machine.slotHigh(to));
  };
  machine.beginOperation(1);
  machine.allocate(shape, centre);
  machine.setSlot(last, machine.slotLow(centre), machine.slotHigh(centre));
  for (let index = 0; index < 1000; index += 1) {
    machine.allocate(shape, made);
    link(made, 0, centre);
    link(last, 1, made);
    machine.setSlot(last, machine.slotLow(made), machine.slotHigh(made));
  }
  for (const slot of isHeld ? [last, made] : [last, made, centre]) machine.setSlot(slot, 0, 0);
  machine.collect();
  machine.collect();
  const { core } = machine;
  return [
    core.register(register.freedObjects),
    core.register(register.restores),
    core.store.hash(),
  ];
}

test('an object may be referred to by more than a byte can count', () => {
  expect(starOf(false, false)).toEqual(starOf(false, true));
  expect(starOf(false, false)[0]).toBe(1001);
  expect(starOf(true, false)).toEqual(starOf(true, true));
  expect(starOf(true, false)[0]).toBe(0);
});
