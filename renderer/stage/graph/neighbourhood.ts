/** The surroundings of one object, for heaps with too many objects to draw at once. */
import type { Frame } from '../frame.ts';
import { place, type Placement } from './placement.ts';

/** Most objects that are drawn at once. */
export const drawLimit = 120;
/** Most objects of a neighbourhood. */
export const neighbourLimit = 30;

export interface Neighbourhood {
  readonly centre: number;
  readonly frame: Frame;
  readonly placement: Placement;
}

/** What holds the centre directly, and what it reaches in a few steps, nearest first. */
export function neighbourhoodOf(frame: Frame, centre: number): Neighbourhood {
  const byId = new Map(frame.objects.map((object) => [object.id, object]));
  const holders = frame.objects.filter((object) => object.fields.includes(centre)).slice(0, 6);
  const near = new Set([...holders.map((object) => object.id), centre]);
  for (let queue = [centre]; queue.length > 0 && near.size < neighbourLimit;) {
    const next: number[] = [];
    for (const id of queue) {
      for (const target of byId.get(id)?.fields ?? []) {
        if (target === null || near.has(target) || !byId.has(target) || near.size >= neighbourLimit)
          continue;
        near.add(target);
        next.push(target);
      }
    }
    queue = next;
  }
  const objects = frame.objects.filter((object) => near.has(object.id));
  const roots = frame.roots
    .map((root) => ({
      ...root,
      slots: root.slots
        .filter((slot) => slot.target !== null && near.has(slot.target))
        .slice(0, 12),
    }))
    .filter((root) => root.slots.length > 0);
  const edges = new Map(
    objects.map((object) => [
      object.id,
      new Set(object.fields.filter((target) => target !== null && near.has(target)) as number[]),
    ]),
  );
  const ordered = [...near].map((id) => [id, { object: id, born: id, freed: null }] as const);
  return {
    centre,
    frame: { ...frame, objects, roots },
    placement: place(new Map(), { lives: new Map(ordered), edges }),
  };
}
