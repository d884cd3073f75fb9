/** Panics: deferred calls run, something recovers, or the program dies with Go's text. */
import type { Activation, PanicRecord } from './activation.ts';
import type { Interpreter } from './interpreter.ts';
import { dynamicValue } from './reflection.ts';
import { FatalError, type RuntimePanic } from './signals.ts';
import { panicText } from './panic-text.ts';
import type { CallSite } from '../compile/image.ts';

/** Calls that one function may defer before the program is taken to do so without end. */
const deferLimit = 1_000_000;

/** Starts the panic of a run-time error. */
export function throwRuntimePanic(vm: Interpreter, error: RuntimePanic): void {
  const slot = takeSlot(vm);
  const isRuntime = error.type === 'boundsError' || error.type === 'errorString';
  vm.mutator.setSlotWord(slot, vm.standard.runtimeType(error.type).id, 0);
  vm.mutator.setSlotWord(
    slot + 1,
    vm.standard.addText(isRuntime ? `runtime error: ${error.message}` : error.message),
    0,
  );
  begin(vm, slot);
}

function takeSlot(vm: Interpreter): number {
  const slot = vm.freePanicSlots.pop();
  if (slot === undefined) throw new FatalError('too many panics at once');
  return slot;
}

/** Starts a panic with the interface value in two registers, which keep their reference. */
export function startPanic(vm: Interpreter, from: number): void {
  const { memory } = vm;
  const slot = takeSlot(vm);
  vm.mutator.setSlotWord(slot, memory.stack[from * 2] ?? 0, 0);
  memory.setRoot(slot + 1, memory.stack[from * 2 + 2] ?? 0, memory.stack[from * 2 + 3] ?? 0);
  begin(vm, slot);
}

function begin(vm: Interpreter, slot: number): void {
  vm.current.panics.push({ slot, recovered: false, aborted: false });
  unwind(vm);
}

function release(vm: Interpreter, record: PanicRecord): void {
  vm.memory.dropRoot(record.slot + 1);
  vm.mutator.setSlotWord(record.slot, 0, 0);
  vm.freePanicSlots.push(record.slot);
}

/** Leaves calls until one has a deferred call to run, or something outside takes the panic. */
function unwind(vm: Interpreter): void {
  const goroutine = vm.current;
  const record = goroutine.panics.at(-1);
  if (record === undefined) throw new RangeError('There is no panic.');
  for (let activation = goroutine.top; activation !== null; activation = goroutine.top) {
    if (activation.panic !== null && activation.panic !== record) activation.panic.aborted = true;
    activation.panic = record;
    activation.isDeferring = false;
    if (runNextDeferred(vm, activation)) return;
    const { native } = activation;
    vm.leave();
    if (native !== null && native.caught !== null) {
      const value = dynamicValue(vm, record.slot) ?? vm.standard.textValue(vm, 'nil');
      goroutine.panics.pop();
      native.caught(value, () => {
        release(vm, record);
      });
      return;
    }
    native?.abandon?.();
  }
  panicText(vm, goroutine.panics, (text) => {
    die(vm, text);
  });
}

/** Prepares the newest deferred call of an activation to run; false if there is none. */
function runNextDeferred(vm: Interpreter, activation: Activation): boolean {
  const site = activation.deferred?.pop();
  if (site === undefined) return false;
  const { deferred } = site;
  if (deferred === null) throw new RangeError('A deferred call has no code.');
  vm.base = activation.base;
  if (deferred.shape >= 0) restoreRecord(vm, activation, site);
  activation.isDeferring = true;
  vm.address = deferred.entry;
  return true;
}

