/** Reference counting by a rule that may be wrong: eager, deaths in pre-order, as `refcount` does it. */
import type { ObjectId } from '../../simulator/event.ts';
import type { Play } from './play.ts';

export interface CountingRule {
  /** Count of a new object, the slot that receives it included. */
  readonly initial: number;
  /** Is the old target released when a slot is overwritten by another reference? */
  readonly releasesOverwritten: boolean;
  /** Does a store share the object (true) or put a copy into the slot (false)? */
  readonly sharesOnStore: boolean;
  /** Do references in fields of objects count, or those of variables only? */
  readonly countsFields: boolean;
}

export const trueRule: CountingRule = {
  initial: 1,
  releasesOverwritten: true,
  sharesOnStore: true,
  countsFields: true,
};

export interface Counted {
  /** Counts of the objects that are still there. */
  readonly counts: ReadonlyMap<ObjectId, number>;
  readonly deaths: readonly { readonly operation: number; readonly object: ObjectId }[];
  /** Slots that are counted for each object, in the order of first use. */
  readonly slots: ReadonlyMap<ObjectId, readonly string[]>;
  readonly increments: number;
  readonly decrements: number;
}

/** Everything up to and including this operation, by this rule. */
export function countBy(rule: CountingRule, play: Play, operation: number): Counted {
  const counts = new Map<ObjectId, number>();
  const deaths: { readonly operation: number; readonly object: ObjectId }[] = [];
  const held = new Map<string, ObjectId>();
  /** Slots that a rule goes on counting although they hold something else by now. */
  const forgotten = new Map<ObjectId, string[]>();
  const fieldsOf = new Map(play.objects.map(({ id, fields }) => [id, fields]));
  let increments = 0;
  let decrements = 0;

  const release = (first: ObjectId, at: number): void => {
    const waiting = [first];
    for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
      const count = counts.get(object);
      if (count === undefined) continue;
      decrements++;
      counts.set(object, count - 1);
      if (count > 1) continue;
      counts.delete(object);
      deaths.push({ operation: at, object });
      for (let field = (fieldsOf.get(object) ?? 0) - 1; field >= 0; field--) {
        const key = `${object}.${field}`;
        const child = held.get(key);
        if (child !== undefined) waiting.push(child);
        held.delete(key);
      }
    }
  };

  for (const store of play.stores) {
    if (store.operation > operation) break;
    if (store.slot.holder !== null && !(rule.countsFields && counts.has(store.slot.holder)))
      continue;
    const { key } = store.slot;
    const before = held.get(key);
    const shares =
      store.creates || (rule.sharesOnStore && store.to !== null && counts.has(store.to));
    const taken = store.to !== null && shares ? store.to : null;
    if (taken !== null && store.creates) {
      counts.set(taken, rule.initial);
      // An object that a rule begins above one has been counted once more.
      increments += rule.initial - 1;
    } else if (taken !== null) {
      counts.set(taken, (counts.get(taken) ?? 0) + 1);
      increments++;
    }
    if (taken === null) held.delete(key);
    else held.set(key, taken);
    if (before === undefined) continue;
    if (store.to === null || rule.releasesOverwritten) release(before, store.operation);
    else forgotten.set(before, [...(forgotten.get(before) ?? []), key]);
  }

  const slots = new Map<ObjectId, string[]>();
  const add = (object: ObjectId, key: string): void => {
    const known = slots.get(object) ?? [];
    if (!known.includes(key)) slots.set(object, [...known, key]);
  };
  for (const [key, object] of held) add(object, key);
  for (const [object, keys] of forgotten)
    if (counts.has(object)) for (const key of keys) add(object, key);
  return { counts, deaths, slots, increments, decrements };
}
