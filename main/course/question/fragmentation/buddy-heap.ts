/** Random heaps under the buddy system, as operations: blocks asked for, some of them given back. */
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { powerFor } from '../../misconceptions/buddies.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

export interface BuddyHeap {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** Objects that are still there, by ordinal, with the slots that hold them. */
  readonly held: readonly { readonly object: number; readonly slot: string }[];
}

const letters = 'abcdefghij';
const heapAt: Readonly<Record<Level, number>> = { 1: 32, 2: 64, 3: 128 };

export const slotOf = (object: number): string => letters[object - 1] ?? 'z';

export const request = (object: number, cells: number): Operation => ({
  kind: 'alloc',
  slot: slotOf(object),
  type: slotOf(object).toUpperCase(),
  bytes: cells,
  fields: 0,
});

/** Null where the draw asks for more than the heap has. */
export function buddyHeap(chance: Chance, level: Level, freed: number): BuddyHeap | null {
  const heapBytes = heapAt[level];
  const count = level + 3;
  const cells = Array.from({ length: count }, () => chance.between(2, Math.round(heapBytes / 4)));
  if (cells.reduce((sum, each) => sum + powerFor(each), 0) > heapBytes) return null;
  const objects = cells.map((_, at) => at + 1);
  const gone = chance.shuffled(objects).slice(0, freed);
  return {
    operations: [
      ...cells.map((each, at) => request(at + 1, each)),
      ...gone.map((object): Operation => ({ kind: 'free', slot: slotOf(object) })),
    ],
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes,
      collector: 'manual',
      allocator: 'buddy',
    },
    held: objects
      .filter((object) => !gone.includes(object))
      .map((object) => ({ object, slot: slotOf(object) })),
  };
}
