/** Values between registers and memory, their equality, and their keys in maps. */
import { advance, type Memory } from './memory.ts';
import type { Interpreter } from './interpreter.ts';
import { doubleOf, toBigInt } from './integers.ts';
import { layoutOf, structLayout, isPointerShaped, type Layout } from '../compile/layout.ts';
import { representationCode } from '../compile/representations.ts';
import type { RuntimeType } from '../compile/types-table.ts';
import { underlying, type Type } from '../types.ts';
import { RuntimePanic } from './signals.ts';

const isNarrow = (layout: Layout): boolean =>
  layout.words === 1 && layout.representation !== 'block';

/** Copies a value from memory into registers, in its register form. */
export function toRegisters(
  memory: Memory,
  slot: number,
  low: number,
  high: number,
  layout: Layout,
  counted: boolean,
): void {
  if (isNarrow(layout) && layout.pointers.length === 0) {
    memory.readScalar(low, high, 0, representationCode(layout.representation));
    memory.mutator.setSlotWord(slot, memory.low, memory.high);
  } else memory.loadBlock(slot, low, high, 0, layout, counted);
}

/** Copies a value from registers into memory, in its memory form. */
export function toMemory(
  memory: Memory,
  low: number,
  high: number,
  slot: number,
  layout: Layout,
  taken: boolean,
): void {
  if (isNarrow(layout) && layout.pointers.length === 0) {
    const { stack } = memory;
    memory.writeScalar(
      low,
      high,
      0,
      representationCode(layout.representation),
      stack[slot * 2] ?? 0,
      stack[slot * 2 + 1] ?? 0,
    );
  } else memory.storeBlock(low, high, 0, slot, layout, taken);
}

/** Sets registers to the zero value of a type. */
export function zeroRegisters(
  memory: Memory,
  slot: number,
  layout: Layout,
  counted: boolean,
): void {
  for (let word = layout.words - 1; word >= 0; word--) {
    if (counted && layout.pattern.charCodeAt(word) === 112) memory.dropRoot(slot + word);
    else memory.mutator.setSlotWord(slot + word, 0, 0);
  }
}

/** The bytes of a string (or byte slice) whose header lies at a pointer. */
export function bytesAt(memory: Memory, low: number, high: number): string {
  const plane = memory.plane(low, high);
  const index = memory.byteOf(low) >>> 2;
  return memory.readBytes(plane[index] ?? 0, plane[index + 1] ?? 0, plane[index + 2] ?? 0);
}

/** The bytes of a string held in two registers. */
export function bytesOf(memory: Memory, slot: number): string {
  const { stack } = memory;
  return memory.readBytes(stack[slot * 2] ?? 0, stack[slot * 2 + 1] ?? 0, stack[slot * 2 + 2] ?? 0);
}

/** Where the value that an interface at a pointer holds lies; null for a nil interface. */
export function heldIn(
  vm: Interpreter,
  low: number,
  high: number,
): { type: RuntimeType; low: number; high: number } | null {
  const { memory } = vm;
  const plane = memory.plane(low, high);
  const index = memory.byteOf(low) >>> 2;
  const id = plane[index] ?? 0;
  if (id === 0) return null;
  const type = vm.image.types.at(id);
  if (isPointerShaped(type.type) || vm.standard.isText(type))
    return { type, low: advance(low, 8), high };
  return { type, low: plane[index + 2] ?? 0, high: plane[index + 3] ?? 0 };
}

/** `==` on two values of one type in memory. Panics where Go's comparison does. */
export function equalInMemory(
  vm: Interpreter,
  type: Type,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): boolean {
  const { memory } = vm;
  const layout = layoutOf(type);
  switch (layout.representation) {
    case 'string':
      return bytesAt(memory, aLow, aHigh) === bytesAt(memory, bLow, bHigh);
    case 'interface':
      return equalInterfaces(vm, aLow, aHigh, bLow, bHigh);
    case 'block': {
      memory.work += layout.size;
      const base = underlying(type);
      if (base.kind === 'array') {
        const { size } = layoutOf(base.element);
        for (let i = 0; i < base.length; i++) {
          if ((i & 4095) === 4095) memory.poll(4096);
          if (
            !equalInMemory(
              vm,
              base.element,
              advance(aLow, i * size),
              aHigh,
              advance(bLow, i * size),
              bHigh,
            )
          )
            return false;
        }
        return true;
      }
      if (base.kind !== 'struct') return true;
      const { offsets } = structLayout(base);
      return base.fields.every((field, index) => {
        const offset = offsets[index] ?? 0;
        return (
          field.name === '_' ||
          equalInMemory(vm, field.type, advance(aLow, offset), aHigh, advance(bLow, offset), bHigh)
        );
      });
    }
    default: {
      const code = representationCode(layout.representation);
      memory.readScalar(aLow, aHigh, 0, code);
      const { low, high } = memory;
      memory.readScalar(bLow, bHigh, 0, code);
      if (layout.representation.startsWith('float'))
        return doubleOf(low, high) === doubleOf(memory.low, memory.high);
      return low === memory.low && high === memory.high;
    }
  }
}

