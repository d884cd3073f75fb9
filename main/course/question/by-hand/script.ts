/** Random scripts for a heap that is freed by hand: objects, second names, frees, and what goes wrong with them. */
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { HandError } from '../../misconceptions/by-hand.ts';
import { errorsBy, trueHand } from '../../misconceptions/by-hand.ts';
import { Play } from '../../misconceptions/play.ts';
import type { History } from '../../history.ts';
import { resolveMoment } from '../../moment.ts';
import type { Chance } from '../../random.ts';
import { afterOperation } from '../counting/design.ts';
import type { Level } from '../type.ts';

export const handSettings: HeapSettings = {
  ...defaultSettings,
  geometry: 'cells',
  heapBytes: 64,
  collector: 'manual',
};

const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

export const allocated = (slot: string, cells: number): Operation => ({
  kind: 'alloc',
  slot,
  type: slot.toUpperCase(),
  bytes: cells,
  fields: 1,
});

/** A few objects, some of them tied, one with a second name. */
function beginning(chance: Chance, level: Level): Operation[] {
  const count = level === 3 ? 3 : 2;
  const operations = names.slice(0, count).map((slot) => allocated(slot, chance.between(4, 12)));
  const own = names.slice(0, count);
  const [from = 'a'] = chance.shuffled(own);
  operations.push({ kind: 'root', slot: 'x', from });
  if (level > 1) {
    const [slot = 'a', target = 'b'] = chance.shuffled(own);
    operations.push({ kind: 'write', slot, field: 0, from: target });
  }
  return operations;
}

function step(chance: Chance, operations: readonly Operation[]): Operation | null {
  const world = new Play(operations).worldAfter(operations.length);
  const holding = [...world].flatMap(([key, { holder, target }]) =>
    holder === null && target !== null ? [key] : [],
  );
  const slot = chance.pick(holding);
  if (slot === undefined) return null;
  const other = chance.pick(holding.filter((name) => name !== slot)) ?? null;
  switch (chance.below(7)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'free', slot };
    case 3:
    case 4:
      return { kind: 'root', slot, from: null };
    case 5:
      return { kind: 'read', slot: 'x', from: slot, field: 0 };
    default:
      return other === null ? null : { kind: 'write', slot, field: 0, from: other };
  }
}

/** A script of this length; its first operations only make things. */
export function handScript(
  chance: Chance,
  level: Level,
): { readonly operations: readonly Operation[]; readonly made: number } | null {
  const operations = beginning(chance, level);
  const made = operations.length;
  const wanted = made + 3 + level;
  for (let tries = 0; operations.length < wanted && tries < 40; tries++) {
    const next = step(chance, operations);
    if (next !== null) operations.push(next);
  }
  return operations.length === wanted ? { operations, made } : null;
}

/** The first error that the machine shows in a run, with its operation: a fault, or an object that was lost. */
export function firstErrorIn(
  history: History,
  operations: readonly Operation[],
): { readonly operation: number; readonly error: HandError } | null {
  const fault = history.events.find(({ event }) => event === 'fault');
  let lost = 0;
  for (let operation = 1; operation <= operations.length; operation++) {
    if (fault?.event === 'fault' && fault.op === operation)
      return { operation, error: fault.kind === 'double-free' ? 'double-free' : 'use-after-free' };
    const seq = resolveMoment(history, afterOperation(operation));
    const { garbage } = history.frame(seq).metrics.objects;
    if (garbage > lost) return { operation, error: 'leak' };
    lost = garbage;
  }
  return null;
}

export const firstErrorBy = (
  operations: readonly Operation[],
  rule = trueHand,
): { readonly operation: number; readonly error: HandError } | null =>
  errorsBy(rule, new Play(operations))[0] ?? null;
