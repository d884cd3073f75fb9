import type { CollectionReason } from '../event.ts';
import { sizeShift } from '../heap.ts';
import { Interrupted } from '../interruption.ts';
import { phase, plane, register } from '../layout.ts';
import { eventCode } from '../recording.ts';
import type { Space } from '../space.ts';
import { PassiveCollector } from './collector.ts';
import { Marking } from './marking.ts';

const noEvents = new Int32Array(0);

/** Stop-the-world mark-sweep: mark from the roots, then one walk over the blocks in address order. */
export class MarkSweep extends PassiveCollector {
  protected readonly space: Space;
  protected readonly marking: Marking;

  constructor(space: Space, marking = new Marking(space)) {
    super('mark-sweep', { plain: true, paced: true });
    this.space = space;
    this.marking = marking;
  }

  override collect(reason: CollectionReason): boolean {
    const { space } = this;
    const { core } = space;
    const start = space.begin(this.name, reason, phase.mark);
    const marked = this.mark();
    core.setRegister(register.phase, phase.sweep);
    this.sweep();
    space.pace(core.register(register.allocated));
    space.end(start, marked);
    return true;
  }

  /** Marks everything that is reachable; how many objects that were. */
  protected mark(): number {
    const { core } = this.space;
    const before = core.register(register.blacks);
    this.marking.roots();
    this.marking.drain();
    this.marking.finalizers();
    return (core.register(register.blacks) - before) | 0;
  }

  /** Frees the unmarked in address order and clears the marks of the others. */
  protected sweep(): void {
    const { core, heap, allocator } = this.space;
    const { recording } = core;
    const registers = core.store.words[plane.registers] as Int32Array;
    allocator.hold?.();
    let start = 0;
    try {
      while (start < heap.granules) {
        if (!recording.isWatched) start = this.#passMarked(start);
        if (start >= heap.granules) break;
        const object = heap.objectAt(start);
        const size = heap.sizeOf(start);
        let next = start + size;
        if (object !== 0) {
          registers[register.swept] = (registers[register.swept] as number) + 1;
          if (core.isMarked(object)) {
            if (recording.isWatched) this.#clear(object);
            recording.emit(eventCode.sweep, 0, start, size, object);
          } else {
            // A free block above is about to be merged into this one: walk on behind it.
            if (next < heap.granules && heap.objectAt(next) === 0) next += heap.sizeOf(next);
            recording.emit(eventCode.sweep, 1, start, size, object);
            this.space.free(object);
          }
        }
        start = next;
      }
    } catch (error) {
      if (error instanceof Interrupted) this.#clearPassed(start);
      throw error;
    }
    allocator.settle?.();
    if (!recording.isWatched) this.#clearAll();
  }

  /** The same for the blocks up to `last`: what was recorded of them says that they have no marks. */
  #clearPassed(last: number): void {
    const { core, heap } = this.space;
    if (core.recording.isWatched) return;
    for (let start = 0; start <= last; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object !== 0) this.#clear(object);
    }
  }

  #clear(object: number): void {
    const { words } = this.space.core.store;
    const marks = words[plane.marks] as Int32Array;
    const scans = words[plane.scans] as Int32Array;
    const kept = ~(1 << (object & 31));
    marks[object >>> 5] = (marks[object >>> 5] as number) & kept;
    scans[object >>> 5] = (scans[object >>> 5] as number) & kept;
  }

  /** The marks of all that was passed: nothing asks for them between a block and the end of the sweep. */
  #clearAll(): void {
    const { words } = this.space.core.store;
    for (const bits of [plane.marks, plane.scans]) words[bits]?.fill(0);
  }

  /**
   * Does for blocks from `from` on, free or marked, what the loop above does for one; where it
   * stopped: at an unmarked object, or where a chunk of events is full.
   */
  #passMarked(from: number): number {
    const { core, heap } = this.space;
    const { recording, store } = core;
    const doubled = core.geometry.shift + 1;
    const words = store.words[plane.heap] as Int32Array;
    const marks = store.words[plane.marks] as Int32Array;
    const registers = store.words[plane.registers] as Int32Array;
    const { granules } = heap;
    const isOn = recording.on;
    const chunk = isOn ? recording.open() : noEvents;
    const last = chunk.length;
    let to = recording.at;
    let swept = 0;
    let start = from;
    while (start < granules) {
      const at = start << doubled;
      const object = words[at + 1] as number;
      const size = (words[at] as number) >>> sizeShift;
      if (object !== 0) {
        if (((marks[object >>> 5] as number) & (1 << object)) === 0 || (isOn && to === last)) break;
        swept += 1;
        if (isOn) {
          chunk[to] = eventCode.sweep;
          chunk[to + 1] = start;
          chunk[to + 2] = size;
          chunk[to + 3] = object;
          to += 4;
        }
      }
      start += size;
    }
    if (isOn) recording.close(to);
    registers[register.swept] = (registers[register.swept] as number) + swept;
    return start;
  }
}
