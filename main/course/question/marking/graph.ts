/** Random object graphs for marking and sweeping, as operations: make the objects, tie them, let most variables go, collect. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { FreeBlock, MisconceptionId } from '../../misconceptions/misconception.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import { Play, reachableIn } from '../../misconceptions/play.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

export interface Graph {
  /** Ends with the first collection, unless more was appended. */
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** Ordinal of the operation that collects. */
  readonly collects: number;
  readonly objects: readonly ObjectId[];
  readonly live: ReadonlySet<ObjectId>;
}

const typeNames = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const;
const fieldsOfAnObject = 2;
const sizes: Readonly<
  Record<
    Level,
    {
      readonly objects: readonly [number, number];
      readonly roots: readonly [number, number];
      readonly edges: number;
    }
  >
> = {
  1: { objects: [5, 6], roots: [1, 2], edges: 1.0 },
  2: { objects: [7, 8], roots: [2, 2], edges: 1.1 },
  3: { objects: [9, 10], roots: [2, 3], edges: 1.2 },
};

/** The holes that are left if just these objects stay where they are, neighbours merged. */
export function holesWith(
  { operations, settings }: Graph,
  kept: ReadonlySet<ObjectId>,
): readonly FreeBlock[] {
  const holes: { address: number; size: number }[] = [];
  let open: { address: number; size: number } | null = null;
  let address = 0;
  const widen = (size: number): void => {
    if (size === 0) return;
    if (open === null) holes.push((open = { address, size }));
    else open.size += size;
  };
  new Play(operations).objects.forEach(({ id, bytes }) => {
    if (kept.has(id)) open = null;
    else widen(bytes);
    address += bytes;
  });
  widen(settings.heapBytes - address);
  return holes;
}

export const foreseenSurvivors = (
  graph: Graph,
  id: MisconceptionId,
): ReadonlySet<ObjectId> | undefined =>
  wrongCollector(id)?.survivors?.(new Play(graph.operations), graph.collects);

export const variableOf = (object: ObjectId): string =>
  (typeNames[object - 1] ?? 'Z').toLowerCase();
export const typeOf = (object: ObjectId): string => typeNames[object - 1] ?? 'Z';

/** Null where the draw has too little garbage or too little life to ask about. */
export function randomGraph(
  chance: Chance,
  level: Level,
  changes: Partial<HeapSettings> = {},
): Graph | null {
  const size = sizes[level];
  const count = chance.between(...size.objects);
  const objects = Array.from({ length: count }, (_, at) => at + 1);
  const cells = objects.map(() => chance.between(fieldsOfAnObject, 5));
  const operations: Operation[] = objects.map((object) => ({
    kind: 'alloc',
    slot: variableOf(object),
    type: typeOf(object),
    bytes: cells[object - 1] ?? fieldsOfAnObject,
    fields: fieldsOfAnObject,
  }));
  const places = chance.shuffled(
    objects.flatMap((object) => [0, 1].map((field) => ({ object, field }))),
  );
  const edges = places.slice(0, Math.round(count * size.edges));
  for (const { object, field } of edges.sort(
    (left, right) => left.object - right.object || left.field - right.field,
  )) {
    const target = chance.pick(objects.filter((other) => other !== object || chance.oneIn(6)));
    if (target !== undefined)
      operations.push({ kind: 'write', slot: variableOf(object), field, from: variableOf(target) });
  }
  const roots = chance.shuffled(objects).slice(0, chance.between(...size.roots));
  for (const object of objects) {
    if (!roots.includes(object))
      operations.push({ kind: 'root', slot: variableOf(object), from: null });
  }
  operations.push({ kind: 'gc' });
  const live = reachableIn(new Play(operations).worldAfter(operations.length));
  if (live.size < Math.max(3, roots.length + 1) || count - live.size < 2) return null;
  return {
    operations,
    objects,
    live,
    collects: operations.length,
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      heapBytes: Math.max(
        16,
        cells.reduce((sum, cell) => sum + cell, chance.between(0, 4)),
      ),
      collector: 'mark-sweep',
      ...changes,
    },
  };
}

export const beforeCollection = (graph: Graph): MomentReference => ({
  before: false,
  point: { kind: 'operation', operation: graph.collects - 1 },
});
export const marked = (collection = 1): MomentReference => ({
  before: false,
  point: { kind: 'collection', index: collection, part: 'marked' },
});
export const collected = (collection = 1): MomentReference => ({
  before: false,
  point: { kind: 'collection', index: collection, part: 'end' },
});
