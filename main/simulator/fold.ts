import type { Core } from './core.ts';
import { objectColumn, objectFlag, objectShift, objectStride, register } from './layout.ts';
import { eventCode } from './recording.ts';
import { manyFields, toldFields } from './shapes.ts';

const { address: addressColumn, count: countColumn, flags: flagsColumn } = objectColumn;
const { inc, dec, trial, restore, grey, black, sweep, write, root, alloc, free } = eventCode;

/** Codes of the events that change the state by themselves. */
export const isFolded = new Uint8Array(32);
for (const code of [inc, dec, trial, restore, grey, black, sweep, write, root, alloc, free])
  isFolded[code] = 1;

/**
 * The part of the state that is a function of the events, so that the most frequent ones need no
 * entry in the log: pointers, reference counts, mark bits, what begins and ends with an object, and
 * their counters. Called once when an event is recorded (`direction` 1) and each time the position passes it (1 forward, −1 back).
 */
export function foldEvent(
  core: Core,
  code: number,
  aux: number,
  first: number,
  second: number,
  third: number,
  direction: number,
): void {
  const { heap, objects, registers, stack } = core.store;
  switch (code) {
    case inc:
    case restore: {
      const index = code === inc ? register.increments : register.restores;
      objects[first * objectStride + countColumn] = direction > 0 ? second : second - 1;
      registers[index] = (registers[index] as number) + direction;
      return;
    }
    case dec:
    case trial: {
      const index = code === dec ? register.decrements : register.trials;
      objects[first * objectStride + countColumn] = direction > 0 ? second : second + 1;
      registers[index] = (registers[index] as number) + direction;
      return;
    }
    case grey:
      flip(core.store.marks, first);
      registers[register.greys] = (registers[register.greys] as number) + direction;
      return;
    case black:
      flip(core.store.scans, first);
      registers[register.blacks] = (registers[register.blacks] as number) + direction;
      registers[register.scannedSlots] =
        (registers[register.scannedSlots] as number) + direction * second;
      return;
    case sweep:
      registers[register.swept] = (registers[register.swept] as number) + direction;
      if (aux === 0) {
        flip(core.store.marks, third);
        flip(core.store.scans, third);
      }
      return;
    case write: {
      if ((aux & 1) === 0) return;
      const owner = core.payloadAt(objects[first * objectStride + addressColumn] as number);
      place(core, heap, owner + (aux >>> 1), direction > 0 ? third : second);
      return;
    }
    case root:
      if ((aux & 1) === 0) return;
      place(core, stack, aux >>> 1, direction > 0 ? third : second);
      return;
    case alloc:
      begin(core, first, second, direction);
      registers[register.objects] = (registers[register.objects] as number) + direction;
      registers[register.allocated] = (registers[register.allocated] as number) + direction * third;
      registers[register.allocatedTotal] =
        (registers[register.allocatedTotal] as number) + direction * third;
      return;
    case free:
      end(core, first, second, direction);
      registers[register.freedObjects] = (registers[register.freedObjects] as number) + direction;
      registers[register.allocated] = (registers[register.allocated] as number) - direction * third;
      registers[register.free] = (registers[register.free] as number) + direction * third;
      registers[register.holes] = (registers[register.holes] as number) + direction;
      return;
    default:
      return;
  }
}

/** An object begins (or, going back, has never been): its record, which was all 0, and the header of its block. */
function begin(core: Core, object: number, start: number, direction: number): void {
  const { objects } = core.store;
  const record = object << objectShift;
  objects[record | addressColumn] = direction > 0 ? start : 0;
  objects[record | countColumn] = direction > 0 ? core.firstCount : 0;
  objects[record | flagsColumn] = direction > 0 ? objectFlag.allocated : 0;
  own(core, object, start, direction > 0);
}

/** What the flags of an object are when it is freed. */
export const lastFlags = objectFlag.allocated | objectFlag.dead;

function end(core: Core, object: number, start: number, direction: number): void {
  core.store.objects[(object << objectShift) | flagsColumn] = direction > 0 ? 0 : lastFlags;
  own(core, object, start, direction < 0);
}

/** Writes into the header of a block that it is an object's, or that it is not. */
function own(core: Core, object: number, start: number, isOwn: boolean): void {
  const { heap } = core.store;
  const at = (core.payloadAt(start) - 1) * 2;
  const header = (heap[at] as number) & ~manyFields;
  heap[at] = isOwn ? header | toldFields(core.shapeOf(object)) : header;
  heap[at + 1] = isOwn ? object : 0;
}

/** Makes a word point at the first payload word of an object, or nil. */
function place(core: Core, words: Int32Array, word: number, object: number): void {
  words[word * 2] = object === 0 ? 0 : core.payloadAt(core.object(object, objectColumn.address));
  words[word * 2 + 1] = object;
}

function flip(bits: Int32Array, object: number): void {
  bits[object >>> 5] = (bits[object >>> 5] as number) ^ (1 << (object & 31));
}
