/**
 * The arrows of the graph. A reference to the next column is one smooth curve; every other one runs in
 * the gaps between columns and rows, so that no arrow crosses an object. Each holder has its own lane
 * in a gap, for two arrows must never lie on one another. All lengths in units of 1/16 rem.
 */
import type { Place } from './placement.ts';

export const sizes = {
  node: { width: 116, height: 52 },
  gap: { column: 58, row: 40 },
  /** The column of frames on the left. */
  roots: { width: 108, header: 24, slot: 24, gap: 14, leftOut: 20 },
  port: 22,
  margin: 18,
  /** Room above the first row for arrows that come back. */
  top: 34,
} as const;

export interface Box {
  readonly x: number;
  readonly y: number;
}

/** A path and the arrow head at its end. */
export interface Route {
  readonly path: string;
  readonly head: string;
  /** Where a label stands, just after the beginning. */
  readonly label: Box;
}

/** Field slots that have a port of their own; the rest share the last. */
export const portLimit = 12;

export function boxOf(place: Place): Box {
  const { node, gap, roots, margin, top } = sizes;
  return {
    x: margin + roots.width + gap.column + place.column * (node.width + gap.column),
    y: top + place.row * (node.height + gap.row),
  };
}

/** Height of field `field` within an object of `count` fields. */
export function portHeight(field: number, count: number): number {
  const ports = Math.max(1, Math.min(count, portLimit));
  return (sizes.node.height * (Math.min(field, ports - 1) + 0.5)) / ports;
}

/** An arrow from a point (on the right side of its holder, which stands in `column`) to an object. */
export function route(
  from: Box,
  column: number,
  row: number | null,
  target: Place,
  lane: number,
): Route {
  const { node, gap } = sizes;
  const to = boxOf(target);
  const middle = to.y + node.height / 2;
  const shift = ((lane % 5) - 2) * 5;
  const label = { x: from.x + sizes.port / 2 + 4, y: from.y - 4 };
  if (column === target.column && row === target.row) return { ...loop(from, to), label };

  if (target.column === column + 1) {
    const entry = middle + clamp((from.y - middle) * 0.12, 14);
    const reach = gap.column * 0.5;
    const tip = { x: to.x - 1, y: entry };
    return {
      path: `M${point(from)}C${point({ x: from.x + reach, y: from.y })} ${point({ x: tip.x - reach, y: entry })} ${point({ x: tip.x - 5, y: entry })}`,
      head: arrow(tip, 'right'),
      label,
    };
  }

  const below =
    row === null || row !== target.row
      ? from.y > to.y + node.height / 2
      : target.column <= column && from.y >= middle;
  const channel = (below ? to.y + node.height + gap.row / 2 : to.y - gap.row / 2) + shift;
  const gutter = from.x + gap.column / 2 - 14 + shift;
  if (target.column > column) {
    const last = to.x - gap.column / 2 + 12 + shift;
    const tip = { x: to.x - 1, y: middle + (below ? 9 : -9) };
    return {
      path: rounded([
        from,
        { x: gutter, y: from.y },
        { x: gutter, y: channel },
        { x: last, y: channel },
        { x: last, y: tip.y },
        { x: tip.x - 5, y: tip.y },
      ]),
      head: arrow(tip, 'right'),
      label,
    };
  }
  const x = to.x + (node.width - sizes.port) / 2 + shift * 2;
  const tip = { x, y: below ? to.y + node.height + 1 : to.y - 1 };
  return {
    path: rounded([
      from,
      { x: gutter, y: from.y },
      { x: gutter, y: channel },
      { x, y: channel },
      { x, y: tip.y + (below ? 5 : -5) },
    ]),
    head: arrow(tip, below ? 'up' : 'down'),
    label,
  };
}

/** A lane for each holder, the same at every moment. */
export function laneOf(object: number, field: number): number {
  return (object * 2 + field * 3) % 5;
}

function loop(from: Box, box: Box): { path: string; head: string } {
  const tip = { x: box.x + sizes.node.width * 0.62, y: box.y - 1 };
  const top = box.y - 26;
  return {
    path: `M${point(from)}C${point({ x: from.x + 34, y: from.y })} ${point({ x: from.x + 26, y: top })} ${point({ x: box.x + sizes.node.width * 0.86, y: top })}S${point({ x: tip.x, y: box.y - 22 })} ${point({ x: tip.x, y: tip.y - 5 })}`,
    head: arrow(tip, 'down'),
  };
}

function arrow(tip: Box, direction: 'right' | 'up' | 'down'): string {
  const length = 8;
  const half = 4;
  if (direction === 'right')
    return `M${point(tip)}L${point({ x: tip.x - length, y: tip.y - half })}L${point({ x: tip.x - length, y: tip.y + half })}Z`;
  const back = direction === 'down' ? -length : length;
  return `M${point(tip)}L${point({ x: tip.x - half, y: tip.y + back })}L${point({ x: tip.x + half, y: tip.y + back })}Z`;
}

/** A line through the points with its corners rounded. */
export function rounded(points: readonly Box[], radius = 12): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${point(first)}`;
  let here = first;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (next === undefined) {
      path += `L${point(corner)}`;
      return;
    }
    const into = Math.min(radius, distance(here, corner) / 2);
    const out = Math.min(radius, distance(corner, next) / 2);
    path += `L${point(toward(corner, here, into))}Q${point(corner)} ${point(toward(corner, next, out))}`;
    here = corner;
  });
  return path;
}

function toward(from: Box, to: Box, length: number): Box {
  const whole = distance(from, to);
  return whole === 0
    ? from
    : {
        x: from.x + ((to.x - from.x) * length) / whole,
        y: from.y + ((to.y - from.y) * length) / whole,
      };
}

function distance(a: Box, b: Box): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function point({ x, y }: Box): string {
  return `${String(Math.round(x * 10) / 10)},${String(Math.round(y * 10) / 10)}`;
}
