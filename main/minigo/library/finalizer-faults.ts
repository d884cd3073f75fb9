/** What `runtime.SetFinalizer` dies of (runtime/mfinal.go). */
import type { RuntimeType } from '../compile/types-table.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { implementsInterface } from '../machine/methods.ts';
import { identical } from '../type-relations.ts';
import { underlying, type Type } from '../types.ts';
import { highOf, lowOf } from './native-call.ts';

/** Smallest size of a pointer-free object that never shares its block with others. */
const tinyBytes = 16;

/** Why Go refuses the finalizer, without the name of the function; null where it takes it. `object` and `fn` are interfaces in registers. */
export function finalizerFault(vm: Interpreter, object: number, fn: number): string | null {
  if (lowOf(vm, object) === 0) return 'first argument is nil';
  const type = vm.image.types.at(lowOf(vm, object));
  const base = underlying(type.type);
  if (base.kind !== 'pointer') return `first argument is ${type.text}, not pointer`;
  const low = lowOf(vm, object + 1);
  const high = highOf(vm, object + 1);
  if (low === 0 && high === 0) return 'pointer not in allocated block';
  // What lies outside the heap is never collected.
  if (high === 0) return null;
  const { pointers, size } = vm.image.types.of(base.element).layout;
  if (low !== vm.mutator.addressOf(high) && (pointers.length > 0 || size >= tinyBytes))
    return 'pointer not at beginning of allocated block';
  if (lowOf(vm, fn) === 0) return null;
  const given = vm.image.types.at(lowOf(vm, fn));
  const signature = underlying(given.type);
  if (signature.kind !== 'signature') return `second argument is ${given.text}, not a function`;
  const cannot = `cannot pass ${type.text} to finalizer ${given.text}`;
  if (signature.variadic) return `${cannot} because dotdotdot`;
  const [parameter, another] = signature.parameters;
  if (parameter === undefined || another !== undefined) return cannot;
  if (!takes(vm, parameter.type, type)) return cannot;
  return vm.mutator.hasFinalizer(high) ? 'finalizer already set' : null;
}

/** Whether a parameter takes the object: the same type, one of the same elements, or an interface. */
function takes(vm: Interpreter, parameter: Type, type: RuntimeType): boolean {
  if (identical(parameter, type.type)) return true;
  const [wanted, held] = [underlying(parameter), underlying(type.type)];
  if (wanted.kind === 'interface')
    return implementsInterface(vm, type, vm.image.types.of(parameter));
  const isUnnamed = parameter.kind !== 'named' || type.type.kind !== 'named';
  return isUnnamed && identical(wanted, held);
}
