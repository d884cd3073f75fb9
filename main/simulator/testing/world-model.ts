import { Machine } from '../machine.ts';
import type { MachineOptions } from '../machine.ts';
import type { PointerMap } from '../mutator.ts';
import type { HeapSettings } from '../settings.ts';
import { chance } from './generate.ts';

/** What a run reached: a law about weak references that never saw one cleared says nothing. */
export interface WorldCoverage {
  weakCleared: number;
  weakFollowed: number;
  weakMoved: number;
  finalized: number;
  chains: number;
  resurrected: number;
  cleaned: number;
  foreignStores: number;
  threads: number;
  interior: number;
  collections: number;
  freed: number;
  barriers: number;
}

export const noWorldCoverage = (): WorldCoverage => ({
  weakCleared: 0,
  weakFollowed: 0,
  weakMoved: 0,
  finalized: 0,
  chains: 0,
  resurrected: 0,
  cleaned: 0,
  foreignStores: 0,
  threads: 0,
  interior: 0,
  collections: 0,
  freed: 0,
  barriers: 0,
});

/** A reference as the model knows it: to an object, so many words behind the first of its payload. */
export interface Pointer {
  readonly object: number;
  readonly offset: number;
}

export interface Thing {
  readonly words: number;
  readonly fields: (Pointer | null)[];
  readonly map: PointerMap;
  /** The one word that may hold a weak reference. */
  readonly weakWord: number;
  weak: Pointer | null;
  /** Token of a finalizer that has not been queued. */
  finalizer: number;
}

export const frameWords = 5;

/**
 * A machine beside a model of maps and sets that knows what must be: what each slot and field holds,
 * which threads have which frames, which finalizers wait and which are queued.
 */
export class WorldModel {
  readonly machine: Machine;
  readonly choose: (below: number) => number;
  readonly coverage: WorldCoverage;
  readonly things = new Map<number, Thing>();
  /** Slots of the globals, then of each thread's frames from bottom to top; `null` for a thread that has ended. */
  readonly globals: number;
  readonly threads: (number[] | null)[] = [];
  readonly slots = new Map<number, Pointer>();
  /** Objects found unreachable whose finalizers wait, in order. */
  readonly queued: number[] = [];
  readonly finalizerOf = new Map<number, number>();
  readonly cleanupOf = new Map<number, number>();
  readonly cleaned = new Set<number>();
  readonly frame: number;

  constructor(
    settings: HeapSettings,
    options: MachineOptions,
    seed: number,
    coverage: WorldCoverage,
  ) {
    this.machine = new Machine(settings, options);
    this.choose = chance(seed);
    this.coverage = coverage;
    const words = Array.from({ length: frameWords }, (_, index) => ({
      name: `w${index}`,
      pointer: true,
    }));
    this.frame = this.machine.defineFrame('frame', words);
    this.globals = this.machine.frameBase(this.machine.defineGlobals(this.frame));
    this.threads.push([this.machine.frameBase(this.machine.enterFirstFrame(this.frame))]);
    this.machine.begin();
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.choose(list.length)];
  }

  anySlot(): number {
    const bases = [this.globals, ...(this.threads[this.machine.currentThread] ?? [])];
    const base = this.choose(3) === 0 ? bases[0] : bases[bases.length - 1];
    return (base ?? this.globals) + this.choose(frameWords);
  }

  /** A slot that the running thread may read and that holds something. */
  held(): { readonly slot: number; readonly pointer: Pointer } | null {
    for (let tries = 0; tries < 8; tries += 1) {
      const slot = this.anySlot();
      const pointer = this.slots.get(slot);
      if (pointer !== undefined) return { slot, pointer };
    }
    return null;
  }

  thing(object: number): Thing {
    const thing = this.things.get(object);
    if (thing === undefined) throw new Error(`object ${object} was never made`);
    return thing;
  }

  address({ object, offset }: Pointer): number {
    return this.machine.addressOf(object) + offset;
  }

  put(slot: number, pointer: Pointer | null): void {
    if (pointer === null) this.slots.delete(slot);
    else this.slots.set(slot, pointer);
  }

  reachable(): Set<number> {
    const reached = new Set<number>();
    const list = [...this.slots.values()].map(({ object }) => object).concat(this.queued);
    this.close(reached, list);
    return reached;
  }

  close(reached: Set<number>, list: number[]): void {
    for (let object = list.pop(); object !== undefined; object = list.pop()) {
      if (reached.has(object)) continue;
      reached.add(object);
      for (const field of this.thing(object).fields) if (field !== null) list.push(field.object);
    }
  }
}
