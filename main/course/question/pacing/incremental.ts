/** A cycle that goes on beside the program: what it started from, what happened meanwhile, what it freed. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { History } from '../../history.ts';
import type { MomentReference } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import type { Level, Perform } from '../type.ts';

export interface Cycle {
  readonly operations: readonly Operation[];
  readonly settings: HeapSettings;
  readonly history: History;
  /** Operations by which it starts and ends. */
  readonly starts: number;
  readonly ends: number;
  readonly freed: ReadonlySet<ObjectId>;
}

const kept = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const cellsEach = 2;

/** A cycle that `gc` starts and that ends some operations later; null where it doesn't. */
export function randomCycle(chance: Chance, level: Level, perform: Perform): Cycle | null {
  const types = kept.slice(0, 3 + level);
  const variable = (type: string): string => type.toLowerCase();
  const held = types.slice(0, level === 1 ? 2 : 3);
  const operations: Operation[] = types.map((type) => ({
    kind: 'alloc',
    slot: variable(type),
    type,
    bytes: cellsEach,
    fields: 1,
  }));
  types.slice(held.length).forEach((type, at) => {
    // Each of the others hangs on one that is held, or on the one before it.
    const owner = chance.oneIn(2) ? held[at % held.length] : types[held.length + at - 1];
    operations.push({
      kind: 'write',
      slot: variable(owner ?? 'A'),
      field: 0,
      from: variable(type),
    });
  });
  for (const type of types.slice(held.length))
    operations.push({ kind: 'root', slot: variable(type), from: null });
  let made = 0;
  const request = (): void => {
    made += 1;
    operations.push({ kind: 'alloc', slot: 't', type: `T${made}`, bytes: cellsEach, fields: 0 });
  };
  for (let before = chance.between(1, 3); before > 0; before--) request();
  operations.push({ kind: 'gc' });
  const starts = operations.length;
  const dropped = new Set<string>();
  for (let at = 0; at < 14; at++) {
    const drop = at > 0 && chance.oneIn(4) ? chance.pick(held) : undefined;
    if (drop !== undefined && !dropped.has(drop) && dropped.size < held.length - 1) {
      dropped.add(drop);
      operations.push({ kind: 'root', slot: variable(drop), from: null });
    } else if (chance.oneIn(5)) operations.push({ kind: 'root', slot: 't', from: null });
    else request();
  }
  const settings: HeapSettings = {
    ...defaultSettings,
    geometry: 'cells',
    heapBytes: cellsEach * (types.length + made + 2),
    collector: 'tricolour',
    barrier: 'hybrid',
    markBudget: level === 1 ? 4 : 3,
  };
  const history = perform(operations, settings);
  const end = history.events.find(({ event }) => event === 'gc-end');
  if (end === undefined || end.op <= starts + 2) return null;
  const freed = history.events.flatMap((event) => (event.event === 'free' ? [event.object] : []));
  return { operations, settings, history, starts, ends: end.op, freed: new Set(freed) };
}

export const startOf = ({ starts }: Cycle): MomentReference => ({
  before: false,
  point: { kind: 'operation', operation: starts },
});
export const endOf: MomentReference = {
  before: false,
  point: { kind: 'collection', index: 1, part: 'end' },
};
