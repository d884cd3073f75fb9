import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { icnsTypes, toIcns, toIco, toPng } from './image-files.ts';
import { mark, smallMark, toPixels, toSvg } from './mark.ts';

/** Width, height and pixels of a PNG without filters, read back by the format's own rules. */
function readPng(png: Buffer): { width: number; height: number; pixels: Buffer } {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const start = png.indexOf('IDAT') + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const pixels = Buffer.concat(
    Array.from({ length: height }, (_, row) =>
      rows.subarray(row * (width * 4 + 1) + 1, (row + 1) * (width * 4 + 1)),
    ),
  );
  return { width, height, pixels };
}

test('a PNG holds the pixels it was given', () => {
  const pixels = toPixels(smallMark, 16);
  const read = readPng(toPng(pixels, 16));
  expect(read.width).toBe(16);
  expect(read.height).toBe(16);
  expect(Buffer.from(pixels).equals(read.pixels)).toBe(true);
});

test('corners are clear, the tile is opaque, the highlighted block is yellow', () => {
  const pixels = toPixels(mark, 128);
  const at = (x: number, y: number): readonly number[] => [
    ...pixels.subarray((y * 128 + x) * 4, (y * 128 + x) * 4 + 4),
  ];
  expect(at(0, 0)).toEqual([0, 0, 0, 0]);
  expect(at(64, 12)[3]).toBe(255);
  const [red, green, blue] = at(64, 40);
  expect(red).toBeGreaterThan(200);
  expect(green).toBeGreaterThan(150);
  expect(blue).toBeLessThan(120);
});

test('an ico lists each picture at the place where it is', () => {
  const pictures = [16, 256].map((size) => ({ size, png: Buffer.from(`picture of ${size}`) }));
  const ico = toIco(pictures);
  expect(ico.readUInt16LE(4)).toBe(2);
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    expect(ico.readUInt8(entry)).toBe(size % 256);
    const offset = ico.readUInt32LE(entry + 12);
    expect(ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)).equals(png)).toBe(true);
  });
});

test('an icns has an entry of the right size for every type, and says its own length', () => {
  const icns = toIcns((size) => Buffer.from(`picture of ${size}`));
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found: Record<string, string> = {};
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    found[icns.toString('latin1', at, at + 4)] = icns.toString(
      'latin1',
      at + 8,
      at + icns.readUInt32BE(at + 4),
    );
  }
  expect(found).toEqual(
    Object.fromEntries(
      Object.entries(icnsTypes).map(([type, size]) => [type, `picture of ${size}`]),
    ),
  );
});

test('the SVG draws every block', () => {
  expect(toSvg(mark).match(/<rect /g)).toHaveLength(mark.blocks.length);
});
