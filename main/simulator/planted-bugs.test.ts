import { describe, expect, test } from 'vitest';
import type { Allocator } from './allocators/allocator.ts';
import { AddressIndex } from './allocators/address-index.ts';
import { bestFit } from './allocators/best-fit.ts';
import { firstFit } from './allocators/first-fit.ts';
import { SequentialFit } from './allocators/sequential-fit.ts';
import { MarkSweep } from './collectors/mark-sweep.ts';
import { RefcountCycles } from './collectors/refcount-cycles.ts';
import { Refcount } from './collectors/refcount.ts';
import type { Core } from './core.ts';
import type { Heap } from './heap.ts';
import { objectFlag, plane, register } from './layout.ts';
import type { MachineOptions } from './machine.ts';
import { eventCode } from './recording.ts';
import { defaultSettings } from './settings.ts';
import type { AllocatorName, CollectorName } from './settings.ts';
import type { Space } from './space.ts';
import { generateOperations } from './testing/generate.ts';
import { brokenLaw } from './testing/laws.ts';

/** A test of the tests: each of these mistakes must be caught by the laws. */
interface PlantedBug extends MachineOptions {
  readonly bug: string;
  readonly on: CollectorName;
  readonly with?: AllocatorName;
}

// --- Counting

class ForgetsIncrements extends Refcount {
  override retain(object: number): void {
    if (object % 3 !== 0) super.retain(object);
  }
}

class ForgetsDecrements extends Refcount {
  override release(object: number): void {
    if (object % 3 !== 0) super.release(object);
  }
}

class CountsTwice extends Refcount {
  override retain(object: number): void {
    super.retain(object);
    super.retain(object);
  }
}

class NeverFrees extends Refcount {
  protected override isFreedAtOnce(): boolean {
    return false;
  }
}

class FreesAtOne extends Refcount {
  override release(object: number): void {
    if (this.space.core.decrement(object) <= 1) this.die(object);
  }
}

/** The cascade written anew, so that each of its rules can be broken. */
class OwnCascade extends Refcount {
  override die(first: number): void {
    const { core } = this.space;
    core.setFlag(first, objectFlag.dead);
    core.setRegister(register.longestCascade, core.register(register.longestCascade));
    this.end(first);
  }

  protected announce(object: number): void {
    this.space.core.emit(eventCode.dead, 0, object, 0, 0);
  }

  protected targets(object: number): number[] {
    return Array.from({ length: this.space.fieldCount(object) }, (_, field) =>
      this.space.target(object, field),
    ).filter((target) => target !== 0);
  }

  protected end(object: number): void {
    this.announce(object);
    for (const target of this.targets(object))
      if (this.space.core.decrement(target) === 0) this.die(target);
    this.space.free(object);
  }
}

class ForgetsChildren extends OwnCascade {
  protected override targets(): number[] {
    return [];
  }
}

class ForgetsLastField extends OwnCascade {
  protected override targets(object: number): number[] {
    return super.targets(object).slice(0, -1);
  }
}

class ReleasesBackwards extends OwnCascade {
  protected override targets(object: number): number[] {
    return super.targets(object).reverse();
  }
}

class DiesAfterItsChildren extends OwnCascade {
  protected override end(object: number): void {
    for (const target of this.targets(object))
      if (this.space.core.decrement(target) === 0) this.die(target);
    this.announce(object);
    this.space.free(object);
  }
}

class FreedBeforeItsChildren extends OwnCascade {
  protected override end(object: number): void {
    this.announce(object);
    const targets = this.targets(object);
    this.space.free(object);
    for (const target of targets) if (this.space.core.decrement(target) === 0) this.die(target);
  }
}

class StopsAfterOneLevel extends OwnCascade {
  protected override end(object: number): void {
    this.announce(object);
    for (const target of this.targets(object)) {
      if (this.space.core.decrement(target) !== 0) continue;
      this.announce(target);
      this.space.free(target);
    }
    this.space.free(object);
  }
}

// --- Cycles

class NoCandidates extends RefcountCycles {
  protected override survive(): void {
    // A decrement to non-zero is forgotten.
  }
}

class OneCandidate extends RefcountCycles {
  override collect(reason: 'request' | 'allocation' | 'pacer' | 'threshold'): boolean {
    const { core } = this.space;
    core.setRegister(register.bufferLength, Math.min(1, core.register(register.bufferLength)));
    return super.collect(reason);
  }
}

/** A collector whose events of one kind do not do what they say. */
function without(make: (space: Space) => RefcountCycles, code: number) {
  return (space: Space): RefcountCycles => {
    const { core } = space;
    const emit = core.emit.bind(core);
    core.emit = (kind, ...values) => {
      if (kind !== code) emit(kind, ...values);
    };
    return make(space);
  };
}

