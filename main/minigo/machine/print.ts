/** The builtins `print` and `println`: to stderr, in the run time's own plain format. */
import type { ListSite } from '../compile/image.ts';
import { underlying } from '../types.ts';
import type { Interpreter } from './interpreter.ts';
import { doubleOf, toBigInt, toUnsignedBigInt } from './integers.ts';
import { addressOf } from './reflection.ts';
import { bytesOf } from './values.ts';

/** A float as the run time prints it: `+1.500000e+000`. */
export function printedFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential(6).split('e');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '+';
  const size = Math.abs(Number(exponent)).toString().padStart(3, '0');
  return `${sign}${digits}e${Number(exponent) < 0 ? '-' : '+'}${size}`;
}

export function print(vm: Interpreter, site: ListSite, isLine: boolean): void {
  const texts = site.registers.map((register, index) => {
    const type = site.types[index];
    const slot = vm.slot(register);
    const low = vm.memory.stack[slot * 2] ?? 0;
    const high = vm.memory.stack[slot * 2 + 1] ?? 0;
    const base = type === undefined ? null : underlying(type.type);
    const hexadecimal = (): string => {
      if (low === 0 && high === 0) return '0x0';
      vm.depend('address');
      return `0x${addressOf(vm, low, high).toString(16)}`;
    };
    if (base === null || base.kind !== 'basic') {
      if (base?.kind === 'interface') {
        if (low !== 0) vm.depend('address');
        return `(0x${low.toString(16)},0x0)`;
      }
      if (base?.kind === 'slice')
        return `[${vm.memory.stack[slot * 2 + 2] ?? 0}/${vm.memory.stack[slot * 2 + 4] ?? 0}]${hexadecimal()}`;
      return hexadecimal();
    }
    if (base.name === 'string' || base.name === 'untyped string') return bytesOf(vm.memory, slot);
    if (base.name.includes('bool')) return low === 0 ? 'false' : 'true';
    if (base.name.includes('float')) return printedFloat(doubleOf(low, high));
    if (base.name === 'untyped nil') return 'nil';
    return (
      base.name.startsWith('uint') ? toUnsignedBigInt(low, high) : toBigInt(low, high)
    ).toString();
  });
  vm.printError(isLine ? `${texts.join(' ')}\n` : texts.join(''));
}
