/** Strings: made at run time on the heap, shared when sliced, compared and decoded byte by byte. */
import type { ListSite, SliceSite } from '../compile/image.ts';
import { decodeRune, encodeRune } from '../format/text.ts';
import { roundUpToSizeClass } from '../../simulator/go/size-classes.ts';
import type { Handler, Handlers } from './instructions.ts';
import type { Interpreter } from './interpreter.ts';
import { advance } from './memory.ts';
import { indexOutOfRange } from './signals.ts';
import { sliceBounds } from './slice-bounds.ts';
import { newArray, setSlice } from './slice-instructions.ts';
import { bytesOf } from './values.ts';
import { pieceBytes, pieceLength, type Work } from './work.ts';

const low = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2] ?? 0;
const high = (vm: Interpreter, slot: number): number => vm.memory.stack[slot * 2 + 1] ?? 0;

/** Makes a string in two rooted registers: a new object unless it is empty. */
export function makeString(vm: Interpreter, slot: number, bytes: string): void {
  const { memory, mutator } = vm;
  if (bytes === '') {
    memory.setRoot(slot, 0, 0);
    mutator.setSlotWord(slot + 1, 0, 0);
    return;
  }
  vm.allocate(mutator.defineShape('string', bytes.length, { kind: 'prefix', count: 0 }), slot);
  mutator.setSlotWord(slot + 1, bytes.length, 0);
  if (bytes.length <= pieceBytes) memory.writeBytes(low(vm, slot), high(vm, slot), bytes);
  else vm.perform(writeText(vm, low(vm, slot), high(vm, slot), bytes));
}

function* writeText(vm: Interpreter, first: number, object: number, bytes: string): Work {
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    if (from > 0) yield;
    const to = Math.min(bytes.length, from + pieceBytes);
    vm.memory.writeBytes(advance(first, from), object, bytes, from, to);
  }
}

function flag(vm: Interpreter, register: number, value: boolean): void {
  vm.mutator.setSlotWord(vm.slot(register), value ? 1 : 0, 0);
}

function comparing(holds: (x: string, y: string) => boolean): Handler {
  return (vm, a, b, c) => {
    flag(vm, a, holds(bytesOf(vm.memory, vm.slot(b)), bytesOf(vm.memory, vm.slot(c))));
  };
}

/** A slice of the runes of a text: decoded in pieces, then written as bytes. */
function* runesToSlice(vm: Interpreter, slot: number, text: string, element: number): Work {
  let bytes = '';
  for (let at = 0, count = 0; at < text.length; count++) {
    if (count > 0 && count % pieceLength === 0) yield;
    const { rune, width } = decodeRune(text, at);
    bytes += String.fromCharCode(rune & 255, (rune >> 8) & 255, (rune >> 16) & 255, 0);
    at += width;
  }
  bytesToSlice(vm, slot, bytes, element, 4);
}

/** A new backing array that holds these bytes, its capacity rounded as Go rounds it. */
function bytesToSlice(
  vm: Interpreter,
  slot: number,
  bytes: string,
  elementType: number,
  elementSize: number,
): void {
  const count = bytes.length / elementSize;
  if (count === 0) {
    setSlice(vm, slot, ~0, 0, 0, 0);
    return;
  }
  const capacity = Math.floor(roundUpToSizeClass(bytes.length) / elementSize);
  newArray(vm, vm.scratch, vm.image.types.at(elementType), capacity);
  vm.memory.moveRoot(slot, vm.scratch);
  vm.mutator.setSlotWord(slot + 1, count, 0);
  vm.mutator.setSlotWord(slot + 2, capacity, 0);
  vm.perform(writeText(vm, low(vm, slot), high(vm, slot), bytes));
}

function elementTypeOf(vm: Interpreter, sliceType: number): number {
  const { type } = vm.image.types.at(sliceType);
  const base = type.kind === 'named' ? type.underlying : type;
  if (base.kind !== 'slice') throw new TypeError('A string converts to a slice only.');
  return vm.image.types.of(base.element).id;
}

