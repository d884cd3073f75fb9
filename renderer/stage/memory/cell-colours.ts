/** Bytes of cells to pixels. */

/** Meanings of a cell's byte, in the order of their codes. */
export const cellKinds = ['free', 'live', 'garbage', 'grey', 'black', 'dead', 'mixed'] as const;
export type CellKind = (typeof cellKinds)[number];

/** The token each kind is painted with; `mixed` lies between live and free. */
export const cellTokens: Readonly<Record<CellKind, string>> = {
  free: '--free-fill',
  live: '--live',
  garbage: '--garbage',
  grey: '--grey-fill',
  black: '--black-fill',
  dead: '--dead',
  mixed: '--live-fill',
};

/** `#rrggbb` as the four bytes of a pixel, in the order of memory. */
export function pixelOf(colour: string): number {
  const value = Number.parseInt(colour.trim().replace('#', '').slice(0, 6), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Paints cells into pixels; what is beyond the cells stays transparent. */
export function paintCells(cells: Uint8Array, palette: Uint32Array, pixels: Uint32Array): void {
  const count = Math.min(cells.length, pixels.length);
  for (let index = 0; index < count; index += 1) pixels[index] = palette[cells[index] ?? 0] ?? 0;
  pixels.fill(0, count);
}
