/** Moves between registers, integer and floating-point arithmetic. */
import {
  divide,
  divideUnsigned,
  doubleOf,
  fromDouble,
  remainder,
  remainderUnsigned,
  result,
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  toNumber,
  toUnsignedBigInt,
  truncateSigned,
  truncateUnsigned,
} from './integers.ts';
import type { Handler, Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { RuntimePanic } from './signals.ts';
import { bytesOf } from './values.ts';

type Halves = (al: number, ah: number, bl: number, bh: number) => void;

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

function onHalves(compute: Halves): Handler {
  return (vm, a, b, c) => {
    const x = vm.slot(b);
    const y = vm.slot(c);
    compute(low(vm, x), high(vm, x), low(vm, y), high(vm, y));
    vm.mutator.setSlotWord(vm.slot(a), result.low, result.high);
  };
}

function dividing(compute: Halves): Handler {
  return onHalves((al, ah, bl, bh) => {
    if (bl === 0 && bh === 0) throw new RuntimePanic('integer divide by zero');
    compute(al, ah, bl, bh);
  });
}

function bitwise(compute: (x: number, y: number) => number): Handler {
  return onHalves((al, ah, bl, bh) => {
    result.low = compute(al, bl);
    result.high = compute(ah, bh);
  });
}

function flag(vm: Interpreter, register: number, value: boolean): void {
  vm.mutator.setSlotWord(vm.slot(register), value ? 1 : 0, 0);
}

function comparing(holds: (al: number, ah: number, bl: number, bh: number) => boolean): Handler {
  return (vm, a, b, c) => {
    const x = vm.slot(b);
    const y = vm.slot(c);
    flag(vm, a, holds(low(vm, x), high(vm, x), low(vm, y), high(vm, y)));
  };
}

const floatAt = (vm: Interpreter, register: number): number => {
  const slot = vm.slot(register);
  return doubleOf(low(vm, slot), high(vm, slot));
};

function setFloat(vm: Interpreter, register: number, value: number): void {
  fromDouble(value);
  vm.mutator.setSlotWord(vm.slot(register), result.low, result.high);
}

function onFloats(compute: (x: number, y: number) => number): Handler {
  return (vm, a, b, c) => {
    setFloat(vm, a, compute(floatAt(vm, b), floatAt(vm, c)));
  };
}

function comparingFloats(holds: (x: number, y: number) => boolean): Handler {
  return (vm, a, b, c) => {
    flag(vm, a, holds(floatAt(vm, b), floatAt(vm, c)));
  };
}

/** `min` and `max` on floats: NaN wins, and −0 is below 0. */
function extremeFloat(x: number, y: number, isMinimum: boolean): number {
  return isMinimum ? Math.min(x, y) : Math.max(x, y);
}

function extreme(isMinimum: boolean): Handler {
  return (vm, a, b, c, representation) => {
    const x = vm.slot(b);
    const y = vm.slot(c);
    const to = vm.slot(a);
    if (representation === 2 || representation === 6) {
      setFloat(vm, a, extremeFloat(floatAt(vm, b), floatAt(vm, c), isMinimum));
      return;
    }
    let isFirst: boolean;
    if (representation === 12) {
      const isLess = bytesOf(vm.memory, y) < bytesOf(vm.memory, x);
      const isMore = bytesOf(vm.memory, x) < bytesOf(vm.memory, y);
      isFirst = isMinimum ? !isLess : !isMore;
      const from = isFirst ? x : y;
      vm.mutator.setSlotWord(to, low(vm, from), high(vm, from));
      vm.mutator.setSlotWord(to + 1, low(vm, from + 1), high(vm, from + 1));
      return;
    }
    const isUnsigned = [1, 5, 8, 10].includes(representation);
    const xHigh = isUnsigned ? high(vm, x) >>> 0 : high(vm, x);
    const yHigh = isUnsigned ? high(vm, y) >>> 0 : high(vm, y);
    const isLess = xHigh === yHigh ? low(vm, x) >>> 0 < low(vm, y) >>> 0 : xHigh < yHigh;
    isFirst = isLess === isMinimum;
    const from = isFirst ? x : y;
    vm.mutator.setSlotWord(to, low(vm, from), high(vm, from));
  };
}

/** Copies a value between registers; its pointers are counted, or transferred. */
function moveBlock(taken: boolean): Handler {
  return (vm, a, b, index) => {
    const { memory } = vm;
    const pattern = vm.image.blocks[index]?.layout.pattern ?? '';
    const to = vm.slot(a);
    const from = vm.slot(b);
    if (to === from) return;
    memory.work += pattern.length * 8;
    for (let word = 0; word < pattern.length; word++) {
      if (pattern.charCodeAt(word) !== 112)
        vm.mutator.setSlotWord(to + word, low(vm, from + word), high(vm, from + word));
      else if (taken) memory.moveRoot(to + word, from + word);
      else memory.setRoot(to + word, low(vm, from + word), high(vm, from + word));
    }
  };
}

export const registerInstructions: Handlers = {
  take: (vm, a, b) => {
    vm.memory.moveRoot(vm.slot(a), vm.slot(b));
  },
  moveWords: (vm, a, b, count) => {
    const to = vm.slot(a);
    const from = vm.slot(b);
    vm.memory.work += count * 8;
    for (let word = 0; word < count; word++)
      vm.mutator.setSlotWord(to + word, low(vm, from + word), high(vm, from + word));
  },
  zeroWords: (vm, a, count) => {
    const slot = vm.slot(a);
    vm.memory.work += count * 8;
    for (let word = 0; word < count; word++) vm.mutator.setSlotWord(slot + word, 0, 0);
  },
  moveBlock: moveBlock(false),
  takeBlock: moveBlock(true),
  dropBlock: (vm, a, index) => {
    const pattern = vm.image.blocks[index]?.layout.pattern ?? '';
    const slot = vm.slot(a);
    vm.memory.work += pattern.length * 8;
    for (let word = pattern.length - 1; word >= 0; word--) {
      if (pattern.charCodeAt(word) === 112) vm.memory.dropRoot(slot + word);
      else vm.mutator.setSlotWord(slot + word, 0, 0);
    }
  },
  divide: dividing(divide),
  remainder: dividing(remainder),
  divideUnsigned: dividing(divideUnsigned),
  remainderUnsigned: dividing(remainderUnsigned),
  andNot: bitwise((x, y) => x & ~y),
  shiftLeft: onHalves(shiftLeft),
  shiftRight: onHalves(shiftRight),
  shiftRightUnsigned: onHalves(shiftRightUnsigned),
  negate: (vm, a, b) => {
    const slot = vm.slot(b);
    const negated = -low(vm, slot) | 0;
    vm.mutator.setSlotWord(vm.slot(a), negated, (~high(vm, slot) + (negated === 0 ? 1 : 0)) | 0);
  },
  complement: (vm, a, b) => {
    const slot = vm.slot(b);
    vm.mutator.setSlotWord(vm.slot(a), ~low(vm, slot), ~high(vm, slot));
  },
  not: (vm, a, b) => {
    flag(vm, a, low(vm, vm.slot(b)) === 0);
  },
  checkShift: (vm, a) => {
    if (high(vm, vm.slot(a)) < 0) throw new RuntimePanic('negative shift amount');
  },
  equal: comparing((al, ah, bl, bh) => al === bl && ah === bh),
  less: comparing((al, ah, bl, bh) => (ah === bh ? al >>> 0 < bl >>> 0 : ah < bh)),
  lessEqual: comparing((al, ah, bl, bh) => (ah === bh ? al >>> 0 <= bl >>> 0 : ah < bh)),
  below: comparing((al, ah, bl, bh) => (ah === bh ? al >>> 0 < bl >>> 0 : ah >>> 0 < bh >>> 0)),
  belowEqual: comparing((al, ah, bl, bh) =>
    ah === bh ? al >>> 0 <= bl >>> 0 : ah >>> 0 < bh >>> 0,
  ),
  addFloat: onFloats((x, y) => x + y),
  subtractFloat: onFloats((x, y) => x - y),
  multiplyFloat: onFloats((x, y) => x * y),
  divideFloat: onFloats((x, y) => x / y),
  negateFloat: (vm, a, b) => {
    setFloat(vm, a, -floatAt(vm, b));
  },
  equalFloat: comparingFloats((x, y) => x === y),
  lessFloat: comparingFloats((x, y) => x < y),
  lessEqualFloat: comparingFloats((x, y) => x <= y),
  toFloat: (vm, a, b) => {
    const slot = vm.slot(b);
    setFloat(vm, a, toNumber(low(vm, slot), high(vm, slot)));
  },
  toFloatUnsigned: (vm, a, b) => {
    const slot = vm.slot(b);
    setFloat(vm, a, Number(toUnsignedBigInt(low(vm, slot), high(vm, slot))));
  },
  fromFloat: (vm, a, b) => {
    truncateSigned(floatAt(vm, b));
    vm.mutator.setSlotWord(vm.slot(a), result.low, result.high);
  },
  fromFloatUnsigned: (vm, a, b) => {
    truncateUnsigned(floatAt(vm, b));
    vm.mutator.setSlotWord(vm.slot(a), result.low, result.high);
  },
  minimum: extreme(true),
  maximum: extreme(false),
};
