/**
 * A picture of a run for a report or a slide: the heap block by block and the memory over time,
 * painted in the colours of the theme that is on.
 */
import { drawChart } from '../stage/charts/drawing.ts';
import { figuresOf } from '../stage/charts/figures.ts';
import type { Frame, Series } from '../stage/frame.ts';
import { tokenOf } from '../stage/theme.ts';

export interface PictureSubject {
  readonly title: string;
  readonly facts: string;
  readonly frame: Frame;
  readonly series: Series;
  /** Names of the states in the language that is spoken. */
  readonly legend: {
    readonly live: string;
    readonly garbage: string;
    readonly dead: string;
    readonly free: string;
  };
  readonly whole: (value: number) => string;
}

type State = keyof PictureSubject['legend'];

const width = 1200;
const height = 800;
const margin = 48;
const scale = 2;
const map = { top: 150, rows: 8, rowHeight: 32, gap: 6 } as const;
const chartTop = map.top + map.rows * (map.rowHeight + map.gap) + 40;

/** The picture as the bytes of a PNG, 2400 × 1600. */
export async function pictureOf(subject: PictureSubject): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This window can paint no canvas.');
  pen.scale(scale, scale);
  pen.fillStyle = tokenOf('--surface');
  pen.fillRect(0, 0, width, height);
  paintHead(pen, subject);
  paintMap(pen, subject.frame);
  paintLegend(pen, subject.legend);
  paintChart(pen, subject);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('The picture could not be made.');
  return new Uint8Array(await blob.arrayBuffer());
}

function paintHead(pen: CanvasRenderingContext2D, subject: PictureSubject): void {
  pen.fillStyle = tokenOf('--ink');
  pen.font = `600 28px ${tokenOf('--font-text')}`;
  pen.textBaseline = 'alphabetic';
  pen.fillText(subject.title, margin, 72, width - 2 * margin);
  pen.fillStyle = tokenOf('--ink-3');
  pen.font = `400 17px ${tokenOf('--font-text')}`;
  pen.fillText(subject.facts, margin, 102, width - 2 * margin);
}

/** The address space in rows; a block that goes on in the next row is painted in both. */
function paintMap(pen: CanvasRenderingContext2D, frame: Frame): void {
  const rowUnits = frame.heapBytes / map.rows;
  const across = width - 2 * margin;
  const states = new Map(frame.objects.map((object) => [object.id, object.state]));
  const pieces =
    frame.blocks?.map((block) => ({ ...block, state: stateOf(block.object, states) })) ??
    piecesOf(frame);
  for (const piece of pieces) {
    let from = piece.address;
    const end = piece.address + piece.size;
    let isFirst = true;
    while (from < end) {
      const row = Math.min(map.rows - 1, Math.floor(from / rowUnits));
      const to = Math.min(end, row === map.rows - 1 ? end : (row + 1) * rowUnits);
      const x = margin + ((from - row * rowUnits) / rowUnits) * across;
      const breadth = ((to - from) / rowUnits) * across;
      paintPiece(
        pen,
        piece.state,
        x,
        map.top + row * (map.rowHeight + map.gap),
        breadth,
        isFirst ? piece.object : null,
      );
      isFirst = false;
      if (to <= from) break;
      from = to;
    }
  }
}

function stateOf(object: number | null, states: ReadonlyMap<number, string>): State {
  if (object === null) return 'free';
  const state = states.get(object);
  return state === 'garbage' || state === 'dead' ? state : 'live';
}

/** A large heap comes as cells; runs of equal cells are painted as one piece. */
function piecesOf(frame: Frame): { address: number; size: number; object: null; state: State }[] {
  const cells = frame.cells ?? new Uint8Array();
  const size = frame.heapBytes / Math.max(1, cells.length);
  const kinds: readonly State[] = ['free', 'live', 'garbage', 'live', 'live', 'dead', 'live'];
  const pieces: { address: number; size: number; object: null; state: State }[] = [];
  cells.forEach((cell, index) => {
    const state = kinds[cell] ?? 'free';
    const last = pieces.at(-1);
    if (last?.state === state) last.size += size;
    else pieces.push({ address: index * size, size, object: null, state });
  });
  return pieces;
}

function paintPiece(
  pen: CanvasRenderingContext2D,
  state: State,
  x: number,
  y: number,
  breadth: number,
  object: number | null,
): void {
  const inset = breadth > 3 ? 1 : 0;
  const box = { x: x + inset, width: Math.max(0.5, breadth - 2 * inset) };
  pen.fillStyle = tokenOf(`--${state}-fill`);
  pen.fillRect(box.x, y, box.width, map.rowHeight);
  pen.save();
  pen.beginPath();
  pen.rect(box.x, y, box.width, map.rowHeight);
  pen.clip();
  pen.strokeStyle = tokenOf(`--${state}`);
  if (state === 'garbage') hatch(pen, box.x, y, box.width, map.rowHeight);
  if (state === 'free') pen.setLineDash([2, 3]);
  pen.lineWidth = 2;
  pen.strokeRect(box.x, y, box.width, map.rowHeight);
  pen.restore();
  if (object === null) return;
  pen.font = `500 14px ${tokenOf('--font-figures')}`;
  const label = String(object);
  if (pen.measureText(label).width + 8 > box.width) return;
  pen.fillStyle = tokenOf(`--${state}-ink`);
  pen.textAlign = 'center';
  pen.fillText(label, box.x + box.width / 2, y + map.rowHeight / 2 + 5);
  pen.textAlign = 'start';
}

function hatch(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  breadth: number,
  tall: number,
): void {
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = x - tall; at < x + breadth; at += 8) {
    pen.moveTo(at, y + tall);
    pen.lineTo(at + tall, y);
  }
  pen.globalAlpha = 0.45;
  pen.stroke();
  pen.globalAlpha = 1;
}

function paintLegend(pen: CanvasRenderingContext2D, legend: PictureSubject['legend']): void {
  let x = margin;
  const y = map.top - 14;
  pen.font = `400 15px ${tokenOf('--font-text')}`;
  for (const state of Object.keys(legend) as State[]) {
    pen.fillStyle = tokenOf(`--${state}-fill`);
    pen.fillRect(x, y - 13, 16, 14);
    pen.strokeStyle = tokenOf(`--${state}`);
    pen.lineWidth = 1.5;
    pen.strokeRect(x, y - 13, 16, 14);
    pen.fillStyle = tokenOf('--ink-2');
    pen.fillText(legend[state], x + 24, y);
    x += 24 + pen.measureText(legend[state]).width + 28;
  }
}

/** Chart.js sizes itself by what it stands in, so it gets a place outside of the window. */
function paintChart(pen: CanvasRenderingContext2D, subject: PictureSubject): void {
  const place = document.createElement('div');
  place.style.position = 'fixed';
  place.style.left = '-10000px';
  place.style.width = `${width - 2 * margin}px`;
  place.style.height = `${height - chartTop - margin}px`;
  const canvas = document.createElement('canvas');
  place.append(canvas);
  document.body.append(place);
  const length = Math.max(1, subject.series.seq.at(-1) ?? 1);
  const chart = drawChart(
    canvas,
    figuresOf('memory', subject.series, subject.frame.heapBytes),
    length,
    {
      value: subject.whole,
      position: subject.whole,
    },
  );
  chart.mark({ seq: length, life: null });
  pen.drawImage(canvas, margin, chartTop, width - 2 * margin, height - chartTop - margin);
  chart.dispose();
  place.remove();
}
