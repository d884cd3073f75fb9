/**
 * The inner loop. The commonest instructions are done here, the others through the table. The cases
 * are the codes of `compile/opcodes.ts` as literals, so that the switch becomes a jump table; a test
 * holds the two together. What the loop needs of other modules it has as literals or in locals: it
 * begins operations and writes raw words itself (see `simulator/open-record.ts`). It calls nothing:
 * for whatever needs a call it is left, says how far it has come, and is entered anew.
 */
import { advance } from '../../simulator/open-record.ts';
import { closedStores } from '../../simulator/open-stores.ts';
import { result } from './integers.ts';
import type { Handler } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { beginStatement, lastOperationOf, performRare } from './loop-exits.ts';

/** Where counted stores are not recorded by the loop: until there has been one. */
const closed = closedStores();

/** Runs until the slice is used up, a stop is reached, or the program has ended. */
export function runFast(vm: Interpreter, handlers: readonly Handler[]): void {
  if (vm.pending !== null && (!vm.finishInstruction() || vm.outcome !== null)) return;
  const { code, memory, mutator } = vm;
  const { record } = mutator;
  const globals = vm.globals | 0;
  // What an instruction makes: written to register a at the end, or kept for the next instruction.
  let low = 0;
  let high = 0;
  let stores = closed;
  for (;;) {
    const { stack, heap } = memory;
    const { log, operations } = record;
    const logEnd = record.logEnd | 0;
    const logBefore = record.logBefore | 0;
    let unsettled = (logBefore - record.settled) | 0;
    const firstEvent = (record.eventsBefore + (record.eventAt >>> 2) + 1) | 0;
    let nextEvent = firstEvent;
    const firstOperation = record.operationAt | 0;
    const lastOperation = lastOperationOf(vm, record);
    const base = vm.base | 0;
    let logAt = record.logAt | 0;
    let operationAt = firstOperation;
    let pc = vm.address | 0;
    let next = pc;
    let line = vm.line | 0;
    // A word of the heap that is written, or a root slot (owner 0).
    let to = 0;
    let owner = 0;
    let operation: number;
    let a: number;
    let b = 0;
    let c = 0;
    let exit: number;
    running: for (;;) {
      pc = next;
      operation = code[pc] as number;
      if (operation === 0) {
        // statement
        const at = code[(pc + 1) | 0] as number;
        let trailing = (unsettled + logAt) | 0;
        if (trailing > 1022)
          trailing = operationAt > 0 && operations[(operationAt - 3) | 0] === nextEvent ? 1023 : -1;
        a = at;
        exit = 0;
        if (operationAt >= lastOperation || trailing < 0) break;
        line = at;
        operations[operationAt] = nextEvent;
        operations[(operationAt + 1) | 0] = logBefore + logAt;
        operations[(operationAt + 2) | 0] = at | (trailing << 22);
        operationAt = (operationAt + 3) | 0;
        pc = (pc + 5) | 0;
        operation = code[pc] as number;
      }
      next = (pc + 5) | 0;
      a = code[(pc + 1) | 0] as number;
      b = code[(pc + 2) | 0] as number;
      c = code[(pc + 3) | 0] as number;
      // Where the registers that b and c name are, if they name registers.
      const bAt = (b >= 0 ? base + b : globals + ~b) << 1;
      const cAt = (c >= 0 ? base + c : globals + ~c) << 1;
      made: {
        counted: {
          switch (operation) {
            case 0: // statement
              next = pc;
              continue;
            case 1: // jump
              next = a;
              continue;
            case 2: // jumpTrue
              if (stack[(a >= 0 ? base + a : globals + ~a) << 1] !== 0) next = b;
              continue;
            case 3: // jumpFalse
              if (stack[(a >= 0 ? base + a : globals + ~a) << 1] === 0) next = b;
              continue;
            case 4: // jumpEqual
            case 5: {
              // jumpNotEqual
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const isEqual = stack[x] === stack[bAt] && stack[x | 1] === stack[bAt | 1];
              if (isEqual === (operation === 4)) next = c;
              continue;
            }
            case 6: // jumpLess
            case 7: // jumpLessEqual
            case 8: // jumpBelow
            case 9: {
              // jumpBelowEqual
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const flip = operation < 8 ? 0 : 0x80000000 | 0;
              const xh = (stack[x | 1] as number) ^ flip;
              const yh = (stack[bAt | 1] as number) ^ flip;
              const xl = (stack[x] as number) >>> 0;
              const yl = (stack[bAt] as number) >>> 0;
              if (xh === yh ? xl < yl || (xl === yl && (operation & 1) !== 0) : xh < yh) next = c;
              continue;
            }
            case 10: // moveRooted
            case 11: // drop
              low = operation === 10 ? (stack[bAt] as number) : 0;
              high = operation === 10 ? (stack[bAt | 1] as number) : 0;
              to = a >= 0 ? base + a : globals + ~a;
              if (high === 0 && stack[(to << 1) | 1] === 0) break;
              owner = 0;
              break counted;
            case 13: // store
            case 14: {
              // storeRooted
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              owner = stack[x | 1] as number;
              exit = 1;
              if (owner === 0 || (code[(pc + 4) | 0] as number) > 3) break running;
              to = ((stack[x] as number) & 0x0fffffff) + (b >> 3);
              low = stack[cAt] as number;
              high = stack[cAt | 1] as number;
              if (operation === 13 || (high === 0 && heap[(to << 1) | 1] === 0)) break made;
              break counted;
            }
            case 15: {
              // storeElement
              const x = (a >= 0 ? base + a : globals + ~a) << 1;
              const index = stack[bAt] as number;
              exit = 3;
              if (stack[bAt | 1] !== 0 || index < 0 || index >= (stack[(x + 2) | 0] as number))
                break running;
              exit = 1;
              if (stack[x | 1] === 0) break running;
              to = ((stack[x] as number) & 0x0fffffff) + index;
              low = stack[cAt] as number;
              high = stack[cAt | 1] as number;
              break made;
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
              exit = 4;
              if (word === 0 && object === 0) break running;
              exit = 5;
              if ((code[(pc + 4) | 0] as number) > 3 || (object === 0 && word < 0)) break running;
              const index = ((word & 0x0fffffff) + (c >> 3)) << 1;
              low = (object === 0 ? stack[index] : heap[index]) as number;
              high = (object === 0 ? stack[index | 1] : heap[index | 1]) as number;
              if (operation === 17) break;
              to = a >= 0 ? base + a : globals + ~a;
              if (high === 0 && stack[(to << 1) | 1] === 0) break;
              owner = 0;
              break counted;
            }
            case 18: {
              // loadElement
              const index = stack[cAt] as number;
              exit = 3;
              if (stack[cAt | 1] !== 0 || index < 0 || index >= (stack[(bAt + 2) | 0] as number))
                break running;
              const at = (((stack[bAt] as number) & 0x0fffffff) + index) << 1;
              const isHeap = stack[bAt | 1] !== 0;
              low = (isHeap ? heap[at] : stack[at]) as number;
              high = (isHeap ? heap[at | 1] : stack[at | 1]) as number;
              break;
            }
            case 19: {
              // add
              const xl = stack[bAt] as number;
              const yl = stack[cAt] as number;
              low = (xl + yl) | 0;
              const carry = ((xl & yl) | ((xl | yl) & ~low)) >>> 31;
              high = ((stack[bAt | 1] as number) + (stack[cAt | 1] as number) + carry) | 0;
              break;
            }
            case 20: {
              // subtract
              const xl = stack[bAt] as number;
              const yl = stack[cAt] as number;
              low = (xl - yl) | 0;
              const borrow = ((~xl & yl) | ((~xl | yl) & low)) >>> 31;
              high = ((stack[bAt | 1] as number) - (stack[cAt | 1] as number) - borrow) | 0;
              break;
            }
            case 21: // multiply
            case 31: {
              // multiplyKept
              const xl = operation === 31 ? low : (stack[bAt] as number);
              const xh = operation === 31 ? high : (stack[bAt | 1] as number);
              const yl = stack[cAt] as number;
              const product = xl * yl;
              exit = 5;
              if (xh !== xl >> 31 || stack[cAt | 1] !== yl >> 31) break running;
              if (product > 2147483647 || product < -2147483648) break running;
              low = product | 0;
              high = low >> 31;
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
              const carry = (((xl & c) | ((xl | c) & ~low)) >>> 31) + (c >> 31);
              high = ((stack[bAt | 1] as number) + carry) | 0;
              const target = code[(pc + 4) | 0] as number;
              if (target !== 0) next = target;
              break;
            }
            case 26: // wrap
            case 27: {
              // wrapKept
              if (operation === 26) low = stack[cAt] as number;
              exit = 5;
              if (b === 6) break running;
              const shift = b < 6 ? 0 : b < 9 ? 16 : 24;
              const isSigned = b === 4 || b === 7 || b === 9;
              low = isSigned ? (low << shift) >> shift : ((low << shift) >>> shift) | 0;
              high = isSigned ? low >> 31 : 0;
              break;
            }
            case 28: // addKept
            case 29: // subtractKept
            case 30: // subtractFrom
            case 32: // andKept
            case 33: // orKept
            case 34: // xorKept
              // The loop below does it.
              next = pc;
              a = 0x7fffffff;
              break;
            default:
              exit = 1;
              break running;
          }
          while (a === 0x7fffffff) {
            // The next instruction takes it at once.
            const taking = code[next] as number;
            if (taking < 28 || taking === 31) continue running;
            a = code[(next + 1) | 0] as number;
            c = code[(next + 3) | 0] as number;
            next = (next + 5) | 0;
            const at = (c >= 0 ? base + c : globals + ~c) << 1;
            const yl = stack[at] as number;
            const yh = stack[at | 1] as number;
            if (taking === 28) {
              const xl = low;
              low = (xl + yl) | 0;
              high = (high + yh + (((xl & yl) | ((xl | yl) & ~low)) >>> 31)) | 0;
            } else if (taking === 29) {
              const xl = low;
              low = (xl - yl) | 0;
              high = (high - yh - (((~xl & yl) | ((~xl | yl) & low)) >>> 31)) | 0;
            } else if (taking === 30) {
              const xl = low;
              low = (yl - xl) | 0;
              high = (yh - high - (((~yl & xl) | ((~yl | xl) & low)) >>> 31)) | 0;
            } else {
              low = taking === 32 ? low & yl : taking === 33 ? low | yl : low ^ yl;
              high = taking === 32 ? high & yh : taking === 33 ? high | yh : high ^ yh;
            }
          }
          to = a >= 0 ? base + a : globals + ~a;
          exit = 6;
          if (logAt > logEnd) break running;
          const at = to << 1;
          const lowChange = (stack[at] as number) ^ low;
          const highChange = (stack[at | 1] as number) ^ high;
          if (lowChange !== 0) {
            stack[at] = low;
            log[logAt] = 0x20000000 | at;
            log[(logAt + 1) | 0] = lowChange;
            logAt = (logAt + 2) | 0;
          }
          if (highChange !== 0) {
            stack[at | 1] = high;
            log[logAt] = 0x20000000 | at | 1;
            log[(logAt + 1) | 0] = highChange;
            logAt = (logAt + 2) | 0;
          }
          continue;
        }
        // A pointer that is counted and recorded, where that is all there is to do.
        exit = 2;
        const words = owner === 0 ? stack : heap;
        const place = to << 1;
        const from = words[place | 1] as number;
        const pending = (unsettled + logAt) | 0;
        const { objects, eventAt } = stores;
        if (eventAt > (owner === 0 ? stores.rootEnd : stores.fieldEnd)) break;
        if (pending >= 63 || high === 0 || from === 0 || (owner === 0 && to > 0xffffe)) break;
        const record = high << 2;
        const fromCount = (from << 2) | 1;
        const payload = (((objects[record] as number) << stores.payloadShift) + 1) | 0;
        if (low !== payload) break;
        if (from !== high && objects[fromCount] === 1) break;
        const count = ((objects[record | 1] as number) + 1) | 0;
        objects[record | 1] = count;
        words[place] = low;
        words[place | 1] = high;
        const left = ((objects[fromCount] as number) - 1) | 0;
        objects[fromCount] = left;
        const { events } = stores;
        events[eventAt] = stores.incHead | (pending << 5);
        events[(eventAt + 1) | 0] = high;
        events[(eventAt + 2) | 0] = count;
        events[(eventAt + 3) | 0] = owner === 0 ? 0 : to;
        events[(eventAt + 4) | 0] = owner === 0 ? stores.rootHead | (to << 12) : stores.writeHead;
        const isLabelled = owner === 0 && to < stores.labels.length;
        events[(eventAt + 5) | 0] = isLabelled ? (stores.labels[to] as number) : owner;
        events[(eventAt + 6) | 0] = from;
        events[(eventAt + 7) | 0] = high;
        events[(eventAt + 8) | 0] = stores.decHead;
        events[(eventAt + 9) | 0] = from;
        events[(eventAt + 10) | 0] = left;
        events[(eventAt + 11) | 0] = 0;
        stores.eventAt = (eventAt + 12) | 0;
        unsettled = -logAt | 0;
        nextEvent = (nextEvent + 3) | 0;
        continue;
      }
      // A raw word of the heap.
      exit = 7;
      if (logAt > logEnd) break;
      const at = to << 1;
      const lowChange = (heap[at] as number) ^ low;
      const highChange = (heap[at | 1] as number) ^ high;
      if (lowChange !== 0) {
        heap[at] = low;
        log[logAt] = at;
        log[(logAt + 1) | 0] = lowChange;
        logAt = (logAt + 2) | 0;
      }
      if (highChange !== 0) {
        heap[at | 1] = high;
        log[logAt] = at | 1;
        log[(logAt + 1) | 0] = highChange;
        logAt = (logAt + 2) | 0;
      }
    }
    const begun = ((operationAt - firstOperation) / 3) | 0;
    advance(record, logAt, operationAt, begun);
    if (nextEvent !== firstEvent) mutator.closeStores(logBefore - unsettled);
    stores = closed;
    vm.left -= begun;
    vm.line = line;
    vm.address = next;
    if (exit === 0) {
      // A statement that is not simply begun.
      if (!beginStatement(vm, a)) return;
    } else if (exit === 1) {
      // Another instruction.
      (handlers[operation] as Handler)(vm, a, b, c, code[(pc + 4) | 0] as number);
      // A piece of long values that is as long as a statement's work: 2048 bytes.
      if (memory.work >= 2048) vm.charge();
      if (vm.pending !== null && !vm.finishInstruction()) return;
      if (vm.outcome !== null) return;
    } else if (exit === 2) {
      // A pointer that is counted and recorded.
      if (owner === 0) mutator.setSlot(to, low, high);
      else mutator.setPointer(owner, to, low, high);
      // A single step ends here: nobody stores anything more.
      if (vm.left <= 0 && code[next] === 0 && !beginStatement(vm, code[(next + 1) | 0] as number))
        return;
      stores = mutator.openStores();
    } else {
      performRare(vm, exit, pc, to, low, high);
      ({ low, high } = result);
    }
  }
}
