/** What the inner loop is left for (`fast-loop.ts`), apart from the instructions of the tables. */
import type { OpenRecord } from '../../simulator/open-record.ts';
import { kept, op } from '../compile/opcodes.ts';
import { multiply, result, wrap } from './integers.ts';
import type { Interpreter } from './interpreter.ts';
import { indexOutOfRange, nilDereference, type RuntimePanic } from './signals.ts';

/** Most statements that the loop begins before it is entered anew. */
const mostStatements = 2 ** 20;

/** Up to where the loop may begin operations without asking anybody: nowhere, if somebody is asked at each. */
export function lastOperationOf(vm: Interpreter, record: OpenRecord): number {
  if (vm.stopsAt !== null || vm.isShuffling) return 0;
  const { operationAt, operationEnd } = record;
  return Math.min(operationEnd, operationAt + Math.min(vm.left, mostStatements) * 3) | 0;
}

/** A statement that the loop does not begin itself; false where the program stops before it. */
export function beginStatement(vm: Interpreter, line: number): boolean {
  vm.line = line;
  if (vm.left <= 0) {
    if (vm.isLastSlice) vm.endBySteps();
    return false;
  }
  if (vm.stopsAt !== null && !vm.isResuming && vm.stopsAt(line)) return false;
  vm.isResuming = false;
  vm.left -= 1;
  vm.mutator.beginOperation(line);
  vm.address += 5;
  if (vm.isShuffling) vm.scheduler.shuffle();
  return true;
}

/**
 * The instruction at `pc`, which the loop has left for one of the rarer reasons: 3 an index out of
 * range, 4 nil, 5 a value that takes longer (left in `result`, too, where it is kept), 6 and 7 a log
 * that is full when word `to` of the stack or of the heap is to be written. `low` and `high` are what
 * was kept, or is to be written.
 */
export function performRare(
  vm: Interpreter,
  exit: number,
  pc: number,
  to: number,
  low: number,
  high: number,
): void {
  if (exit === 3) throw outOfRange(vm, pc);
  if (exit === 4) throw nilDereference();
  if (exit === 6) vm.mutator.setSlotWord(to, low, high);
  else if (exit === 7) vm.mutator.setWord(to, low, high);
  else {
    compute(vm, pc, low, high);
    const a = vm.code[pc + 1] as number;
    if (a !== kept) vm.mutator.setSlotWord(vm.slot(a), result.low, result.high);
  }
}

function outOfRange(vm: Interpreter, pc: number): RuntimePanic {
  const { code, memory } = vm;
  const isStore = code[pc] === op.storeElement;
  const slice = vm.slot(code[pc + (isStore ? 1 : 2)] as number) * 2;
  const index = vm.slot(code[pc + (isStore ? 2 : 3)] as number) * 2;
  const [low, high] = memory.stack.subarray(index, index + 2);
  return indexOutOfRange(low as number, high as number, memory.stack[slice + 2] as number);
}

/** Leaves in `result` what the instruction at `pc` makes, from what was kept where it takes that. */
function compute(vm: Interpreter, pc: number, low: number, high: number): void {
  const { code, memory } = vm;
  const { stack } = memory;
  const operation = code[pc] as number;
  const b = code[pc + 2] as number;
  const c = code[pc + 3] as number;
  const x = vm.slot(b) * 2;
  const y = vm.slot(c) * 2;
  const [xl, xh] = [stack[x] as number, stack[x + 1] as number];
  const [yl, yh] = [stack[y] as number, stack[y + 1] as number];
  if (operation === op.multiply) multiply(xl, xh, yl, yh);
  else if (operation === op.multiplyKept) multiply(low, high, yl, yh);
  else if (operation === op.wrap) wrap(yl, yh, b);
  else if (operation === op.wrapKept) wrap(low, high, b);
  else {
    memory.readScalar(xl, xh, c, code[pc + 4] as number);
    ({ low: result.low, high: result.high } = memory);
  }
}
