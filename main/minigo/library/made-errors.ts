/** The errors that `errors.New` and `fmt.Errorf` make: objects on the heap. */
import type { NativeSite } from '../compile/image.ts';
import type { RuntimeType } from '../compile/types-table.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { advance } from '../machine/memory.ts';
import { hasMethod } from '../machine/methods.ts';
import { argumentSlot, borrowedArguments, highOf, lowOf, resultSlot } from './native-call.ts';

/** What an interface value consists of: the number of its type, and its pointer. */
type InterfaceWords = readonly [type: number, low: number, high: number];

/** `errors.New(text)`: shares the text. */
export function makePlainError(vm: Interpreter, site: NativeSite): void {
  const { standard } = vm;
  const slot = resultSlot(vm, site, 0);
  newError(vm, site, standard.errorString, standard.errorStringValue);
  const from = argumentSlot(vm, site, 0);
  const low = lowOf(vm, slot + 1);
  const high = highOf(vm, slot + 1);
  vm.memory.writePointer(low, high, 0, lowOf(vm, from), highOf(vm, from));
  vm.memory.writeWord(low + 1, high, lowOf(vm, from + 1), 0);
}

/**
 * What `fmt.Errorf` returns. `wrapped` are the operands of `%w`, one entry for each directive: none,
 * one and several make different types (fmt/errors.go).
 */
export function makeFormattedError(
  vm: Interpreter,
  site: NativeSite,
  text: string,
  wrapped: readonly number[],
): void {
  const { standard } = vm;
  const slot = resultSlot(vm, site, 0);
  if (wrapped.length === 0) newError(vm, site, standard.errorString, standard.errorStringValue);
  else if (wrapped.length === 1) newError(vm, site, standard.wrapError, standard.wrapErrorValue);
  else newError(vm, site, standard.wrapErrors, standard.wrapErrorsValue);
  setText(vm, site, slot + 1, text);
  if (wrapped.length > 1) wrapSeveral(vm, site, slot, wrapped);
  else if (wrapped[0] !== undefined) {
    const operand = operandWords(vm, site, wrapped[0]);
    if (isError(vm, operand)) writeInterface(vm, slot + 1, 16, operand);
  }
}

/** The errors among the operands, each once and in order, as a slice of the new error. */
function wrapSeveral(
  vm: Interpreter,
  site: NativeSite,
  slot: number,
  wrapped: readonly number[],
): void {
  const indices = [...new Set(wrapped)]
    .sort((a, b) => a - b)
    .filter((index) => isError(vm, operandWords(vm, site, index)));
  if (indices.length === 0) return;
  vm.allocateBeside(
    vm.mutator.defineShape('[]error', indices.length * 16, {
      kind: 'words',
      offsets: indices.map((_, index) => index * 2 + 1),
    }),
    vm.scratch,
    borrowedArguments(vm, site),
  );
  indices.forEach((index, at) => {
    writeInterface(vm, vm.scratch, at * 16, operandWords(vm, site, index));
  });
  const low = lowOf(vm, slot + 1);
  const high = highOf(vm, slot + 1);
  vm.memory.takePointer(low, high, 16, vm.scratch);
  vm.memory.writeWord(low + 3, high, indices.length, 0);
  vm.memory.writeWord(low + 4, high, indices.length, 0);
}

/** An operand after the format, whether it was passed by itself or in a slice. */
function operandWords(vm: Interpreter, site: NativeSite, index: number): InterfaceWords {
  if (!site.spread) {
    const operand = site.arguments[index + 1];
    if (operand === undefined) return [0, 0, 0];
    const slot = vm.slot(operand.register);
    return [lowOf(vm, slot), lowOf(vm, slot + 1), highOf(vm, slot + 1)];
  }
  const slice = argumentSlot(vm, site, 1);
  if (index >= lowOf(vm, slice + 1)) return [0, 0, 0];
  const low = advance(lowOf(vm, slice), index * 16);
  const plane = vm.memory.plane(low, highOf(vm, slice));
  const at = vm.memory.byteOf(low) >>> 2;
  return [plane[at] ?? 0, plane[at + 2] ?? 0, plane[at + 3] ?? 0];
}

function isError(vm: Interpreter, [type]: InterfaceWords): boolean {
  return type !== 0 && hasMethod(vm, vm.image.types.at(type), 'Error');
}

/** Writes an interface value into the object that a root holds. */
function writeInterface(
  vm: Interpreter,
  root: number,
  offset: number,
  [type, first, second]: InterfaceWords,
): void {
  const low = lowOf(vm, root);
  const high = highOf(vm, root);
  vm.memory.writeWord(low + offset / 8, high, type, 0);
  vm.memory.writePointer(low, high, offset + 8, first, second);
}

/** An object of one of the machine's error types, in the second word of an interface result. */
function newError(
  vm: Interpreter,
  site: NativeSite,
  pointer: RuntimeType,
  value: RuntimeType,
): void {
  const { layout } = value;
  const slot = resultSlot(vm, site, 0);
  vm.allocateBeside(
    vm.mutator.defineShape(value.text, layout.size, { kind: 'words', offsets: layout.pointers }),
    slot + 1,
    borrowedArguments(vm, site),
  );
  vm.mutator.setSlotWord(slot, pointer.id, 0);
}

/** A new string as the first field of the object that a root holds. */
function setText(vm: Interpreter, site: NativeSite, root: number, bytes: string): void {
  if (bytes !== '') {
    vm.allocateBeside(
      vm.mutator.defineShape('string', bytes.length, { kind: 'prefix', count: 0 }),
      vm.scratch,
      borrowedArguments(vm, site),
    );
    vm.memory.writeBytes(lowOf(vm, vm.scratch), highOf(vm, vm.scratch), bytes);
    vm.memory.takePointer(lowOf(vm, root), highOf(vm, root), 0, vm.scratch);
  }
  vm.memory.writeWord(lowOf(vm, root) + 1, highOf(vm, root), bytes.length, 0);
}
