import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BlockView } from '../frame.ts';
import { addressText, rowLength, rowsOf } from './address-map.ts';

const heaps = fc
  .array(fc.record({ words: fc.integer({ min: 2, max: 60 }), free: fc.boolean() }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => {
    let address = 0;
    const blocks: BlockView[] = parts.map((part, index) => {
      const block = { address, size: part.words * 8, object: part.free ? null : index + 1 };
      address += block.size;
      return block;
    });
    return { blocks, heap: address };
  });

const borders = fc
  .array(fc.integer({ min: 1, max: 2000 }), { maxLength: 4 })
  .map((words) => words.sort((one, other) => one - other));

describe('the map of addresses', () => {
  test('its rows cover every address once, and every block whole', () => {
    fc.assert(
      fc.property(
        heaps,
        fc.constantFrom(64, 128, 256),
        borders,
        ({ blocks, heap }, length, some) => {
          const starts = some.map((word) => word * 8);
          const covered = new Map<number, number>();
          let next = 0;
          for (const row of rowsOf(blocks, heap, length, true, starts)) {
            expect(row.address).toBe(next);
            const end = row.address + (row.kind === 'folded' ? row.size : row.width * length);
            expect(starts.filter((start) => row.address < start && start < end - 0.5)).toEqual([]);
            if (row.kind === 'folded') {
              next += row.size;
              covered.set(row.block.address, (covered.get(row.block.address) ?? 0) + row.size);
              continue;
            }
            let offset = 0;
            for (const segment of row.segments) {
              expect(segment.start).toBeCloseTo(offset);
              offset += segment.length;
              covered.set(
                segment.block.address,
                (covered.get(segment.block.address) ?? 0) + Math.round(segment.length * length),
              );
            }
            expect(offset).toBeCloseTo(row.width);
            next += Math.round(row.width * length);
          }
          expect(next).toBe(heap);
          expect(covered).toEqual(new Map(blocks.map((block) => [block.address, block.size])));
        },
      ),
    );
  });

  test('a long free block is folded, and the rows around it are not', () => {
    const rows = rowsOf(
      [
        { address: 0, size: 32, object: 1 },
        { address: 32, size: 4064, object: null },
      ],
      4096,
      64,
      true,
    );
    expect(rows.map((row) => [row.kind, row.address])).toEqual([
      ['cells', 0],
      ['folded', 64],
    ]);
  });

  test('small heaps are one row, larger ones a few rows of a round length', () => {
    expect(rowLength(24, 24, 'cells')).toBe(24);
    expect(rowLength(40, 40, 'cells')).toBe(20);
    expect(rowLength(96, 96, 'bytes')).toBe(96);
    expect(rowLength(1024, 1024, 'bytes')).toBe(128);
    expect(rowLength(4096, 4096, 'bytes')).toBe(256);
    expect(rowLength(2 ** 20, 320, 'bytes')).toBe(64);
  });

  test('addresses are written in the unit of the geometry', () => {
    expect(addressText(32, 4096, 'bytes')).toBe('0x020');
    expect(addressText(32, 64, 'cells')).toBe('32');
  });
});
