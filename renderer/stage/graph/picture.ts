/** All that the graph draws of one moment, as plain values: objects, traces, frames, arrows. */
import type { Changes } from '../changes.ts';
import { depthsOf, edgesOf, holderKey, rootHolders, type Edge } from '../edges.ts';
import type { Frame, ObjectView, SlotView } from '../frame.ts';
import type { Placement } from './placement.ts';
import { boxOf, laneOf, portHeight, route, sizes, type Box, type Route } from './routing.ts';

export interface Node extends Box {
  readonly object: ObjectView;
}

/** What is left of an object that was reclaimed: fainter the longer ago. */
export interface Trace extends Box {
  readonly object: number;
  /** 0 … 1, where 1 has just been freed. */
  readonly strength: number;
}

export interface RootCard extends Box {
  readonly depth: number;
  readonly key: string;
  readonly name: string;
  readonly kind: Frame['roots'][number]['kind'];
  readonly slots: readonly (SlotView & { readonly key: string })[];
  /** Frames between this one and the card above it that are not drawn. */
  readonly leftOut: number;
  readonly height: number;
}

export interface Arrow extends Route {
  readonly key: string;
  readonly edge: Edge;
  readonly kind: 'root' | 'field';
  /** `cut` is no longer there; it is shown for the moment that cut it. */
  readonly change: 'none' | 'stored' | 'cut';
  /** Field number as a label, where an object has several. */
  readonly text: string | null;
}

export interface Picture {
  readonly nodes: readonly Node[];
  readonly traces: readonly Trace[];
  readonly cards: readonly RootCard[];
  readonly arrows: readonly Arrow[];
  readonly width: number;
  readonly height: number;
}

/** Operations after which the trace of a reclaimed object is gone. */
export const traceLength = 8;

interface Past {
  readonly lives: ReadonlyMap<number, { readonly born: number; readonly freed: number | null }>;
  readonly ends: readonly number[];
}

export function pictureOf(
  frame: Frame,
  placement: Placement,
  changes: Changes,
  past: Past,
): Picture {
  const nodes: Node[] = [];
  const byId = new Map<number, Node>();
  for (const object of frame.objects) {
    const place = placement.get(object.id);
    if (place === undefined) continue;
    const node = { object, ...boxOf(place) };
    nodes.push(node);
    byId.set(object.id, node);
  }
  const cards = cardsOf(frame);
  const arrows: Arrow[] = [];
  const draw = (edge: Edge, change: Arrow['change']): void => {
    const arrow = arrowOf(edge, change, cards, placement, frame);
    if (arrow !== null) arrows.push(arrow);
  };
  for (const edge of changes.cut)
    if (byId.has(edge.target) && (edge.holder.kind === 'root' || byId.has(edge.holder.object)))
      draw(edge, 'cut');
  for (const edge of edgesOf(frame))
    if (byId.has(edge.target)) draw(edge, changes.stored.has(edge.key) ? 'stored' : 'none');

  // The frame of the picture is that of the whole run, so that it doesn't grow and shrink as one steps.
  let columns = 0;
  let rows = 0;
  for (const place of placement.values()) {
    columns = Math.max(columns, place.column + 1);
    rows = Math.max(rows, place.row + 1);
  }
  const corner = boxOf({ column: columns, row: rows });
  const last = cards.at(-1);
  return {
    nodes,
    traces: tracesOf(frame, placement, past, nodes),
    cards,
    arrows,
    width:
      Math.max(corner.x - sizes.gap.column, sizes.margin + sizes.roots.width) + sizes.margin + 20,
    height:
      Math.max(corner.y - sizes.gap.row + 24, last === undefined ? 0 : last.y + last.height) +
      sizes.margin,
  };
}

/** A slot that holds a reference, or nil; numbers and the like are none of the graph's. */
function mayRefer({ target, value }: SlotView): boolean {
  return target !== null || value === undefined;
}

/** Frames as cards, one below another. */
export function cardsOf(frame: Pick<Frame, 'roots'>): readonly RootCard[] {
  const { roots, margin } = sizes;
  let y: number = sizes.top - 8;
  const depths = depthsOf(frame.roots);
  return frame.roots.flatMap((root, index) => {
    const depth = depths[index] ?? index;
    const leftOut = root.leftOut ?? 0;
    if (leftOut > 0) y += roots.leftOut;
    // Globals that nothing uses yet would only take room.
    if (root.kind === 'globals' && root.slots.length === 0) return [];
    const holders = rootHolders(root, depth);
    const held = root.slots.flatMap((slot, ordinal) => {
      const holder = holders[ordinal];
      return holder === undefined || !mayRefer(slot) ? [] : [{ ...slot, key: holderKey(holder) }];
    });
    const height =
      root.kind === 'goroutine'
        ? roots.header
        : roots.header + Math.max(1, held.length) * roots.slot + 6;
    const card: RootCard = {
      depth,
      key: `${String(depth)}/${root.name}`,
      name: root.name,
      kind: root.kind,
      slots: held,
      leftOut,
      x: margin,
      y,
      height,
    };
    y += height + roots.gap;
    return [card];
  });
}

function arrowOf(
  edge: Edge,
  change: Arrow['change'],
  cards: readonly RootCard[],
  placement: Placement,
  frame: Frame,
): Arrow | null {
  const target = placement.get(edge.target);
  if (target === undefined) return null;
  const common = { key: change === 'cut' ? `${edge.key}:cut` : edge.key, edge, change };
  if (edge.holder.kind === 'root') {
    const { depth } = edge.holder;
    const card = cards.find((one) => one.depth === depth);
    const index = card?.slots.findIndex((one) => one.key === edge.key) ?? -1;
    if (card === undefined || index < 0) return null;
    const y = card.y + sizes.roots.header + (index + 0.5) * sizes.roots.slot;
    const from = { x: card.x + sizes.roots.width - 11, y };
    return { ...common, ...route(from, -1, null, target, index), kind: 'root', text: null };
  }
  const { object, field } = edge.holder;
  const place = placement.get(object);
  const holder = frame.objects.find((one) => one.id === object);
  if (place === undefined || holder === undefined) return null;
  const box = boxOf(place);
  const from = {
    x: box.x + sizes.node.width - sizes.port / 2,
    y: box.y + portHeight(field, holder.fieldCount),
  };
  return {
    ...common,
    ...route(from, place.column, place.row, target, laneOf(object, field)),
    kind: 'field',
    text: holder.fieldCount > 1 ? String(field) : null,
  };
}

function tracesOf(
  frame: Frame,
  placement: Placement,
  past: Past,
  nodes: readonly Node[],
): readonly Trace[] {
  const taken = new Set(nodes.map((node) => `${String(node.x)},${String(node.y)}`));
  const present = new Set(frame.objects.map((object) => object.id));
  const traces: Trace[] = [];
  for (const [object, life] of past.lives) {
    if (present.has(object) || life.freed === null || life.freed > frame.seq) continue;
    const place = placement.get(object);
    const op = operationAt(past.ends, life.freed);
    const strength = 1 - (frame.op - op) / traceLength;
    if (place === undefined || strength <= 0) continue;
    const box = boxOf(place);
    if (!taken.has(`${String(box.x)},${String(box.y)}`))
      traces.push({ object, ...box, strength: Math.min(1, strength) });
  }
  return traces;
}

/** The operation during which event `seq` happened. */
export function operationAt(ends: readonly number[], seq: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
