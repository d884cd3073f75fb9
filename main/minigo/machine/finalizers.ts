/** Finalizers and cleanups: what the collector found, run one after the other on a goroutine of their own. */
import type { RuntimeType } from '../compile/types-table.ts';
import type { Goroutine } from './activation.ts';
import type { Interpreter } from './interpreter.ts';

interface Registered {
  readonly kind: 'finalizer' | 'cleanup';
  readonly functionIndex: number;
  /** Frame words that keep the closure and a cleanup's argument alive. */
  readonly closure: number;
  readonly argument: number;
  readonly argumentType: RuntimeType | null;
}

export class Finalizers {
  readonly #vm: Interpreter;
  readonly #registered: (Registered | undefined)[] = [undefined];
  #keeper: Goroutine | null = null;
  #runner: Goroutine | null = null;
  #cleanups = 0;
  #collectionsAsked = 0;

  constructor(vm: Interpreter) {
    this.#vm = vm;
  }

  /** Words of a frame that lives as long as the program: what has been registered is a root. */
  #keep(words: readonly { readonly name: string; readonly pointer: boolean }[]): number {
    const vm = this.#vm;
    this.#keeper ??= this.#newKeeper();
    const { currentThread } = vm.mutator;
    vm.mutator.switchThread(this.#keeper.thread);
    const frame = vm.mutator.pushFrame(vm.mutator.defineFrame('registered', words));
    vm.mutator.switchThread(currentThread);
    vm.memory.refresh();
    return vm.mutator.frameBase(frame);
  }

  #newKeeper(): Goroutine {
    const keeper = this.#vm.scheduler.start(true);
    this.#vm.scheduler.all.delete(keeper);
    return keeper;
  }

  /** `runtime.SetFinalizer`: the function is in a register; 0 and nil removes. */
  setFinalizer(object: number, functionSlot: number): void {
    const vm = this.#vm;
    const token = this.#register('finalizer', functionSlot, -1, null);
    vm.mutator.setFinalizer(object, token);
  }

  clearFinalizer(object: number): void {
    this.#vm.mutator.setFinalizer(object, 0);
  }

  addCleanup(
    object: number,
    functionSlot: number,
    argumentSlot: number,
    type: RuntimeType,
  ): number {
    const token = this.#register('cleanup', functionSlot, argumentSlot, type);
    this.#vm.mutator.addCleanup(object, token);
    return token;
  }

  /** `Cleanup.Stop`: the function will not run. */
  stop(token: number): void {
    this.#registered[token] = undefined;
  }

  /** `runtime.GC`: where the collector has nothing to run, what Go would finalize now stays. */
  collect(): void {
    const { mutator } = this.#vm;
    const before = mutator.statistics().collections;
    mutator.collect();
    const ran = mutator.statistics().collections - before;
    this.#collectionsAsked += ran;
    if (ran === 0 && this.#registered.length > 1) this.#vm.pendingDependence ??= 'finalizer';
  }

  /** In Go a finalizer runs after a collection: a program knows of those that it asked for. */
  #isAsGo(): boolean {
    const { collections } = this.#vm.mutator.statistics();
    return collections > 0 && collections <= this.#collectionsAsked;
  }

  #register(
    kind: Registered['kind'],
    functionSlot: number,
    argumentSlot: number,
    argumentType: RuntimeType | null,
  ): number {
    const vm = this.#vm;
    const { memory } = vm;
    const low = memory.stack[functionSlot * 2] ?? 0;
    const high = memory.stack[functionSlot * 2 + 1] ?? 0;
    const functionIndex = high === 0 ? low - 1 : (memory.heap[low * 2] ?? 0);
    const pattern = argumentType?.layout.pattern ?? '';
    const needsFrame = high !== 0 || pattern !== '';
    let closure = -1;
    let argument = -1;
    if (needsFrame) {
      const base = this.#keep(
        ['p', ...pattern].map((part) => ({ name: '', pointer: part === 'p' })),
      );
      closure = base;
      memory.setRoot(base, low, high);
      argument = base + 1;
      for (let word = 0; word < pattern.length; word++) {
        const first = memory.stack[(argumentSlot + word) * 2] ?? 0;
        const second = memory.stack[(argumentSlot + word) * 2 + 1] ?? 0;
        if (pattern.charAt(word) === 'p') memory.setRoot(argument + word, first, second);
        else vm.mutator.setSlotWord(argument + word, first, second);
      }
    }
    this.#registered.push({ kind, functionIndex, closure, argument, argumentType });
    return this.#registered.length - 1;
  }

  /** Starts the next queued finalizer or cleanup if none is running. */
  poll(): void {
    const vm = this.#vm;
    if (this.#registered.length === 1 || this.#runner !== null) return;
    for (;;) {
      const token = vm.mutator.takeFinalizer(vm.scratch) || vm.mutator.takeCleanup();
      if (token === 0) return;
      const entry = this.#registered[token];
      this.#registered[token] = undefined;
      if (entry === undefined) {
        vm.memory.dropRoot(vm.scratch);
        continue;
      }
      if (!this.#isAsGo()) vm.pendingDependence ??= 'finalizer';
      if (entry.kind === 'cleanup' && ++this.#cleanups > 1) vm.pendingDependence = 'cleanup-order';
      this.#start(entry);
      return;
    }
  }

  #start(entry: Registered): void {
    const vm = this.#vm;
    const { memory } = vm;
    const runner = vm.scheduler.start(true);
    this.#runner = runner;
    const saved = { current: vm.current, address: vm.address, base: vm.base };
    vm.mutator.switchThread(runner.thread);
    vm.current = runner;
    const base = vm.enter(entry.functionIndex, null, 0, null);
    runner.address = vm.address;
    runner.finished = () => {
      this.#runner = null;
    };
    const fn = vm.image.functions[entry.functionIndex];
    if (entry.kind === 'finalizer') memory.moveRoot(base, vm.scratch);
    else if (entry.argumentType !== null) {
      const { layout } = entry.argumentType;
      for (let word = 0; word < layout.words; word++) {
        if (layout.pattern.charAt(word) === 'p')
          memory.moveRoot(base + word, entry.argument + word);
        else
          vm.mutator.setSlotWord(
            base + word,
            memory.stack[(entry.argument + word) * 2] ?? 0,
            memory.stack[(entry.argument + word) * 2 + 1] ?? 0,
          );
      }
    }
    if (entry.closure >= 0 && fn !== undefined && fn.closureOffset >= 0)
      memory.moveRoot(base + fn.closureOffset, entry.closure);
    vm.current = saved.current;
    vm.address = saved.address;
    vm.base = saved.base;
    vm.mutator.switchThread(saved.current.thread);
    vm.scheduler.readyLast(runner);
  }
}
