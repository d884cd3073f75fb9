/** Methods of dynamic types: which function runs, and calling it from outside the bytecode. */
import type { RuntimeType } from '../compile/types-table.ts';
import type { FormatValue } from '../format/value.ts';
import { isPointerShaped } from '../compile/layout.ts';
import { identical } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, underlying, type SignatureType } from '../types.ts';
import type { NativeCaller } from './activation.ts';
import type { Interpreter } from './interpreter.ts';
import { MemoryValue } from './reflection.ts';
import { bytesAt, bytesOf, toRegisters } from './values.ts';

/** `func() string`, which `Error`, `String` and `GoString` must be for the library to call them. */
const givesText: SignatureType = {
  kind: 'signature',
  parameters: [],
  results: [{ name: '', type: basicTypes.string }],
  variadic: false,
};

/** Whether a type has a method of this signature, compiled or the machine's own. */
export function hasMethod(
  vm: Interpreter,
  type: RuntimeType,
  name: string,
  signature: SignatureType = givesText,
): boolean {
  const compiled = vm.image.signatureOf(type, name);
  if (compiled !== null) return identical(compiled, signature);
  const own = vm.standard.methodResult(type, name);
  if (own === null || signature.parameters.length > 0) return false;
  return signature.results.map((result) => typeText(result.type)).join() === own;
}

/** Whether a dynamic type implements an interface type. */
export function implementsInterface(
  vm: Interpreter,
  type: RuntimeType,
  target: RuntimeType,
): boolean {
  return missingMethod(vm, type, target) === null;
}

/** The first method of an interface that a type lacks, or null. */
export function missingMethod(
  vm: Interpreter,
  type: RuntimeType,
  target: RuntimeType,
): string | null {
  const base = underlying(target.type);
  if (base.kind !== 'interface') return null;
  for (const { name, signature } of base.methods)
    if (!hasMethod(vm, type, name, signature)) return name;
  return null;
}

/** The text that the machine's own error types give without running anything; null for other types. */
export function nativeMethodText(vm: Interpreter, value: FormatValue, name: string): string | null {
  if (name !== 'Error' || !(value instanceof MemoryValue)) return null;
  return errorTextAt(vm, value.runtimeType, value.low, value.high);
}

/** The same for a value that lies at a pointer. */
export function errorTextAt(
  vm: Interpreter,
  type: RuntimeType,
  low: number,
  high: number,
): string | null {
  if (vm.standard.isText(type)) return vm.standard.textAt(vm, low, high);
  if (!vm.standard.isError(type)) return null;
  const plane = vm.memory.plane(low, high);
  const index = vm.memory.byteOf(low) >>> 2;
  return bytesAt(vm.memory, plane[index] ?? 0, plane[index + 1] ?? 0);
}

/** Puts the receiver that an interface holds into the first registers of a frame. Returns its words. */
export function loadReceiver(
  vm: Interpreter,
  slot: number,
  type: RuntimeType,
  low: number,
  high: number,
): number {
  if (isPointerShaped(type.type)) {
    const plane = vm.memory.plane(low, high);
    const index = vm.memory.byteOf(low) >>> 2;
    vm.memory.setRoot(slot, plane[index] ?? 0, plane[index + 1] ?? 0);
    return 1;
  }
  toRegisters(vm.memory, slot, low, high, type.layout, true);
  return type.layout.words;
}

/** Calls a `func() string` of a value; `done` gets the text when it returns. */
export function callMethod(
  vm: Interpreter,
  value: FormatValue,
  name: string,
  done: (text: string) => void,
  caught: NativeCaller['caught'],
): void {
  if (!(value instanceof MemoryValue))
    throw new TypeError('Only a value of the program has methods.');
  const index = vm.image.methodOf(value.runtimeType, name);
  const { runtimeType, low, high } = value;
  const base = vm.enter(index, null, vm.address, {
    read: (slot) => bytesOf(vm.memory, slot),
    resume: (text) => {
      done(String(text));
    },
    caught,
  });
  loadReceiver(vm, base, runtimeType, low, high);
}
