/**
 * Go's maps. On the heap a map is a header (a pointer to its entries, and how many there are) and an
 * array of entries in order of insertion: an ordinal (0 when deleted), the key, the value. Which
 * entry a key has is found through an index beside the heap.
 */
import type { MapSite } from '../compile/image.ts';
import { plainName, type RuntimeType } from '../compile/types-table.ts';
import { underlying } from '../types.ts';
import type { Activation } from './activation.ts';
import type { Interpreter } from './interpreter.ts';
import { RuntimePanic } from './signals.ts';
import { pieceLength, type Work } from './work.ts';
import { keyInRegisters, toMemory, toRegisters, zeroRegisters, type Key } from './values.ts';

interface MapIndex {
  readonly positions: Map<Key, number>;
  /** Keys and ordinals by position, deleted entries included. */
  keys: Key[];
  ordinals: number[];
  next: number;
  capacity: number;
}

interface Iteration {
  readonly map: number;
  readonly ordinals: readonly number[];
  at: number;
  readonly activation: Activation | null;
}

const firstCapacity = 8;
/** Entries, of a few words each, that are dealt with in one piece. */
const pieceEntries = pieceLength / 4;

export class MapTable {
  readonly #vm: Interpreter;
  readonly #indexes = new Map<number, MapIndex>();
  readonly #iterations = new Map<number, Iteration>();
  readonly #shapes = new Map<string, number>();
  #sweepAt = 1024;
  /** Whether a loop has gone over a map of several entries. */
  hasRanged = false;

  constructor(vm: Interpreter) {
    this.#vm = vm;
  }

  /** Makes an empty map in a root word. */
  make(slot: number, type: RuntimeType): void {
    const vm = this.#vm;
    vm.allocate(this.#shape(plainName(type.text), 16, [0]), slot);
    const id = vm.memory.stack[slot * 2 + 1] ?? 0;
    this.#indexes.set(id, { positions: new Map(), keys: [], ordinals: [], next: 1, capacity: 0 });
    this.#forgetDead();
  }

  /** Indexes of maps that are gone are given up from time to time. */
  #forgetDead(): void {
    if (this.#indexes.size < this.#sweepAt) return;
    for (const id of this.#indexes.keys())
      if (!this.#vm.mutator.isAllocated(id)) this.#indexes.delete(id);
    this.#sweepAt = Math.max(1024, this.#indexes.size * 2);
  }

  #shape(name: string, bytes: number, offsets: readonly number[]): number {
    const key = `${name} ${bytes}`;
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      shape = this.#vm.mutator.defineShape(name, bytes, { kind: 'words', offsets });
      this.#shapes.set(key, shape);
    }
    return shape;
  }

  #index(id: number): MapIndex {
    const index = this.#indexes.get(id);
    if (index === undefined) throw new RangeError(`Object ${id} is no map.`);
    return index;
  }

  length(low: number, high: number): number {
    return high === 0 ? 0 : (this.#vm.memory.heap[low * 2 + 2] ?? 0);
  }

  #setLength(low: number, count: number): void {
    this.#vm.mutator.setWord(low + 1, count, 0);
  }

  /** Heap word of an entry. */
  #entry(low: number, position: number, stride: number): number {
    return (this.#vm.memory.heap[low * 2] ?? 0) + position * stride;
  }

  /** `m[k]` into registers; whether the key is there. */
  load(to: number, mapSlot: number, keySlot: number, site: MapSite): boolean {
    const vm = this.#vm;
    const { memory } = vm;
    const low = memory.stack[mapSlot * 2] ?? 0;
    const id = memory.stack[mapSlot * 2 + 1] ?? 0;
    const key = keyInRegisters(vm, site.key, keySlot);
    const position = id === 0 ? undefined : this.#index(id).positions.get(key);
    if (position === undefined) {
      zeroRegisters(memory, to, site.value.layout, site.rooted);
      return false;
    }
    const keyWords = site.key.layout.words;
    const entry = this.#entry(low, position, 1 + keyWords + site.value.layout.words);
    const table = memory.heap[low * 2 + 1] ?? 0;
    toRegisters(memory, to, entry + 1 + keyWords, table, site.value.layout, site.rooted);
    return true;
  }

