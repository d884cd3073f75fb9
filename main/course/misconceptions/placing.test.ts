import { expect, test } from 'vitest';
import { Chance } from '../random.ts';
import { buddyHeap, request } from '../question/fragmentation/buddy-heap.ts';
import { mapWithHoles, mapWithNeighbours, requestsFor } from '../question/fits/heap-map.ts';
import { performOperations } from '../scene-runner.ts';
import type { FreeBlock } from './misconception.ts';
import { placeBuddies, powerFor } from './buddies.ts';
import { fitRules, giveBack, placeAll } from './placing.ts';
import { wrongCollector } from './registry.ts';
import { fittingBy, fragmentationBy } from './room-rules.ts';

/** The reference's L4_fits. */
const holes = [
  { address: 0, size: 40 },
  { address: 60, size: 24 },
  { address: 100, size: 64 },
  { address: 190, size: 16 },
];
const requests = [20, 30, 14, 60];

test.each([
  ['first-fit', [0, 100, 20, null]],
  ['next-fit', [0, 100, 130, null]],
  ['best-fit', [60, 0, 190, 100]],
  ['worst-fit', [100, 120, 0, null]],
] as const)('%s places the reference’s requests', (rule, addresses) => {
  expect(placeAll(rule, holes, requests)).toEqual(addresses);
});

test('wrong rules place them elsewhere', () => {
  expect(wrongCollector('high-end')?.places?.('first-fit', holes, requests)).toEqual([
    20,
    134,
    6,
    null,
  ]);
  expect(wrongCollector('no-split')?.places?.('first-fit', holes, requests)).toEqual([
    0,
    100,
    60,
    null,
  ]);
  expect(wrongCollector('first-anyway')?.places?.('best-fit', holes, requests)).toEqual([
    0,
    100,
    20,
    null,
  ]);
  expect(wrongCollector('roomiest')?.places?.('best-fit', holes, requests)).toEqual([
    100,
    120,
    0,
    null,
  ]);
  expect(wrongCollector('M12')?.serves?.(holes, requests)).toEqual(['first-fit', 'best-fit']);
  expect(wrongCollector('best-is-best')?.serves?.(holes, requests)).toEqual(['best-fit']);
});

test('wrong rules merge too much or too little', () => {
  const free = [
    { address: 0, size: 4 },
    { address: 6, size: 3 },
    { address: 20, size: 5 },
  ];
  const freed = { address: 4, size: 2 };
  expect(giveBack(free, freed, { below: true, above: true })).toEqual([
    { address: 0, size: 9 },
    { address: 20, size: 5 },
  ]);
  expect(wrongCollector('above-only')?.frees?.(free, freed)).toEqual([
    { address: 0, size: 4 },
    { address: 4, size: 5 },
    { address: 20, size: 5 },
  ]);
  expect(wrongCollector('never-merges')?.frees?.(free, freed)).toHaveLength(4);
  expect(wrongCollector('M13')?.frees?.(free, freed)).toEqual([{ address: 0, size: 14 }]);
});

const holesAtEnd = (history: ReturnType<typeof performOperations>): readonly FreeBlock[] =>
  (history.frame(history.recording.length).blocks ?? []).flatMap(({ address, size, object }) =>
    object === null ? [{ address, size }] : [],
  );

test('the rules agree with the simulator on random heaps', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const chance = new Chance(seed);
    const map = mapWithHoles(chance, 3);
    const sizes = Array.from({ length: 5 }, () => chance.between(2, 14));
    for (const rule of fitRules) {
      const operations = [...map.operations, ...requestsFor(sizes)];
      const history = performOperations(operations, { ...map.settings, allocator: rule });
      const placed = history.events.flatMap((event) =>
        event.event === 'alloc' && event.op > map.operations.length ? [event.address] : [],
      );
      const foreseen = placeAll(rule, map.holes, sizes);
      const failed = foreseen.indexOf(null);
      expect(placed).toEqual(failed < 0 ? foreseen : foreseen.slice(0, failed));
    }
  }
});

test('merging agrees with the simulator on random heaps', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const map = mapWithNeighbours(new Chance(seed), 3);
    expect(holesAtEnd(performOperations(map.operations, map.settings))).toEqual(map.holes);
  }
});

test('buddies without a machine lie where the machine puts them', () => {
  expect([1, 2, 5, 9, 33].map(powerFor)).toEqual([1, 2, 8, 16, 64]);
  expect(placeBuddies([{ address: 0, size: 64 }], [5, 9, 17, 8])).toEqual([0, 16, 32, 8]);
  expect(placeBuddies([{ address: 0, size: 16 }], [8, 8, 1], 'high')).toEqual([8, 0, null]);
  let heaps = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const chance = new Chance(seed);
    const heap = buddyHeap(chance, 3, chance.between(0, 3));
    if (heap === null) continue;
    heaps++;
    const before = performOperations(heap.operations, heap.settings);
    const blocks = before.frame(before.recording.length).blocks ?? [];
    const cells = chance.between(1, 40);
    const after = performOperations([...heap.operations, request(9, cells)], heap.settings);
    const made = after.frame(after.recording.length).objects.find(({ type }) => type === 'I');
    expect(
      placeBuddies(
        blocks.filter(({ object }) => object === null),
        [cells],
      ),
    ).toEqual([made?.address ?? null]);
  }
  expect(heaps).toBeGreaterThan(50);
});

test('room as wrong rules see it', () => {
  expect(fittingBy.M12(holes, 20)).toBe(7);
  expect(fittingBy['one-per-hole'](holes, 20)).toBe(3);
  expect(fragmentationBy['equal-holes'](holes)).toBe(0.75);
  expect(fragmentationBy['equal-holes']([])).toBe(0);
  expect(fragmentationBy['free-share'](holes, 288)).toBe(0.5);
});
