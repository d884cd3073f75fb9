/** What a library function gets at: its arguments in registers, and registers for its results. */
import type { NativeSite } from '../compile/image.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { fromDouble, fromNumber, result, toNumber } from '../machine/integers.ts';
import { makeString } from '../machine/string-instructions.ts';
import { bytesOf } from '../machine/values.ts';

export type Native = (vm: Interpreter, site: NativeSite) => void;

/** First word of an argument. */
export function argumentSlot(vm: Interpreter, site: NativeSite, index: number): number {
  const argument = site.arguments[index];
  if (argument === undefined) throw new RangeError(`There is no argument ${index}.`);
  return vm.slot(argument.register);
}

/** First word of a result. */
export function resultSlot(vm: Interpreter, site: NativeSite, index: number): number {
  const found = site.results[index];
  if (found === undefined) throw new RangeError(`There is no result ${index}.`);
  return vm.slot(found.register);
}

export function lowOf(vm: Interpreter, slot: number): number {
  return vm.memory.stack[slot * 2] ?? 0;
}

export function highOf(vm: Interpreter, slot: number): number {
  return vm.memory.stack[slot * 2 + 1] ?? 0;
}

/** Words of the arguments that may hold borrowed pointers: these follow what an allocation moves. */
export function borrowedArguments(vm: Interpreter, site: NativeSite): readonly number[] {
  return site.arguments.flatMap(({ register, type }) =>
    type.layout.pointers.map((word) => vm.slot(register) + word),
  );
}

export function textArgument(vm: Interpreter, site: NativeSite, index: number): string {
  return bytesOf(vm.memory, argumentSlot(vm, site, index));
}

export function intArgument(vm: Interpreter, site: NativeSite, index: number): number {
  const slot = argumentSlot(vm, site, index);
  return toNumber(lowOf(vm, slot), highOf(vm, slot));
}

export function giveInt(vm: Interpreter, site: NativeSite, index: number, value: number): void {
  fromNumber(value);
  vm.mutator.setSlotWord(resultSlot(vm, site, index), result.low, result.high);
}

export function giveFloat(vm: Interpreter, site: NativeSite, index: number, value: number): void {
  fromDouble(value);
  vm.mutator.setSlotWord(resultSlot(vm, site, index), result.low, result.high);
}

export function giveBool(vm: Interpreter, site: NativeSite, index: number, value: boolean): void {
  vm.mutator.setSlotWord(resultSlot(vm, site, index), value ? 1 : 0, 0);
}

export function giveText(vm: Interpreter, site: NativeSite, index: number, bytes: string): void {
  makeString(vm, resultSlot(vm, site, index), bytes);
}

/** A result that is the same string as an argument. */
export function giveSameText(
  vm: Interpreter,
  site: NativeSite,
  index: number,
  argument: number,
): void {
  const from = argumentSlot(vm, site, argument);
  const to = resultSlot(vm, site, index);
  vm.memory.setRoot(to, lowOf(vm, from), highOf(vm, from));
  vm.mutator.setSlotWord(to + 1, lowOf(vm, from + 1), 0);
}

/** A nil interface. */
export function giveNil(vm: Interpreter, site: NativeSite, index: number): void {
  const slot = resultSlot(vm, site, index);
  vm.mutator.setSlotWord(slot, 0, 0);
  vm.memory.dropRoot(slot + 1);
}

/** Calls a function value from outside the bytecode; `setUp` fills its parameters. */
export function callFunction(
  vm: Interpreter,
  slot: number,
  setUp: (base: number) => void,
  read: (resultSlot: number) => unknown,
  resume: (value: unknown) => void,
): void {
  const low = lowOf(vm, slot);
  const high = highOf(vm, slot);
  const index = high === 0 ? low - 1 : (vm.memory.heap[low * 2] ?? 0);
  const base = vm.enter(index, null, vm.address, { read, resume, caught: null });
  const offset = vm.image.functions[index]?.closureOffset ?? -1;
  if (high !== 0 && offset >= 0) vm.memory.setRoot(base + offset, low, high);
  setUp(base);
}
