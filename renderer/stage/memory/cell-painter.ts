/** Worker: paints cells on a canvas of one pixel a cell, so that the window never waits for it. */
import { paintCells } from './cell-colours.ts';

export type PainterMessage =
  | { readonly kind: 'canvas'; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'palette'; readonly palette: Uint32Array }
  | {
      readonly kind: 'cells';
      readonly cells: Uint8Array;
      readonly columns: number;
      readonly rows: number;
    };

let canvas: OffscreenCanvas | null = null;
let palette = new Uint32Array(8);
let image: ImageData | null = null;

self.onmessage = (message: MessageEvent<PainterMessage>): void => {
  const { data } = message;
  if (data.kind === 'canvas') canvas = data.canvas;
  else if (data.kind === 'palette') palette = new Uint32Array(data.palette);
  else paint(data.cells, data.columns, data.rows);
};

function paint(cells: Uint8Array, columns: number, rows: number): void {
  const context = canvas?.getContext('2d');
  if (canvas === null || context === null || context === undefined) return;
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  // The picture is kept between frames: making a megabyte anew for each of them costs more than painting.
  if (image?.width !== columns || image.height !== rows)
    image = context.createImageData(columns, rows);
  paintCells(cells, palette, new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
}
