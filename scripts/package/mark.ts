/** A rounded rectangle of the mark, on the grid of its drawing. */
export interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Colours at the top and at the bottom edge, as `#rrggbb`. */
  readonly top: string;
  readonly bottom: string;
}

/** A drawing: a square grid and the blocks on it, from back to front. */
export interface Drawing {
  readonly grid: number;
  readonly blocks: readonly Block[];
}

const sky = { top: '#0b7cbd', bottom: '#00497a' };
const paper = { top: '#ffffff', bottom: '#f1f0ea' };
const shade = { top: '#a9d3ee', bottom: '#8cc2e4' };
const light = { top: '#ffd84d', bottom: '#f2bf12' };

function row(
  y: number,
  height: number,
  radius: number,
  spans: readonly (readonly [number, number, typeof paper])[],
): readonly Block[] {
  return spans.map(([x, width, colours]) => ({ x, y, width, height, radius, ...colours }));
}

/**
 * The mark of Heapwise: blocks of a heap, tiled as an allocator leaves them, and the one that is
 * looked at.
 */
export const mark: Drawing = {
  grid: 512,
  blocks: [
    { x: 24, y: 24, width: 464, height: 464, radius: 108, ...sky },
    ...row(118, 84, 18, [[206, 100, light]]),
    ...row(214, 84, 18, [
      [146, 84, paper],
      [242, 124, shade],
    ]),
    ...row(310, 84, 18, [
      [92, 116, paper],
      [220, 72, shade],
      [304, 116, paper],
    ]),
  ],
};

/** The same for 16, 24 and 32 pixels: every edge on a whole pixel of the smallest. */
export const smallMark: Drawing = {
  grid: 16,
  blocks: [
    { x: 0, y: 0, width: 16, height: 16, radius: 3.5, ...sky },
    ...row(3, 3, 0.6, [[6, 4, light]]),
    ...row(7, 3, 0.6, [
      [4, 3, paper],
      [8, 4, shade],
    ]),
    ...row(11, 3, 0.6, [
      [2, 4, paper],
      [7, 2, shade],
      [10, 4, paper],
    ]),
  ],
};

/** The drawing as SVG. */
export function toSvg(drawing: Drawing): string {
  const colours = [...new Set(drawing.blocks.map(({ top, bottom }) => `${top} ${bottom}`))];
  const gradients = colours.map((pair, index) => {
    const [top, bottom] = pair.split(' ');
    return `<linearGradient id="c${index}" x2="0" y2="1"><stop stop-color="${top ?? ''}"/><stop offset="1" stop-color="${bottom ?? ''}"/></linearGradient>`;
  });
  const shapes = drawing.blocks.map(
    ({ x, y, width, height, radius, top, bottom }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="url(#c${colours.indexOf(`${top} ${bottom}`)})"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawing.grid} ${drawing.grid}">`,
    `  <defs>${gradients.join('')}</defs>`,
    ...shapes.map((shape) => `  ${shape}`),
    '</svg>',
    '',
  ].join('\n');
}

/** The drawing as `size` × `size` pixels of red, green, blue and alpha, edges smoothed. */
export function toPixels(drawing: Drawing, size: number): Uint8Array {
  const scale = drawing.grid / size;
  const pixels = new Float64Array(size * size * 4);
  for (const block of drawing.blocks) {
    const top = colour(block.top);
    const bottom = colour(block.bottom);
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        const x = (column + 0.5) * scale;
        const y = (row + 0.5) * scale;
        const coverage = Math.min(1, Math.max(0, 0.5 - distance(block, x, y) / scale));
        if (coverage === 0) continue;
        const down = Math.min(1, Math.max(0, (y - block.y) / block.height));
        const at = (row * size + column) * 4;
        const before = pixels[at + 3] ?? 0;
        const alpha = coverage + before * (1 - coverage);
        for (let channel = 0; channel < 3; channel += 1) {
          const from = top[channel] ?? 0;
          const own = from + ((bottom[channel] ?? 0) - from) * down;
          const under = pixels[at + channel] ?? 0;
          pixels[at + channel] = (own * coverage + under * before * (1 - coverage)) / alpha;
        }
        pixels[at + 3] = alpha;
      }
    }
  }
  return Uint8Array.from(pixels, (value, index) =>
    Math.round(index % 4 === 3 ? value * 255 : value),
  );
}

/** Distance of a point from the edge of a block; negative inside. */
function distance(block: Block, x: number, y: number): number {
  const dx = Math.abs(x - block.x - block.width / 2) - block.width / 2 + block.radius;
  const dy = Math.abs(y - block.y - block.height / 2) - block.height / 2 + block.radius;
  const outside = Math.hypot(Math.max(dx, 0), Math.max(dy, 0));
  return outside + Math.min(Math.max(dx, dy), 0) - block.radius;
}

function colour(hex: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