  /** `m[k] = v` from registers. */
  *store(mapSlot: number, keySlot: number, valueSlot: number, site: MapSite): Work {
    const vm = this.#vm;
    const { memory } = vm;
    const id = memory.stack[mapSlot * 2 + 1] ?? 0;
    if (id === 0) throw new RuntimePanic('assignment to entry in nil map', 'plainError');
    const index = this.#index(id);
    const key = keyInRegisters(vm, site.key, keySlot);
    const keyWords = site.key.layout.words;
    const stride = 1 + keyWords + site.value.layout.words;
    let position = index.positions.get(key);
    if (position === undefined) {
      if (index.ordinals.length >= index.capacity) {
        const borrowed = [
          mapSlot,
          ...site.key.layout.pointers.map((word) => keySlot + word),
          ...site.value.layout.pointers.map((word) => valueSlot + word),
        ];
        yield* this.#grow(mapSlot, index, site, stride, borrowed);
      }
      position = index.ordinals.length;
      const low = memory.stack[mapSlot * 2] ?? 0;
      const entry = this.#entry(low, position, stride);
      const table = memory.heap[low * 2 + 1] ?? 0;
      vm.mutator.setWord(entry, index.next, 0);
      index.ordinals.push(index.next);
      index.keys.push(key);
      index.next++;
      if (keyWords > 0) toMemory(memory, entry + 1, table, keySlot, site.key.layout, false);
      index.positions.set(key, position);
      this.#setLength(low, index.positions.size);
    } else if (site.key.layout.representation.startsWith('float')) {
      // 0 and -0 are the same key, and the last one written stays.
      const low = memory.stack[mapSlot * 2] ?? 0;
      const entry = this.#entry(low, position, stride);
      const table = memory.heap[low * 2 + 1] ?? 0;
      toMemory(memory, entry + 1, table, keySlot, site.key.layout, false);
    }
    const low = memory.stack[mapSlot * 2] ?? 0;
    const entry = this.#entry(low, position, stride);
    if (site.value.layout.words > 0)
      toMemory(
        memory,
        entry + 1 + keyWords,
        memory.heap[low * 2 + 1] ?? 0,
        valueSlot,
        site.value.layout,
        site.rooted,
      );
  }

