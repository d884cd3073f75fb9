/** strings.Builder: a growing array of bytes, whose string shares them. */
import type { NativeSite } from '../compile/image.ts';
import { encodeRune } from '../format/text.ts';
import { grownCapacity } from '../../simulator/go/size-classes.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { advance } from '../machine/memory.ts';
import { nilDereference, RuntimePanic } from '../machine/signals.ts';
import { newArray } from '../machine/slice-instructions.ts';
import { bytesOf } from '../machine/values.ts';
import { basicTypes } from '../types.ts';
import {
  argumentSlot,
  borrowedArguments,
  giveInt,
  giveNil,
  highOf,
  intArgument,
  lowOf,
  resultSlot,
  type Native,
} from './native-call.ts';

/** Where the builder lies: its words are the address of itself, then array, length and capacity. */
interface Builder {
  readonly low: number;
  readonly high: number;
}

function builderOf(vm: Interpreter, site: NativeSite): Builder {
  const slot = argumentSlot(vm, site, 0);
  const found = { low: lowOf(vm, slot), high: highOf(vm, slot) };
  if (found.low === 0 && found.high === 0) throw nilDereference();
  return found;
}

function word(vm: Interpreter, { low, high }: Builder, index: number): readonly [number, number] {
  const plane = vm.memory.plane(low, high);
  const at = (vm.memory.byteOf(low) >>> 2) + index * 2;
  return [plane[at] ?? 0, plane[at + 1] ?? 0];
}

/**
 * Notes where the builder lies, or sees that it is a copy of one that has been written to. What is
 * noted is not counted: a variable in a frame is known by its word, one on the heap by its object.
 */
function checkCopy(vm: Interpreter, site: NativeSite): void {
  const builder = builderOf(vm, site);
  const { low, high } = builder;
  const own = high === 0 ? low : ~((high * 4096 + low - vm.mutator.addressOf(high)) & 0x3fffffff);
  const [noted] = word(vm, builder, 0);
  if (noted === own) return;
  if (noted !== 0)
    throw new RuntimePanic(
      'strings: illegal use of non-zero Builder copied by value',
      'plainError',
    );
  vm.memory.writePointer(low, high, 0, own, 0);
}

function setArray(vm: Interpreter, site: NativeSite, capacity: number): void {
  const byte = vm.image.types.of(basicTypes.uint8);
  newArray(vm, vm.scratch, byte, capacity, borrowedArguments(vm, site));
  const builder = builderOf(vm, site);
  const [low, high] = word(vm, builder, 1);
  const [length] = word(vm, builder, 2);
  if (length > 0)
    vm.memory.copyBytes(lowOf(vm, vm.scratch), highOf(vm, vm.scratch), low, high, length);
  vm.memory.takePointer(builder.low, builder.high, 8, vm.scratch);
  vm.memory.writeWord(builder.low + 3, builder.high, capacity, 0);
}

function write(vm: Interpreter, site: NativeSite, bytes: string): void {
  checkCopy(vm, site);
  const [length] = word(vm, builderOf(vm, site), 2);
  const [capacity] = word(vm, builderOf(vm, site), 3);
  if (bytes === '') return;
  if (length + bytes.length > capacity)
    setArray(vm, site, grownCapacity(capacity, length + bytes.length, 1, false));
  const builder = builderOf(vm, site);
  const [low, high] = word(vm, builder, 1);
  vm.memory.writeBytes(advance(low, length), high, bytes);
  vm.memory.writeWord(builder.low + 2, builder.high, length + bytes.length, 0);
}

function giveCount(vm: Interpreter, site: NativeSite, count: number): void {
  giveInt(vm, site, 0, count);
  giveNil(vm, site, 1);
}

export const builderFunctions = {
  'strings.Builder.Cap': (vm: Interpreter, site: NativeSite): void => {
    giveInt(vm, site, 0, word(vm, builderOf(vm, site), 3)[0]);
  },
  'strings.Builder.Grow': (vm: Interpreter, site: NativeSite): void => {
    const count = intArgument(vm, site, 1);
    checkCopy(vm, site);
    if (count < 0) throw new RuntimePanic('strings.Builder.Grow: negative count', 'plainError');
    const [length] = word(vm, builderOf(vm, site), 2);
    const [capacity] = word(vm, builderOf(vm, site), 3);
    if (capacity - length < count)
      setArray(vm, site, grownCapacity(0, 2 * capacity + count, 1, false));
  },
  'strings.Builder.Len': (vm: Interpreter, site: NativeSite): void => {
    giveInt(vm, site, 0, word(vm, builderOf(vm, site), 2)[0]);
  },
  'strings.Builder.Reset': (vm: Interpreter, site: NativeSite): void => {
    const builder = builderOf(vm, site);
    vm.memory.writePointer(builder.low, builder.high, 8, 0, 0);
    vm.memory.writePointer(builder.low, builder.high, 0, 0, 0);
    vm.memory.writeWord(builder.low + 2, builder.high, 0, 0);
    vm.memory.writeWord(builder.low + 3, builder.high, 0, 0);
  },
  'strings.Builder.String': (vm: Interpreter, site: NativeSite): void => {
    const builder = builderOf(vm, site);
    const slot = resultSlot(vm, site, 0);
    const [length] = word(vm, builder, 2);
    const [low, high] = length === 0 ? [0, 0] : word(vm, builder, 1);
    vm.memory.setRoot(slot, low, high);
    vm.mutator.setSlotWord(slot + 1, length, 0);
  },
  'strings.Builder.Write': (vm: Interpreter, site: NativeSite): void => {
    const bytes = bytesOf(vm.memory, argumentSlot(vm, site, 1));
    write(vm, site, bytes);
    giveCount(vm, site, bytes.length);
  },
  'strings.Builder.WriteByte': (vm: Interpreter, site: NativeSite): void => {
    write(vm, site, String.fromCharCode(lowOf(vm, argumentSlot(vm, site, 1)) & 255));
    giveNil(vm, site, 0);
  },
  'strings.Builder.WriteRune': (vm: Interpreter, site: NativeSite): void => {
    const bytes = encodeRune(lowOf(vm, argumentSlot(vm, site, 1)));
    write(vm, site, bytes);
    giveCount(vm, site, bytes.length);
  },
  'strings.Builder.WriteString': (vm: Interpreter, site: NativeSite): void => {
    const bytes = bytesOf(vm.memory, argumentSlot(vm, site, 1));
    write(vm, site, bytes);
    giveCount(vm, site, bytes.length);
  },
} satisfies Record<string, Native>;
