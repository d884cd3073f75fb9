import { record, rewind } from './graph-rows.ts';
import { fieldsEach, graphMachine, graphTargets } from './graphs.ts';
import { passesEach, writesOf } from './writes.ts';

/** Numbers that a write is asked for with. */
const stride = 4;
/** Numbers of a portion of them: V8 compiles what is called often for what it works on. */
const portion = 100 * stride;

/** Counted and logged pointer writes of the simulator: a round of them, and the bytes an event of one takes. */
export function countedWrites(count: number): {
  readonly round: () => void;
  readonly bytesEach: () => number;
} {
  const machine = graphMachine(
    graphTargets('random', count),
    { collector: 'refcount' },
    { recording: false },
  );
  record(machine);
  const { owners, targets } = writesOf(count);
  // A mutator has its pointers in its hands: addresses and ids here, ids in the simulator of Maps.
  const asked = new Int32Array(owners.length * stride);
  for (const [index, owner] of owners.entries()) {
    const target = (targets[index] as number) + 1;
    const place = machine.addressOf(owner + 1) + (index % fieldsEach);
    asked.set([owner + 1, place, machine.addressOf(target), target], index * stride);
  }
  const writePortion = (from: number): void => {
    const end = Math.min(from + portion, asked.length);
    for (let at = from | 0; at < end; at += stride)
      machine.setPointer(
        asked[at] as number,
        asked[at | 1] as number,
        asked[at | 2] as number,
        asked[at | 3] as number,
      );
  };
  return {
    round: () => {
      for (let pass = 0; pass < passesEach; pass += 1) {
        rewind(machine);
        for (let from = 0; from < asked.length; from += portion) writePortion(from);
      }
    },
    bytesEach: () => {
      const { recording, store } = machine.core;
      return 16 + ((store.logLength - recording.logStartOf(1)) * 4) / recording.length;
    },
  };
}
