/** The package sort. */
import type { NativeSite } from '../compile/image.ts';
import type { Layout } from '../compile/layout.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { advance } from '../machine/memory.ts';
import { toNumber, toBigInt } from '../machine/integers.ts';
import { heldIn, bytesAt } from '../machine/values.ts';
import { RuntimePanic } from '../machine/signals.ts';
import { layoutOf } from '../compile/layout.ts';
import { underlying } from '../types.ts';
import { argumentSlot, callFunction, highOf, lowOf, type Native } from './native-call.ts';
import { patternDefeatingSort } from './pattern-defeating-sort.ts';

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
function rearrange(vm: Interpreter, slot: number, layout: Layout, order: readonly number[]): void {
  const where = order.map((_, index) => index);
  const at = order.map((_, index) => index);
  order.forEach((element, position) => {
    const from = where[element] ?? position;
    const displaced = at[position] ?? position;
    swapElements(vm, lowOf(vm, slot), highOf(vm, slot), layout, position, from);
    at[from] = displaced;
    where[displaced] = from;
    at[position] = element;
    where[element] = position;
  });
}

function sortBy<T>(
  vm: Interpreter,
  slot: number,
  layout: Layout,
  key: (low: number, high: number) => T,
  compare: (a: T, b: T) => number,
): void {
  const count = lowOf(vm, slot + 1);
  const keys: T[] = [];
  for (let i = 0; i < count; i++)
    keys.push(key(advance(lowOf(vm, slot), i * layout.size), highOf(vm, slot)));
  const order = keys.map((_, index) => index).sort((a, b) => compare(keys[a] as T, keys[b] as T));
  rearrange(vm, slot, layout, order);
}

function sortSlice(vm: Interpreter, site: NativeSite): void {
  const held = heldIn(vm, argumentSlot(vm, site, 0), 0);
  const base = held === null ? null : underlying(held.type.type);
  if (held === null || base?.kind !== 'slice')
    throw new RuntimePanic('reflect: call of Swapper on non-slice value', 'plainError');
  const plane = vm.memory.plane(held.low, held.high);
  const header = vm.memory.byteOf(held.low) >>> 2;
  const [low = 0, high = 0, length = 0] = [plane[header], plane[header + 1], plane[header + 2]];
  const layout = layoutOf(base.element);
  const steps = patternDefeatingSort((i, j) => {
    swapElements(vm, low, high, layout, i, j);
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
    sortBy(vm, slot, layoutOf({ kind: 'basic', name: 'int', spelling: 'int' }), read, (a, b) =>
      a < b ? -1 : a > b ? 1 : 0,
    );
  },
  'sort.Strings': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    const layout = layoutOf({ kind: 'basic', name: 'string', spelling: 'string' });
    sortBy(
      vm,
      slot,
      layout,
      (low, high) => bytesAt(vm.memory, low, high),
      (a, b) => (a < b ? -1 : a > b ? 1 : 0),
    );
  },
  'sort.Slice': sortSlice,
} satisfies Record<string, Native>;