// --- Mark and sweep

class Marks extends MarkSweep {
  /** Marks by a rule of its own: the targets of an object, in the order they are to be shaded. */
  constructor(space: Space, targets: (all: number[]) => number[]) {
    super(space);
    this.marking.scan = (object) => {
      const all = Array.from({ length: space.fieldCount(object) }, (_, field) =>
        space.target(object, field),
      );
      for (const target of targets(all)) this.marking.shade(target, object);
      space.core.emit(eventCode.black, 0, object, all.length, 0);
    };
  }
}

/** The sweep written anew, so that each of its rules can be broken. */
class Sweeps extends MarkSweep {
  protected override sweep(): void {
    for (const start of this.order(this.blocks())) {
      const object = this.space.heap.objectAt(start);
      const size = this.space.heap.sizeOf(start);
      const isKept = this.keeps(object);
      this.space.core.emit(eventCode.sweep, isKept ? 0 : 1, start, size, object);
      if (!isKept) this.space.free(object);
    }
  }

  protected blocks(): number[] {
    const { heap } = this.space;
    const starts: number[] = [];
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start))
      if (heap.objectAt(start) !== 0) starts.push(start);
    return starts;
  }

  protected order(starts: number[]): number[] {
    return starts;
  }

  protected keeps(object: number): boolean {
    return this.space.core.isMarked(object);
  }
}

class SweepsDown extends Sweeps {
  protected override order(starts: number[]): number[] {
    return starts.reverse();
  }
}

class LeavesTheLastBlock extends Sweeps {
  protected override order(starts: number[]): number[] {
    return starts.slice(0, -1);
  }
}

class FreesTheMarked extends Sweeps {
  protected override keeps(object: number): boolean {
    const isMarked = super.keeps(object);
    return !isMarked || object % 5 !== 0;
  }
}

class KeepsSomeGarbage extends Sweeps {
  protected override keeps(object: number): boolean {
    return super.keeps(object) || object % 7 === 0;
  }
}

class LeavesMarks extends MarkSweep {
  protected override sweep(): void {
    const { core } = this.space;
    const marks = (core.store.words[plane.marks] as Int32Array).slice();
    super.sweep();
    for (const [index, word] of marks.entries()) core.store.set(plane.marks, index, word);
  }
}

class MarksInTheOtherOrder extends MarkSweep {
  constructor(space: Space) {
    super(space);
    this.marking.drain = () => {
      const grey = (): number[] =>
        Array.from(
          { length: space.core.register(register.objects) },
          (_, index) => index + 1,
        ).filter((object) => space.core.isMarked(object) && !space.core.isScanned(object));
      for (let left = grey(); left.length > 0; left = grey()) this.marking.scan(left[0] as number);
    };
  }
}

function withRoots(change: (slots: Int32Array) => Int32Array) {
  return (space: Space): MarkSweep => {
    const list = space.roots.list.bind(space.roots);
    const collector = new MarkSweep(space);
    const collect = collector.collect.bind(collector);
    collector.collect = (reason) => {
      space.roots.list = () => change(list());
      collect(reason);
      space.roots.list = list;
      return true;
    };
    return collector;
  };
}

// --- Allocation

class Choosing extends AddressIndex {
  probes = 0;
  readonly #heap: Heap;
  readonly #rule: (fitting: number[], sizes: (start: number) => number) => number | undefined;

  constructor(
    heap: Heap,
    rule: (fitting: number[], sizes: (start: number) => number) => number | undefined,
  ) {
    super(heap);
    this.#heap = heap;
    this.#rule = rule;
  }

  choose(granules: number): number {
    const fitting: number[] = [];
    for (
      let start = this.firstFit(granules);
      start >= 0;
      start = this.firstFit(granules, start + 1)
    )
      fitting.push(start);
    const chosen = this.#rule(fitting, (start) => this.#heap.sizeOf(start));
    this.probes = chosen === undefined ? this.length : this.rank(chosen) + 1;
    return chosen ?? -1;
  }
}

const choosing =
  (rule: (fitting: number[], sizes: (start: number) => number) => number | undefined) =>
  (heap: Heap): Allocator =>
    new SequentialFit(heap, new Choosing(heap, rule));

/** First fit on a heap, or with parts, that were tampered with. */
function tampered(change: (heap: Heap, core: Core) => void) {
  return (heap: Heap): Allocator => {
    const allocator = firstFit(heap);
    change(heap, heap.core);
    return allocator;
  };
}

function lying(told: (probes: number) => number) {
  return (heap: Heap): Allocator => {
    const inner = firstFit(heap);
    return {
      get probes() {
        return told(inner.probes);
      },
      take: (granules) => inner.take(granules),
      sizeFor: (granules) => inner.sizeFor(granules),
      give: (start) => inner.give(start),
      rebuild: () => inner.rebuild(),
    };
  };
}

