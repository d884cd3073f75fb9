/**
 * What the operations of a script do to slots and objects, before anybody counts or traces: the
 * mutator alone. Wrong collectors are rules over this. Nothing is ever reclaimed here.
 */
import type { ObjectId } from '../../simulator/event.ts';
import type { Operation } from '../../simulator/operation.ts';

/** A slot that holds a reference: a root, or a field of an object. */
export interface Slot {
  /** `a`, `@g`, `work/a` in a frame that isn't the first, `3.0` for field 0 of object 3. */
  readonly key: string;
  readonly holder: ObjectId | null;
}

export interface SlotStore {
  /** Ordinal of the operation, from 1. */
  readonly operation: number;
  readonly slot: Slot;
  readonly from: ObjectId | null;
  readonly to: ObjectId | null;
  /** The store that hands a new object to its first owner. */
  readonly creates: boolean;
}

export interface PlayedObject {
  readonly id: ObjectId;
  readonly type: string;
  readonly operation: number;
  readonly bytes: number;
  readonly fields: number;
}

/** Which slot holds what; keys in the order of first use. */
export type World = ReadonlyMap<
  string,
  { readonly holder: ObjectId | null; readonly target: ObjectId | null }
>;

export class Play {
  readonly operations: readonly Operation[];
  readonly objects: readonly PlayedObject[];
  readonly stores: readonly SlotStore[];

  constructor(operations: readonly Operation[]) {
    this.operations = operations;
    const objects: PlayedObject[] = [];
    const stores: SlotStore[] = [];
    const frames: { readonly prefix: string; readonly slots: string[] }[] = [
      { prefix: '', slots: [] },
    ];
    const held = new Map<string, ObjectId | null>();
    const keyOf = (name: string): string => {
      if (name.startsWith('@')) return name;
      const frame = frames.at(-1);
      const key = `${frame?.prefix ?? ''}${name}`;
      if (frame !== undefined && !frame.slots.includes(key)) frame.slots.push(key);
      return key;
    };
    const targetOf = (name: string): ObjectId | null => held.get(keyOf(name)) ?? null;
    operations.forEach((operation, at) => {
      const store = (slot: Slot, to: ObjectId | null, creates = false): void => {
        stores.push({ operation: at + 1, slot, from: held.get(slot.key) ?? null, to, creates });
        held.set(slot.key, to);
      };
      const root = (name: string): Slot => ({ key: keyOf(name), holder: null });
      const field = (object: ObjectId, ordinal: number): Slot => ({
        key: `${object}.${ordinal}`,
        holder: object,
      });
      switch (operation.kind) {
        case 'alloc': {
          const id = objects.length + 1;
          objects.push({
            id,
            type: operation.type,
            operation: at + 1,
            bytes: operation.bytes,
            fields: operation.fields,
          });
          store(root(operation.slot), id, true);
          break;
        }
        case 'root':
          store(root(operation.slot), operation.from === null ? null : targetOf(operation.from));
          break;
        case 'write': {
          const object = targetOf(operation.slot);
          if (object !== null)
            store(
              field(object, operation.field),
              operation.from === null ? null : targetOf(operation.from),
            );
          break;
        }
        case 'read': {
          const object = targetOf(operation.from);
          if (object !== null)
            store(root(operation.slot), held.get(`${object}.${operation.field}`) ?? null);
          break;
        }
        case 'push':
          frames.push({ prefix: `${operation.name}${frames.length}/`, slots: [] });
          break;
        case 'pop':
          for (const key of frames.pop()?.slots.reverse() ?? []) store({ key, holder: null }, null);
          break;
        case 'free':
        case 'gc':
          break;
      }
    });
    this.objects = objects;
    this.stores = stores;
  }

  /** The slots just after this operation; 0 is the beginning. */
  worldAfter(operation: number): World {
    const world = new Map<
      string,
      { readonly holder: ObjectId | null; readonly target: ObjectId | null }
    >();
    for (const { operation: at, slot, to } of this.stores) {
      if (at > operation) break;
      world.set(slot.key, { holder: slot.holder, target: to });
    }
    return world;
  }

  objectsAfter(operation: number): readonly PlayedObject[] {
    return this.objects.filter((object) => object.operation <= operation);
  }

  /** Ordinals of the operations that ask for a collection. */
  get collections(): readonly number[] {
    return this.operations.flatMap(({ kind }, at) => (kind === 'gc' ? [at + 1] : []));
  }
}

/** What is reachable: the roots' targets and all that their fields lead to. */
export function reachableIn(world: World): ReadonlySet<ObjectId> {
  const reached = new Set<ObjectId>();
  const targets = new Map<ObjectId, ObjectId[]>();
  const waiting: ObjectId[] = [];
  for (const { holder, target } of world.values()) {
    if (target === null) continue;
    if (holder === null) waiting.push(target);
    else targets.set(holder, [...(targets.get(holder) ?? []), target]);
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(targets.get(next) ?? []));
  }
  return reached;
}
