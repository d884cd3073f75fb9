/**
 * Goroutines, one at a time. A goroutine that was just started or woken runs next, the others in the
 * order in which they became ready: what Go's own scheduler does on one processor. Time is the
 * program's own: it advances with the statements, and jumps when everything sleeps.
 */
import { Goroutine, type WaitReason } from './activation.ts';
import type { Interpreter } from './interpreter.ts';
import { FatalError, RuntimePanic } from './signals.ts';

interface Sleeper {
  readonly goroutine: Goroutine;
  /** In nanoseconds of the program's time. */
  readonly until: number;
}

/** Nanoseconds that a statement is taken to last. */
const statementTime = 20;

export class Scheduler {
  readonly #vm: Interpreter;
  #queue: Goroutine[] = [];
  #head = 0;
  #next: Goroutine | null = null;
  readonly #sleepers: Sleeper[] = [];
  #ids = 0;
  #skipped = 0;
  readonly all = new Set<Goroutine>();

  constructor(vm: Interpreter) {
    this.#vm = vm;
  }

  /** The main goroutine, on thread 0. */
  first(): Goroutine {
    const goroutine = new Goroutine(++this.#ids, this.#vm.mutator.currentThread);
    goroutine.state = 'running';
    this.all.add(goroutine);
    return goroutine;
  }

  /** Program time in nanoseconds. */
  get now(): number {
    return this.#skipped + this.#vm.steps * statementTime;
  }

  /** Goroutines of the program that have not ended. */
  get count(): number {
    let count = 0;
    for (const goroutine of this.all) if (!goroutine.isSystem) count++;
    return count;
  }

  /** A new goroutine; it runs once it is given a function and made ready. */
  start(isSystem = false): Goroutine {
    const vm = this.#vm;
    const limit = vm.options.goroutineLimit;
    if (this.all.size >= limit)
      throw new FatalError(`more than ${limit} goroutines at once`, 'goroutines');
    const id = isSystem ? 0 : ++this.#ids;
    const thread = vm.mutator.startThread(isSystem ? 'finalizers' : `goroutine ${id}`);
    vm.memory.refresh();
    const goroutine = new Goroutine(id, thread, isSystem);
    this.all.add(goroutine);
    return goroutine;
  }

  /** It can run; it does so next. */
  ready(goroutine: Goroutine): void {
    goroutine.state = 'ready';
    goroutine.waiting = null;
    if (this.#next !== null) this.#queue.push(this.#next);
    this.#next = goroutine;
  }

  /** It can run, after those that wait already. */
  readyLast(goroutine: Goroutine): void {
    goroutine.state = 'ready';
    goroutine.waiting = null;
    this.#queue.push(goroutine);
  }

  #pop(): Goroutine | null {
    const goroutine = this.#queue[this.#head];
    if (goroutine === undefined) return null;
    this.#head++;
    if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return goroutine;
  }

  /** The running goroutine lets the others go first. */
  yieldNow(): void {
    const { current } = this.#vm;
    this.#save();
    if (this.#next !== null) this.#queue.push(this.#next);
    this.#next = null;
    this.readyLast(current);
    this.#switchAway();
  }

  /** The running goroutine cannot go on until something wakes it. */
  block(reason: WaitReason): void {
    const { current } = this.#vm;
    this.#save();
    current.state = 'waiting';
    current.waiting = reason;
    this.#switchAway();
  }

  sleep(nanoseconds: number): void {
    const { current } = this.#vm;
    const until = this.now + Math.max(nanoseconds, 0);
    // Behind all that wake no later than this one.
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sleepers[middle]?.until ?? until) <= until) low = middle + 1;
      else high = middle;
    }
    this.#sleepers.splice(low, 0, { goroutine: current, until });
    this.block('sleep');
  }

  /** The running goroutine has ended. */
  end(): void {
    const vm = this.#vm;
    const { current } = vm;
    current.state = 'done';
    this.all.delete(current);
    vm.mutator.endThread(current.thread);
    this.#switchAway();
  }

  /** With the seeded schedule: at a statement another goroutine may go on. */
  shuffle(): void {
    const vm = this.#vm;
    const waiting = this.#queue.length - this.#head + (this.#next === null ? 0 : 1);
    if (waiting === 0) return;
    const choice = vm.random(waiting + 1);
    if (choice === 0) return;
    this.#save();
    if (this.#next !== null) this.#queue.push(this.#next);
    this.#next = null;
    const [chosen] = this.#queue.splice(this.#head + choice - 1, 1);
    if (chosen === undefined) return;
    this.readyLast(vm.current);
    this.#run(chosen);
  }

  #save(): void {
    const vm = this.#vm;
    vm.current.address = vm.address;
    vm.current.line = vm.line;
    // Whoever looks at a goroutine that waits sees where.
    const frame = vm.mutator.topFrame(vm.current.thread);
    if (frame !== 0) vm.mutator.setFrameLine(frame, vm.line);
  }

  #wakeSleepers(): void {
    const { now } = this;
    let due = 0;
    for (let first = this.#sleepers[due]; first !== undefined && first.until <= now;) {
      this.readyLast(first.goroutine);
      due++;
      first = this.#sleepers[due];
    }
    this.#sleepers.splice(0, due);
  }

  #take(): Goroutine | null {
    const next = this.#next;
    this.#next = null;
    return next ?? this.#pop();
  }

  #switchAway(): void {
    const vm = this.#vm;
    vm.finalizers.poll();
    this.#wakeSleepers();
    let goroutine = this.#take();
    const [first] = this.#sleepers;
    if (goroutine === null && first !== undefined) {
      this.#skipped += Math.max(first.until - this.now, 0);
      this.#wakeSleepers();
      goroutine = this.#take();
    }
    if (goroutine === null) this.#deadlock();
    else this.#run(goroutine);
  }

  #run(goroutine: Goroutine): void {
    const vm = this.#vm;
    goroutine.state = 'running';
    goroutine.waiting = null;
    vm.current = goroutine;
    vm.mutator.switchThread(goroutine.thread);
    vm.address = goroutine.address;
    vm.base = goroutine.top?.base ?? 0;
    vm.line = goroutine.line;
    if (goroutine.pendingPanic !== null) {
      const text = goroutine.pendingPanic;
      goroutine.pendingPanic = null;
      throw new RuntimePanic(text, 'plainError');
    }
  }

  #deadlock(): void {
    const vm = this.#vm;
    const main = [...this.all].find((goroutine) => goroutine.id === 1);
    const text = 'fatal error: all goroutines are asleep - deadlock!';
    vm.errors += `${text}\n\ngoroutine 1 [${main?.waiting ?? 'waiting'}]:\n`;
    vm.mutator.fault('deadlock', 0);
    vm.outcome = { kind: 'deadlocked', line: main?.line ?? vm.line, text };
  }
}
