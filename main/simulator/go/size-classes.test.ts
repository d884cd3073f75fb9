import { expect, test } from 'vitest';
import {
  classBytes,
  classPages,
  grownCapacity,
  roundUpToSizeClass,
  sizeClassOf,
} from './size-classes.ts';
import golden from '../golden/golden.json' with { type: 'json' };

test('objects a span holds, with and without pointers (L15_spans)', () => {
  for (const row of golden.L15_spans) {
    const found = sizeClassOf(row.obj, row.pointers);
    expect({
      obj: row.obj,
      pointers: row.pointers,
      cls: found.bytes,
      per_span: found.perSpan,
    }).toEqual(row);
  }
});

test('large objects get whole pages', () => {
  expect(sizeClassOf(32_769, false)).toEqual({ index: 0, bytes: 40_960, pages: 5, perSpan: 1 });
  expect(sizeClassOf(100_000, false).bytes).toBe(106_496);
});

test('an object with pointers above 512 bytes carries a header', () => {
  expect(sizeClassOf(520, true).bytes).toBe(576);
  expect(sizeClassOf(1024, true).bytes).toBe(1152);
  expect(sizeClassOf(1024, false).bytes).toBe(1024);
  expect(sizeClassOf(512, true).bytes).toBe(512);
});

test('every size goes to the smallest class that holds it', () => {
  for (let bytes = 1; bytes <= 32_768; bytes++) {
    const { index } = sizeClassOf(bytes, false);
    expect(classBytes[index]).toBeGreaterThanOrEqual(bytes);
    expect(classBytes[index - 1]).toBeLessThan(bytes);
  }
  expect(classBytes).toHaveLength(68);
  expect(classPages).toHaveLength(68);
});

test('append grows as Go does', () => {
  const grow = (elementBytes: number, hasPointers: boolean, upTo: number): number[] => {
    const seen: number[] = [];
    let capacity = 0;
    for (let length = 1; length <= upTo; length++) {
      if (length <= capacity) continue;
      capacity = grownCapacity(capacity, length, elementBytes, hasPointers);
      seen.push(capacity);
    }
    return seen;
  };
  expect(grow(8, false, 3000)).toEqual([
    1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408,
  ]);
  expect(grow(1, false, 3000)).toEqual([8, 16, 32, 64, 128, 256, 512, 896, 1408, 2048, 3072]);
  expect(roundUpToSizeClass(33)).toBe(48);
});
