import { eventCode } from './event-code.ts';

/**
 * Marking told in one word an event: the object that was greyed; or 1 + fields ≪ 28 and the object
 * that was blackened, which is the one that all those before it, up to the black one before, were found in.
 */
export const toldShift = 28;
export const toldObject = 2 ** toldShift - 1;

const { grey, black } = eventCode;

/** The next word from `from` on that tells of a black object. */
export function blackFrom(told: Int32Array, from: number): number {
  let at = from;
  while ((told[at] as number) <= toldObject) at += 1;
  return told[at] as number;
}

/** Writes the events of words `from` … `to` − 1 into `chunk` from `at` on. Behind `to` a black object follows, if `to` is not behind one. */
export function writeMarks(
  told: Int32Array,
  from: number,
  to: number,
  chunk: Int32Array,
  at: number,
): void {
  let place = at;
  let next = from;
  while (next < to) {
    const object = blackFrom(told, next) & toldObject;
    for (; next < to; next += 1) {
      const word = told[next] as number;
      const isGrey = word <= toldObject;
      chunk[place] = isGrey ? grey : black;
      chunk[place + 1] = isGrey ? word : object;
      chunk[place + 2] = isGrey ? object : (word >>> toldShift) - 1;
      chunk[place + 3] = 0;
      place += 4;
      if (!isGrey) {
        next += 1;
        break;
      }
    }
  }
}
