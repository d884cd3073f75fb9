/** Random scripts that tie objects together and then walk, share and let go. */
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import { Play } from '../../misconceptions/play.ts';
import type { Chance } from '../../random.ts';
import type { Level } from '../type.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const fieldsOfAnObject = 2;
const walker = 'x';

/** Nothing is ever reclaimed: what is out of reach stays to be seen. */
export const walkSettings: HeapSettings = {
  ...defaultSettings,
  heapBytes: 256,
  collector: 'none',
};

export interface Walk {
  readonly operations: readonly Operation[];
  /** Operations that have been done when the question is asked: the objects and their fields. */
  readonly made: number;
}

const sizes: Readonly<
  Record<Level, { readonly objects: number; readonly edges: number; readonly steps: number }>
> = {
  1: { objects: 4, edges: 4, steps: 4 },
  2: { objects: 5, edges: 6, steps: 6 },
  3: { objects: 6, edges: 8, steps: 8 },
};

/** What each variable holds after these operations. */
function variablesAfter(operations: readonly Operation[]): ReadonlyMap<string, number | null> {
  const world = new Play(operations).worldAfter(operations.length);
  return new Map(
    [...world].flatMap(([key, { holder, target }]) =>
      holder === null && /^[a-z]$/.test(key) ? [[key, target] as const] : [],
    ),
  );
}

function step(chance: Chance, operations: readonly Operation[]): Operation | null {
  const variables = variablesAfter(operations);
  const holding = [...variables].flatMap(([name, target]) => (target === null ? [] : [name]));
  if (holding.length < 2) return null;
  const slot = chance.pick(holding);
  const from = chance.pick(holding.filter((name) => name !== slot));
  if (slot === undefined || from === undefined) return null;
  switch (chance.below(6)) {
    case 0:
    case 1: {
      const field = chance.below(fieldsOfAnObject);
      const target = new Play(operations)
        .worldAfter(operations.length)
        .get(`${variables.get(from) ?? 0}.${field}`)?.target;
      // Reading nil is no walk.
      return target === undefined || target === null
        ? null
        : { kind: 'read', slot: chance.oneIn(2) ? walker : slot, from, field };
    }
    case 2:
      return variables.get(slot) === variables.get(from) ? null : { kind: 'root', slot, from };
    case 3:
      return { kind: 'write', slot, field: chance.below(fieldsOfAnObject), from: null };
    default:
      return { kind: 'root', slot, from: null };
  }
}

export function randomWalk(chance: Chance, level: Level): Walk | null {
  const size = sizes[level];
  const own = names.slice(0, size.objects);
  const operations: Operation[] = own.map((slot) => ({
    kind: 'alloc',
    slot,
    type: slot.toUpperCase(),
    bytes: 8 * fieldsOfAnObject,
    fields: fieldsOfAnObject,
  }));
  const places = chance
    .shuffled(own.flatMap((slot) => [0, 1].map((field) => ({ slot, field }))))
    .slice(0, size.edges);
  for (const { slot, field } of places) {
    const from = chance.pick(own.filter((name) => name !== slot));
    if (from !== undefined) operations.push({ kind: 'write', slot, field, from });
  }
  const made = operations.length;
  for (let tries = 0; operations.length < made + size.steps && tries < 60; tries++) {
    const next = step(chance, operations);
    if (next !== null) operations.push(next);
  }
  return operations.length === made + size.steps ? { operations, made } : null;
}
