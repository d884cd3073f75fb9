import type { CollectionReason } from '../event.ts';
import { frameColumn, phase, plane, register, threadColumn } from '../layout.ts';
import { searchSpace } from '../reach.ts';
import { eventCode } from '../recording.ts';
import type { BarrierName } from '../settings.ts';
import type { Space } from '../space.ts';
import type { Collector } from './collector.ts';
import { PassiveCollector } from './collector.ts';
import { queueFinalizers } from './finalization.ts';
import { MarkPacing } from './mark-pacing.ts';
import { Sweeping } from './sweeping.ts';

/** Registers of a cycle that goes on over many operations. */
const own = {
  /** Roots still to be scanned: 0 the globals, then 1 + thread. */
  nextRoot: register.own,
  collection: register.own + 2,
  longestPause: register.own + 5,
  marked: register.own + 6,
  head: register.own + 7,
} as const;

/** Barriers whose cycles end by scanning the stacks again, with the mutator stopped. */
const rescanning: readonly BarrierName[] = ['dijkstra', 'steele'];

export interface TricolourOptions {
  /** Scan the roots again before sweeping; by default as the barrier needs it. */
  readonly rescan?: boolean;
}

/**
 * Incremental mark-sweep with three colours (Dijkstra et al., CACM 21(11), 1978; GC Handbook,
 * chapter 15): white is unmarked, grey waits on the work list, black is scanned. `markBudget` ticks
 * are marked at the beginning of each operation, the roots first, one stack at a time; new objects
 * are black. What keeps a mutator that runs in between from hiding objects is the write barrier:
 * `dijkstra` shades what is stored, `steele` greys the object stored into again, `yuasa` shades what
 * is overwritten, `hybrid` does so and, while the current stack is grey, shades what is stored
 * (golang/proposal 17503). Stacks have no barrier. `none` loses objects, and each is told as a fault.
 */
export class Tricolour extends PassiveCollector {
  readonly #space: Space;
  readonly #sweeping: Sweeping;
  readonly #pacing: MarkPacing;
  readonly #rescans: boolean;

  constructor(space: Space, options: TricolourOptions = {}) {
    super('tricolour', { steps: true, paced: true });
    this.#space = space;
    this.#sweeping = new Sweeping(space);
    this.#pacing = new MarkPacing(space);
    this.#pacing.prepare();
    this.#rescans = options.rescan ?? rescanning.includes(space.core.settings.barrier);
  }

