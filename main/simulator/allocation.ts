import type { Allocator } from './allocators/allocator.ts';
import { CollectionLimit } from './collection-limit.ts';
import type { Collector } from './collectors/collector.ts';
import { register } from './layout.ts';
import { eventCode } from './recording.ts';
import type { Space } from './space.ts';

/** How a new object comes to be: pacer, allocator, collection, once more, or `oom`. */
export class Allocation {
  readonly #space: Space;
  readonly #allocator: Allocator;
  readonly #collector: Collector;
  readonly #limit: CollectionLimit;
  /** Probes of the allocation under way. */
  #probes = 0;

  constructor(space: Space, allocator: Allocator, collector: Collector) {
    this.#space = space;
    this.#allocator = allocator;
    this.#collector = collector;
    this.#limit = new CollectionLimit(space);
  }

  /** A new object of a shape, not stored anywhere yet; 0 after an `oom`. */
  create(shape: number): number {
    const space = this.#space;
    const allocator = this.#allocator;
    const collector = this.#collector;
    const { core, heap } = space;
    const { granules, pointerCount } = core.shapes.at(shape);
    allocator.expect?.(pointerCount > 0);
    const need = allocator.sizeFor(granules);
    // While collecting has had its share, an allocation owes nothing and may go beyond the goal.
    const owes = collector.paced && space.isPaced && !this.#limit.isReached();
    if (owes && space.liveHeap + need > core.register(register.trigger)) collector.request('pacer');
    if (owes) collector.assist(need);
    this.#probes = 0;
    let start = this.#take(need);
    if (start < 0 && collector.collect('allocation')) start = this.#take(need);
    const probes = this.#probes;
    if (start < 0) {
      core.setRegister(register.halted, 1);
      core.emit(
        eventCode.oom,
        probes,
        need,
        core.register(register.free),
        core.register(register.largestFree),
      );
      return 0;
    }
    const object = heap.create(shape, start, heap.sizeOf(start), probes);
    collector.created(object);
    return object;
  }

  /** Takes a block, letting the collector free a little more as long as none fits. */
  #take(need: number): number {
    const allocator = this.#allocator;
    for (;;) {
      const start = allocator.take(need);
      this.#probes += allocator.probes;
      if (start >= 0 || !this.#collector.relieve()) return start;
    }
  }
}
