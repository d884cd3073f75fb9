import { expect, test } from 'vitest';
import { paintCells, pixelOf } from './cell-colours.ts';

test('a token becomes the bytes red, green, blue, opaque', () => {
  expect([...new Uint8Array(new Uint32Array([pixelOf(' #0072b2')]).buffer)]).toEqual([
    0x00, 0x72, 0xb2, 255,
  ]);
});

test('each cell gets the pixel of its kind, and the rest of the canvas is cleared', () => {
  const pixels = new Uint32Array([9, 9, 9, 9]);
  paintCells(new Uint8Array([1, 0, 2]), new Uint32Array([10, 11, 12]), pixels);
  expect([...pixels]).toEqual([11, 10, 12, 0]);
});
