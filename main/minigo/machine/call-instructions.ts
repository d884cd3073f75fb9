/** Calls and returns, goroutines, deferred calls, panics, and calls of the library. */
import type {
  CallSite,
  ListSite,
  MethodSite,
  NativeSite,
  StartSite,
  Transfer,
} from '../compile/image.ts';
import type { RuntimeType } from '../compile/types-table.ts';
import { natives } from '../library/natives.ts';
import type { Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { errorTextAt, loadReceiver } from './methods.ts';
import { defer, deferDone, recover, runDeferred, startPanic } from './panics.ts';
import { print } from './print.ts';
import { FatalError, nilDereference, RuntimePanic } from './signals.ts';
import { makeString } from './string-instructions.ts';
import { heldIn } from './values.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

/** Hands arguments to a new frame; `shift` words of it are taken by a receiver. */
function pass(
  vm: Interpreter,
  transfers: readonly Transfer[],
  callerBase: number,
  base: number,
  shift: number,
): void {
  const { memory, mutator, globals } = vm;
  for (const { from, to, words, pointers, taken } of transfers) {
    const source = from < 0 ? globals + ~from : callerBase + from;
    const target = base + to + shift;
    if (pointers.length === 0) {
      for (let word = 0; word < words; word++) {
        if ((word & 4095) === 4095) memory.poll(4096);
        mutator.setSlotWord(target + word, low(vm, source + word), high(vm, source + word));
      }
      continue;
    }
    for (let word = 0; word < words; word++) {
      if (!pointers.includes(word))
        mutator.setSlotWord(target + word, low(vm, source + word), high(vm, source + word));
      else if (taken) memory.moveRoot(target + word, source + word);
      else memory.setRoot(target + word, low(vm, source + word), high(vm, source + word));
    }
  }
}

/** Enters the function that a function value stands for. */
function enterValue(
  vm: Interpreter,
  slot: number,
  site: CallSite | null,
  callerBase: number,
): void {
  const first = low(vm, slot);
  const second = high(vm, slot);
  if (first === 0 && second === 0) throw nilDereference();
  const index = second === 0 ? first - 1 : (vm.memory.heap[first * 2] ?? 0);
  const base = vm.enter(index, site, vm.address, null);
  const offset = vm.image.functions[index]?.closureOffset ?? -1;
  if (second !== 0 && offset >= 0) vm.memory.setRoot(base + offset, first, second);
  if (site !== null) pass(vm, site.arguments, callerBase, base, 0);
}

/** Enters the method of what an interface holds. */
function enterMethod(
  vm: Interpreter,
  slot: number,
  name: string,
  site: CallSite,
  callerBase: number,
  isKnown = false,
): void {
  const held = heldIn(vm, slot, 0);
  if (held === null) throw nilDereference();
  const index = vm.image.methodOf(held.type, name);
  if (index < 0) {
    ownMethod(vm, held, name, site, callerBase);
    return;
  }
  if (isKnown && vm.image.functions[index]?.isWrapper === true && isNilPointer(vm, slot, held.type))
    throw nilDereference();
  const base = vm.enter(index, site, vm.address, null);
  const shift = loadReceiver(vm, base, held.type, held.low, held.high);
  pass(vm, site.arguments, callerBase, base, shift);
}

function isNilPointer(vm: Interpreter, slot: number, type: RuntimeType): boolean {
  return type.type.kind === 'pointer' && low(vm, slot + 1) === 0 && high(vm, slot + 1) === 0;
}

/** Methods of the error types that only the machine makes. */
function ownMethod(
  vm: Interpreter,
  held: NonNullable<ReturnType<typeof heldIn>>,
  name: string,
  site: CallSite,
  callerBase: number,
): void {
  const [result] = site.results;
  if (result === undefined) return;
  const to = callerBase + result.to;
  if (name === 'Unwrap') {
    const plane = vm.memory.plane(held.low, held.high);
    const object = vm.memory.byteOf(held.low) >>> 2;
    const at = ((plane[object] ?? 0) + 2) * 2;
    if (held.type === vm.standard.wrapErrors) {
      vm.memory.setRoot(to, vm.memory.heap[at] ?? 0, vm.memory.heap[at + 1] ?? 0);
      vm.mutator.setSlotWord(to + 1, vm.memory.heap[at + 2] ?? 0, 0);
      vm.mutator.setSlotWord(to + 2, vm.memory.heap[at + 4] ?? 0, 0);
      return;
    }
    vm.mutator.setSlotWord(to, vm.memory.heap[at] ?? 0, 0);
    vm.memory.setRoot(to + 1, vm.memory.heap[at + 2] ?? 0, vm.memory.heap[at + 3] ?? 0);
    return;
  }
  const text = errorTextAt(vm, held.type, held.low, held.high);
  if (text === null) throw new TypeError(`${held.type.text} has no method ${name}.`);
  makeString(vm, to, text);
}

/** Returns from the top activation: results to the caller, then the frame goes. */
function leave(vm: Interpreter): void {
  const goroutine = vm.current;
  const activation = goroutine.top;
  if (activation === null) throw new RangeError('There is nothing to return from.');
  const { caller, native, fn, site } = activation;
  if (native !== null) {
    const value = native.read(activation.base + fn.resultOffset);
    vm.leave();
    native.resume(value);
    return;
  }
  if (caller === null) {
    endOfGoroutine(vm);
    return;
  }
  if (site !== null) {
    const { memory, mutator } = vm;
    const from = activation.base + fn.resultOffset;
    for (const transfer of site.results) {
      for (let word = 0; word < transfer.words; word++) {
        if ((word & 4095) === 4095) memory.poll(4096);
        const source = from + transfer.from + word;
        const target = caller.base + transfer.to + word;
        if (transfer.pointers.includes(word)) memory.moveRoot(target, source);
        else mutator.setSlotWord(target, low(vm, source), high(vm, source));
      }
    }
  }
  vm.leave();
}

function endOfGoroutine(vm: Interpreter): void {
  const goroutine = vm.current;
  const { finished } = goroutine;
  if (goroutine.id === 1 && finished === null) {
    // The frame of main stays: what it still holds at exit is not garbage.
    vm.outcome = { kind: 'finished' };
    return;
  }
  vm.leave();
  finished?.();
  if (goroutine.top === null) vm.scheduler.end();
}

export const callInstructions: Handlers = {
  call: (vm, index, siteIndex) => {
    const site = vm.image.sites[siteIndex] as CallSite;
    const callerBase = vm.base;
    const base = vm.enter(index, site, vm.address, null);
    pass(vm, site.arguments, callerBase, base, 0);
  },
  callValue: (vm, a, siteIndex) => {
    enterValue(vm, vm.slot(a), vm.image.sites[siteIndex] as CallSite, vm.base);
  },
  callInterface: (vm, a, siteIndex) => {
    const site = vm.image.sites[siteIndex] as MethodSite;
    enterMethod(vm, vm.slot(a), site.method, site.call, vm.base, site.isKnown);
  },
  native: (vm, index, siteIndex) => {
    natives[index]?.(vm, vm.image.sites[siteIndex] as NativeSite);
  },
  go: (vm, siteIndex) => {
    const site = vm.image.sites[siteIndex] as StartSite;
    const { current, address, base, line } = vm;
    if (site.kind === 'value') {
      const slot = vm.slot(site.target);
      if (low(vm, slot) === 0 && high(vm, slot) === 0) throw new FatalError('go of nil func value');
    }
    const slot = site.kind === 'function' ? 0 : vm.slot(site.target);
    if (site.kind === 'interface' && low(vm, slot) === 0) throw nilDereference();
    const goroutine = vm.scheduler.start();
    vm.mutator.switchThread(goroutine.thread);
    vm.current = goroutine;
    if (site.kind === 'function')
      pass(vm, site.call.arguments, base, vm.enter(site.target, null, 0, null), 0);
    else if (site.kind === 'value') enterValue(vm, slot, { ...site.call, results: [] }, base);
    else enterMethod(vm, slot, site.method, site.call, base);
    goroutine.address = vm.address;
    goroutine.line = line;
    vm.current = current;
    vm.address = address;
    vm.base = base;
    vm.mutator.switchThread(current.thread);
    vm.scheduler.ready(goroutine);
  },
  defer: (vm, siteIndex) => {
    defer(vm, vm.image.sites[siteIndex] as CallSite);
  },
  deferDone: (vm) => {
    deferDone(vm);
  },
  runDeferred: (vm) => {
    runDeferred(vm);
  },
  return: (vm) => {
    leave(vm);
  },
  panic: (vm, a) => {
    const slot = vm.slot(a);
    if (low(vm, slot) === 0)
      throw new RuntimePanic('panic called with nil argument', 'PanicNilError');
    startPanic(vm, slot);
  },
  recover: (vm, a) => {
    recover(vm, vm.slot(a));
  },
  print: (vm, siteIndex, isLine) => {
    print(vm, vm.image.sites[siteIndex] as ListSite, isLine === 1);
  },
};
