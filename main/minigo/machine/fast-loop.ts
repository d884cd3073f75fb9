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

/** Runs until the slice is used up, a stop is reached, or the program has ended. */
export function runFast(vm: Interpreter, handlers: readonly Handler[]): void {
  const { code, globals, memory, mutator } = vm;
  let { stack, heap } = memory;
  let pc = vm.address;
  let { base } = vm;
  for (;;) {
    const operation = code[pc] as number;
    const a = code[pc + 1] as number;
    const b = code[pc + 2] as number;
    const c = code[pc + 3] as number;
    switch (operation) {
      case 0: {
        // statement
        if (vm.left <= 0 || (vm.stopsAt !== null && !vm.isResuming && vm.stopsAt(a))) {
          vm.address = pc;
          vm.base = base;
          vm.line = a;
          return;
        }
        vm.isResuming = false;
        vm.left--;
        vm.line = a;
        if (++vm.steps > vm.options.stepLimit) {
          vm.address = pc;
          vm.endBySteps();
          return;
        }
        mutator.beginOperation(a);
        pc += 5;
        if (vm.isShuffling) {
          vm.address = pc;
          vm.base = base;
          vm.scheduler.shuffle();
          pc = vm.address;
          base = vm.base;
        }
        continue;
      }
      case 1: // jump
        pc = a;
        continue;
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
        mutator.setSlotWord(
          a >= 0 ? base + a : globals + ~a,
          stack[y] as number,
          stack[y + 1] as number,
        );
        pc += 5;
        continue;
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
        const low = (xl + (stack[y] as number)) | 0;
        const carry = low >>> 0 < xl >>> 0 ? 1 : 0;
        mutator.setSlotWord(
          a >= 0 ? base + a : globals + ~a,
          low,
          ((stack[x + 1] as number) + (stack[y + 1] as number) + carry) | 0,
        );
        pc += 5;
        continue;
      }
      case 20: {
        // subtract
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const xl = stack[x] as number;
        const yl = stack[y] as number;
        const borrow = xl >>> 0 < yl >>> 0 ? 1 : 0;
        mutator.setSlotWord(
          a >= 0 ? base + a : globals + ~a,
          (xl - yl) | 0,
          ((stack[x + 1] as number) - (stack[y + 1] as number) - borrow) | 0,
        );
        pc += 5;
        continue;
      }
      case 21: {
        // multiply
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        multiply(
          stack[x] as number,
          stack[x + 1] as number,
          stack[y] as number,
          stack[y + 1] as number,
        );
        mutator.setSlotWord(a >= 0 ? base + a : globals + ~a, result.low, result.high);
        pc += 5;
        continue;
      }
      case 33: {
        // addConstant
        const x = (b >= 0 ? base + b : globals + ~b) * 2;
        const xl = stack[x] as number;
        const low = (xl + c) | 0;
        const carry = (low >>> 0 < xl >>> 0 ? 1 : 0) + (c < 0 ? -1 : 0);
        mutator.setSlotWord(
          a >= 0 ? base + a : globals + ~a,
          low,
          ((stack[x + 1] as number) + carry) | 0,
        );
        pc += 5;
        continue;
      }
      case 37: {
        // wrap
        const slot = a >= 0 ? base + a : globals + ~a;
        wrap(stack[slot * 2] as number, stack[slot * 2 + 1] as number, b);
        mutator.setSlotWord(slot, result.low, result.high);
        pc += 5;
        continue;
      }
      case 56: {
        // load
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const low = stack[y] as number;
        const high = stack[y + 1] as number;
        if (low === 0 && high === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        const to = a >= 0 ? base + a : globals + ~a;
        if (representation <= 3 && high !== 0) {
          const index = ((low & wordMask) + (c >> 3)) * 2;
          mutator.setSlotWord(to, heap[index] as number, heap[index + 1] as number);
        } else {
          memory.readScalar(low, high, c, representation);
          mutator.setSlotWord(to, memory.low, memory.high);
        }
        pc += 5;
        continue;
      }
      case 57: {
        // loadRooted
        const y = (b >= 0 ? base + b : globals + ~b) * 2;
        const low = stack[y] as number;
        const high = stack[y + 1] as number;
        if (low === 0 && high === 0) throw nilDereference();
        const to = a >= 0 ? base + a : globals + ~a;
        const index = ((low & wordMask) + (c >> 3)) * 2;
        if (high !== 0) memory.setRoot(to, heap[index] as number, heap[index + 1] as number);
        else {
          memory.readScalar(low, high, c, 3);
          memory.setRoot(to, memory.low, memory.high);
        }
        pc += 5;
        continue;
      }
      case 58: {
        // store
        const x = (a >= 0 ? base + a : globals + ~a) * 2;
        const y = (c >= 0 ? base + c : globals + ~c) * 2;
        const low = stack[x] as number;
        const high = stack[x + 1] as number;
        if (low === 0 && high === 0) throw nilDereference();
        const representation = code[pc + 4] as number;
        if (representation <= 3 && high !== 0)
          mutator.setWord((low & wordMask) + (b >> 3), stack[y] as number, stack[y + 1] as number);
        else
          memory.writeScalar(
            low,
            high,
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
        const low = stack[x] as number;
        const high = stack[x + 1] as number;
        if (low === 0 && high === 0) throw nilDereference();
        memory.writePointer(low, high, b, stack[y] as number, stack[y + 1] as number);
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
        mutator.setSlotWord(
          a >= 0 ? base + a : globals + ~a,
          plane[at] as number,
          plane[at + 1] as number,
        );
        pc += 5;
        continue;
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
        if (vm.outcome !== null) return;
        pc = vm.address;
        ({ base } = vm);
        ({ stack, heap } = memory);
      }
    }
  }
}
