/** Full spans of one class from which objects have gone. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';
import { allocation, dropOf, fewInSpan, goSettings } from './go-heap.ts';

export interface Thinned {
  /** Make all, let some go, collect. */
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly slot: number;
  readonly perSpan: number;
  /** What is left, by span. */
  readonly kept: readonly (readonly ObjectId[])[];
}

export function randomThinned(chance: Chance, level: Level): Thinned {
  const { slot, perSpan } = chance.pick(fewInSpan.slice(0, 3)) ?? fewInSpan[0];
  const spans = level + 2;
  const objects = Array.from({ length: spans * perSpan }, (_, at) => at + 1);
  const kept = Array.from({ length: spans }, (_, span) => {
    const own = objects.slice(span * perSpan, (span + 1) * perSpan);
    const count = chance.oneIn(4) ? 0 : chance.between(1, perSpan - 1);
    return chance
      .shuffled(own)
      .slice(0, count)
      .sort((left, right) => left - right);
  });
  const stays = new Set(kept.flat());
  return {
    slot,
    perSpan,
    kept,
    settings: goSettings(spans + 2),
    operations: [
      ...objects.map((object) => allocation(object, { bytes: slot - 8, pointers: true })),
      ...chance
        .shuffled(objects)
        .filter((object) => !stays.has(object))
        .map(dropOf),
      { kind: 'gc' },
    ],
  };
}
