import { describe, expect, test } from 'vitest';
import { place, type GraphPast } from './placement.ts';

function past(
  objects: number,
  edges: Record<number, number[]>,
  freed: Record<number, number> = {},
): GraphPast {
  const lives = new Map(
    Array.from({ length: objects }, (_, index) => [
      index + 1,
      { object: index + 1, born: index + 1, freed: freed[index + 1] ?? null },
    ]),
  );
  return {
    lives,
    edges: new Map(
      Object.entries(edges).map(([holder, targets]) => [Number(holder), new Set(targets)]),
    ),
  };
}

const at = (column: number, row: number) => ({ column, row });

describe('places in the graph', () => {
  test('a list stands in one line from head to tail, also when it was built from its tail', () => {
    expect([...place(new Map(), past(3, { 1: [2], 2: [3] })).entries()]).toEqual([
      [1, at(0, 0)],
      [2, at(1, 0)],
      [3, at(2, 0)],
    ]);
    expect(place(new Map(), past(3, { 3: [2], 2: [1] }))).toEqual(
      new Map([
        [3, at(0, 0)],
        [2, at(1, 0)],
        [1, at(2, 0)],
      ]),
    );
  });

  test('a cycle stands in one line from its eldest', () => {
    expect(place(new Map(), past(3, { 1: [2], 2: [3, 1], 3: [2] }))).toEqual(
      new Map([
        [1, at(0, 0)],
        [2, at(1, 0)],
        [3, at(2, 0)],
      ]),
    );
  });

  test('the children of a tree stand below one another', () => {
    expect(place(new Map(), past(5, { 1: [2, 3], 2: [4, 5] }))).toEqual(
      new Map([
        [1, at(0, 0)],
        [2, at(1, 0)],
        [4, at(2, 0)],
        [5, at(2, 1)],
        [3, at(1, 2)],
      ]),
    );
  });

  test('a chain longer than the columns goes on below', () => {
    const chain = place(new Map(), past(5, { 1: [2], 2: [3], 3: [4], 4: [5] }), 3);
    expect(chain.get(3)).toEqual(at(2, 0));
    expect(chain.get(4)).toEqual(at(0, 1));
    expect(chain.get(5)).toEqual(at(1, 1));
  });

  test('a place is used again after its owner was reclaimed', () => {
    expect(place(new Map(), past(2, {}, { 1: 1.5 })).get(2)).toEqual(at(0, 0));
    expect(place(new Map(), past(2, {})).get(2)).toEqual(at(0, 1));
  });

  test('an object taken back gives up its place', () => {
    const before = place(new Map(), past(3, {}));
    expect([...place(before, past(2, {})).keys()]).toEqual([1, 2]);
  });
});
