/** runtime, weak, sync and time. */
import type { NativeSite } from '../compile/image.ts';
import { structLayout } from '../compile/layout.ts';
import { toBytes } from '../format/text.ts';
import type { Goroutine } from '../machine/activation.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { fromNumber, result, toBigInt, toNumber } from '../machine/integers.ts';
import { FatalError, nilDereference, RuntimePanic } from '../machine/signals.ts';
import { underlying } from '../types.ts';
import { durationText } from './duration.ts';
import { finalizerFault } from './finalizer-faults.ts';
import {
  argumentSlot,
  giveBool,
  giveFloat,
  giveInt,
  giveText,
  highOf,
  intArgument,
  lowOf,
  resultSlot,
  type Native,
} from './native-call.ts';

/** Goroutines that wait for a mutex or a wait group, by where it lies. */
const waiting = new WeakMap<Interpreter, Map<string, Goroutine[]>>();

function queueOf(vm: Interpreter, slot: number): Goroutine[] {
  let queues = waiting.get(vm);
  if (queues === undefined) {
    queues = new Map();
    waiting.set(vm, queues);
  }
  const high = highOf(vm, slot);
  const low = lowOf(vm, slot);
  const key = high === 0 ? `${low}` : `${high}:${low - vm.mutator.addressOf(high)}`;
  let queue = queues.get(key);
  if (queue === undefined) {
    queue = [];
    queues.set(key, queue);
  }
  return queue;
}

/** Reads and writes the counter at the beginning of a mutex or wait group. */
function counter(vm: Interpreter, slot: number): number {
  const low = lowOf(vm, slot);
  const high = highOf(vm, slot);
  if (low === 0 && high === 0) throw nilDereference();
  vm.memory.readScalar(low, high, 0, 4);
  return vm.memory.low;
}

function setCounter(vm: Interpreter, slot: number, value: number): void {
  vm.memory.writeScalar(lowOf(vm, slot), highOf(vm, slot), 0, 4, value, value >> 31);
}

function addToGroup(vm: Interpreter, slot: number, amount: number): void {
  const value = counter(vm, slot) + amount;
  if (value < 0) throw new RuntimePanic('sync: negative WaitGroup counter', 'plainError');
  setCounter(vm, slot, value);
  if (value !== 0) return;
  for (const goroutine of queueOf(vm, slot).splice(0)) vm.scheduler.ready(goroutine);
}

function duration(vm: Interpreter, site: NativeSite): bigint {
  const slot = argumentSlot(vm, site, 0);
  return toBigInt(lowOf(vm, slot), highOf(vm, slot));
}

function units(nanoseconds: bigint): Native {
  return (vm, site) => {
    giveInt(vm, site, 0, Number(duration(vm, site) / nanoseconds));
  };
}

function fraction(nanoseconds: bigint): Native {
  return (vm, site) => {
    const value = duration(vm, site);
    giveFloat(
      vm,
      site,
      0,
      Number(value / nanoseconds) + Number(value % nanoseconds) / Number(nanoseconds),
    );
  };
}

/** The object that an interface argument or pointer leads to; 0 for none. */
function readStatistics(vm: Interpreter, site: NativeSite): void {
  const slot = argumentSlot(vm, site, 0);
  const low = lowOf(vm, slot);
  const high = highOf(vm, slot);
  if (low === 0 && high === 0) throw nilDereference();
  vm.pendingDependence = 'memory-statistics';
  const found = vm.mutator.statistics();
  const figures: Readonly<Record<string, number>> = {
    HeapAlloc: found.allocatedBytes,
    Mallocs: found.mallocs,
    Frees: found.frees,
    HeapObjects: found.mallocs - found.frees,
    NumGC: found.collections,
  };
  const pointer = site.arguments[0]?.type.type;
  const base = pointer === undefined ? undefined : underlying(pointer);
  if (base?.kind !== 'pointer') return;
  const struct = underlying(base.element);
  if (struct.kind !== 'struct') return;
  struct.fields.forEach((field, index) => {
    const offset = structLayout(struct).offsets[index] ?? 0;
    fromNumber(figures[field.name] ?? 0);
    const isShort = field.name === 'NumGC';
    vm.memory.writeScalar(low, high, offset, isShort ? 5 : 1, result.low, result.high);
  });
}

const weakHandles = new WeakMap<Interpreter, Map<string, number>>();

/** weak.Make: pointers to one object share a cell that holds the weak reference. */
function makeWeak(vm: Interpreter, site: NativeSite): void {
  const from = argumentSlot(vm, site, 0);
  const to = resultSlot(vm, site, 0);
  const low = lowOf(vm, from);
  const high = highOf(vm, from);
  if (high === 0) {
    vm.memory.setRoot(to, low, 0);
    return;
  }
  const handles = weakHandles.get(vm) ?? new Map<string, number>();
  weakHandles.set(vm, handles);
  const key = `${high}:${low - vm.mutator.addressOf(high)}`;
  const known = handles.get(key);
  if (known !== undefined && vm.mutator.retake(to, known)) return;
  const shape = vm.mutator.defineShape('weak reference', 8, { kind: 'prefix', count: 0 });
  vm.allocateBeside(shape, to, [from]);
  const cell = highOf(vm, to);
  vm.mutator.setWeak(cell, lowOf(vm, to), lowOf(vm, from), highOf(vm, from));
  handles.set(key, cell);
}

