/** The bounds of `s[low:high:max]`, checked in Go's order with Go's texts. */
import type { SliceSite } from '../compile/image.ts';
import type { Interpreter } from './interpreter.ts';
import { toNumber } from './integers.ts';
import { RuntimePanic } from './signals.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly max: number;
}

function out(text: string): RuntimePanic {
  return new RuntimePanic(`slice bounds out of range ${text}`, 'boundsError');
}

function valueOf(vm: Interpreter, register: number | null, otherwise: number): number {
  if (register === null) return otherwise;
  const slot = vm.slot(register);
  return toNumber(vm.memory.stack[slot * 2] ?? 0, vm.memory.stack[slot * 2 + 1] ?? 0);
}

/** `limit` bounds the upper index: a slice's capacity, else the length. */
export function sliceBounds(
  vm: Interpreter,
  site: SliceSite,
  length: number,
  limit: number,
  isSlice: boolean,
): Bounds {
  const word = isSlice ? 'capacity' : 'length';
  const low = valueOf(vm, site.low, 0);
  if (site.max !== null) {
    const max = valueOf(vm, site.max, limit);
    const high = valueOf(vm, site.high, length);
    if (max < 0) throw out(`[::${max}]`);
    if (max > limit) throw out(`[::${max}] with ${word} ${limit}`);
    if (high < 0) throw out(`[:${high}:]`);
    if (high > max) throw out(`[:${high}:${max}]`);
    if (low < 0) throw out(`[${low}::]`);
    if (low > high) throw out(`[${low}:${high}:]`);
    return { low, high, max };
  }
  const high = valueOf(vm, site.high, length);
  if (high < 0) throw out(`[:${high}]`);
  if (high > limit) throw out(`[:${high}] with ${word} ${limit}`);
  if (low < 0) throw out(`[${low}:]`);
  if (low > high) throw out(`[${low}:${high}]`);
  return { low, high, max: limit };
}
