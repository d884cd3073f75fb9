/** Interfaces: boxing, assertions, comparison; closures. */
import { isPointerShaped } from '../compile/layout.ts';
import { none, type AssertSite, type ClosureSite } from '../compile/image.ts';
import { plainName, type RuntimeType } from '../compile/types-table.ts';
import type { Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { implementsInterface, missingMethod } from './methods.ts';
import { RuntimePanic } from './signals.ts';
import {
  equalInMemory,
  equalInterfaces,
  heldIn,
  toMemory,
  toRegisters,
  zeroRegisters,
} from './values.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

/** Byte address of the zero value among the constants: see `compile/program-tables.ts`. */
const zeroValue = 2048;

/** Address of a constant that stands for the value, where Go allocates nothing for it; 0 for none. */
function ready(vm: Interpreter, type: RuntimeType, slot: number): number {
  const { representation, size } = type.layout;
  if (size === 0) return ~0;
  if (representation === 'string') return low(vm, slot + 1) === 0 ? ~zeroValue : 0;
  if (representation === 'slice')
    return low(vm, slot) === 0 && high(vm, slot) === 0 ? ~zeroValue : 0;
  if (representation === 'block' || representation === 'interface' || representation === 'float32')
    return 0;
  if (size === 1) return ~((low(vm, slot) & 255) * 8);
  const isSmall = high(vm, slot) === 0 && low(vm, slot) >= 0 && low(vm, slot) < 256;
  return isSmall ? ~(low(vm, slot) * 8) : 0;
}

/** Puts a value in registers into an interface in two registers, the second of them rooted. */
export function box(vm: Interpreter, to: number, from: number, type: RuntimeType): void {
  const { memory, mutator } = vm;
  if (isPointerShaped(type.type)) {
    memory.setRoot(to + 1, low(vm, from), high(vm, from));
  } else {
    const constant = ready(vm, type, from);
    if (constant !== 0) memory.setRoot(to + 1, constant, 0);
    else {
      const shape = mutator.defineShape(plainName(type.text), type.layout.size, {
        kind: 'words',
        offsets: type.layout.pointers,
      });
      vm.allocateBeside(
        shape,
        to + 1,
        type.layout.pointers.map((word) => from + word),
      );
      toMemory(memory, low(vm, to + 1), high(vm, to + 1), from, type.layout, false);
    }
  }
  mutator.setSlotWord(to, type.id, 0);
}

function setOk(vm: Interpreter, register: number, value: boolean): void {
  if (register !== none) vm.mutator.setSlotWord(vm.slot(register), value ? 1 : 0, 0);
}

function assertionError(text: string): RuntimePanic {
  return new RuntimePanic(`interface conversion: ${text}`, 'TypeAssertionError');
}

export const interfaceInstructions: Handlers = {
  box: (vm, a, b, type) => {
    box(vm, vm.slot(a), vm.slot(b), vm.image.types.at(type));
  },
  assertType: (vm, a, b, index) => {
    const site = vm.image.sites[index] as AssertSite;
    const held = heldIn(vm, vm.slot(b), 0);
    const to = vm.slot(a);
    if (held?.type === site.type) {
      if (site.type.layout.words > 0)
        toRegisters(vm.memory, to, held.low, held.high, site.type.layout, site.rooted);
      setOk(vm, site.ok, true);
      return;
    }
    if (site.ok === none) {
      const [found, asked] = [held?.type.text ?? 'nil', site.type.text];
      const scopes = found === asked ? ' (types from different scopes)' : '';
      throw assertionError(`${site.from.text} is ${found}, not ${asked}${scopes}`);
    }
    zeroRegisters(vm.memory, to, site.type.layout, site.rooted);
    setOk(vm, site.ok, false);
  },
  assertInterface: (vm, a, b, index) => {
    const site = vm.image.sites[index] as AssertSite;
    const from = vm.slot(b);
    const to = vm.slot(a);
    const held = heldIn(vm, from, 0);
    const isHeld = held !== null && implementsInterface(vm, held.type, site.type);
    if (!isHeld && site.ok === none) {
      if (held === null) throw assertionError(`interface is nil, not ${site.type.text}`);
      throw assertionError(
        `${held.type.text} is not ${site.type.text}: missing method ${missingMethod(vm, held.type, site.type) ?? ''}`,
      );
    }
    const source = isHeld ? from : -1;
    const [first, second] = isHeld ? [low(vm, from + 1), high(vm, from + 1)] : [0, 0];
    vm.mutator.setSlotWord(to, source < 0 ? 0 : low(vm, from), 0);
    if (site.rooted) vm.memory.setRoot(to + 1, first, second);
    else vm.mutator.setSlotWord(to + 1, first, second);
    setOk(vm, site.ok, isHeld);
  },
  isType: (vm, a, b, type) => {
    vm.mutator.setSlotWord(vm.slot(a), low(vm, vm.slot(b)) === type ? 1 : 0, 0);
  },
  isInterface: (vm, a, b, type) => {
    const held = heldIn(vm, vm.slot(b), 0);
    const isHeld = held !== null && implementsInterface(vm, held.type, vm.image.types.at(type));
    vm.mutator.setSlotWord(vm.slot(a), isHeld ? 1 : 0, 0);
  },
  equalInterface: (vm, a, b, c) => {
    vm.mutator.setSlotWord(
      vm.slot(a),
      equalInterfaces(vm, vm.slot(b), 0, vm.slot(c), 0) ? 1 : 0,
      0,
    );
  },
  equalValues: (vm, a, b, c, type) => {
    const isEqual = equalInMemory(vm, vm.image.types.at(type).type, vm.slot(b), 0, vm.slot(c), 0);
    vm.mutator.setSlotWord(vm.slot(a), isEqual ? 1 : 0, 0);
  },
  closure: (vm, a, index) => {
    const site = vm.image.sites[index] as ClosureSite;
    const { memory } = vm;
    const slot = vm.slot(a);
    const borrowed = site.captures.flatMap(({ register, pointers }) =>
      pointers.map((word) => vm.slot(register) + word),
    );
    vm.allocateBeside(vm.shapeIds[site.shape] ?? 0, slot, borrowed);
    const object = high(vm, slot);
    vm.mutator.setWord(low(vm, slot), site.functionIndex, 0);
    let at = 1;
    for (const { register, words, pointers } of site.captures) {
      const from = vm.slot(register);
      for (let word = 0; word < words; word++) {
        const first = low(vm, from + word);
        const second = high(vm, from + word);
        if (pointers.includes(word))
          memory.writePointer(low(vm, slot), object, (at + word) * 8, first, second);
        else vm.mutator.setWord(low(vm, slot) + at + word, first, second);
      }
      at += words;
    }
  },
};
