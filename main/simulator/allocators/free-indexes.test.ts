import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AddressRanks } from './address-ranks.ts';
import { SizeIndex } from './size-index.ts';

/** Small sizes meet often; those about 1 024 and above share bins. */
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1020, max: 1030 }),
  fc.integer({ min: 1, max: 2 ** 20 }),
);
const granules = 40_000;
const blocks = fc.uniqueArray(
  fc.record({ start: fc.integer({ min: 0, max: granules - 1 }), size: sizes }),
  { selector: ({ start }) => start, minLength: 1, maxLength: 80 },
);

test('law: blocks by size are found as a search of them all finds them', () => {
  fc.assert(
    fc.property(blocks, fc.array(sizes, { minLength: 1 }), (all, wanted) => {
      const index = new SizeIndex();
      let held: { start: number; size: number }[] = [];
      const check = (): void => {
        expect(index.largest).toBe(Math.max(0, ...held.map(({ size }) => size)));
        for (const size of wanted) {
          const [best] = held
            .filter((block) => block.size >= size)
            .sort((one, other) => one.size - other.size || one.start - other.start);
          expect(index.bestFit(size)).toBe(best?.start ?? -1);
        }
      };
      for (const block of all) {
        index.insert(block.start, block.size);
        held.push(block);
        const next = block.start;
        if (next % 3 === 0) {
          const gone = held[next % held.length] as { start: number; size: number };
          index.remove(gone.start, gone.size);
          held = held.filter((other) => other !== gone);
        }
        check();
      }
      for (const { start, size } of held.splice(0)) index.remove(start, size);
      check();
    }),
  );
});

test('what is not in the index cannot be taken out of it', () => {
  const index = new SizeIndex();
  index.insert(3, 5);
  expect(() => index.remove(4, 5)).toThrow(RangeError);
  expect(() => index.remove(3, 6)).toThrow(RangeError);
});

test('law: as many starts are below an address as there are', () => {
  fc.assert(
    fc.property(blocks, fc.array(fc.integer({ min: 0, max: granules - 1 })), (all, asked) => {
      const ranks = new AddressRanks(granules);
      const held = new Set<number>();
      const check = (): void => {
        expect(ranks.length).toBe(held.size);
        for (const start of asked)
          expect(ranks.rank(start)).toBe([...held].filter((other) => other < start).length);
      };
      for (const { start } of all) {
        ranks.insert(start);
        held.add(start);
      }
      check();
      for (const { start, size } of all) {
        if (size % 2 === 0) {
          ranks.remove(start);
          held.delete(start);
        } else if (!held.has((start + size) % granules)) {
          ranks.replace(start, (start + size) % granules);
          held.delete(start);
          held.add((start + size) % granules);
        }
      }
      check();
      ranks.clear();
      held.clear();
      check();
    }),
  );
});