const bugs: readonly PlantedBug[] = [
  {
    bug: 'an increment is forgotten',
    on: 'refcount',
    collector: (space) => new ForgetsIncrements(space),
  },
  {
    bug: 'a decrement is forgotten',
    on: 'refcount',
    collector: (space) => new ForgetsDecrements(space),
  },
  { bug: 'a store counts twice', on: 'refcount', collector: (space) => new CountsTwice(space) },
  { bug: 'the dead are never freed', on: 'refcount', collector: (space) => new NeverFrees(space) },
  {
    bug: 'an object is freed while one reference is left',
    on: 'refcount',
    collector: (space) => new FreesAtOne(space),
  },
  {
    bug: 'children are not released',
    on: 'refcount',
    collector: (space) => new ForgetsChildren(space),
  },
  {
    bug: 'the last field is not released',
    on: 'refcount',
    collector: (space) => new ForgetsLastField(space),
  },
  {
    bug: 'fields are released from the last to the first',
    on: 'refcount',
    collector: (space) => new ReleasesBackwards(space),
  },
  {
    bug: 'an object dies after its children',
    on: 'refcount',
    collector: (space) => new DiesAfterItsChildren(space),
  },
  {
    bug: 'an object is freed before its children',
    on: 'refcount',
    collector: (space) => new FreedBeforeItsChildren(space),
  },
  {
    bug: 'the cascade stops after one level',
    on: 'refcount',
    collector: (space) => new StopsAfterOneLevel(space),
  },
  {
    bug: 'no candidate is buffered',
    on: 'refcount-cycles',
    collector: (space) => new NoCandidates(space),
  },
  {
    bug: 'only one candidate is tested',
    on: 'refcount-cycles',
    collector: (space) => new OneCandidate(space),
  },
  {
    bug: 'a trial does not subtract',
    on: 'refcount-cycles',
    collector: without((space) => new RefcountCycles(space), eventCode.trial),
  },
  {
    bug: 'what was subtracted is not restored',
    on: 'refcount-cycles',
    collector: without((space) => new RefcountCycles(space), eventCode.restore),
  },
  {
    bug: 'the last root is not marked',
    on: 'mark-sweep',
    collector: withRoots((slots) => slots.subarray(0, -1)),
  },
  {
    bug: 'the first roots are not marked',
    on: 'mark-sweep',
    collector: withRoots((slots) => slots.subarray(2)),
  },
  {
    bug: 'roots are marked from the last to the first',
    on: 'mark-sweep',
    collector: withRoots((slots) => slots.slice().reverse()),
  },
  {
    bug: 'marking does not follow fields',
    on: 'mark-sweep',
    collector: (space) => new Marks(space, () => []),
  },
  {
    bug: 'marking follows only the first field',
    on: 'mark-sweep',
    collector: (space) => new Marks(space, (all) => all.slice(0, 1)),
  },
  {
    bug: 'marking does not follow the last field',
    on: 'mark-sweep',
    collector: (space) => new Marks(space, (all) => all.slice(0, -1)),
  },
  {
    bug: 'fields are marked from the last to the first',
    on: 'mark-sweep',
    collector: (space) => new Marks(space, (all) => all.reverse()),
  },
  {
    bug: 'marking takes objects by their ids',
    on: 'mark-sweep',
    collector: (space) => new MarksInTheOtherOrder(space),
  },
  { bug: 'the sweep goes down', on: 'mark-sweep', collector: (space) => new SweepsDown(space) },
  {
    bug: 'the sweep leaves the last block',
    on: 'mark-sweep',
    collector: (space) => new LeavesTheLastBlock(space),
  },
  {
    bug: 'the sweep frees a marked object',
    on: 'mark-sweep',
    collector: (space) => new FreesTheMarked(space),
  },
  {
    bug: 'the sweep keeps garbage',
    on: 'mark-sweep',
    collector: (space) => new KeepsSomeGarbage(space),
  },
  {
    bug: 'marks stay after the sweep',
    on: 'mark-sweep',
    collector: (space) => new LeavesMarks(space),
  },
  {
    bug: 'the last block that fits is taken',
    on: 'refcount',
    allocator: choosing((fitting) => fitting[fitting.length - 1]),
  },
  {
    bug: 'the largest block is taken',
    on: 'refcount',
    allocator: choosing(
      (fitting, size) => fitting.toSorted((one, other) => size(other) - size(one))[0],
    ),
  },
  {
    bug: 'best fit takes the highest of equals',
    on: 'refcount',
    with: 'best-fit',
    allocator: choosing(
      (fitting, size) => fitting.toReversed().toSorted((one, other) => size(one) - size(other))[0],
    ),
  },
  { bug: 'best fit takes the first', on: 'refcount', with: 'best-fit', allocator: firstFit },
  { bug: 'first fit takes the best', on: 'refcount', allocator: bestFit },
  { bug: 'one probe too few is told', on: 'refcount', allocator: lying((probes) => probes - 1) },
  {
    bug: 'nothing merges with the block below',
    on: 'refcount',
    allocator: tampered((heap) => (heap.isBelowFree = () => false)),
  },
  {
    bug: 'a boundary tag is not written',
    on: 'refcount',
    allocator: tampered((heap, core) => {
      const write = heap.writeFree.bind(heap);
      heap.writeFree = (start, size, isBelow) => {
        write(start, size, isBelow);
        if (size > 3) core.store.set(plane.heap, heap.headerOf(start + size) - 2, 0);
      };
    }),
  },
  {
    bug: 'the block above is not told that this one is free',
    on: 'refcount',
    allocator: tampered((heap) => {
      const tell = heap.setBelowFree.bind(heap);
      heap.setBelowFree = (start, isFree) => tell(start, isFree && start % 2 === 0);
    }),
  },
  {
    bug: 'a payload is not zeroed',
    on: 'refcount',
    allocator: tampered((heap, core) => {
      const write = heap.writeTaken.bind(heap);
      heap.writeTaken = (start, size, fields, object) => {
        const old = (core.store.words[plane.heap] as Int32Array).slice(
          heap.headerOf(start) + 2,
          heap.headerOf(start + size),
        );
        write(start, size, fields, object);
        for (const [index, word] of old.entries())
          core.store.set(plane.heap, heap.headerOf(start) + 2 + index, word);
      };
    }),
  },
  {
    bug: 'a freed object is still counted as allocated',
    on: 'refcount',
    allocator: tampered((_heap, core) => {
      const add = core.addRegister.bind(core);
      core.addRegister = (index, amount) =>
        add(index, index === register.payload && amount < 0 ? amount + 1 : amount);
    }),
  },
  {
    bug: 'a change is not logged',
    on: 'refcount',
    allocator: tampered((_heap, core) => {
      const set = core.setRegister.bind(core);
      core.setRegister = (index, value) => {
        if (index !== register.largestFree) return set(index, value);
        (core.store.words[plane.registers] as Int32Array)[index] = value;
      };
    }),
  },
  {
    bug: 'a mark bit is changed without an event',
    on: 'mark-sweep',
    collector: (space) => {
      const collector = new MarkSweep(space);
      const collect = collector.collect.bind(collector);
      collector.collect = (reason) => {
        const registers = space.core.store.words[plane.registers] as Int32Array;
        registers[register.swept] = (registers[register.swept] as number) + 1;
        return collect(reason);
      };
      return collector;
    },
  },
  {
    bug: 'an event is not recorded',
    on: 'refcount',
    allocator: tampered((_heap, core) => {
      const emit = core.recording.emit.bind(core.recording);
      core.recording.emit = (code, ...values) => {
        if (code !== eventCode.dec) emit(code, ...values);
      };
    }),
  },
  {
    bug: 'a count is told one too high',
    on: 'refcount',
    allocator: tampered((_heap, core) => {
      const emit = core.recording.emit.bind(core.recording);
      core.recording.emit = (code, aux, first, second, third) =>
        emit(code, aux, first, code === eventCode.inc ? second + 1 : second, third);
    }),
  },
  {
    bug: 'a frame drops its slots from the first to the last',
    on: 'refcount',
    collector: (space) => {
      const slots = space.roots.slots.bind(space.roots);
      space.roots.slots = (frame) => slots(frame).reverse();
      return new Refcount(space);
    },
  },
];

describe('the laws catch', () => {
  test.each(bugs)('$bug', ({ on, with: allocator = 'first-fit', bug: _bug, ...options }) => {
    const settings = {
      ...defaultSettings,
      collector: on,
      allocator,
      heapBytes: 2048,
      candidateLimit: 100,
    };
    const caught = [];
    for (let seed = 1; seed <= 80 && caught.length === 0; seed += 1) {
      const law = brokenLaw(
        generateOperations(seed, { length: 100, collections: 8 }),
        settings,
        options,
      );
      if (law !== null) caught.push(law);
    }
    expect(caught).toHaveLength(1);
  });

  test('nothing where nothing is wrong', () => {
    for (const on of new Set(bugs.map((bug) => bug.on))) {
      const settings = { ...defaultSettings, collector: on, heapBytes: 2048, candidateLimit: 100 };
      for (let seed = 1; seed <= 5; seed += 1)
        expect(
          brokenLaw(generateOperations(seed, { length: 100, collections: 8 }), settings),
        ).toBeNull();
    }
  });
});
