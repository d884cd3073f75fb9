/**
 * The inner loop. The commonest instructions are done here, the others through the table. The cases
 * are the codes of `compile/opcodes.ts` as literals, so that the switch becomes a jump table; a test
 * holds the two together. Whatever the loop needs of other modules it has as literals or as locals:
 * a bundler may make a variable of what is a constant there.
 */
import type { Interpreter } from './interpreter.ts';
import type { Handler } from './instructions.ts';
import { result, multiply, wrap } from './integers.ts';
import { indexOutOfRange, nilDereference } from './signals.ts';

/** Runs until the slice is used up, a stop is reached, or the program has ended. */
export function runFast(vm: Interpreter, handlers: readonly Handler[]): void {
  if (vm.pending !== null && (!vm.finishInstruction() || vm.outcome !== null)) return;
  const { code, globals, memory, mutator, stopsAt, isShuffling } = vm;
  let { stack, heap } = memory;
  let pc = vm.address;
  let { base, left } = vm;
  // What an instruction makes: written to register a at the end, or kept for the next instruction.
  let low = 0;
  let high = 0;
  for (;;) {
    let operation = code[pc] as number;
    if (operation === 0) {
      // statement
      const line = code[pc + 1] as number;
      if (left <= 0 || (stopsAt !== null && !vm.isResuming && stopsAt(line))) {
        vm.address = pc;
        vm.base = base;
        vm.line = line;
        if (left <= 0 && vm.isLastSlice) vm.endBySteps();
        return;
      }
      if (stopsAt !== null) vm.isResuming = false;
      left -= 1;
      vm.left = left;
      vm.line = line;
      mutator.beginOperation(line);
      pc += 5;
      if (isShuffling) {
        vm.address = pc;
        vm.base = base;
        vm.scheduler.shuffle();
        pc = vm.address;
        base = vm.base;
      }
      operation = code[pc] as number;
    }
    const a = code[pc + 1] as number;
    const b = code[pc + 2] as number;
    const c = code[pc + 3] as number;
    switch (operation) {
      case 0: // statement
        continue;
      case 1: // jump
        pc = a;
        continue;
      case 2: // jumpTrue
        pc = stack[(a >= 0 ? base + a : globals + ~a) << 1] !== 0 ? b : pc + 5;
        continue;
      case 3: // jumpFalse
        pc = stack[(a >= 0 ? base + a : globals + ~a) << 1] === 0 ? b : pc + 5;
        continue;
      case 4: // jumpEqual
      case 5: {
        // jumpNotEqual
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const isEqual = stack[x] === stack[y] && stack[x | 1] === stack[y | 1];
        pc = isEqual === (operation === 4) ? c : pc + 5;
        continue;
      }
      case 6: // jumpLess
      case 7: {
        // jumpLessEqual
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const xh = stack[x | 1] as number;
        const yh = stack[y | 1] as number;
        const xl = (stack[x] as number) >>> 0;
        const yl = (stack[y] as number) >>> 0;
        const holds = xh === yh ? (operation === 6 ? xl < yl : xl <= yl) : xh < yh;
        pc = holds ? c : pc + 5;
        continue;
      }
      case 8: // jumpBelow
      case 9: {
        // jumpBelowEqual
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const xh = (stack[x | 1] as number) >>> 0;
        const yh = (stack[y | 1] as number) >>> 0;
        const xl = (stack[x] as number) >>> 0;
        const yl = (stack[y] as number) >>> 0;
        const holds = xh === yh ? (operation === 8 ? xl < yl : xl <= yl) : xh < yh;
        pc = holds ? c : pc + 5;
        continue;
      }
      case 10: {
        // moveRooted
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        memory.setRoot(
          a >= 0 ? base + a : globals + ~a,
          stack[y] as number,
          stack[y | 1] as number,
        );
        pc += 5;
        continue;
      }
      case 11: // take
        memory.moveRoot(a >= 0 ? base + a : globals + ~a, b >= 0 ? base + b : globals + ~b);
        pc += 5;
        continue;
      case 12: // drop
        memory.dropRoot(a >= 0 ? base + a : globals + ~a);
        pc += 5;
        continue;
      case 13: {
        // loadRooted
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const word = stack[y] as number;
        const object = stack[y | 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const to = a >= 0 ? base + a : globals + ~a;
        const index = ((word & 0x0fffffff) + (c >> 3)) << 1;
        if (object !== 0) memory.setRoot(to, heap[index] as number, heap[index | 1] as number);
        else {
          memory.readScalar(word, object, c, 3);
          memory.setRoot(to, memory.low, memory.high);
        }
        pc += 5;
        continue;
      }
      case 14: {
        // store
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const word = stack[x] as number;
        const object = stack[x | 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        const first = stack[y] as number;
        const second = stack[y | 1] as number;
        if (representation <= 3 && object !== 0)
          mutator.setWord((word & 0x0fffffff) + (b >> 3), first, second);
        else memory.writeScalar(word, object, b, representation, first, second);
        pc += 5;
        continue;
      }
      case 15: {
        // storeRooted
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const owner = stack[x | 1] as number;
        if (stack[x] === 0 && owner === 0) throw nilDereference();
        const word = ((stack[x] as number) & 0x0fffffff) + (b >> 3);
        const object = stack[y | 1] as number;
        if (owner !== 0 && (object !== 0 || heap[(word << 1) | 1] !== 0))
          mutator.setPointer(owner, word, stack[y] as number, object);
        else memory.writePointer(stack[x] as number, owner, b, stack[y] as number, object);
        pc += 5;
        continue;
      }
      case 16: {
        // storeElement
        const x = (a >= 0 ? base + a : globals + ~a) << 1;
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const z = (c >= 0 ? base + c : globals + ~c) << 1;
        const index = stack[y] as number;
        const length = stack[x + 2] as number;
        if (stack[y | 1] !== 0 || index < 0 || index >= length)
          throw indexOutOfRange(index, stack[y | 1] as number, length);
        const at = ((stack[x] as number) & 0x0fffffff) + index;
        if (stack[x | 1] !== 0) mutator.setWord(at, stack[z] as number, stack[z | 1] as number);
        else mutator.setSlotWord(at, stack[z] as number, stack[z | 1] as number);
        pc += 5;
        continue;
      }
      case 17: {
        // move
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        low = stack[y] as number;
        high = stack[y | 1] as number;
        break;
      }
      case 18: {
        // load
        const y = (b >= 0 ? base + b : globals + ~b) << 1;
        const word = stack[y] as number;
        const object = stack[y | 1] as number;
        if (word === 0 && object === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        if (representation <= 3 && object !== 0) {
          const index = ((word & 0x0fffffff) + (c >> 3)) << 1;
          low = heap[index] as number;
          high = heap[index | 1] as number;
        } else {
          memory.readScalar(word, object, c, representation);
          ({ low, high } = memory);
        }
        break;
      }
      case 19: {
        // loadElement
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const index = stack[y] as number;
        const length = stack[x + 2] as number;
        if (stack[y | 1] !== 0 || index < 0 || index >= length)
          throw indexOutOfRange(index, stack[y | 1] as number, length);
        const plane = stack[x | 1] !== 0 ? heap : stack;
        const at = (((stack[x] as number) & 0x0fffffff) + index) << 1;
        low = plane[at] as number;
        high = plane[at | 1] as number;
        break;
      }
      case 20: {
        // add
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const xl = stack[x] as number;
        low = (xl + (stack[y] as number)) | 0;
        const carry = low >>> 0 < xl >>> 0 ? 1 : 0;
        high = ((stack[x | 1] as number) + (stack[y | 1] as number) + carry) | 0;
        break;
      }
      case 21: {
        // subtract
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        const borrow = xl >>> 0 < yl >>> 0 ? 1 : 0;
        low = (xl - yl) | 0;
        high = ((stack[x | 1] as number) - (stack[y | 1] as number) - borrow) | 0;
        break;
      }
      case 22: {
        // multiply
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        const product = xl * yl;
        low = Math.imul(xl, yl);
        if (
          stack[x | 1] === xl >> 31 &&
          stack[y | 1] === yl >> 31 &&
          product <= 2147483647 &&
          product >= -2147483648
        ) {
          high = low >> 31;
          break;
        }
        multiply(xl, stack[x | 1] as number, yl, stack[y | 1] as number);
        ({ low, high } = result);
        break;
      }
      case 23: {
        // and
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low = (stack[x] as number) & (stack[y] as number);
        high = (stack[x | 1] as number) & (stack[y | 1] as number);
        break;
      }
      case 24: {
        // or
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low = (stack[x] as number) | (stack[y] as number);
        high = (stack[x | 1] as number) | (stack[y | 1] as number);
        break;
      }
      case 25: {
        // xor
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low = (stack[x] as number) ^ (stack[y] as number);
        high = (stack[x | 1] as number) ^ (stack[y | 1] as number);
        break;
      }
      case 26: {
        // addConstant
        const x = (b >= 0 ? base + b : globals + ~b) << 1;
        const xl = stack[x] as number;
        low = (xl + c) | 0;
        const carry = (low >>> 0 < xl >>> 0 ? 1 : 0) + (c >> 31);
        high = ((stack[x | 1] as number) + carry) | 0;
        break;
      }
      case 27: {
        // wrap
        const x = (c >= 0 ? base + c : globals + ~c) << 1;
        wrap(stack[x] as number, stack[x | 1] as number, b);
        ({ low, high } = result);
        break;
      }
      case 28: // wrapKept
        wrap(low, high, b);
        ({ low, high } = result);
        break;
      case 29: {
        // addKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const yl = stack[y] as number;
        low = (low + yl) | 0;
        high = (high + (stack[y | 1] as number) + (low >>> 0 < yl >>> 0 ? 1 : 0)) | 0;
        break;
      }
      case 30: {
        // subtractKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const yl = stack[y] as number;
        high = (high - (stack[y | 1] as number) - (low >>> 0 < yl >>> 0 ? 1 : 0)) | 0;
        low = (low - yl) | 0;
        break;
      }
      case 31: {
        // subtractFrom
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        const yl = stack[y] as number;
        high = ((stack[y | 1] as number) - high - (yl >>> 0 < low >>> 0 ? 1 : 0)) | 0;
        low = (yl - low) | 0;
        break;
      }
      case 32: {
        // multiplyKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        multiply(low, high, stack[y] as number, stack[y | 1] as number);
        ({ low, high } = result);
        break;
      }
      case 33: {
        // andKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low &= stack[y] as number;
        high &= stack[y | 1] as number;
        break;
      }
      case 34: {
        // orKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low |= stack[y] as number;
        high |= stack[y | 1] as number;
        break;
      }
      case 35: {
        // xorKept
        const y = (c >= 0 ? base + c : globals + ~c) << 1;
        low ^= stack[y] as number;
        high ^= stack[y | 1] as number;
        break;
      }
      default: {
        vm.address = pc + 5;
        vm.base = base;
        (handlers[operation] as Handler)(vm, a, b, c, code[pc + 4] as number);
        // A piece of long values that is as long as a statement's work: 2048 bytes.
        if (memory.work >= 2048) vm.charge();
        if (vm.pending !== null && !vm.finishInstruction()) return;
        if (vm.outcome !== null) return;
        pc = vm.address;
        ({ base, left } = vm);
        ({ stack, heap } = memory);
        continue;
      }
    }
    // Not to be written: what the next instruction takes at once.
    if (a !== 0x7fffffff) mutator.setSlotWord(a >= 0 ? base + a : globals + ~a, low, high);
    pc += 5;
  }
}
