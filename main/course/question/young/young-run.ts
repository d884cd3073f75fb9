/** A few old objects, some young ones that are tied to them, and an allocation that brings on a minor collection. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { History } from '../../history.ts';
import type { MisconceptionId, WrongCollector } from '../../misconceptions/misconception.ts';
import { Play } from '../../misconceptions/play.ts';
import { wrongCollector } from '../../misconceptions/registry.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

export interface YoungRun {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  /** The operation whose collection made the first objects old. */
  readonly grown: number;
  /** The operation that finds the nursery full. */
  readonly fills: number;
  readonly old: readonly ObjectId[];
  readonly young: readonly ObjectId[];
}

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'] as const;
const sizes: Readonly<
  Record<Level, { readonly old: number; readonly young: number; readonly stores: number }>
> = {
  1: { old: 2, young: 4, stores: 4 },
  2: { old: 2, young: 5, stores: 6 },
  3: { old: 3, young: 6, stores: 8 },
};

/** Ends with a major collection, unless the caller cuts it off. */
export function youngRun(chance: Chance, level: Level): YoungRun {
  const { old, young, stores } = sizes[level];
  const operations: Operation[] = [];
  const variable = (object: ObjectId): string => (letters[object - 1] ?? 'Z').toLowerCase();
  const ids = (first: number, count: number): ObjectId[] =>
    Array.from({ length: count }, (_, at) => first + at);
  const [oldOnes, youngOnes] = [ids(1, old), ids(old + 1, young)];
  const make = (object: ObjectId, bytes: number): void => {
    operations.push({
      kind: 'alloc',
      slot: variable(object),
      type: letters[object - 1] ?? 'Z',
      bytes,
      fields: 2,
    });
  };
  for (const object of oldOnes) make(object, 2);
  operations.push({ kind: 'gc' });
  const grown = operations.length;
  const cells = youngOnes.map(() => chance.between(1, 3));
  youngOnes.forEach((object, at) => {
    make(object, cells[at] ?? 1);
  });
  for (let at = 0; at < stores; at++) {
    const holder = chance.pick([...oldOnes, ...youngOnes]) ?? 1;
    const target = chance.pick(
      (chance.oneIn(5) ? oldOnes : youngOnes).filter((object) => object !== holder),
    );
    if (target !== undefined)
      operations.push({
        kind: 'write',
        slot: variable(holder),
        field: chance.below(2),
        from: variable(target),
      });
  }
  const staying = [
    ...chance.shuffled(oldOnes).slice(0, old - 1),
    ...chance.shuffled(youngOnes).slice(0, 1),
  ];
  for (const object of [...oldOnes, ...youngOnes])
    if (!staying.includes(object))
      operations.push({ kind: 'root', slot: variable(object), from: null });
  const born = cells.reduce((sum, size) => sum + size, 0);
  const slack = chance.between(0, 1);
  operations.push({ kind: 'alloc', slot: 'n', type: 'N', bytes: slack + 1, fields: 1 });
  const fills = operations.length;
  operations.push({ kind: 'gc' });
  const half = Math.max(born + slack, 2 * 3);
  return {
    operations,
    settings: {
      ...defaultSettings,
      geometry: 'cells',
      collector: 'generational',
      // Old space for everything that could ever survive.
      heapBytes: 2 * half + 2 * old + born + 8,
      nurseryBytes: 2 * half,
      promoteAfter: 1,
    },
    grown,
    fills,
    old: oldOnes,
    young: youngOnes,
  };
}

/** Does the allocation at the end really find the nursery too full, and nothing before it? */
export function fillsAsMeant({ fills }: YoungRun, history: History): boolean {
  const minors = history.events.filter(
    (event) => event.event === 'gc-start' && event.collector === 'generational-minor',
  );
  return minors.length === 1 && minors[0]?.op === fills;
}

/** Objects moved by the collection that this operation brought on. */
export const movedBy = (history: History, operation: number): readonly ObjectId[] =>
  history.events.flatMap((event) =>
    event.event === 'move' && event.op === operation ? [event.object] : [],
  );

/** Young objects that a wrong rule would keep. */
export function foreseenMinor(
  { operations, fills, young }: YoungRun,
  id: MisconceptionId,
): ReadonlySet<ObjectId> | null {
  const rule: WrongCollector['minor'] = wrongCollector(id)?.minor;
  // The allocation collects before it makes its own object.
  return rule?.(new Play(operations), fills - 1, new Set(young)) ?? null;
}
