/** Slices and the arrays behind them. */
import type { ListSite, SliceSite } from '../compile/image.ts';
import { plainName, type RuntimeType } from '../compile/types-table.ts';
import { grownCapacity } from '../../simulator/go/size-classes.ts';
import { basicTypes } from '../types.ts';
import type { Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { toNumber } from './integers.ts';
import { advance } from './memory.ts';
import { nilDereference, RuntimePanic } from './signals.ts';
import { sliceBounds } from './slice-bounds.ts';
import { toMemory } from './values.ts';
import { pieceBytes, type Work } from './work.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

/** Larger requests than any heap: they fail as the largest one does. */
export const largestRequest = 2 ** 30;

/** A new array of `count` zero elements in a root word; nothing is made for elements of no size. */
export function newArray(
  vm: Interpreter,
  slot: number,
  element: RuntimeType,
  count: number,
  borrowed: readonly number[] = [],
): void {
  const { layout } = element;
  const bytes = Math.min(layout.size * count, largestRequest);
  const hasPointers = layout.pointers.length > 0;
  const shape = vm.mutator.defineShape(
    `[${count}]${plainName(element.text)}`,
    bytes,
    hasPointers
      ? {
          kind: 'repeat',
          stride: layout.words,
          offsets: layout.pointers,
          count: Math.min(count, bytes / layout.size),
        }
      : { kind: 'prefix', count: 0 },
  );
  vm.allocateBeside(shape, slot, borrowed);
}

/** Writes a slice header into three registers, the first of them rooted. */
export function setSlice(
  vm: Interpreter,
  slot: number,
  pointer: number,
  object: number,
  length: number,
  capacity: number,
): void {
  vm.memory.setRoot(slot, pointer, object);
  vm.mutator.setSlotWord(slot + 1, length, 0);
  vm.mutator.setSlotWord(slot + 2, capacity, 0);
}

/** Makes room for `extra` more elements in a slice held in registers; its length is left alone. */
function* reserve(
  vm: Interpreter,
  slot: number,
  element: RuntimeType,
  extra: number,
  borrowed: readonly number[] = [],
): Work {
  const { memory } = vm;
  const length = low(vm, slot + 1);
  const capacity = low(vm, slot + 2);
  if (length + extra <= capacity) return;
  vm.hasGrown = true;
  const { layout } = element;
  if (layout.size === 0) {
    setSlice(vm, slot, ~0, 0, length, length + extra);
    return;
  }
  const wanted = grownCapacity(capacity, length + extra, layout.size, layout.pointers.length > 0);
  newArray(vm, vm.scratch, element, wanted, borrowed);
  yield* copyElements(
    vm,
    element,
    low(vm, vm.scratch),
    high(vm, vm.scratch),
    low(vm, slot),
    high(vm, slot),
    length,
  );
  memory.moveRoot(slot, vm.scratch);
  vm.mutator.setSlotWord(slot + 2, wanted, 0);
}

/** Copies elements; where the ranges overlap, in the direction that keeps them whole. */
export function* copyElements(
  vm: Interpreter,
  element: RuntimeType,
  toLow: number,
  toHigh: number,
  fromLow: number,
  fromHigh: number,
  count: number,
): Work {
  const { memory } = vm;
  const { layout } = element;
  if (count === 0 || layout.size === 0) return;
  const isBackwards = toHigh === fromHigh && toLow > fromLow;
  // A piece holds whole words, so that only its ends may be uneven.
  const most = Math.max(8, Math.ceil(pieceBytes / layout.size / 8) * 8);
  for (let done = 0; done < count; done += most) {
    if (done > 0) yield;
    const length = Math.min(most, count - done);
    const first = isBackwards ? count - done - length : done;
    const to = advance(toLow, first * layout.size);
    const from = advance(fromLow, first * layout.size);
    if (layout.pointers.length === 0) {
      memory.copyBytes(to, toHigh, from, fromHigh, layout.size * length);
      continue;
    }
    for (let i = 0; i < length; i++) {
      const offset = (isBackwards ? length - 1 - i : i) * layout.size;
      memory.copyValue(advance(to, offset), toHigh, advance(from, offset), fromHigh, layout);
    }
  }
}

function sizeOf(
  vm: Interpreter,
  register: number,
  what: 'len' | 'cap',
  elementSize: number,
): number {
  const slot = vm.slot(register);
  const count = toNumber(low(vm, slot), high(vm, slot));
  if (count < 0 || count * Math.max(elementSize, 1) > 2 ** 47)
    throw new RuntimePanic(`makeslice: ${what} out of range`);
  return count;
}

export const sliceInstructions: Handlers = {
  makeSlice: (vm, a, b, c, type) => {
    const element = vm.image.types.at(type);
    const { size } = element.layout;
    const to = vm.slot(a);
    const length = sizeOf(vm, b, 'len', size);
    const capacity = sizeOf(vm, c, 'cap', size);
    if (length > capacity) throw new RuntimePanic('makeslice: cap out of range');
    if (size * capacity === 0) vm.memory.setRoot(to, ~0, 0);
    else newArray(vm, to, element, capacity);
    vm.mutator.setSlotWord(to + 1, length, 0);
    vm.mutator.setSlotWord(to + 2, capacity, 0);
  },
  sliceSlice: (vm, a, b, index) => {
    const site = vm.image.sites[index] as SliceSite;
    const slice = vm.slot(b);
    const capacity = low(vm, slice + 2);
    cut(vm, site, a, low(vm, slice), high(vm, slice), low(vm, slice + 1), capacity, true);
  },
  sliceArray: (vm, a, b, index) => {
    const site = vm.image.sites[index] as SliceSite;
    const pointer = vm.slot(b);
    if (low(vm, pointer) === 0 && high(vm, pointer) === 0) throw nilDereference();
    cut(vm, site, a, low(vm, pointer), high(vm, pointer), site.length, site.length, false);
  },
  noteCapacity: (vm) => {
    if (vm.hasGrown) vm.pendingDependence ??= 'capacity';
  },
  append: (vm, a, index) => {
    const site = vm.image.sites[index] as ListSite;
    const [element] = site.types;
    if (element === undefined) return;
    const slot = vm.slot(a);
    if (low(vm, slot + 1) + site.registers.length <= low(vm, slot + 2))
      setElements(vm, slot, element, site);
    else vm.perform(appendElements(vm, slot, element, site));
  },
  appendSlice: (vm, a, b, type) => {
    const element = vm.image.types.at(type);
    const slot = vm.slot(a);
    const other = vm.slot(b);
    const count = low(vm, other + 1);
    if (count > 0) vm.perform(appendAll(vm, slot, other, element, count));
  },
  appendString: (vm, a, b, type) => {
    const slot = vm.slot(a);
    const text = vm.slot(b);
    const count = low(vm, text + 1);
    if (count > 0) vm.perform(appendAll(vm, slot, text, vm.image.types.at(type), count));
  },
  copySlice: (vm, a, b, c, type) => {
    const to = vm.slot(b);
    const from = vm.slot(c);
    const count = Math.min(low(vm, to + 1), low(vm, from + 1));
    vm.perform(
      copyElements(
        vm,
        vm.image.types.at(type),
        low(vm, to),
        high(vm, to),
        low(vm, from),
        high(vm, from),
        count,
      ),
    );
    vm.mutator.setSlotWord(vm.slot(a), count, 0);
  },
  copyString: (vm, a, b, c) => {
    const to = vm.slot(b);
    const from = vm.slot(c);
    const count = Math.min(low(vm, to + 1), low(vm, from + 1));
    const byte = vm.image.types.of(basicTypes.uint8);
    vm.perform(
      copyElements(vm, byte, low(vm, to), high(vm, to), low(vm, from), high(vm, from), count),
    );
    vm.mutator.setSlotWord(vm.slot(a), count, 0);
  },
  sliceToArray: (vm, a, b, count) => {
    const slice = vm.slot(b);
    const length = low(vm, slice + 1);
    if (length < count) {
      throw new RuntimePanic(
        `cannot convert slice with length ${length} to array or pointer to array with length ${count}`,
        'boundsError',
      );
    }
    vm.mutator.setSlotWord(vm.slot(a), low(vm, slice), high(vm, slice));
  },
  clearSlice: (vm, a, type) => {
    vm.perform(clearElements(vm, vm.slot(a), vm.image.types.at(type)));
  },
};

/** Writes what is appended behind a slice that has room for it. */
function setElements(vm: Interpreter, slot: number, element: RuntimeType, site: ListSite): void {
  const length = low(vm, slot + 1);
  if (element.layout.size > 0) {
    site.registers.forEach((register, at) => {
      const to = advance(low(vm, slot), (length + at) * element.layout.size);
      toMemory(
        vm.memory,
        to,
        high(vm, slot),
        vm.slot(register),
        element.layout,
        site.taken?.[at] === true,
      );
    });
  }
  vm.mutator.setSlotWord(slot + 1, length + site.registers.length, 0);
}

function* appendElements(
  vm: Interpreter,
  slot: number,
  element: RuntimeType,
  site: ListSite,
): Work {
  const borrowed = site.registers.flatMap((register) =>
    element.layout.pointers.map((word) => vm.slot(register) + word),
  );
  yield* reserve(vm, slot, element, site.registers.length, borrowed);
  setElements(vm, slot, element, site);
}

/** Appends the elements of another slice, or the bytes of a string. */
function* appendAll(
  vm: Interpreter,
  slot: number,
  other: number,
  element: RuntimeType,
  count: number,
): Work {
  // `append(s, s...)`: what is appended stays alive through the new array's copy or the old one.
  yield* reserve(vm, slot, element, count);
  const length = low(vm, slot + 1);
  yield* copyElements(
    vm,
    element,
    advance(low(vm, slot), length * element.layout.size),
    high(vm, slot),
    low(vm, other),
    high(vm, other),
    count,
  );
  vm.mutator.setSlotWord(slot + 1, length + count, 0);
}

function* clearElements(vm: Interpreter, slice: number, element: RuntimeType): Work {
  const { layout } = element;
  const each = Math.max(1, Math.floor(pieceBytes / Math.max(1, layout.size)));
  for (let i = 0; i < low(vm, slice + 1); i++) {
    if (i > 0 && i % each === 0) yield;
    vm.memory.clearValue(advance(low(vm, slice), i * layout.size), high(vm, slice), layout);
  }
}

/** Part of an array or slice as a slice; with nothing left it does not point past the end. */
function cut(
  vm: Interpreter,
  site: SliceSite,
  register: number,
  pointer: number,
  object: number,
  length: number,
  limit: number,
  isSlice: boolean,
): void {
  const bounds = sliceBounds(vm, site, length, limit, isSlice);
  const to = vm.slot(register);
  const capacity = bounds.max - bounds.low;
  const start = capacity === 0 ? pointer : advance(pointer, bounds.low * site.elementSize);
  if (site.rooted) vm.memory.setRoot(to, start, object);
  else vm.mutator.setSlotWord(to, start, object);
  vm.mutator.setSlotWord(to + 1, bounds.high - bounds.low, 0);
  vm.mutator.setSlotWord(to + 2, capacity, 0);
}
