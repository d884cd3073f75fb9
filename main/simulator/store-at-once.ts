import type { Core } from './core.ts';
import { objectColumn, objectShift, register } from './layout.ts';

const { address: addressColumn, count: countColumn } = objectColumn;
/** Greatest offset that an event tells in its head. */
const longestOffset = 2 ** 20 - 2;
/** What `storeCounted` answers when the store has to be done step by step. */
const notAtOnce = -1;

/**
 * A counted pointer store in one go: counts `object` up, makes word `word` of the plane `words`
 * point at it, counts what it pointed at before down, with the events (`inc`, `code`, `dec`) and the
 * state that `Core.increment`, `Core.storePointer` and `Core.decrement` come to one after the other.
 * Only where that is all there is to do: old and new pointer are not nil and stand at the beginning
 * of their objects, little waits in the log, nobody watches single events. In as few instructions
 * as can be, so that what one store loads from memory overlaps with what the next one loads.
 * `offset` and `first` are what the event tells of the place. Returns the object whose count reached
 * 0, 0 if none did, or −1 where nothing was done.
 */
export function storeCounted(
  core: Core,
  words: Int32Array,
  word: number,
  address: number,
  object: number,
  code: number,
  offset: number,
  first: number,
): number {
  const { recording } = core;
  const { objects, registers } = core.store;
  const at = word << 1;
  const from = words[at | 1] as number;
  const record = object << objectShift;
  if (
    object === 0 ||
    from === 0 ||
    offset > longestOffset ||
    !recording.takesStore ||
    core.hasInterior === true ||
    address !== core.payloadAt(objects[record | addressColumn] as number)
  )
    return notAtOnce;
  const count = ((objects[record | countColumn] as number) + 1) | 0;
  objects[record | countColumn] = count;
  words[at] = address;
  words[at | 1] = object;
  const fromCount = (from << objectShift) | countColumn;
  const left = ((objects[fromCount] as number) - 1) | 0;
  objects[fromCount] = left;
  registers[register.increments] = (registers[register.increments] as number) + 1;
  registers[register.decrements] = (registers[register.decrements] as number) + 1;
  recording.emitStore(object, count, code | (offset << 12) | (1 << 11), first, from, left);
  return left === 0 ? from : 0;
}
