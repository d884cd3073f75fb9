import { pageGranules } from '../allocators/go.ts';
import { spaceEnd, spaceStart } from '../allocators/bump.ts';
import { objectColumn, plane, register } from '../layout.ts';
import type { Machine } from '../machine.ts';
import { eventCode } from '../recording.ts';
import type { HeapSettings } from '../settings.ts';
import { eventsNamed } from './play.ts';

/** Blocks tile the heap, tags agree, neighbours are merged, sums are right. */
export function brokenTiling(machine: Machine): string | null {
  const { heap, core } = machine;
  const seen = { free: 0, holes: 0, largest: 0, allocated: 0, payload: 0, objects: 0 };
  let start = 0;
  let isBelowFree = false;
  while (start < heap.granules) {
    const size = heap.sizeOf(start);
    if (size < core.geometry.smallestBlock) return `the block at ${start} has size ${size}`;
    if (start + size > heap.granules) return `the block at ${start} ends beyond the heap`;
    if (heap.isBelowFree(start) !== isBelowFree)
      return `the block at ${start} is wrong about the one below it`;
    const object = heap.objectAt(start);
    if (object === 0) {
      if (isBelowFree && !mayStandApart(machine, start))
        return `the free block at ${start} was not merged with the one below it`;
      if (heap.footerOf(start) !== size)
        return `the free block at ${start} of size ${size} has the tag ${heap.footerOf(start)}`;
      seen.free += size;
      seen.holes += 1;
      seen.largest = Math.max(seen.largest, size);
    } else {
      if (!core.isAllocated(object)) return `object ${object} at ${start} is not allocated`;
      if (core.object(object, objectColumn.address) !== start)
        return `object ${object} stands at ${start}, not where its record says`;
      if (size < core.shapeOf(object).granules)
        return `object ${object} does not fit into its block`;
      seen.allocated += size;
      seen.payload += core.shapeOf(object).payload;
      seen.objects += 1;
    }
    isBelowFree = object === 0;
    start += size;
  }
  const told = {
    free: core.register(register.free),
    holes: core.register(register.holes),
    largest: core.register(register.largestFree),
    allocated: core.register(register.allocated),
    payload: core.register(register.payload),
    objects: core.register(register.objects) - core.register(register.freedObjects),
  };
  for (const [name, value] of Object.entries(seen)) {
    if (told[name as keyof typeof told] !== value)
      return `${name} is ${value}, but the machine says ${told[name as keyof typeof told]}`;
  }
  return null;
}

/** Free neighbours that stay two blocks: those of unequal buddies, and the edge between two spaces. */
function mayStandApart(machine: Machine, start: number): boolean {
  const { heap, core, settings } = machine;
  if (settings.collector === 'semispace')
    return start === core.register(spaceStart) || start === core.register(spaceEnd);
  if (settings.collector === 'generational' && start >= heap.limit) return true;
  if (settings.allocator === 'go') {
    // Spans do not merge with each other, nor with free pages.
    const page = start / pageGranules;
    const codeAt = (at: number): number => core.store.get(plane.allocator, at);
    return Number.isInteger(page) && (codeAt(page) > 0 || codeAt(page - 1) !== 0);
  }
  if (settings.allocator !== 'buddy') return false;
  const below = heap.sizeBelow(start);
  return below !== heap.sizeOf(start) || ((start - below) ^ below) !== start;
}

/** The allocation takes the block that the textbook's search of the list of holes takes, and counts its probes. */
export function brokenPlacement(
  machine: Machine,
  holes: readonly [number, number][],
  before: number,
  settings: HeapSettings,
): string | null {
  if (settings.allocator !== 'first-fit' && settings.allocator !== 'best-fit') return null;
  // New objects go to the nursery or to one half, whatever serves the rest.
  if (settings.collector === 'generational' || settings.collector === 'semispace') return null;
  const [made] = eventsNamed(machine, 'alloc', before);
  // What is freed to make room changes the holes: then they are not known from before.
  const { recording } = machine.core;
  const first = [before + 1, before + 2].map((seq) =>
    seq <= recording.length ? recording.codeOf(seq) : 0,
  );
  if (
    made === undefined ||
    !first.includes(eventCode.alloc) ||
    (first[0] !== eventCode.alloc && first[0] !== eventCode.split)
  )
    return null;
  const { core } = machine;
  const { unit, smallestBlock } = core.geometry;
  const need = core.shapeOf(made.object).granules * unit;
  const fitting = holes.filter(([, size]) => size >= need);
  const exact = holes.findIndex(([, size]) => size === need);
  const smallest = Math.min(...fitting.map(([, size]) => size));
  const chosen =
    settings.allocator === 'first-fit' ? fitting[0] : fitting.find(([, size]) => size === smallest);
  if (chosen === undefined) return `object ${made.object} was placed where nothing fits`;
  const searched =
    settings.allocator === 'first-fit'
      ? holes.indexOf(chosen) + 1
      : exact >= 0
        ? exact + 1
        : holes.length;
  const [address, size] = chosen;
  const taken = size - need >= smallestBlock * unit ? need : size;
  const told = `${made.address}/${made.size}/${made.probes}`;
  const expected = `${address}/${taken}/${searched}`;
  return told === expected
    ? null
    : `object ${made.object} was placed at ${told} (address/size/probes), not ${expected}`;
}
