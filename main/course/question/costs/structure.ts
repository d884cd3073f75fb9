/** Random structures for questions about what counting costs and misses: made, tied, and then let go of, variable by variable. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { CollectorName, HeapSettings } from '../../../simulator/settings.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

export interface Structure {
  /** The last one clears the last variable but those that stay. */
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly objects: readonly ObjectId[];
  /** Operations that make and tie the objects; those after them clear variables. */
  readonly made: number;
}

export const typeOf = (object: ObjectId): string => 'ABCDEFGHIJ'[object - 1] ?? 'Z';
export const variableOf = (object: ObjectId): string => typeOf(object).toLowerCase();

const fieldsOfAnObject = 2;
const objectsAt: Readonly<Record<Level, readonly [number, number]>> = {
  1: [4, 5],
  2: [5, 6],
  3: [7, 8],
};

interface Shape {
  readonly collector: CollectorName;
  /** References for each object. */
  readonly edges: number;
  /** Variables that stay. */
  readonly stay: readonly [number, number];
}

export function structure(chance: Chance, level: Level, shape: Shape): Structure {
  const count = chance.between(...objectsAt[level]);
  const objects = Array.from({ length: count }, (_, at) => at + 1);
  const cells = objects.map(() => chance.between(fieldsOfAnObject, 4));
  const operations: Operation[] = objects.map((object) => ({
    kind: 'alloc',
    slot: variableOf(object),
    type: typeOf(object),
    bytes: cells[object - 1] ?? fieldsOfAnObject,
    fields: fieldsOfAnObject,
  }));
  const places = chance
    .shuffled(objects.flatMap((object) => [0, 1].map((field) => ({ object, field }))))
    .slice(0, Math.round(count * shape.edges))
    .sort((left, right) => left.object - right.object || left.field - right.field);
  for (const { object, field } of places) {
    const target = chance.pick(objects.filter((other) => other !== object || chance.oneIn(6)));
    if (target !== undefined)
      operations.push({ kind: 'write', slot: variableOf(object), field, from: variableOf(target) });
  }
  const made = operations.length;
  const order = chance.shuffled(objects);
  const cleared = order.slice(chance.between(...shape.stay));
  for (const object of cleared)
    operations.push({ kind: 'root', slot: variableOf(object), from: null });
  return {
    operations,
    objects,
    made,
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes: Math.max(
        16,
        cells.reduce((sum, cell) => sum + cell, 0),
      ),
      collector: shape.collector,
    },
  };
}