  /** More room, or the same without the deleted entries. */
  *#grow(
    mapSlot: number,
    index: MapIndex,
    site: MapSite,
    stride: number,
    borrowed: readonly number[],
  ): Work {
    const vm = this.#vm;
    const { memory } = vm;
    const live = index.positions.size;
    const capacity =
      index.capacity === 0
        ? firstCapacity
        : live > index.capacity / 2
          ? index.capacity * 2
          : index.capacity;
    const keyWords = site.key.layout.words;
    const offsets = [
      ...site.key.layout.pointers.map((word) => 1 + word),
      ...site.value.layout.pointers.map((word) => 1 + keyWords + word),
    ];
    const name = plainName(`entries of map[${site.key.text}]${site.value.text}`);
    // Types of several scopes may share a name.
    const key = `${site.key.id} ${site.value.id} ${capacity}`;
    let shape = this.#shapes.get(key);
    if (shape === undefined) {
      shape = vm.mutator.defineShape(name, capacity * stride * 8, {
        kind: 'repeat',
        stride,
        offsets,
        count: capacity,
      });
      this.#shapes.set(key, shape);
    }
    vm.allocateBeside(shape, vm.scratch, borrowed);
    const low = memory.stack[mapSlot * 2] ?? 0;
    const from = memory.heap[low * 2] ?? 0;
    const to = memory.stack[vm.scratch * 2] ?? 0;
    const table = memory.stack[vm.scratch * 2 + 1] ?? 0;
    const isPointer = new Set(offsets);
    const keys: Key[] = [];
    const ordinals: number[] = [];
    for (const [position, ordinal] of index.ordinals.entries()) {
      if (position > 0 && position % pieceEntries === 0) yield;
      const source = (from + position * stride) * 2;
      if (memory.heap[source] === 0) continue;
      const target = to + ordinals.length * stride;
      for (let word = 0; word < stride; word++) {
        const first = memory.heap[source + word * 2] ?? 0;
        const second = memory.heap[source + word * 2 + 1] ?? 0;
        if (isPointer.has(word)) memory.writePointer(target, table, word * 8, first, second);
        else vm.mutator.setWord(target + word, first, second);
      }
      const own = index.keys[position] ?? '';
      index.positions.set(own, ordinals.length);
      keys.push(own);
      ordinals.push(ordinal);
    }
    index.keys = keys;
    index.ordinals = ordinals;
    index.capacity = capacity;
    memory.takePointer(
      memory.stack[mapSlot * 2] ?? 0,
      memory.stack[mapSlot * 2 + 1] ?? 0,
      0,
      vm.scratch,
    );
  }

  remove(mapSlot: number, keySlot: number, site: MapSite): void {
    const vm = this.#vm;
    const id = vm.memory.stack[mapSlot * 2 + 1] ?? 0;
    const key = keyInRegisters(vm, site.key, keySlot);
    if (id === 0) return;
    const index = this.#index(id);
    const position = index.positions.get(key);
    if (position === undefined) return;
    index.positions.delete(key);
    const low = vm.memory.stack[mapSlot * 2] ?? 0;
    this.#setLength(low, index.positions.size);
    this.#wipe(low, position, site);
  }

  /** Deletes an entry: its references are dropped, key first. */
  #wipe(low: number, position: number, site: MapSite): void {
    const { memory, mutator } = this.#vm;
    const keyWords = site.key.layout.words;
    const entry = this.#entry(low, position, 1 + keyWords + site.value.layout.words);
    const table = memory.heap[low * 2 + 1] ?? 0;
    mutator.setWord(entry, 0, 0);
    memory.clearWords(entry + 1, table, site.key.layout.pattern);
    memory.clearWords(entry + 1 + keyWords, table, site.value.layout.pattern);
  }

  *clear(mapSlot: number, type: RuntimeType): Work {
    const vm = this.#vm;
    const low = vm.memory.stack[mapSlot * 2] ?? 0;
    const id = vm.memory.stack[mapSlot * 2 + 1] ?? 0;
    if (id === 0) return;
    const index = this.#index(id);
    const base = underlying(type.type);
    if (base.kind !== 'map') return;
    const site: MapSite = {
      key: vm.image.types.of(base.key),
      value: vm.image.types.of(base.value),
      ok: 0,
      rooted: false,
    };
    index.positions.clear();
    this.#setLength(low, 0);
    for (let position = 0; position < index.ordinals.length; position++) {
      if (position > 0 && position % pieceEntries === 0) yield;
      this.#wipe(low, position, site);
    }
    index.ordinals = [];
    index.keys = [];
  }

  /** Starts `range`; the iterator is known by the word that stands for it. */
  *range(iterator: number, mapSlot: number): Work {
    const vm = this.#vm;
    const id = vm.memory.stack[mapSlot * 2 + 1] ?? 0;
    const ordinals: number[] = [];
    if (id !== 0) {
      const index = this.#index(id);
      for (const position of index.positions.values()) {
        ordinals.push(index.ordinals[position] ?? 0);
        if (ordinals.length % pieceLength === 0) yield;
      }
      for (let i = ordinals.length - 1; i > 0; i--) {
        if (i % pieceLength === 0) yield;
        const other = vm.random(i + 1);
        const kept = ordinals[i] ?? 0;
        ordinals[i] = ordinals[other] ?? 0;
        ordinals[other] = kept;
      }
      if (ordinals.length > 1) this.hasRanged = true;
      if (vm.options.mapsReversed) ordinals.reverse();
    }
    this.#iterations.set(iterator, { map: id, ordinals, at: 0, activation: vm.current.top });
  }

  /** The next entry into the registers of key and value; false when there is none. */
  next(
    iterator: number,
    mapSlot: number,
    keySlot: number,
    valueSlot: number,
    types: readonly [RuntimeType, RuntimeType],
  ): boolean {
    const { memory } = this.#vm;
    const iteration = this.#iterations.get(iterator);
    if (iteration === undefined) return false;
    const [keyType, valueType] = types;
    while (iteration.at < iteration.ordinals.length) {
      const ordinal = iteration.ordinals[iteration.at] ?? 0;
      iteration.at++;
      const position = positionOf(this.#index(iteration.map).ordinals, ordinal);
      if (position < 0) continue;
      const low = memory.stack[mapSlot * 2] ?? 0;
      const table = memory.heap[low * 2 + 1] ?? 0;
      const entry = this.#entry(low, position, 1 + keyType.layout.words + valueType.layout.words);
      if (memory.heap[entry * 2] === 0) continue;
      toRegisters(memory, keySlot, entry + 1, table, keyType.layout, true);
      toRegisters(
        memory,
        valueSlot,
        entry + 1 + keyType.layout.words,
        table,
        valueType.layout,
        true,
      );
      return true;
    }
    this.#iterations.delete(iterator);
    return false;
  }

  /** Whether a loop over a map of several entries is under way: what it prints depends on their order. */
  get isRanging(): boolean {
    for (const [iterator, iteration] of this.#iterations) {
      if (iteration.activation?.ended === true) this.#iterations.delete(iterator);
      else if (iteration.ordinals.length > 1) return true;
    }
    return false;
  }

  /** Heap places of the entries, for printing: word of the key, word of the value, and their object. */
  entries(
    low: number,
    id: number,
    keyWords: number,
    stride: number,
  ): { key: number; value: number; table: number }[] {
    if (id === 0) return [];
    const table = this.#vm.memory.heap[low * 2 + 1] ?? 0;
    const found: { key: number; value: number; table: number }[] = [];
    this.#index(id).ordinals.forEach((_, position) => {
      const entry = this.#entry(low, position, stride);
      if (this.#vm.memory.heap[entry * 2] !== 0)
        found.push({ key: entry + 1, value: entry + 1 + keyWords, table });
    });
    return found;
  }
}

function positionOf(ordinals: readonly number[], ordinal: number): number {
  let low = 0;
  let high = ordinals.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ordinals[middle] ?? 0;
    if (found === ordinal) return middle;
    if (found < ordinal) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
