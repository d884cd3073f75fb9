import { assistWorkPerByte, trigger } from '../go/pacer.ts';
import { register } from '../layout.ts';
import { heapMinimumShare } from '../pacer.ts';
import type { Space } from '../space.ts';

/** Registers of the pacing of an incremental cycle. Work is counted in slots scanned. */
const own = {
  /** Most slots that the cycle may have to scan. */
  bound: register.own + 13,
  /** Slots that the last cycle scanned: what this one is expected to. */
  expected: register.own + 14,
  /** Counter of scanned slots when the cycle began. */
  scannedBefore: register.own + 15,
  /** Slots that the background has scanned in this cycle, and those of them that no allocation has used. */
  background: register.own + 16,
  spare: register.own + 17,
  /** Granules that may be allocated before the next assist: what has been paid for. */
  credit: register.own + 18,
  /** Counter of allocated granules when the cycle began. */
  allocatedBefore: register.own + 19,
} as const;

/** Share of Go's least heap that an assist marks at once, at the least: 64 KiB of 4 MiB. */
const leastAssistShare = 1 / 64;

/**
 * Keeps an incremental cycle ahead of the mutator as Go does (`runtime/mgcpacer.go`; reference
 * §2.17). The next cycle starts a runway below its goal: what the last one saw allocated while the
 * background marked as much as there is to mark. Until marking is done, an allocation owes marking
 * in proportion, so that the debt is paid when the goal is reached; it takes what the background
 * has done first, and marks the rest itself. At the goal itself, marking is finished at once: unlike
 * Go, where a goal may be overshot, the simulator never allocates beyond it while it marks.
 */
export class MarkPacing {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  /** A cycle begins. */
  begin(): void {
    const space = this.#space;
    const { core, heap } = space;
    if (!space.isPaced) return;
    let slots = core.register(register.rootWords);
    for (let start = 0; start < heap.granules; start += heap.sizeOf(start)) {
      const object = heap.objectAt(start);
      if (object !== 0) slots += space.fieldCount(object);
    }
    core.setRegister(own.bound, slots);
    core.setRegister(own.scannedBefore, core.register(register.scannedSlots));
    core.setRegister(own.background, 0);
    core.setRegister(own.spare, 0);
    core.setRegister(own.credit, 0);
    core.setRegister(own.allocatedBefore, core.register(register.allocatedTotal));
  }

  get #scanned(): number {
    const { core } = this.#space;
    return (core.register(register.scannedSlots) - core.register(own.scannedBefore)) | 0;
  }

  /** The background has marked, and scanned so many slots. */
  worked(slots: number): void {
    const { core } = this.#space;
    if (!this.#space.isPaced) return;
    core.addRegister(own.background, slots);
    core.addRegister(own.spare, slots);
  }

  /** Slots that an allocation of `granules` has to scan itself before it is made; `Infinity` is all of them. */
  debtOf(granules: number): number {
    const space = this.#space;
    const { core, heap } = space;
    if (!space.isPaced) return 0;
    const goal = core.register(register.goal);
    if (space.liveHeap + granules > goal) return Infinity;
    const credit = core.register(own.credit) - granules;
    core.setRegister(own.credit, credit);
    if (credit >= 0) return 0;
    const scanned = this.#scanned;
    const expected = core.register(own.expected);
    const left = Math.max(1, (scanned < expected ? expected : core.register(own.bound)) - scanned);
    const ratio = assistWorkPerByte(left, goal, space.liveHeap);
    const least = heap.granules * heapMinimumShare * leastAssistShare;
    const work = Math.ceil(Math.max(-credit * ratio, least));
    core.addRegister(own.credit, Math.min(goal, Math.floor(work / ratio)));
    const stolen = Math.min(core.register(own.spare), work);
    core.addRegister(own.spare, -stolen);
    return work - stolen;
  }

  /** Marking is done and found so many granules live: the next goal, and where the next cycle starts. */
  end(live: number): void {
    const space = this.#space;
    const { core, heap } = space;
    space.pace(live);
    if (!space.isPaced) return;
    const scanned = this.#scanned;
    const allocated =
      (core.register(register.allocatedTotal) - core.register(own.allocatedBefore)) | 0;
    const background = core.register(own.background);
    const consMark = background > 0 ? allocated / background : allocated > 0 ? Infinity : 0;
    core.setRegister(own.expected, scanned);
    this.#setTrigger(live, consMark === 0 ? 0 : consMark * Math.max(1, scanned), heap.granules);
  }

  /** Before the first cycle nothing is known: it starts as late as it may. */
  prepare(): void {
    this.#setTrigger(0, 0, this.#space.heap.granules);
  }

  #setTrigger(live: number, runway: number, granules: number): void {
    const { core } = this.#space;
    const goal = core.register(register.goal);
    const at = trigger(live, goal, runway, granules * heapMinimumShare);
    core.setRegister(register.trigger, Math.floor(at));
  }
}
