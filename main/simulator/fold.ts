import { objectColumn, objectStride, plane, register } from './layout.ts';
import { eventCode } from './recording.ts';

const { count: countColumn } = objectColumn;
const { inc, dec, trial, restore, grey, black, sweep, write, root } = eventCode;
const { address: addressColumn } = objectColumn;

/** Codes of the events that change the state by themselves. */
export const isFolded = new Uint8Array(32);
for (const code of [inc, dec, trial, restore, grey, black, sweep, write, root]) isFolded[code] = 1;

/**
 * The part of the state that is a function of the events, so that the most frequent ones need no
 * entry in the log: pointers, reference counts, mark bits and their counters. Called once when an event is
 * recorded (`direction` 1) and each time the position passes it (1 forward, −1 back).
 */
export function foldEvent(
  words: readonly Int32Array[],
  code: number,
  aux: number,
  first: number,
  second: number,
  third: number,
  direction: number,
): void {
  const registers = words[plane.registers] as Int32Array;
  switch (code) {
    case inc:
    case restore: {
      const index = code === inc ? register.increments : register.restores;
      (words[plane.objects] as Int32Array)[first * objectStride + countColumn] =
        direction > 0 ? second : second - 1;
      registers[index] = (registers[index] as number) + direction;
      return;
    }
    case dec:
    case trial: {
      const index = code === dec ? register.decrements : register.trials;
      (words[plane.objects] as Int32Array)[first * objectStride + countColumn] =
        direction > 0 ? second : second + 1;
      registers[index] = (registers[index] as number) + direction;
      return;
    }
    case grey:
      flip(words[plane.marks] as Int32Array, first);
      registers[register.greys] = (registers[register.greys] as number) + direction;
      return;
    case black:
      flip(words[plane.scans] as Int32Array, first);
      registers[register.blacks] = (registers[register.blacks] as number) + direction;
      registers[register.scannedSlots] =
        (registers[register.scannedSlots] as number) + direction * second;
      return;
    case sweep:
      registers[register.swept] = (registers[register.swept] as number) + direction;
      if (aux === 0) {
        flip(words[plane.marks] as Int32Array, third);
        flip(words[plane.scans] as Int32Array, third);
      }
      return;
    case write: {
      if ((aux & 1) === 0) return;
      const shift = registers[register.granuleShift] as number;
      const objects = words[plane.objects] as Int32Array;
      const owner = objects[first * objectStride + addressColumn] as number;
      place(
        words[plane.heap] as Int32Array,
        (owner << shift) + 1 + (aux >>> 1),
        objects,
        shift,
        direction > 0 ? third : second,
      );
      return;
    }
    case root:
      if ((aux & 1) === 0) return;
      place(
        words[plane.stack] as Int32Array,
        aux >>> 1,
        words[plane.objects] as Int32Array,
        registers[register.granuleShift] as number,
        direction > 0 ? third : second,
      );
      return;
    default:
      return;
  }
}

/** Makes a word point at the first payload word of an object, or nil. */
function place(
  words: Int32Array,
  word: number,
  objects: Int32Array,
  shift: number,
  object: number,
): void {
  words[word * 2] =
    object === 0 ? 0 : ((objects[object * objectStride + addressColumn] as number) << shift) + 1;
  words[word * 2 + 1] = object;
}

function flip(bits: Int32Array, object: number): void {
  bits[object >>> 5] = (bits[object >>> 5] as number) ^ (1 << (object & 31));
}