export function equalInterfaces(
  vm: Interpreter,
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): boolean {
  const a = heldIn(vm, aLow, aHigh);
  const b = heldIn(vm, bLow, bHigh);
  if (a === null || b === null) return a === b;
  if (a.type !== b.type) return false;
  if (!isComparable(a.type.type))
    throw new RuntimePanic(`comparing uncomparable type ${a.type.text}`);
  if (vm.standard.isText(a.type))
    return vm.standard.textAt(vm, a.low, a.high) === vm.standard.textAt(vm, b.low, b.high);
  return equalInMemory(vm, a.type.type, a.low, a.high, b.low, b.high);
}

/** Whether `==` is defined on a type (an interface may still hold what is not comparable). */
export function isComparable(type: Type): boolean {
  const base = underlying(type);
  switch (base.kind) {
    case 'slice':
    case 'map':
    case 'signature':
      return false;
    case 'array':
      return isComparable(base.element);
    case 'struct':
      return base.fields.every((field) => isComparable(field.type));
    default:
      return true;
  }
}

export type Key = number | bigint | string | symbol;

/** The key of a map entry as JavaScript compares it; a NaN equals nothing, not even itself. */
export function keyInMemory(vm: Interpreter, type: Type, low: number, high: number): Key {
  const { memory } = vm;
  const layout = layoutOf(type);
  switch (layout.representation) {
    case 'string':
      return bytesAt(memory, low, high);
    case 'interface': {
      const held = heldIn(vm, low, high);
      if (held === null) return 'nil';
      if (!isComparable(held.type.type))
        throw new RuntimePanic(`hash of unhashable type ${held.type.text}`);
      const inner = keyInMemory(vm, held.type.type, held.low, held.high);
      return typeof inner === 'symbol' ? inner : `${held.type.id} ${typeof inner} ${inner}`;
    }
    case 'block': {
      memory.work += layout.size * 8;
      const base = underlying(type);
      const parts: Key[] = [];
      if (base.kind === 'array') {
        const { size } = layoutOf(base.element);
        for (let i = 0; i < base.length; i++) {
          if ((i & 4095) === 4095) memory.poll(4096);
          parts.push(keyInMemory(vm, base.element, advance(low, i * size), high));
        }
      } else if (base.kind === 'struct') {
        const { offsets } = structLayout(base);
        base.fields.forEach((field, index) => {
          if (field.name !== '_')
            parts.push(keyInMemory(vm, field.type, advance(low, offsets[index] ?? 0), high));
        });
      }
      const unique = parts.find((part) => typeof part === 'symbol');
      return unique ?? parts.map((part) => `${String(part).length}:${String(part)}`).join('');
    }
    default: {
      memory.readScalar(low, high, 0, representationCode(layout.representation));
      return scalarKey(vm, layout, memory.low, memory.high);
    }
  }
}

function scalarKey(vm: Interpreter, layout: Layout, low: number, high: number): Key {
  if (layout.representation.startsWith('float')) {
    const value = doubleOf(low, high);
    return Number.isNaN(value) ? Symbol('NaN') : value + 0;
  }
  if (layout.representation === 'pointer') {
    // A moving collector changes addresses, never the object and the offset in it.
    return high === 0 ? low : `${high} ${low - vm.mutator.addressOf(high)}`;
  }
  return high === low >> 31 ? low : toBigInt(low, high);
}

/** The same for a key held in registers. */
export function keyInRegisters(vm: Interpreter, type: RuntimeType, slot: number): Key {
  const { layout } = type;
  if (isNarrow(layout))
    return scalarKey(
      vm,
      layout,
      vm.memory.stack[slot * 2] ?? 0,
      vm.memory.stack[slot * 2 + 1] ?? 0,
    );
  return keyInMemory(vm, type.type, slot, 0);
}
