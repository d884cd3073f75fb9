/**
 * Which addresses the map of cells shows and how large. Zooming in first makes a cell stand for fewer
 * addresses, down to one word, then makes the cells larger, until single blocks can be told apart.
 */

/** A viewport: first address, addresses a cell stands for, pixels of a cell's side. */
export interface Viewport {
  readonly from: number;
  readonly unitsPerCell: number;
  readonly cellPixels: number;
}

export interface MapSize {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Addresses shown: from, to (excluded), in how many cells. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Most cells that are asked for at once. */
export const cellLimit = 1_048_576;
export const largestCell = 32;

/** The whole heap with the largest cells that fit. `word`: the least a cell can stand for. */
export function wholeHeap(size: MapSize, heap: number, word: number): Viewport {
  for (let cellPixels = largestCell; cellPixels >= 1; cellPixels -= 1) {
    const cells = cellsOf(size, cellPixels);
    if (cellPixels === 1 || cells * word >= heap) {
      return {
        from: 0,
        unitsPerCell: Math.max(1, Math.ceil(heap / word / Math.min(cells, cellLimit))) * word,
        cellPixels,
      };
    }
  }
  return { from: 0, unitsPerCell: word, cellPixels: 1 };
}

export function gridOf(viewport: Viewport, size: MapSize, heap: number): Grid {
  const columns = Math.max(1, Math.floor(size.width / viewport.cellPixels));
  const rows = Math.max(1, Math.floor(size.height / viewport.cellPixels));
  const most = Math.min(columns * rows, cellLimit);
  const from = Math.min(viewport.from, Math.max(0, heap - viewport.unitsPerCell));
  const count = Math.max(1, Math.min(most, Math.ceil((heap - from) / viewport.unitsPerCell)));
  return { columns, rows, from, to: Math.min(heap, from + count * viewport.unitsPerCell), count };
}

/** Zooms by one step, keeping the address under (x, y) there as far as rows allow. */
export function zoomed(
  viewport: Viewport,
  inward: boolean,
  at: number,
  size: MapSize,
  heap: number,
  word: number,
): Viewport {
  const whole = wholeHeap(size, heap, word);
  let { unitsPerCell, cellPixels } = viewport;
  if (inward) {
    if (unitsPerCell > word)
      unitsPerCell = Math.max(word, Math.ceil(unitsPerCell / 2 / word) * word);
    else cellPixels = Math.min(largestCell, Math.max(cellPixels + 1, Math.round(cellPixels * 1.5)));
  } else if (cellPixels > whole.cellPixels)
    cellPixels = Math.max(whole.cellPixels, Math.min(cellPixels - 1, Math.round(cellPixels / 1.5)));
  else unitsPerCell = Math.min(whole.unitsPerCell, unitsPerCell * 2);
  if (unitsPerCell === whole.unitsPerCell && cellPixels <= whole.cellPixels) return whole;
  const before = gridOf(viewport, size, heap);
  const share = (at - before.from) / Math.max(1, before.to - before.from);
  const next = { from: 0, unitsPerCell, cellPixels };
  const span = Math.min(cellsOf(size, cellPixels), cellLimit) * unitsPerCell;
  return panned({ ...next, from: at - share * span }, 0, size, heap);
}

/** Moves by a number of rows; the first row begins at a multiple of its length. */
export function panned(viewport: Viewport, rows: number, size: MapSize, heap: number): Viewport {
  const row = Math.max(1, Math.floor(size.width / viewport.cellPixels)) * viewport.unitsPerCell;
  const span = Math.min(cellsOf(size, viewport.cellPixels), cellLimit) * viewport.unitsPerCell;
  const last = Math.max(0, Math.ceil((heap - span) / row) * row);
  const from = Math.round(viewport.from / row + rows) * row;
  return { ...viewport, from: Math.max(0, Math.min(last, from)) };
}

/** The address of the cell at a pixel, or null outside the heap. */
export function addressAt(grid: Grid, viewport: Viewport, x: number, y: number): number | null {
  const column = Math.floor(x / viewport.cellPixels);
  const row = Math.floor(y / viewport.cellPixels);
  if (column < 0 || column >= grid.columns || row < 0) return null;
  const cell = row * grid.columns + column;
  return cell < grid.count ? grid.from + cell * viewport.unitsPerCell : null;
}

function cellsOf(size: MapSize, cellPixels: number): number {
  return (
    Math.max(1, Math.floor(size.width / cellPixels)) *
    Math.max(1, Math.floor(size.height / cellPixels))
  );
}
