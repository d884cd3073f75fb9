import type { Core } from './core.ts';
import { foldEvent, isFolded } from './fold.ts';
import { objectColumn, objectStride, plane, register } from './layout.ts';
import { auxLimit, countLimit, eventCode } from './recording.ts';

const { inc, dec } = eventCode;
const countColumn = objectColumn.count;

/**
 * Goes from just after event `from` to just after event `to`: applies what was logged, then folds
 * the event. `log` is the log length at `from`; the one at `to` is returned. The counts, which are
 * most of all events, are folded in place.
 */
export function walkForward(core: Core, from: number, to: number, log: number): number {
  const { recording, store } = core;
  const { words } = store;
  const objects = words[plane.objects] as Int32Array;
  const registers = words[plane.registers] as Int32Array;
  let entry = log;
  for (let seq = from + 1; seq <= to; seq += 1) {
    const chunk = recording.chunkOf(seq);
    const at = recording.offsetOf(seq);
    const head = chunk[at] as number;
    const code = head & 31;
    let count = (head >>> 5) & 63;
    if (count !== 0) {
      if (count === countLimit) count = recording.countOf(seq);
      store.apply(entry, entry + count);
      entry += count;
    }
    if (code === inc || code === dec) {
      objects[(chunk[at + 1] as number) * objectStride + countColumn] = chunk[at + 2] as number;
      const counter = code === inc ? register.increments : register.decrements;
      registers[counter] = (registers[counter] as number) + 1;
    } else if (isFolded[code] === 1) {
      const aux = head >>> 11;
      foldEvent(
        core,
        code,
        aux === auxLimit ? recording.auxOf(seq) : aux,
        chunk[at + 1] as number,
        chunk[at + 2] as number,
        chunk[at + 3] as number,
        1,
      );
    }
  }
  return entry;
}

/** The way back: from just after event `from` to just after event `to`, `to` ≤ `from`. */
export function walkBack(core: Core, from: number, to: number, log: number): number {
  const { recording, store } = core;
  const { words } = store;
  const objects = words[plane.objects] as Int32Array;
  const registers = words[plane.registers] as Int32Array;
  let entry = log;
  for (let seq = from; seq > to; seq -= 1) {
    const chunk = recording.chunkOf(seq);
    const at = recording.offsetOf(seq);
    const head = chunk[at] as number;
    const code = head & 31;
    if (code === inc || code === dec) {
      const isIncrement = code === inc;
      objects[(chunk[at + 1] as number) * objectStride + countColumn] =
        (chunk[at + 2] as number) + (isIncrement ? -1 : 1);
      const counter = isIncrement ? register.increments : register.decrements;
      registers[counter] = (registers[counter] as number) - 1;
    } else if (isFolded[code] === 1) {
      const aux = head >>> 11;
      foldEvent(
        core,
        code,
        aux === auxLimit ? recording.auxOf(seq) : aux,
        chunk[at + 1] as number,
        chunk[at + 2] as number,
        chunk[at + 3] as number,
        -1,
      );
    }
    let count = (head >>> 5) & 63;
    if (count === 0) continue;
    if (count === countLimit) count = recording.countOf(seq);
    store.apply(entry - count, entry);
    entry -= count;
  }
  return entry;
}
