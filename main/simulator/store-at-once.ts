import type { Core } from './core.ts';
import { objectColumn, objectShift, register } from './layout.ts';
import { auxLimit, countLimit, eventCode, storeWords } from './recording.ts';

const { address: addressColumn, count: countColumn } = objectColumn;
/** What a counted store answers when it has to be done step by step. */
const notAtOnce = -1;
/** Greatest slot that an event tells in its head. */
const greatestSlot = 2 ** 20 - 2;
/** The head of a `write` whose place the `inc` before it tells. */
export const writeHead = eventCode.write | (auxLimit << 11);
/** The head of a `root`, without its slot. */
export const rootHead = eventCode.root | (1 << 11);

/**
 * Makes heap word `word` of object `owner` point at `object`, counted, in one go; see `storeCounted`.
 * What the event tells of the place is the word: where the owner begins is not looked up.
 */
export function storeField(
  core: Core,
  owner: number,
  word: number,
  address: number,
  object: number,
  logged: number,
): number {
  return storeCounted(core, core.store.heap, word, address, object, writeHead, owner, word, logged);
}

/** Makes a root slot point at `object`, counted, in one go; see `storeCounted`. */
export function storeRoot(
  core: Core,
  slot: number,
  address: number,
  object: number,
  label: number,
  logged: number,
): number {
  if (slot > greatestSlot) return notAtOnce;
  const head = rootHead | (slot << 12);
  return storeCounted(core, core.store.stack, slot, address, object, head, label, 0, logged);
}

/**
 * A counted pointer store in one go: counts `object` up, makes word `word` of the plane `words`
 * point at it, counts what it pointed at before down, with the events (`inc`, one with `head`,
 * `dec`) and the state that `Core.increment`, `Core.storePointer` and `Core.decrement` come to one
 * after the other. Only where that is all there is to do: old and new pointer are not nil and stand
 * at the beginning of their objects, little waits in the log, nobody watches single events. In as
 * few instructions as can be, so that what one store loads from memory overlaps with what the next
 * one loads. `first` is the first number of the event, `told` what its `inc` tells of the place,
 * `logged` the length of the log. Returns the object whose count reached 0, 0 if none did, or −1 where nothing was done.
 */
function storeCounted(
  core: Core,
  words: Int32Array,
  word: number,
  address: number,
  object: number,
  head: number,
  first: number,
  told: number,
  logged: number,
): number {
  const { recording, store } = core;
  const { objects, registers } = store;
  const place = word << 1;
  const from = words[place | 1] as number;
  const record = object << objectShift;
  const at = recording.at;
  const pending = (logged - recording.settled) | 0;
  if (
    object === 0 ||
    from === 0 ||
    at > recording.lastOfStore ||
    pending >= countLimit ||
    core.hasInterior === true ||
    address !== core.payloadAt(objects[record | addressColumn] as number)
  )
    return notAtOnce;
  const count = ((objects[record | countColumn] as number) + 1) | 0;
  objects[record | countColumn] = count;
  words[place] = address;
  words[place | 1] = object;
  const fromCount = (from << objectShift) | countColumn;
  const left = ((objects[fromCount] as number) - 1) | 0;
  objects[fromCount] = left;
  registers[register.increments] = ((registers[register.increments] as number) + 1) | 0;
  registers[register.decrements] = ((registers[register.decrements] as number) + 1) | 0;
  const { chunk } = recording;
  chunk[at] = eventCode.inc | (pending << 5);
  chunk[at + 1] = object;
  chunk[at + 2] = count;
  chunk[at + 3] = told;
  chunk[at + 4] = head;
  chunk[at + 5] = first;
  chunk[at + 6] = from;
  chunk[at + 7] = object;
  chunk[at + 8] = eventCode.dec;
  chunk[at + 9] = from;
  chunk[at + 10] = left;
  chunk[at + 11] = 0;
  recording.at = at + storeWords;
  recording.settled = logged;
  return left === 0 ? from : 0;
}
