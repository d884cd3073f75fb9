/**
 * The inner loop. The commonest instructions are done here, the others through the table. The cases
 * are the codes of `compile/opcodes.ts` as literals, so that the switch becomes a jump table; a test
 * holds the two together.
 */
import type { Interpreter } from './interpreter.ts';
import type { Handler } from './instructions.ts';
import { result, multiply, wrap } from './integers.ts';
import { indexOutOfRange, nilDereference } from './signals.ts';
import { wordMask } from './memory.ts';
import { pieceBytes } from './work.ts';

/** Runs until the slice is used up, a stop is reached, or the program has ended. */
export function runFast(vm: Interpreter, handlers: readonly Handler[]): void {
  if (vm.pending !== null && (!vm.finishInstruction() || vm.outcome !== null)) return;
  const { code, globals, memory, mutator, stopsAt, isShuffling } = vm;
  let { stack, heap } = memory;
  let pc = vm.address;
  let { base } = vm;
  // What an instruction that leaves the switch writes to register a, which is not rooted.
  let low: number;
  let high: number;
  for (;;) {
    const operation = code[pc] as number;
    const a = code[pc + 1] as number;
    if (operation === 0) {
      // statement
      if (vm.left <= 0 || (stopsAt !== null && !vm.isResuming && stopsAt(a))) {
        vm.address = pc;
        vm.base = base;
        vm.line = a;
        if (vm.left <= 0 && vm.isLastSlice) vm.endBySteps();
        return;
      }
      vm.isResuming = false;
      vm.left--;
      vm.line = a;
      mutator.beginOperation(a);
      pc += 5;
      if (isShuffling) {
        vm.address = pc;
        vm.base = base;
        vm.scheduler.shuffle();
        pc = vm.address;
        base = vm.base;
      }
      continue;
    }
    if (operation === 1) {
      // jump
      pc = a;
      continue;
    }
    const b = code[pc + 2] as number;
    const c = code[pc + 3] as number;
    switch (operation) {
      case 2: // jumpTrue
        pc = stack[(a >= 0 ? base + a : globals + ~a) * 2] !== 0 ? b : pc + 5;
        continue;
      case 3: // jumpFalse
        pc = stack[(a >= 0 ? base + a : globals + ~a) * 2] === 0 ? b : pc + 5;
        continue;
      case 4: // jumpEqual
      case 5: {
        // jumpNotEqual
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const isEqual = stack[x] === stack[y] && stack[x + 1] === stack[y + 1];
        pc = isEqual === (operation === 4) ? c : pc + 5;
        continue;
      }
      case 6: // jumpLess
      case 7: {
        // jumpLessEqual
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const xh = stack[x + 1] as number;
        const yh = stack[y + 1] as number;
        const xl = (stack[x] as number) >>> 0;
        const yl = (stack[y] as number) >>> 0;
        const holds = xh === yh ? (operation === 6 ? xl < yl : xl <= yl) : xh < yh;
        pc = holds ? c : pc + 5;
        continue;
      }
      case 8: // jumpBelow
      case 9: {
        // jumpBelowEqual
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const xh = (stack[x + 1] as number) >>> 0;
        const yh = (stack[y + 1] as number) >>> 0;
        const xl = (stack[x] as number) >>> 0;
        const yl = (stack[y] as number) >>> 0;
        const holds = xh === yh ? (operation === 8 ? xl < yl : xl <= yl) : xh < yh;
        pc = holds ? c : pc + 5;
        continue;
      }
      case 10: {
        // move
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        low = stack[y] as number;
        high = stack[y + 1] as number;
        break;
      }
      case 12: {
        // moveRooted
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        memory.setRoot(
          a >= 0 ? base + a : globals + ~a,
          stack[y] as number,
          stack[y + 1] as number,
        );
        pc += 5;
        continue;
      }
      case 13: // take
        memory.moveRoot(a >= 0 ? base + a : globals + ~a, b >= 0 ? base + b : globals + ~b);
        pc += 5;
        continue;
      case 14: // drop
        memory.dropRoot(a >= 0 ? base + a : globals + ~a);
        pc += 5;
        continue;
      case 19: {
        // add
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const xl = stack[x] as number;
        low = (xl + (stack[y] as number)) | 0;
        const carry = low >>> 0 < xl >>> 0 ? 1 : 0;
        high = ((stack[x + 1] as number) + (stack[y + 1] as number) + carry) | 0;
        break;
      }
      case 20: {
        // subtract
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        const borrow = xl >>> 0 < yl >>> 0 ? 1 : 0;
        low = (xl - yl) | 0;
        high = ((stack[x + 1] as number) - (stack[y + 1] as number) - borrow) | 0;
        break;
      }
      case 21: {
        // multiply
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        if (isShort(xl, stack[x + 1] as number) && isShort(yl, stack[y + 1] as number)) {
          low = Math.imul(xl, yl);
          high = low >> 31;
          break;
        }
        multiply(xl, stack[x + 1] as number, yl, stack[y + 1] as number);
        ({ low, high } = result);
        break;
      }
      case 26: // and
      case 27: // or
      case 28: {
        // xor
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        const xh = stack[x + 1] as number;
        const yh = stack[y + 1] as number;
        low = operation === 26 ? xl & yl : operation === 27 ? xl | yl : xl ^ yl;
        high = operation === 26 ? xh & yh : operation === 27 ? xh | yh : xh ^ yh;
        break;
      }
      case 33: {
        // addConstant
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const xl = stack[x] as number;
        low = (xl + c) | 0;
        const carry = (low >>> 0 < xl >>> 0 ? 1 : 0) + (c < 0 ? -1 : 0);
        high = ((stack[x + 1] as number) + carry) | 0;
        break;
      }
      case 37: {
        // wrap
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        wrap(stack[x] as number, stack[x + 1] as number, b);
        ({ low, high } = result);
        break;
      }
      case 56: {
        // load
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const word = stack[y] as number;
        const object = stack[y + 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        if (representation <= 3 && object !== 0) {
          const index = ((word & wordMask) + (c >> 3)) * 2;
          low = heap[index] as number;
          high = heap[index + 1] as number;
        } else {
          memory.readScalar(word, object, c, representation);
          ({ low, high } = memory);
        }
        break;
      }
      case 57: {
        // loadRooted
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const word = stack[y] as number;
        const object = stack[y + 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const to = a >= 0 ? base + a : globals + ~a;
        const index = ((word & wordMask) + (c >> 3)) * 2;
        if (object !== 0) memory.setRoot(to, heap[index] as number, heap[index + 1] as number);
        else {
          memory.readScalar(word, object, c, 3);
          memory.setRoot(to, memory.low, memory.high);
        }
        pc += 5;
        continue;
      }
      case 58: {
        // store
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const word = stack[x] as number;
        const object = stack[x + 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        if (representation <= 3 && object !== 0)
          mutator.setWord((word & wordMask) + (b >> 3), stack[y] as number, stack[y + 1] as number);
        else
          memory.writeScalar(
            word,
            object,
            b,
            representation,
            stack[y] as number,
            stack[y + 1] as number,
          );
        pc += 5;
        continue;
      }
      case 59: {
        // storeRooted
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const owner = stack[x + 1] as number;
        if (stack[x] === 0 && owner === 0) throw nilDereference();
        const word = ((stack[x] as number) & wordMask) + (b >> 3);
        const object = stack[y + 1] as number;
        if (owner !== 0 && (object !== 0 || heap[word * 2 + 1] !== 0))
          mutator.setPointer(owner, word, stack[y] as number, object);
        else memory.writePointer(stack[x] as number, owner, b, stack[y] as number, object);
        pc += 5;
        continue;
      }
      case 70: {
        // loadElement
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const index = stack[y] as number;
        const length = stack[x + 2] as number;
        if (stack[y + 1] !== 0 || index < 0 || index >= length)
          throw indexOutOfRange(index, stack[y + 1] as number, length);
        const plane = stack[x + 1] !== 0 ? heap : stack;
        const at = (((stack[x] as number) & wordMask) + index) * 2;
        low = plane[at] as number;
        high = plane[at + 1] as number;
        break;
      }
      case 71: {
        // storeElement
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const z = (c >= 0 ? base + c : globals + ~c) * 2;
        const index = stack[y] as number;
        const length = stack[x + 2] as number;
        if (stack[y + 1] !== 0 || index < 0 || index >= length)
          throw indexOutOfRange(index, stack[y + 1] as number, length);
        const at = ((stack[x] as number) & wordMask) + index;
        if (stack[x + 1] !== 0) mutator.setWord(at, stack[z] as number, stack[z + 1] as number);
        else mutator.setSlotWord(at, stack[z] as number, stack[z + 1] as number);
        pc += 5;
        continue;
      }
      default: {
        vm.address = pc + 5;
        vm.base = base;
        (handlers[operation] as Handler)(vm, a, b, c, code[pc + 4] as number);
        if (memory.work >= pieceBytes) vm.charge();
        if (vm.pending !== null && !vm.finishInstruction()) return;
        if (vm.outcome !== null) return;
        pc = vm.address;
        ({ base } = vm);
        ({ stack, heap } = memory);
        continue;
      }
    }
    mutator.setSlotWord(a >= 0 ? base + a : globals + ~a, low, high);
    pc += 5;
  }
}

/** Whether a number fits in 16 bits: the product of two such fits in one half. */
function isShort(low: number, high: number): boolean {
  return high === low >> 31 && low === (low << 16) >> 16;
}
