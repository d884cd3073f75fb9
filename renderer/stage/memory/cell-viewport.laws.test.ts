import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressAt,
  cellLimit,
  gridOf,
  largestCell,
  panned,
  wholeHeap,
  zoomed,
} from './cell-viewport.ts';

const sizes = fc.record({
  width: fc.integer({ min: 40, max: 2000 }),
  height: fc.integer({ min: 40, max: 1400 }),
});
const heaps = fc.integer({ min: 2, max: 2 ** 22 }).map((words) => words * 8);

describe('the viewport of the map of cells', () => {
  test('the whole heap fits, in at most a million cells', () => {
    fc.assert(
      fc.property(sizes, heaps, (size, heap) => {
        const grid = gridOf(wholeHeap(size, heap, 8), size, heap);
        expect([grid.from, grid.to]).toEqual([0, heap]);
        expect(grid.count).toBeLessThanOrEqual(Math.min(cellLimit, grid.columns * grid.rows));
      }),
    );
  });

  test('however one zooms and moves, only addresses of the heap are asked for', () => {
    fc.assert(
      fc.property(
        sizes,
        heaps,
        fc.array(
          fc.tuple(
            fc.constantFrom('in', 'out', 'up', 'down'),
            fc.double({ min: 0, max: 1, noNaN: true }),
          ),
          { maxLength: 40 },
        ),
        (size, heap, moves) => {
          let viewport = wholeHeap(size, heap, 8);
          for (const [kind, share] of moves) {
            const at = Math.floor((share * heap) / 8) * 8;
            viewport =
              kind === 'in' || kind === 'out'
                ? zoomed(viewport, kind === 'in', at, size, heap, 8)
                : panned(viewport, kind === 'up' ? -3 : 3, size, heap);
            const grid = gridOf(viewport, size, heap);
            expect(grid.from).toBeGreaterThanOrEqual(0);
            expect(grid.to).toBeLessThanOrEqual(heap);
            expect(grid.to).toBeGreaterThan(grid.from);
            expect(grid.count).toBeLessThanOrEqual(cellLimit);
            expect(viewport.cellPixels).toBeLessThanOrEqual(largestCell);
          }
        },
      ),
    );
  });

  test('zooming in goes down to a single word, large enough to see, and back out to the whole heap', () => {
    const size = { width: 800, height: 400 };
    const heap = 2 ** 23;
    const whole = wholeHeap(size, heap, 8);
    let viewport = whole;
    for (let step = 0; step < 40; step += 1)
      viewport = zoomed(viewport, true, heap / 2, size, heap, 8);
    expect([viewport.unitsPerCell, viewport.cellPixels]).toEqual([8, largestCell]);
    const grid = gridOf(viewport, size, heap);
    expect(grid.from).toBeLessThanOrEqual(heap / 2);
    expect(grid.to).toBeGreaterThan(heap / 2);
    for (let step = 0; step < 60; step += 1)
      viewport = zoomed(viewport, false, heap / 2, size, heap, 8);
    expect(viewport).toEqual(whole);
  });

  test('a pixel is the address of its cell', () => {
    const viewport = { from: 1600, unitsPerCell: 8, cellPixels: 10 };
    const grid = gridOf(viewport, { width: 200, height: 100 }, 4096);
    expect(addressAt(grid, viewport, 25, 0)).toBe(1616);
    expect(addressAt(grid, viewport, 5, 15)).toBe(1600 + 20 * 8);
    expect(addressAt(grid, viewport, 205, 5)).toBeNull();
  });
});