  get #phase(): number {
    return this.#space.core.register(register.phase);
  }

  override request(reason: CollectionReason): boolean {
    // A pacer that wants the next cycle has what is left of the last sweep done first.
    if (this.#phase === phase.sweep && reason === 'pacer') this.#finish();
    if (this.#phase === phase.none) this.#start(reason);
    else if (reason === 'request') this.#finish();
    return true;
  }

  override collect(reason: CollectionReason): boolean {
    if (this.#phase !== phase.none) this.#finish();
    this.#start(reason);
    this.#finish();
    return true;
  }

  /** Memory ran short in the middle of a cycle: it is finished first. */
  override relieve(): boolean {
    if (this.#phase === phase.none) return false;
    this.#finish();
    return true;
  }

  override step(): void {
    const { core } = this.#space;
    if (this.#phase === phase.none || core.settings.markBudget === 0) return;
    const before = core.register(register.scannedSlots);
    this.#pausing(() => this.work(core.settings.markBudget));
    this.#pacing.worked((core.register(register.scannedSlots) - before) | 0);
  }

  /** An allocation pays its debt of marking before it is made. */
  override assist(granules: number): void {
    if (this.#phase !== phase.mark) return;
    const debt = this.#pacing.debtOf(granules);
    if (debt > 0) this.#pausing(() => this.#mark(debt));
  }

  /** A weak reference is followed: the object is held from now on, so it is marked; or it is dead. */
  override revive(object: number): boolean {
    if (this.#phase === phase.mark) this.#shadeByBarrier(object, 'weak');
    return this.#phase !== phase.sweep || !this.#sweeping.isDead(object);
  }

  /** A thread whose number was scanned already, for one that has ended, is to be scanned again. */
  override threadStarted(thread: number): void {
    const { core } = this.#space;
    if (this.#phase !== phase.mark || core.settings.barrier === 'yuasa') return;
    core.setRegister(own.nextRoot, Math.min(core.register(own.nextRoot), thread + 1));
  }

  /** New objects are black while marking; while sweeping, those the sweep has not come to are. */
  override created(object: number): void {
    const isAhead = this.#phase === phase.sweep && this.#sweeping.isAhead(object);
    if (this.#phase === phase.mark || isAhead) this.#sweeping.keep(object);
  }

  override beforeWrite(owner: number, _address: number, from: number, to: number): void {
    if (this.#phase !== phase.mark) return;
    this.#barrier(owner, from, to);
  }

  /** Stores to globals have the barrier, stores to the thread's own stack have none. */
  override beforeRootWrite(slot: number, from: number, to: number): void {
    if (this.#phase !== phase.mark) return;
    const { core } = this.#space;
    if (this.#isIn(core.register(register.globals), slot)) this.#barrier(0, from, to);
    else if (core.settings.barrier === 'hybrid' && this.#isStackGrey && !this.#isOwn(slot))
      // What a grey stack alone holds may get into another thread's, which is black already.
      this.#shadeByBarrier(to, 'insertion');
  }

  /** True until the stack of the thread that runs has been scanned. */
  get #isStackGrey(): boolean {
    const { core } = this.#space;
    return core.register(own.nextRoot) <= core.register(register.currentThread) + 1;
  }

  /** True for a slot of the thread that runs. */
  #isOwn(slot: number): boolean {
    const { core, roots } = this.#space;
    let frame = roots.thread(core.register(register.currentThread), threadColumn.top);
    while (frame !== 0 && !this.#isIn(frame, slot)) frame = core.frame(frame, frameColumn.caller);
    return frame !== 0;
  }

  #barrier(owner: number, from: number, to: number): void {
    const { core } = this.#space;
    switch (core.settings.barrier) {
      case 'none':
        return;
      case 'dijkstra':
        this.#shadeByBarrier(to, 'insertion');
        return;
      case 'yuasa':
        this.#shadeByBarrier(from, 'deletion');
        return;
      case 'hybrid':
        this.#shadeByBarrier(from, 'deletion');
        if (this.#isStackGrey) this.#shadeByBarrier(to, 'insertion');
        return;
      case 'steele':
        if (owner === 0) this.#shadeByBarrier(to, 'insertion');
        else if (to !== 0 && core.isScanned(owner) && !core.isMarked(to)) this.#revert(owner);
        return;
      default:
        core.settings.barrier satisfies never;
    }
  }

  #shadeByBarrier(object: number, kind: string): void {
    const { core } = this.#space;
    if (object === 0 || core.isMarked(object) || !core.isAllocated(object)) return;
    core.addRegister(register.barriers, 1);
    core.emit(eventCode.barrier, 0, object, core.text(kind), 0);
    this.#shade(object);
  }

  /** Steele: a black object that got a white one is grey again. */
  #revert(owner: number): void {
    const { core } = this.#space;
    core.addRegister(register.barriers, 1);
    core.store.set(
      plane.scans,
      owner >>> 5,
      core.store.get(plane.scans, owner >>> 5) & ~(1 << (owner & 31)),
    );
    this.#push(owner);
    core.emit(eventCode.barrier, 0, owner, core.text('revert'), 0);
  }

  #isIn(frame: number, slot: number): boolean {
    if (frame === 0) return false;
    const { core } = this.#space;
    const base = core.frame(frame, frameColumn.base);
    return slot >= base && slot < base + core.frame(frame, frameColumn.used);
  }

  #start(reason: CollectionReason): void {
    const { core } = this.#space;
    for (const cleared of [
      own.nextRoot,
      own.longestPause,
      own.marked,
      own.head,
      register.workLength,
    ])
      core.setRegister(cleared, 0);
    this.#pacing.begin();
    const { index } = this.#space.begin(this.name, reason, phase.mark);
    core.setRegister(own.collection, index);
    for (const object of this.#space.hooks.queued()) this.#shade(object);
    // A snapshot at the beginning: all roots are scanned before any object is blackened or the mutator runs.
    if (core.settings.barrier === 'yuasa') this.#pausing(() => this.#scanRoots());
  }

  #finish(): void {
    this.#pausing(() => {
      while (this.#phase !== phase.none) this.work(Number.MAX_SAFE_INTEGER);
    });
  }

  /** Runs `body` with the mutator stopped, and remembers how long that was. */
  #pausing(body: () => void): void {
    const { core } = this.#space;
    const from = core.ticks();
    const index = core.register(own.collection);
    body();
    const pause = this.#space.paused(from);
    if (pause <= core.register(own.longestPause)) return;
    core.setRegister(own.longestPause, pause);
    core.collections.at(index).pause = pause;
  }

  /** Marks or sweeps for `budget` ticks; a piece of work that was begun is finished. */
  work(budget: number): void {
    const { core } = this.#space;
    const end = core.ticks() + budget;
    this.#mark(budget);
    while (this.#phase === phase.sweep && core.ticks() < end) this.#sweepNext();
  }

  #mark(budget: number): void {
    const { core } = this.#space;
    const end = core.ticks() + budget;
    while (this.#phase === phase.mark && core.ticks() < end) {
      if (core.register(own.nextRoot) <= this.#space.roots.threads) this.#scanNextRoot();
      else if (!this.#scanNextObject()) this.#terminate();
    }
  }

  #scanRoots(): void {
    while (this.#space.core.register(own.nextRoot) <= this.#space.roots.threads)
      this.#scanNextRoot();
  }

  /** Scans the globals, or one thread's stack. */
  #scanNextRoot(): void {
    const { core, roots } = this.#space;
    const job = core.register(own.nextRoot);
    const frames =
      job === 0
        ? [core.register(register.globals)].filter((frame) => frame !== 0)
        : roots.framesOf(job - 1);
    for (const frame of frames) {
      const slots = roots.slots(frame);
      for (const slot of slots) this.#shade(core.store.get(plane.stack, slot * 2 + 1));
      core.addRegister(register.scannedSlots, slots.length);
    }
    core.setRegister(own.nextRoot, job + 1);
  }

  /** Scans the next grey object; false if there is none. */
  #scanNextObject(): boolean {
    const space = this.#space;
    const { core } = space;
    const isStack = core.settings.markOrder === 'depth';
    const length = core.register(register.workLength);
    const head = core.register(own.head);
    if (length === head) return false;
    const object = core.store.get(plane.work, isStack ? length - 1 : head);
    if (isStack) core.setRegister(register.workLength, length - 1);
    else core.setRegister(own.head, head + 1);
    const fields = space.fieldCount(object);
    for (let field = 0; field < fields; field += 1) this.#shade(space.target(object, field));
    core.emit(eventCode.black, 0, object, fields, 0);
    return true;
  }

  #shade(object: number): void {
    const { core } = this.#space;
    // A lost object's block may be another one's: what no longer exists is not followed.
    if (object === 0 || core.isMarked(object) || !core.isAllocated(object)) return;
    core.emit(eventCode.grey, 0, object, 0, 0);
    core.addRegister(own.marked, 1);
    this.#push(object);
  }

  #push(object: number): void {
    const { core } = this.#space;
    const length = core.register(register.workLength);
    core.store.set(plane.work, length, object);
    core.setRegister(register.workLength, length + 1);
  }

  /** Nothing is grey any more: roots again where the barrier needs it, finalizers, then the sweep. */
  #terminate(): void {
    const { core, roots } = this.#space;
    if (this.#rescans) {
      for (const slot of roots.list()) this.#shade(core.store.get(plane.stack, slot * 2 + 1));
      core.addRegister(register.scannedSlots, roots.list().length);
      while (this.#scanNextObject());
    }
    queueFinalizers(this.#space, {
      isReached: (object) => core.isMarked(object),
      reachTargets: (object) => this.#shadeTargets(object),
      reach: (object) => this.#shade(object),
      finish: () => {
        while (this.#scanNextObject());
      },
    });
    if (core.settings.barrier === 'none') this.#tellLost();
    this.#pacing.end(this.#sweeping.start());
    core.setRegister(register.workLength, 0);
    core.setRegister(own.head, 0);
    core.setRegister(register.phase, phase.sweep);
  }

  #shadeTargets(object: number): void {
    for (let field = 0; field < this.#space.fieldCount(object); field += 1)
      if (this.#space.target(object, field) !== object)
        this.#shade(this.#space.target(object, field));
  }

  /** Without a barrier: what is reachable and still white is about to be freed. */
  #tellLost(): void {
    const { core } = this.#space;
    for (const object of searchSpace(this.#space).order) {
      if (!core.isMarked(object))
        core.emit(eventCode.fault, 0, core.text('lost-object'), object, 0);
    }
  }

  /** Sweeps one block; at the end of the heap, ends the cycle. */
  #sweepNext(): void {
    if (this.#sweeping.next()) return;
    const { core } = this.#space;
    this.#space.close(core.register(own.collection), {
      marked: core.register(own.marked),
      freed: this.#sweeping.freed,
      freedGranules: this.#sweeping.freedGranules,
      pause: core.register(own.longestPause),
    });
  }
}

export function tricolour(space: Space): Collector {
  return new Tricolour(space);
}
