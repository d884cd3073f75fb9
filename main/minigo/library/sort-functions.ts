/** The package sort. */
import type { NativeSite } from '../compile/image.ts';
import type { Layout } from '../compile/layout.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { advance } from '../machine/memory.ts';
import { toNumber, toBigInt } from '../machine/integers.ts';
import { heldIn, bytesAt } from '../machine/values.ts';
import { RuntimePanic } from '../machine/signals.ts';
import { pieceLength, type Work } from '../machine/work.ts';
import { layoutOf } from '../compile/layout.ts';
import { underlying, type Type } from '../types.ts';
import { argumentSlot, callFunction, highOf, lowOf, type Native } from './native-call.ts';
import { patternDefeatingSort } from './pattern-defeating-sort.ts';

/** Elements that are read or moved in one piece. */
const pieceElements = pieceLength / 4;

/** Exchanges two elements of an array; each reference stays counted all the while. */
function swapElements(
  vm: Interpreter,
  low: number,
  high: number,
  layout: Layout,
  i: number,
  j: number,
): void {
  if (i === j || layout.size === 0) return;
  const { memory } = vm;
  const first = advance(low, i * layout.size);
  const second = advance(low, j * layout.size);
  if (layout.pointers.length === 0) {
    const kept = memory.readBytes(first, high, layout.size);
    memory.copyBytes(first, high, second, high, layout.size);
    memory.writeBytes(second, high, kept);
    return;
  }
  for (let word = 0; word < layout.words; word++) {
    const plane = memory.plane(low, high);
    const a = (memory.byteOf(first) >>> 2) + word * 2;
    const b = (memory.byteOf(second) >>> 2) + word * 2;
    const kept = [plane[a] ?? 0, plane[a + 1] ?? 0] as const;
    if (layout.pattern.charAt(word) === 'p') {
      memory.setRoot(vm.scratch, ...kept);
      memory.writePointer(first, high, word * 8, plane[b] ?? 0, plane[b + 1] ?? 0);
      memory.takePointer(second, high, word * 8, vm.scratch);
    } else {
      memory.writeWord(first + word, high, plane[b] ?? 0, plane[b + 1] ?? 0);
      memory.writeWord(second + word, high, ...kept);
    }
  }
}

/** Puts elements in the order of `order`: position `i` gets element `order[i]`. */
function* rearrange(vm: Interpreter, slot: number, layout: Layout, order: readonly number[]): Work {
  const where = order.map((_, index) => index);
  const at = order.map((_, index) => index);
  for (const [position, element] of order.entries()) {
    if (position > 0 && position % pieceElements === 0) yield;
    const from = where[element] ?? position;
    const displaced = at[position] ?? position;
    swapElements(vm, lowOf(vm, slot), highOf(vm, slot), layout, position, from);
    at[from] = displaced;
    where[displaced] = from;
    at[position] = element;
    where[element] = position;
  }
}

/** Where the keys lie in ascending order: merging from the bottom up, equal ones as they stand. */
function* orderOf<T>(
  keys: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<void, readonly number[], void> {
  let order = keys.map((_, index) => index);
  let merged = [...order];
  let done = 0;
  for (let width = 1; width < keys.length; width *= 2) {
    for (let start = 0; start < keys.length; start += width * 2) {
      const middle = Math.min(start + width, keys.length);
      const end = Math.min(middle + width, keys.length);
      let [left, right] = [start, middle];
      for (let to = start; to < end; to++) {
        done++;
        if (done % pieceLength === 0) yield;
        const [a, b] = [order[left] ?? 0, order[right] ?? 0];
        const isLeft = left < middle && (right >= end || compare(keys[a] as T, keys[b] as T) <= 0);
        merged[to] = isLeft ? a : b;
        if (isLeft) left++;
        else right++;
      }
    }
    [order, merged] = [merged, order];
  }
  return order;
}

function* sortBy<T>(
  vm: Interpreter,
  slot: number,
  layout: Layout,
  key: (low: number, high: number) => T,
  compare: (a: T, b: T) => number,
): Work {
  const count = lowOf(vm, slot + 1);
  const keys: T[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && i % pieceElements === 0) yield;
    keys.push(key(advance(lowOf(vm, slot), i * layout.size), highOf(vm, slot)));
  }
  const order = yield* orderOf(keys, compare);
  yield* rearrange(vm, slot, layout, order);
}

/** A type's kind in the words of package reflect. */
function kindName(type: Type): string {
  const base = underlying(type);
  if (base.kind === 'basic') return base.name;
  const names: Record<string, string> = { pointer: 'ptr', signature: 'func', channel: 'chan' };
  return names[base.kind] ?? base.kind;
}

function sortSlice(vm: Interpreter, site: NativeSite): void {
  const held = heldIn(vm, argumentSlot(vm, site, 0), 0);
  const base = held === null ? null : underlying(held.type.type);
  if (held === null || base?.kind !== 'slice')
    throw new RuntimePanic(
      `reflect: call of Swapper on ${held === null ? 'zero' : kindName(held.type.type)} Value`,
      'plainError',
    );
  const plane = vm.memory.plane(held.low, held.high);
  const header = vm.memory.byteOf(held.low) >>> 2;
  const [low = 0, high = 0, length = 0] = [plane[header], plane[header + 1], plane[header + 2]];
  const layout = layoutOf(base.element);
  // The function that compares may let a moving collector run.
  const place = high === 0 ? low : low - vm.mutator.addressOf(high);
  const steps = patternDefeatingSort((i, j) => {
    const now = high === 0 ? place : vm.mutator.addressOf(high) + place;
    swapElements(vm, now, high, layout, i, j);
  }, length);
  const less = argumentSlot(vm, site, 1);
  const drive = (answer: boolean): void => {
    const next = steps.next(answer);
    if (next.done === true) return;
    const [i, j] = next.value;
    callFunction(
      vm,
      less,
      (frame) => {
        vm.mutator.setSlotWord(frame, i, 0);
        vm.mutator.setSlotWord(frame + 1, j, 0);
      },
      (slot) => lowOf(vm, slot) !== 0,
      (value) => {
        drive(value === true);
      },
    );
  };
  drive(false);
}

export const sortFunctions = {
  'sort.Ints': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    const read = (low: number, high: number): number | bigint => {
      vm.memory.readScalar(low, high, 0, 0);
      const value = toNumber(vm.memory.low, vm.memory.high);
      return Number.isSafeInteger(value) ? value : toBigInt(vm.memory.low, vm.memory.high);
    };
    const layout = layoutOf({ kind: 'basic', name: 'int', spelling: 'int' });
    vm.perform(sortBy(vm, slot, layout, read, (a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  },
  'sort.Strings': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    const layout = layoutOf({ kind: 'basic', name: 'string', spelling: 'string' });
    vm.perform(
      sortBy(
        vm,
        slot,
        layout,
        (low, high) => bytesAt(vm.memory, low, high),
        (a, b) => (a < b ? -1 : a > b ? 1 : 0),
      ),
    );
  },
  'sort.Slice': sortSlice,
} satisfies Record<string, Native>;