function weakValue(vm: Interpreter, site: NativeSite): void {
  const from = argumentSlot(vm, site, 0);
  const to = resultSlot(vm, site, 0);
  const low = lowOf(vm, from);
  if (highOf(vm, from) === 0) vm.memory.setRoot(to, low, 0);
  else vm.mutator.loadWeak(to, highOf(vm, from), low);
}

export const runtimeFunctions = {
  'runtime.AddCleanup': (vm: Interpreter, site: NativeSite): void => {
    const pointer = argumentSlot(vm, site, 0);
    const argument = argumentSlot(vm, site, 2);
    const type = site.arguments[2]?.type;
    if (lowOf(vm, pointer) === 0 && highOf(vm, pointer) === 0)
      throw new RuntimePanic('runtime.AddCleanup: ptr is nil', 'plainError');
    const isSame =
      type?.layout.representation === 'pointer' &&
      lowOf(vm, pointer) === lowOf(vm, argument) &&
      highOf(vm, pointer) === highOf(vm, argument);
    if (isSame)
      throw new RuntimePanic(
        'runtime.AddCleanup: ptr is equal to arg, cleanup will never run',
        'plainError',
      );
    const token =
      type === undefined || highOf(vm, pointer) === 0
        ? 0
        : vm.finalizers.addCleanup(highOf(vm, pointer), argumentSlot(vm, site, 1), argument, type);
    const to = resultSlot(vm, site, 0);
    vm.mutator.setSlotWord(to, token, 0);
    vm.mutator.setSlotWord(to + 1, 0, 0);
  },
  'runtime.Cleanup.Stop': (vm: Interpreter, site: NativeSite): void => {
    vm.finalizers.stop(lowOf(vm, argumentSlot(vm, site, 0)));
  },
  'runtime.GC': (vm: Interpreter): void => {
    vm.finalizers.collect();
    vm.memory.refresh();
  },
  'runtime.Gosched': (vm: Interpreter): void => {
    vm.scheduler.yieldNow();
  },
  'runtime.KeepAlive': (): void => undefined,
  'runtime.NumGoroutine': (vm: Interpreter, site: NativeSite): void => {
    giveInt(vm, site, 0, vm.scheduler.count);
  },
  'runtime.ReadMemStats': readStatistics,
  'runtime.SetFinalizer': (vm: Interpreter, site: NativeSite): void => {
    const object = argumentSlot(vm, site, 0);
    const fn = argumentSlot(vm, site, 1);
    const fault = finalizerFault(vm, object, fn);
    if (fault !== null) throw new FatalError(`runtime.SetFinalizer: ${fault}`);
    const target = highOf(vm, object + 1);
    if (target === 0) return;
    if (lowOf(vm, fn) === 0) vm.finalizers.clearFinalizer(target);
    else vm.finalizers.setFinalizer(target, fn + 1);
  },
  'sync.Mutex.Lock': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    if (counter(vm, slot) === 0) {
      setCounter(vm, slot, 1);
      return;
    }
    queueOf(vm, slot).push(vm.current);
    vm.scheduler.block('sync.Mutex.Lock');
  },
  'sync.Mutex.TryLock': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    const isFree = counter(vm, slot) === 0;
    if (isFree) setCounter(vm, slot, 1);
    giveBool(vm, site, 0, isFree);
  },
  'sync.Mutex.Unlock': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    if (counter(vm, slot) === 0) throw new FatalError('sync: unlock of unlocked mutex');
    const next = queueOf(vm, slot).shift();
    // The lock passes to who has waited longest.
    if (next === undefined) setCounter(vm, slot, 0);
    else vm.scheduler.readyLast(next);
  },
  'sync.WaitGroup.Add': (vm: Interpreter, site: NativeSite): void => {
    addToGroup(vm, argumentSlot(vm, site, 0), intArgument(vm, site, 1));
  },
  'sync.WaitGroup.Done': (vm: Interpreter, site: NativeSite): void => {
    addToGroup(vm, argumentSlot(vm, site, 0), -1);
  },
  'sync.WaitGroup.Wait': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    if (counter(vm, slot) === 0) return;
    queueOf(vm, slot).push(vm.current);
    vm.scheduler.block('sync.WaitGroup.Wait');
  },
  'time.Duration.Hours': fraction(3_600_000_000_000n),
  'time.Duration.Microseconds': units(1_000n),
  'time.Duration.Milliseconds': units(1_000_000n),
  'time.Duration.Minutes': fraction(60_000_000_000n),
  'time.Duration.Nanoseconds': (vm: Interpreter, site: NativeSite): void => {
    const from = argumentSlot(vm, site, 0);
    vm.mutator.setSlotWord(resultSlot(vm, site, 0), lowOf(vm, from), highOf(vm, from));
  },
  'time.Duration.Seconds': fraction(1_000_000_000n),
  'time.Duration.String': (vm: Interpreter, site: NativeSite): void => {
    giveText(vm, site, 0, toBytes(durationText(duration(vm, site))));
  },
  'time.Sleep': (vm: Interpreter, site: NativeSite): void => {
    const slot = argumentSlot(vm, site, 0);
    vm.scheduler.sleep(toNumber(lowOf(vm, slot), highOf(vm, slot)));
  },
  'weak.Make': makeWeak,
  'weak.Pointer.Value': weakValue,
} satisfies Record<string, Native>;