/** `defer`: notes the call; in a loop its operands move to a record on the heap. */
export function defer(vm: Interpreter, site: CallSite): void {
  const activation = vm.current.top;
  const { deferred } = site;
  if (activation === null || deferred === null)
    throw new RangeError('Nothing can be deferred here.');
  activation.deferred ??= [];
  if (activation.deferred.length >= deferLimit) throw new FatalError('stack overflow', 'stack');
  if (deferred.shape >= 0) {
    const { memory } = vm;
    vm.allocate(vm.shapeIds[deferred.shape] ?? 0, vm.scratch);
    const low = memory.stack[vm.scratch * 2] ?? 0;
    const high = memory.stack[vm.scratch * 2 + 1] ?? 0;
    const head = vm.base + deferred.head;
    memory.takePointer(low, high, 0, head);
    deferred.saved.forEach(({ register, pointer }, index) => {
      const slot = vm.base + register;
      if (pointer) memory.takePointer(low, high, 8 + index * 8, slot);
      else
        memory.writeWord(
          low + 1 + index,
          high,
          memory.stack[slot * 2] ?? 0,
          memory.stack[slot * 2 + 1] ?? 0,
        );
    });
    memory.moveRoot(head, vm.scratch);
  }
  activation.deferred.push(site);
}

/** The operands of the newest record come back to their registers. */
function restoreRecord(vm: Interpreter, activation: Activation, site: CallSite): void {
  const { deferred } = site;
  if (deferred === null) return;
  const { memory } = vm;
  const head = activation.base + deferred.head;
  const low = memory.stack[head * 2] ?? 0;
  deferred.saved.forEach(({ register, pointer }, index) => {
    const word = (low + 1 + index) * 2;
    const first = memory.heap[word] ?? 0;
    const second = memory.heap[word + 1] ?? 0;
    if (pointer) memory.setRoot(activation.base + register, first, second);
    else vm.mutator.setSlotWord(activation.base + register, first, second);
  });
  memory.setRoot(head, memory.heap[low * 2] ?? 0, memory.heap[low * 2 + 1] ?? 0);
}

/** `runDeferred` at the end of a function: true if a deferred call runs first (and then comes back here). */
export function runDeferred(vm: Interpreter): boolean {
  const activation = vm.current.top;
  return activation !== null && runNextDeferred(vm, activation);
}

/** A deferred call has returned: on with the panic, or with the function's end. */
export function deferDone(vm: Interpreter): void {
  const activation = vm.current.top;
  if (activation === null) throw new RangeError('A deferred call ended outside a function.');
  activation.isDeferring = false;
  const record = activation.panic;
  if (record !== null && !record.recovered) {
    unwind(vm);
    return;
  }
  if (record !== null) {
    activation.panic = null;
    forget(vm, record);
  }
  vm.address = activation.fn.epilogue;
}

/** A recovered panic is over, and those that it had overtaken. */
function forget(vm: Interpreter, record: PanicRecord): void {
  const { panics } = vm.current;
  const at = panics.indexOf(record);
  let first = at;
  while (first > 0 && panics[first - 1]?.aborted === true) first--;
  for (const ended of panics.splice(first, at - first + 1)) release(vm, ended);
}

/** `recover()`: the value of the panic that runs this deferred function, in two rooted registers. */
export function recover(vm: Interpreter, slot: number): void {
  const { memory } = vm;
  const record = vm.current.top?.deferredBy?.panic ?? null;
  if (record === null || record.recovered || record.aborted) {
    vm.mutator.setSlotWord(slot, 0, 0);
    memory.dropRoot(slot + 1);
    return;
  }
  record.recovered = true;
  vm.mutator.setSlotWord(slot, memory.stack[record.slot * 2] ?? 0, 0);
  memory.setRoot(
    slot + 1,
    memory.stack[record.slot * 2 + 2] ?? 0,
    memory.stack[record.slot * 2 + 3] ?? 0,
  );
}

function die(vm: Interpreter, text: string): void {
  const [first = ''] = text.split('\n');
  vm.errors += `${text}\n\ngoroutine ${vm.current.id} [running]:\n`;
  vm.mutator.fault('panic', 0);
  vm.outcome = { kind: 'panicked', line: vm.line, text: first };
}