export const stringInstructions: Handlers = {
  concatenate: (vm, a, index) => {
    const site = vm.image.sites[index] as ListSite;
    const slots = site.registers.map((register) => vm.slot(register));
    const filled = slots.filter((slot) => low(vm, slot + 1) !== 0);
    const to = vm.slot(a);
    const [only] = filled;
    if (only !== undefined && filled.length === 1) {
      vm.memory.setRoot(to, low(vm, only), high(vm, only));
      vm.mutator.setSlotWord(to + 1, low(vm, only + 1), 0);
      return;
    }
    makeString(vm, to, filled.map((slot) => bytesOf(vm.memory, slot)).join(''));
  },
  stringIndex: (vm, a, b, c) => {
    const text = vm.slot(b);
    const index = vm.slot(c);
    const length = low(vm, text + 1);
    if (high(vm, index) !== 0 || low(vm, index) < 0 || low(vm, index) >= length) {
      throw indexOutOfRange(low(vm, index), high(vm, index), length);
    }
    vm.mutator.setSlotWord(
      vm.slot(a),
      vm.memory.byteAt(low(vm, text), high(vm, text), low(vm, index)),
      0,
    );
  },
  equalString: (vm, a, b, c) => {
    const x = vm.slot(b);
    const y = vm.slot(c);
    const isSameLength = low(vm, x + 1) === low(vm, y + 1);
    const isSame = isSameLength && low(vm, x) === low(vm, y) && high(vm, x) === high(vm, y);
    flag(vm, a, isSame || (isSameLength && bytesOf(vm.memory, x) === bytesOf(vm.memory, y)));
  },
  lessString: comparing((x, y) => x < y),
  lessEqualString: comparing((x, y) => x <= y),
  stringFromRune: (vm, a, b) => {
    const slot = vm.slot(b);
    const isRune = high(vm, slot) === 0 && low(vm, slot) >= 0;
    makeString(vm, vm.slot(a), encodeRune(isRune ? low(vm, slot) : -1));
  },
  stringFromBytes: (vm, a, b) => {
    const bytes = bytesOf(vm.memory, vm.slot(b));
    const to = vm.slot(a);
    if (bytes.length === 1) {
      // Go keeps the 256 strings of one byte ready.
      vm.memory.setRoot(to, ~(bytes.charCodeAt(0) * 8), 0);
      vm.mutator.setSlotWord(to + 1, 1, 0);
      return;
    }
    makeString(vm, to, bytes);
  },
  stringFromRunes: (vm, a, b) => {
    const slice = vm.slot(b);
    let bytes = '';
    for (let index = 0; index < low(vm, slice + 1); index++) {
      vm.memory.readScalar(low(vm, slice), high(vm, slice), index * 4, 4);
      bytes += encodeRune(vm.memory.low);
    }
    makeString(vm, vm.slot(a), bytes);
  },
  bytesFromString: (vm, a, b, type) => {
    bytesToSlice(vm, vm.slot(a), bytesOf(vm.memory, vm.slot(b)), elementTypeOf(vm, type), 1);
  },
  runesFromString: (vm, a, b, type) => {
    vm.perform(
      runesToSlice(vm, vm.slot(a), bytesOf(vm.memory, vm.slot(b)), elementTypeOf(vm, type)),
    );
  },
  sliceString: (vm, a, b, index) => {
    const site = vm.image.sites[index] as SliceSite;
    const text = vm.slot(b);
    const length = low(vm, text + 1);
    const bounds = sliceBounds(vm, site, length, length, false);
    const to = vm.slot(a);
    const pointer = bounds.high === bounds.low ? low(vm, text) : advance(low(vm, text), bounds.low);
    if (site.rooted) vm.memory.setRoot(to, pointer, high(vm, text));
    else vm.mutator.setSlotWord(to, pointer, high(vm, text));
    vm.mutator.setSlotWord(to + 1, bounds.high - bounds.low, 0);
  },
  rangeString: (vm, a, b, c, d) => {
    const text = vm.slot(b);
    const position = low(vm, vm.slot(c));
    const rest = vm.memory.readBytes(
      advance(low(vm, text), position),
      high(vm, text),
      Math.min(4, low(vm, text + 1) - position),
    );
    const { rune, width } = decodeRune(rest, 0);
    vm.mutator.setSlotWord(vm.slot(a), rune, 0);
    vm.mutator.setSlotWord(vm.slot(d), position + width, 0);
  },
};
