import { bucketAfter } from './go/cpu-limiter.ts';
import { register } from './layout.ts';
import type { Space } from './space.ts';

/**
 * Go's limit on the time that collecting takes under a memory limit, in ticks. Its bucket holds one
 * second of each processor there; here as many ticks as the heap has granules, which is about what
 * it costs to mark and to sweep a full heap.
 */
export class CollectionLimit {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  /** Accounts for the ticks since the last call; true while collecting has had more than its half. Without a memory limit never. */
  isReached(): boolean {
    const { core, heap } = this.#space;
    if (core.settings.memoryLimit === null) return false;
    const collected = core.collectorTicks();
    const ticks = core.ticks();
    const collecting = (collected - core.register(register.limitCollected)) | 0;
    const running = ((ticks - core.register(register.limitTicks)) | 0) - collecting;
    const fill = bucketAfter(core.register(register.limitFill), { collecting, running });
    core.setRegister(register.limitCollected, collected | 0);
    core.setRegister(register.limitTicks, ticks | 0);
    core.setRegister(register.limitFill, fill);
    return fill >= heap.granules;
  }
}
