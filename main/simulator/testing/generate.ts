import type { Operation } from '../operation.ts';
import { Model } from './model.ts';

/** A small generator of numbers for repeatable choices (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface GeneratorOptions {
  readonly length: number;
  /** Greatest payload beyond the fields, in the unit of the geometry. */
  readonly payload?: number;
  /** How often, of 100, an operation is `gc`. */
  readonly collections?: number;
  /** How often, of 100, an operation is `free` (collector `manual`). */
  readonly frees?: number;
  readonly unit?: 8 | 1;
}

/**
 * Operations that make sense: slots that exist, fields that exist, objects that are alive. Choosing
 * among live objects is what makes graphs with cycles, shared parts and cascades.
 */
export function generateOperations(seed: number, options: GeneratorOptions): Operation[] {
  const choose = chance(seed);
  const model = new Model();
  const operations: Operation[] = [];
  const unit = options.unit ?? 8;
  let next = 1;
  const pick = <T>(list: readonly T[]): T | undefined => list[choose(list.length)];
  const slotName = (): string => (choose(6) === 0 ? `@g${choose(3)}` : `s${choose(6)}`);
  const held = (): string[] =>
    model.names().filter((name) => (model.fields.get(model.get(name) ?? 0)?.length ?? 0) > 0);
  const add = (operation: Operation): void => {
    model.perform(operation, next);
    if (operation.kind === 'alloc') next += 1;
    operations.push(operation);
  };
  while (operations.length < options.length) {
    const dice = choose(100);
    const names = model.names();
    const owners = held();
    const owner = pick(owners);
    const name = pick(names);
    if (dice < (options.collections ?? 4)) add({ kind: 'gc' });
    else if (
      dice < (options.collections ?? 4) + (options.frees ?? 0) &&
      name !== undefined &&
      model.get(name) !== null
    )
      add({ kind: 'free', slot: name });
    else if (dice < 30 || name === undefined) {
      const fields = choose(4);
      const slot = slotName();
      add({
        kind: 'alloc',
        slot,
        type: `T${fields}`,
        bytes: (unit === 8 ? fields * 8 : 1) + choose(options.payload ?? 40),
        fields,
      });
      // Lists grow at their head and hang on it alone: what makes a cascade deep.
      if (fields > 0 && name !== undefined && name !== slot && choose(2) === 0) {
        add({ kind: 'write', slot, field: choose(fields), from: name });
        add({ kind: 'root', slot: name, from: null });
      }
    } else if (dice < 64 && owner !== undefined) {
      const fields = model.fields.get(model.get(owner) ?? 0)?.length ?? 1;
      add({
        kind: 'write',
        slot: owner,
        field: choose(fields),
        from: choose(10) === 0 ? null : (pick(names) ?? null),
      });
    } else if (dice < 72 && owner !== undefined) {
      const fields = model.fields.get(model.get(owner) ?? 0)?.length ?? 1;
      add({ kind: 'read', slot: slotName(), from: owner, field: choose(fields) });
    } else if (dice < 90) {
      add({ kind: 'root', slot: slotName(), from: choose(3) === 0 ? null : name });
    } else if (dice < 95 && model.frames.length < 5) {
      add({ kind: 'push', name: `f${model.frames.length}` });
    } else if (model.frames.length > 1) {
      add({ kind: 'pop' });
    }
  }
  return operations;
}
