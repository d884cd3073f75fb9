import type { Machine } from './machine.ts';
import { objectColumn, objectFlag, objectStride, plane, register } from './layout.ts';
import { fieldWord } from './shapes.ts';
import type { Space } from './space.ts';

/** What can be reached from the roots at the position the machine shows. */
export interface Reach {
  /** One bit for each object id. */
  readonly bits: Int32Array;
  readonly objects: number;
  readonly granules: number;
  /** In breadth-first order from the roots, in root order. */
  readonly order: Int32Array;
  /** For each entry of `order`: the object it was found in, or 0; and the root slot or the field. */
  readonly holder: Int32Array;
  readonly place: Int32Array;
}

export function isReached(reach: Reach, object: number): boolean {
  return (((reach.bits[object >>> 5] ?? 0) >>> (object & 31)) & 1) === 1;
}

/** Searches breadth first from all roots, so that the first way found to an object is a shortest one. */
export function searchReach(machine: Machine): Reach {
  return searchSpace(machine.space);
}

/** The same for whoever has no machine: a collector that must say what it lost. */
export function searchSpace(space: Space): Reach {
  const { core, roots, heap } = space;
  const count = core.register(register.objects);
  const bits = new Int32Array((count >>> 5) + 1);
  const allocated = core.register(register.objects) - core.register(register.freedObjects);
  const order = new Int32Array(allocated);
  const holder = new Int32Array(allocated);
  const place = new Int32Array(allocated);
  const objects = core.store.words[plane.objects] as Int32Array;
  const words = core.store.words[plane.heap] as Int32Array;
  let tail = 0;
  let granules = 0;
  const visit = (object: number, from: number, at: number): void => {
    const bit = 1 << (object & 31);
    if (((bits[object >>> 5] as number) & bit) !== 0) return;
    // A stale pointer of a manual heap leads to nothing.
    if (
      ((objects[object * objectStride + objectColumn.flags] as number) & objectFlag.allocated) ===
      0
    )
      return;
    bits[object >>> 5] = (bits[object >>> 5] as number) | bit;
    order[tail] = object;
    holder[tail] = from;
    place[tail] = at;
    tail += 1;
    granules += heap.sizeOf(objects[object * objectStride + objectColumn.address] as number);
  };
  for (const slot of roots.list()) {
    const object = core.store.get(plane.stack, slot * 2 + 1);
    if (object !== 0) visit(object, 0, slot);
  }
  for (const object of space.hooks.queued()) visit(object, 0, 0);
  for (let head = 0; head < tail; head += 1) {
    const object = order[head] as number;
    const { pointers, pointerCount } = core.shapeOf(object);
    const payload = heap.payloadOf(objects[object * objectStride + objectColumn.address] as number);
    for (let field = 0; field < pointerCount; field += 1) {
      const target = words[(payload + fieldWord(pointers, field)) * 2 + 1] as number;
      if (target !== 0) visit(target, object, field);
    }
  }
  return {
    bits,
    objects: tail,
    granules,
    order: order.subarray(0, tail),
    holder: holder.subarray(0, tail),
    place: place.subarray(0, tail),
  };
}
