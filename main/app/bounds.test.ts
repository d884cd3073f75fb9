import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { backgroundOf, fitBounds } from './bounds.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };

test('the first window has its own size and the system places it', () => {
  expect(fitBounds(null, [display])).toEqual({ size: { width: 1280, height: 820 }, place: null });
});

test('a window comes back where it was', () => {
  const remembered = { x: 200, y: 100, width: 1300, height: 900, maximised: false };
  expect(fitBounds(remembered, [display])).toEqual({
    size: { width: 1300, height: 900 },
    place: { x: 200, y: 100 },
  });
});

test('a window whose display is gone is placed by the system', () => {
  const remembered = { x: 5000, y: 100, width: 1300, height: 900, maximised: false };
  expect(fitBounds(remembered, [display]).place).toBeNull();
});

test('a window half outside is drawn in, and one larger than the display is cut to it', () => {
  const remembered = { x: 1700, y: -40, width: 4000, height: 3000, maximised: false };
  expect(fitBounds(remembered, [display])).toEqual({
    size: { width: 1920, height: 1080 },
    place: { x: 0, y: 0 },
  });
});

test('nothing is smaller than the smallest window', () => {
  const remembered = { x: 0, y: 0, width: 10, height: 10, maximised: false };
  expect(fitBounds(remembered, [{ x: 0, y: 0, width: 800, height: 600 }]).size).toEqual({
    width: 1024,
    height: 700,
  });
});

test('the empty window has the colour of the page that comes into it', async () => {
  const tokens = await readFile(
    new URL('../../renderer/design/tokens.css', import.meta.url),
    'utf8',
  );
  const papers = [...tokens.matchAll(/--paper: (#[0-9a-f]{6});/g)].map((match) => match[1]);
  expect(papers).toEqual([backgroundOf(false), backgroundOf(true)]);
});
