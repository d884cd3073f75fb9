/**
 * What is different in this moment from the one before it on screen. After a step, all of it; after
 * a jump only what the event itself says, for there nearly everything differs and nothing would stand out.
 */
import { edgesOf, rootHolder, type Edge } from './edges.ts';
import type { Frame, HeapEvent } from './frame.ts';
import type { Move } from './run-view.svelte.ts';

export interface Changes {
  /** Objects that came, or whose count, colour, state or address changed. */
  readonly objects: ReadonlySet<number>;
  /** References that were stored. */
  readonly stored: ReadonlySet<string>;
  /** References that were cut, as they were. */
  readonly cut: readonly Edge[];
  /** Addresses of blocks that came, went, or changed hands. */
  readonly addresses: ReadonlySet<number>;
}

export const noChanges: Changes = {
  objects: new Set(),
  stored: new Set(),
  cut: [],
  addresses: new Set(),
};

export function changesOf(previous: Frame | null, current: Frame, move: Move): Changes {
  const objects = new Set<number>();
  const stored = new Set<string>();
  const addresses = new Set<number>();
  const cut = new Map<string, Edge>();
  if (current.event !== null) fromEvent(current.event, current, objects, addresses);

  const before = move === 'step' && previous !== null ? previous : null;
  if (before === null) {
    const edge = current.event === null ? null : storedBy(current.event, current);
    if (edge !== null) stored.add(edge);
    return { objects, stored, cut: [], addresses };
  }
  const old = new Map(before.objects.map((object) => [object.id, object]));
  for (const object of current.objects) {
    const was = old.get(object.id);
    if (
      was?.count !== object.count ||
      was.colour !== object.colour ||
      was.state !== object.state ||
      was.address !== object.address
    )
      objects.add(object.id);
  }
  const here = new Map(edgesOf(current).map((edge) => [edge.key, edge]));
  const there = new Map(edgesOf(before).map((edge) => [edge.key, edge]));
  for (const edge of here.values())
    if (there.get(edge.key)?.target !== edge.target) stored.add(edge.key);
  for (const edge of there.values())
    if (here.get(edge.key)?.target !== edge.target) cut.set(edge.key, edge);
  const blocks = new Map((before.blocks ?? []).map((block) => [block.address, block]));
  for (const block of current.blocks ?? []) {
    const was = blocks.get(block.address);
    if (block.object !== was?.object) addresses.add(block.address);
  }
  return { objects, stored, cut: [...cut.values()], addresses };
}

function storedBy(event: HeapEvent, frame: Frame): string | null {
  if (event.event === 'write' && event.to !== null)
    return `f:${String(event.object)}.${String(event.field)}`;
  if (event.event !== 'root' || event.to === null) return null;
  const holder = rootHolder(frame, event.frame, event.slot);
  return (
    edgesOf(frame).find(
      (edge) =>
        edge.holder.kind === 'root' &&
        edge.holder.frame === event.frame &&
        edge.holder.slot === event.slot &&
        holder.kind === 'root' &&
        edge.holder.depth === holder.depth,
    )?.key ?? null
  );
}

/** Objects and addresses the event speaks of. */
function fromEvent(
  event: HeapEvent,
  frame: Frame,
  objects: Set<number>,
  addresses: Set<number>,
): void {
  if ('object' in event && event.object !== null) {
    objects.add(event.object);
    const view = frame.objects.find((object) => object.id === event.object);
    if (view !== undefined && event.event === 'alloc') addresses.add(view.address);
  }
  if ('address' in event) addresses.add(event.address);
}
