import type { Frame } from './frame.ts';
import { phase, plane, register } from './layout.ts';
import type { Machine } from './machine.ts';
import { eventCode } from './recording.ts';

/** Most entries that a view is given: the newest ones. */
const listed = 1024;

/**
 * The work list at the position the machine shows. A stop-the-world collector's stack or queue is a
 * function of its events (`grey` pushes, scanning pops), so it is found from them.
 */
export function worklistOf(machine: Machine): Frame['worklist'] {
  const { core, timeline, collector } = machine;
  const now = core.register(register.phase);
  if (now === phase.mark && core.register(register.workLength) === 0) {
    // Whoever turns pointers round keeps no list: the way back stands in the fields.
    if (core.settings.pointerReversal) return null;
    const isStack = core.settings.markOrder === 'depth' || core.settings.markStackLimit !== null;
    return {
      name: isStack ? 'mark-stack' : 'mark-queue',
      objects: greyNow(machine, isStack).slice(-listed),
    };
  }
  const waiting = deadNow(machine);
  if (waiting.length > 0) return { name: 'to-free', objects: waiting.slice(-listed) };
  const length = core.register(register.bufferLength);
  if (collector.counts && length > 0) {
    const buffer = core.store.words[plane.buffer] as Int32Array;
    return {
      name: 'candidates',
      // What has left the zero-count table leaves a gap, 0, until the gaps are closed.
      objects: Array.from(buffer.subarray(Math.max(0, length - 2 * listed - 64), length))
        .filter((object) => object !== 0)
        .slice(-listed),
    };
  }
  if (collector.name === 'generational')
    return { name: 'remembered', objects: remembered(machine) };
  return timeline.position === 0 || !collector.name.startsWith('refcount-')
    ? null
    : { name: 'candidates', objects: [] };
}

/** Old objects that the barrier has told of since the last collection, or that still refer to young ones. */
function remembered({ core }: Machine): number[] {
  const length = core.register(register.bufferLength);
  const buffer = core.store.words[plane.buffer] as Int32Array;
  return Array.from(buffer.subarray(Math.max(0, length - listed), length));
}

function greyNow(machine: Machine, isStack: boolean): number[] {
  const { core, timeline } = machine;
  const { recording } = core;
  const { position } = timeline;
  const limit = core.settings.markStackLimit ?? Infinity;
  let start = position;
  while (start > 0 && recording.codeOf(start) !== eventCode['gc-start']) start -= 1;
  const list: number[] = [];
  let head = 0;
  for (let seq = start + 1; seq <= position; seq += 1) {
    const code = recording.codeOf(seq);
    const object = recording.valueOf(seq, 1);
    const from = recording.valueOf(seq, 2);
    if (code === eventCode.grey) {
      // The first child tells that its holder has been taken.
      if (isStack && from !== 0 && list[list.length - 1] === from) list.pop();
      else if (!isStack && from !== 0 && list[head] === from) head += 1;
      // An object that finds a bounded stack full is marked and not pushed.
      if (list.length < limit) list.push(object);
    } else if (code === eventCode.black) {
      if (isStack && list[list.length - 1] === object) list.pop();
      else if (!isStack && list[head] === object) head += 1;
    }
  }
  return list.slice(head);
}

/** Objects that this operation has found dead and not yet freed, in the order of their deaths. */
function deadNow(machine: Machine): number[] {
  const { core, timeline } = machine;
  const { recording } = core;
  const waiting = new Set<number>();
  for (let seq = recording.firstEventOf(timeline.operation); seq <= timeline.position; seq += 1) {
    const code = recording.codeOf(seq);
    if (code === eventCode.dead) waiting.add(recording.valueOf(seq, 1));
    else if (code === eventCode.free) waiting.delete(recording.valueOf(seq, 1));
  }
  return [...waiting];
}
