/**
 * The inner loop. The commonest instructions are done here, the others through the table. The cases
 * are the codes of `compile/opcodes.ts` as literals, so that the switch becomes a jump table; a test
 * holds the two together. What the loop needs of other modules it has as literals or in locals: it
 * begins operations and writes raw words itself (see `simulator/open-record.ts`), and tells the
 * mutator how far it has come before it calls anything.
 */
import { advance } from '../../simulator/open-record.ts';
import { indexOutOfRange, nilDereference, type RuntimePanic } from './signals.ts';
import { result, multiply, wrap } from './integers.ts';
import type { Interpreter } from './interpreter.ts';
import type { Handler } from './instructions.ts';

/** Runs until the slice is used up, a stop is reached, or the program has ended. */
export function runFast(vm: Interpreter, handlers: readonly Handler[]): void {
  if (vm.pending !== null && (!vm.finishInstruction() || vm.outcome !== null)) return;
  const { code, globals, memory, mutator, stopsAt, isShuffling } = vm;
  // Somebody is asked at each statement: then none begins here.
  const isAsked = stopsAt !== null || isShuffling;
  let { stack, heap } = memory;
  let pc = vm.address;
  let { base, left, line } = vm;
  const { record } = mutator;
  let { log, logAt, logEnd, logBefore, operations, operationAt, operationEnd, settled } = record;
  let length = mutator.eventCount;
  let opened = left;
  // What an instruction makes: written to register a at the end, or kept for the next instruction.
  let low = 0;
  let high = 0;
  // A word of the heap that is written, or a root slot (owner 0).
  let to: number;
  let owner: number;
  let failure: RuntimePanic;
  running: for (;;) {
    let operation = code[pc] as number;
    if (operation === 0) {
      // statement
      const at = code[(pc + 1) | 0] as number;
      let trailing = (logBefore + logAt - settled) | 0;
      if (trailing > 1022)
        trailing = operationAt > 0 && operations[operationAt - 3] === length + 1 ? 1023 : -1;
      if (left > 0 && operationAt < operationEnd && trailing >= 0 && !isAsked) {
        left -= 1;
        line = at;
        operations[operationAt] = length + 1;
        operations[operationAt + 1] = logBefore + logAt;
        operations[operationAt + 2] = at | (trailing << 22);
        operationAt = (operationAt + 3) | 0;
        pc = (pc + 5) | 0;
      } else {
        advance(record, logAt, operationAt, opened - left);
        vm.left = left;
        vm.address = pc;
        vm.base = base;
        vm.line = at;
        line = at;
        if (left <= 0 || (stopsAt !== null && !vm.isResuming && stopsAt(at))) {
          if (left <= 0 && vm.isLastSlice) vm.endBySteps();
          return;
        }
        vm.isResuming = false;
        left -= 1;
        vm.left = left;
        mutator.beginOperation(at);
        pc = (pc + 5) | 0;
        if (isShuffling) {
          vm.address = pc;
          vm.scheduler.shuffle();
          pc = vm.address;
          base = vm.base;
        }
        ({ log, logAt, logEnd, logBefore, operations, operationAt, operationEnd, settled } =
          record);
        length = mutator.eventCount;
        opened = left;
      }
      operation = code[pc] as number;
    }
    const a = code[(pc + 1) | 0] as number;
    const b = code[(pc + 2) | 0] as number;
    const c = code[(pc + 3) | 0] as number;
    // Where the registers that b and c name are, if they name registers.
    const bAt = (b >= 0 ? base + b : globals + ~b) << 1;
    const cAt = (c >= 0 ? base + c : globals + ~c) << 1;
    let plane = heap;
    let place = 0;
    called: {
      counted: {
        heapWord: {
          switch (operation) {
            case 0: // statement
              continue;
            case 1: // jump
              pc = a;
              continue;
            case 2: // jumpTrue
              pc = stack[(a >= 0 ? base + a : globals + ~a) << 1] !== 0 ? b : (pc + 5) | 0;
              continue;
            case 3: // jumpFalse
              pc = stack[(a >= 0 ? base + a : globals + ~a) << 1] === 0 ? b : (pc + 5) | 0;
              continue;
            case 4: // jumpEqual
            case 5: {
              // jumpNotEqual
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const isEqual = stack[x] === stack[bAt] && stack[x | 1] === stack[bAt | 1];
              pc = isEqual === (operation === 4) ? c : (pc + 5) | 0;
              continue;
            }
            case 6: // jumpLess
            case 7: {
              // jumpLessEqual
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const xh = stack[x | 1] as number;
              const yh = stack[bAt | 1] as number;
              const xl = (stack[x] as number) >>> 0;
              const yl = (stack[bAt] as number) >>> 0;
              const holds = xh === yh ? (operation === 6 ? xl < yl : xl <= yl) : xh < yh;
              pc = holds ? c : (pc + 5) | 0;
              continue;
            }
            case 8: // jumpBelow
            case 9: {
              // jumpBelowEqual
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const xh = (stack[x | 1] as number) >>> 0;
              const yh = (stack[bAt | 1] as number) >>> 0;
              const xl = (stack[x] as number) >>> 0;
              const yl = (stack[bAt] as number) >>> 0;
              const holds = xh === yh ? (operation === 8 ? xl < yl : xl <= yl) : xh < yh;
              pc = holds ? c : (pc + 5) | 0;
              continue;
            }
            case 10: // moveRooted
              low = stack[bAt] as number;
              high = stack[bAt | 1] as number;
              to = a >= 0 ? base + a : globals + ~a;
              if (high === 0 && stack[(to << 1) | 1] === 0) break;
              owner = 0;
              break counted;
            case 11: // drop
              low = 0;
              high = 0;
              to = a >= 0 ? base + a : globals + ~a;
              if (stack[(to << 1) | 1] === 0) break;
              owner = 0;
              break counted;
            case 13: {
              // store
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              if ((code[(pc + 4) | 0] as number) > 3 || stack[x | 1] === 0) break called;
              to = ((stack[x] as number) & 0x0fffffff) + (b >> 3);
              low = stack[cAt] as number;
              high = stack[cAt | 1] as number;
              break heapWord;
            }
            case 14: {
              // storeRooted
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              owner = stack[x | 1] as number;
              if (owner === 0) break called;
              to = ((stack[x] as number) & 0x0fffffff) + (b >> 3);
              low = stack[cAt] as number;
              high = stack[cAt | 1] as number;
              if (high === 0 && heap[(to << 1) | 1] === 0) break heapWord;
              break counted;
            }
            case 15: {
              // storeElement
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const index = stack[bAt] as number;
              const length = stack[x + 2] as number;
              if (stack[bAt | 1] !== 0 || index < 0 || index >= length) {
                failure = indexOutOfRange(index, stack[bAt | 1] as number, length);
                break running;
              }
              if (stack[x | 1] === 0) break called;
              to = ((stack[x] as number) & 0x0fffffff) + index;
              low = stack[cAt] as number;
              high = stack[cAt | 1] as number;
              break heapWord;
            }
            case 16: // move
              low = stack[bAt] as number;
              high = stack[bAt | 1] as number;
              break;
            case 12: // loadRooted
            case 17: {
              // load
              const word = stack[bAt] as number;
              const object = stack[bAt | 1] as number;
              if (word === 0 && object === 0) {
                failure = nilDereference();
                break running;
              }
              const representation = code[pc + 4] as number;
              if (representation <= 3 && object !== 0) {
                const index = ((word & 0x0fffffff) + (c >> 3)) << 1;
                low = heap[index] as number;
                high = heap[index | 1] as number;
              } else {
                memory.readScalar(word, object, c, representation);
                ({ low, high } = memory);
              }
              if (operation === 17) break;
              to = a >= 0 ? base + a : globals + ~a;
              if (high === 0 && stack[(to << 1) | 1] === 0) break;
              owner = 0;
              break counted;
            }
            case 18: {
              // loadElement
              const index = stack[cAt] as number;
              const length = stack[bAt + 2] as number;
              if (stack[cAt | 1] !== 0 || index < 0 || index >= length) {
                failure = indexOutOfRange(index, stack[cAt | 1] as number, length);
                break running;
              }
              const plane = stack[bAt | 1] !== 0 ? heap : stack;
              const at = (((stack[bAt] as number) & 0x0fffffff) + index) << 1;
              low = plane[at] as number;
              high = plane[at | 1] as number;
              break;
            }
            case 19: {
              // add
              const xl = stack[bAt] as number;
              low = (xl + (stack[cAt] as number)) | 0;
              const carry = low >>> 0 < xl >>> 0 ? 1 : 0;
              high = ((stack[bAt | 1] as number) + (stack[cAt | 1] as number) + carry) | 0;
              break;
            }
            case 20: {
              // subtract
              const xl = stack[bAt] as number;
              const yl = stack[cAt] as number;
              const borrow = xl >>> 0 < yl >>> 0 ? 1 : 0;
              low = (xl - yl) | 0;
              high = ((stack[bAt | 1] as number) - (stack[cAt | 1] as number) - borrow) | 0;
              break;
            }
            case 21: {
              // multiply
              const xl = stack[bAt] as number;
              const yl = stack[cAt] as number;
              const product = xl * yl;
              low = Math.imul(xl, yl);
              if (
                stack[bAt | 1] === xl >> 31 &&
                stack[cAt | 1] === yl >> 31 &&
                product <= 2147483647 &&
                product >= -2147483648
              ) {
                high = low >> 31;
                break;
              }
              multiply(xl, stack[bAt | 1] as number, yl, stack[cAt | 1] as number);
              ({ low, high } = result);
              break;
            }
            case 22: // and
            case 23: // or
            case 24: {
              // xor
              const xl = stack[bAt] as number;
              const yl = stack[cAt] as number;
              const xh = stack[bAt | 1] as number;
              const yh = stack[cAt | 1] as number;
              low = operation === 22 ? xl & yl : operation === 23 ? xl | yl : xl ^ yl;
              high = operation === 22 ? xh & yh : operation === 23 ? xh | yh : xh ^ yh;
              break;
            }
            case 25: {
              // addConstant
              const xl = stack[bAt] as number;
              low = (xl + c) | 0;
              const carry = (low >>> 0 < xl >>> 0 ? 1 : 0) + (c >> 31);
              high = ((stack[bAt | 1] as number) + carry) | 0;
              break;
            }
            case 26: // wrap
              wrap(stack[cAt] as number, stack[cAt | 1] as number, b);
              ({ low, high } = result);
              break;
            case 27: // wrapKept
              wrap(low, high, b);
              ({ low, high } = result);
              break;
            case 28: {
              // addKept
              const yl = stack[cAt] as number;
              low = (low + yl) | 0;
              high = (high + (stack[cAt | 1] as number) + (low >>> 0 < yl >>> 0 ? 1 : 0)) | 0;
              break;
            }
            case 29: {
              // subtractKept
              const yl = stack[cAt] as number;
              high = (high - (stack[cAt | 1] as number) - (low >>> 0 < yl >>> 0 ? 1 : 0)) | 0;
              low = (low - yl) | 0;
              break;
            }
            case 30: {
              // subtractFrom
              const yl = stack[cAt] as number;
              high = ((stack[cAt | 1] as number) - high - (yl >>> 0 < low >>> 0 ? 1 : 0)) | 0;
              low = (yl - low) | 0;
              break;
            }
            case 31: // multiplyKept
              multiply(low, high, stack[cAt] as number, stack[cAt | 1] as number);
              ({ low, high } = result);
              break;
            case 32: // andKept
            case 33: // orKept
            case 34: {
              // xorKept
              const yl = stack[cAt] as number;
              const yh = stack[cAt | 1] as number;
              low = operation === 32 ? low & yl : operation === 33 ? low | yl : low ^ yl;
              high = operation === 32 ? high & yh : operation === 33 ? high | yh : high ^ yh;
              break;
            }
            default:
              break called;
          }
          if (a === 0x7fffffff) {
            // The next instruction takes it at once.
            pc = (pc + 5) | 0;
            continue;
          }
          to = a >= 0 ? base + a : globals + ~a;
          plane = stack;
          place = 0x20000000;
        }
        // A raw word of a register, or of the heap.
        pc = (pc + 5) | 0;
        if (logAt <= logEnd) {
          const at = to << 1;
          const lowChange = (plane[at] as number) ^ low;
          const highChange = (plane[at | 1] as number) ^ high;
          if (lowChange !== 0) {
            plane[at] = low;
            log[logAt] = place | at;
            log[logAt + 1] = lowChange;
            logAt = (logAt + 2) | 0;
          }
          if (highChange !== 0) {
            plane[at | 1] = high;
            log[logAt] = place | at | 1;
            log[logAt + 1] = highChange;
            logAt = (logAt + 2) | 0;
          }
          continue;
        }
        advance(record, logAt, operationAt, opened - left);
        if (place === 0) mutator.setWord(to, low, high);
        else mutator.setSlotWord(to, low, high);
        ({ log, logAt, logEnd, logBefore } = record);
        opened = left;
        continue;
      }
      // A pointer that is counted and recorded.
      if (mutator.storeOpen(owner, to, low, high, logBefore + logAt)) {
        length = (length + 3) | 0;
        settled = logBefore + logAt;
        pc = (pc + 5) | 0;
        continue;
      }
      advance(record, logAt, operationAt, opened - left);
      if (owner === 0) mutator.setSlot(to, low, high);
      else mutator.setPointer(owner, to, low, high);
      ({ log, logAt, logEnd, logBefore, operations, operationAt, operationEnd, settled } = record);
      length = mutator.eventCount;
      opened = left;
      pc = (pc + 5) | 0;
      continue;
    }
    advance(record, logAt, operationAt, opened - left);
    vm.left = left;
    vm.line = line;
    vm.address = (pc + 5) | 0;
    vm.base = base;
    (handlers[operation] as Handler)(vm, a, b, c, code[pc + 4] as number);
    // A piece of long values that is as long as a statement's work: 2048 bytes.
    if (memory.work >= 2048) vm.charge();
    if (vm.pending !== null && !vm.finishInstruction()) return;
    if (vm.outcome !== null) return;
    pc = vm.address;
    ({ base, left } = vm);
    ({ stack, heap } = memory);
    ({ log, logAt, logEnd, logBefore, operations, operationAt, operationEnd, settled } = record);
    length = mutator.eventCount;
    opened = left;
  }
  advance(record, logAt, operationAt, opened - left);
  vm.left = left;
  vm.line = line;
  throw failure;
}
