import { objectColumn, objectStride, plane, register } from './layout.ts';
import { eventCode } from './recording.ts';

const { count: countColumn } = objectColumn;
const { inc, dec, trial, restore, grey, black, sweep } = eventCode;

/**
 * The part of the state that is a function of the events, so that the most frequent ones need no
 * entry in the log: reference counts, mark bits and their counters. Called once when an event is
 * recorded (`direction` 1) and each time the position passes it (1 forward, −1 back).
 */
export function foldEvent(words: readonly Int32Array[], code: number, aux: number, first: number, second: number, third: number, direction: number): void {
  const registers = words[plane.registers] as Int32Array;
  switch (code) {
    case inc:
    case restore: {
      const index = code === inc ? register.increments : register.restores;
      (words[plane.objects] as Int32Array)[first * objectStride + countColumn] = direction > 0 ? second : second - 1;
      registers[index] = (registers[index] as number) + direction;
      return;
    }
    case dec:
    case trial: {
      const index = code === dec ? register.decrements : register.trials;
      (words[plane.objects] as Int32Array)[first * objectStride + countColumn] = direction > 0 ? second : second + 1;
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
      registers[register.scannedSlots] = (registers[register.scannedSlots] as number) + direction * second;
      return;
    case sweep:
      registers[register.swept] = (registers[register.swept] as number) + direction;
      if (aux === 0) {
        flip(words[plane.marks] as Int32Array, third);
        flip(words[plane.scans] as Int32Array, third);
      }
      return;
    default:
      return;
  }
}

function flip(bits: Int32Array, object: number): void {
  bits[object >>> 5] = (bits[object >>> 5] as number) ^ (1 << (object & 31));
}
