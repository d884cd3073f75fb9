/** Random scripts for counting: names that share objects, fields that point twice, slots that are overwritten and cleared. */
import type { ObjectId } from '../../../simulator/event.ts';
import type { Operation } from '../../../simulator/operation.ts';
import { defaultSettings } from '../../../simulator/settings.ts';
import type { HeapSettings } from '../../../simulator/settings.ts';
import type { Chance } from '../../random.ts';

export const countingSettings: HeapSettings = {
  ...defaultSettings,
  heapBytes: 512,
  collector: 'refcount',
};

const variables = ['a', 'b', 'c', 'd', 'e'] as const;
const typeNames = ['A', 'B', 'C', 'D', 'E'] as const;
const fieldsOfAnObject = 2;

interface Sizes {
  readonly operations: number;
  readonly objects: number;
}

class ScriptWriter {
  readonly operations: Operation[] = [];
  readonly #chance: Chance;
  readonly #objects: number;
  readonly #slots = new Map<string, ObjectId | null>();
  readonly #fields = new Map<ObjectId, (ObjectId | null)[]>();

  constructor(chance: Chance, objects: number) {
    this.#chance = chance;
    this.#objects = objects;
  }

  #holding(): readonly string[] {
    return variables.filter((name) => (this.#slots.get(name) ?? null) !== null);
  }

  #empty(): readonly string[] {
    return variables.filter((name) => (this.#slots.get(name) ?? null) === null);
  }

  #put(name: string, object: ObjectId | null): void {
    this.#slots.set(name, object);
  }

  allocate(): boolean {
    const ordinal = this.#fields.size;
    const type = typeNames[ordinal];
    const slot = this.#empty()[0];
    if (type === undefined || slot === undefined || ordinal >= this.#objects) return false;
    this.operations.push({
      kind: 'alloc',
      slot,
      type,
      bytes: 8 * fieldsOfAnObject,
      fields: fieldsOfAnObject,
    });
    this.#fields.set(ordinal + 1, [null, null]);
    this.#put(slot, ordinal + 1);
    return true;
  }

  /** A variable, empty or not, takes what another one holds. */
  #share(slots: readonly string[]): boolean {
    const slot = this.#chance.pick(slots);
    if (slot === undefined) return false;
    const from = this.#chance.pick(
      this.#holding().filter((name) => this.#slots.get(name) !== this.#slots.get(slot)),
    );
    if (from === undefined) return false;
    this.operations.push({ kind: 'root', slot, from });
    this.#put(slot, this.#slots.get(from) ?? null);
    return true;
  }

  #clear(): boolean {
    const slot = this.#chance.pick(this.#holding());
    if (slot === undefined || this.#holding().length < 2) return false;
    this.operations.push({ kind: 'root', slot, from: null });
    this.#put(slot, null);
    return true;
  }

  #write(): boolean {
    const slot = this.#chance.pick(this.#holding());
    const from = this.#chance.pick(this.#holding());
    const fields = this.#fields.get(slot === undefined ? 0 : (this.#slots.get(slot) ?? 0));
    if (slot === undefined || from === undefined || fields === undefined) return false;
    const field = this.#chance.below(fieldsOfAnObject);
    const clears = fields[field] !== null && this.#chance.oneIn(3);
    // Storing what is there already teaches something, but not again and again.
    const same = !clears && fields[field] === (this.#slots.get(from) ?? null);
    if (same && !this.#chance.oneIn(8)) return false;
    this.operations.push({ kind: 'write', slot, field, from: clears ? null : from });
    fields[field] = clears ? null : (this.#slots.get(from) ?? null);
    return true;
  }

  step(): boolean {
    switch (this.#chance.below(8)) {
      case 0:
        return this.allocate();
      case 1:
        return this.#share(this.#empty());
      case 2:
      case 3:
        return this.#share(this.#holding());
      case 4:
      case 5:
        return this.#clear();
      default:
        return this.#write();
    }
  }
}

export function countingScript(
  chance: Chance,
  { operations, objects }: Sizes,
): readonly Operation[] {
  const writer = new ScriptWriter(chance, objects);
  writer.allocate();
  if (objects > 1) writer.allocate();
  for (let tries = 0; writer.operations.length < operations && tries < 200; tries++) writer.step();
  return writer.operations;
}
