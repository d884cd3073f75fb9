/** The package strings. Parts of a string share its bytes, as in Go. */
import type { NativeSite } from '../compile/image.ts';
import { decodeRune, encodeRune, runeCount } from '../format/text.ts';
import type { Interpreter } from '../machine/interpreter.ts';
import { advance, type Memory } from '../machine/memory.ts';
import { MachineHalted, RuntimePanic } from '../machine/signals.ts';
import { newArray, setSlice } from '../machine/slice-instructions.ts';
import { bytesAt } from '../machine/values.ts';
import { pieceLength, type Work } from '../machine/work.ts';
import { basicTypes } from '../types.ts';
import {
  argumentSlot,
  borrowedArguments,
  giveBool,
  giveInt,
  giveSameText,
  giveText,
  highOf,
  intArgument,
  lowOf,
  resultSlot,
  textArgument,
  type Native,
} from './native-call.ts';

/** Longest string that is made at once: what a heap of 1 GiB could hold is more than JavaScript can. */
const longestText = 2 ** 28;
/** Characters or parts between two questions whether the run should end here. */
const between = 4096;

function isSpace(rune: number): boolean {
  return (
    (rune >= 9 && rune <= 13) ||
    rune === 32 ||
    rune === 0x85 ||
    rune === 0xa0 ||
    /^\p{Zs}$|^\u2028$|^\u2029$/u.test(String.fromCodePoint(rune))
  );
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** A slice of strings that are parts of an argument. */
function giveParts(
  vm: Interpreter,
  site: NativeSite,
  argument: number,
  parts: readonly Part[],
): void {
  const slot = resultSlot(vm, site, 0);
  if (parts.length === 0) {
    setSlice(vm, slot, ~0, 0, 0, 0);
    return;
  }
  const string = vm.image.types.of(basicTypes.string);
  newArray(vm, vm.scratch, string, parts.length, borrowedArguments(vm, site));
  const text = argumentSlot(vm, site, argument);
  const array = lowOf(vm, vm.scratch);
  const object = highOf(vm, vm.scratch);
  vm.perform(
    (function* fill(): Work {
      for (const [index, { from, to }] of parts.entries()) {
        if (index > 0 && index % pieceLength === 0) yield;
        if (to > from)
          vm.memory.writePointer(
            array,
            object,
            index * 16,
            advance(lowOf(vm, text), from),
            highOf(vm, text),
          );
        vm.memory.writeWord(array + index * 2 + 1, object, to - from, 0);
      }
      vm.memory.moveRoot(slot, vm.scratch);
      vm.mutator.setSlotWord(slot + 1, parts.length, 0);
      vm.mutator.setSlotWord(slot + 2, parts.length, 0);
    })(),
  );
}

/** A part of an argument as a string. */
function givePart(vm: Interpreter, site: NativeSite, argument: number, { from, to }: Part): void {
  const text = argumentSlot(vm, site, argument);
  const slot = resultSlot(vm, site, 0);
  const isEmpty = to <= from;
  vm.memory.setRoot(
    slot,
    isEmpty ? 0 : advance(lowOf(vm, text), from),
    isEmpty ? 0 : highOf(vm, text),
  );
  vm.mutator.setSlotWord(slot + 1, Math.max(to - from, 0), 0);
}

function fieldsOf(memory: Memory, text: string): Part[] {
  const parts: Part[] = [];
  let start = -1;
  let polled = 0;
  for (let at = 0; at < text.length;) {
    if (at - polled >= between) {
      memory.poll(between);
      polled = at;
    }
    const { rune, width } = decodeRune(text, at);
    if (isSpace(rune)) {
      if (start >= 0) parts.push({ from: start, to: at });
      start = -1;
    } else if (start < 0) start = at;
    at += width;
  }
  if (start >= 0) parts.push({ from: start, to: text.length });
  return parts;
}

function splitOf(memory: Memory, text: string, separator: string): Part[] {
  const parts: Part[] = [];
  if (separator === '') {
    for (let at = 0; at < text.length;) {
      if (parts.length % between === 0) memory.poll(between);
      const { width } = decodeRune(text, at);
      parts.push({ from: at, to: at + width });
      at += width;
    }
    return parts;
  }
  let start = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
    if (parts.length % between === 0) memory.poll(between);
    parts.push({ from: start, to: at });
    start = at + separator.length;
  }
  parts.push({ from: start, to: text.length });
  return parts;
}

/** strings.Replace: at most `limit` times, or always if it is negative. */
function replaced(
  memory: Memory,
  text: string,
  old: string,
  replacement: string,
  limit: number,
): string {
  const all = old === '' ? runeCount(text) + 1 : text.length;
  const count = limit < 0 ? all : Math.min(limit, all);
  if (count === 0 || old === replacement) return text;
  let result = '';
  let start = 0;
  for (let i = 0; i < count; i++) {
    if (i % between === 0) memory.poll(between);
    let at = start;
    if (old === '') {
      if (i > 0) at += decodeRune(text, start).width;
    } else at = text.indexOf(old, start);
    if (at < 0) break;
    result += text.slice(start, at) + replacement;
    start = at + old.length;
  }
  return result + text.slice(start);
}

/** Maps runes by a simple mapping of one to one; what maps to several stays. */
function mapped(memory: Memory, text: string, change: (character: string) => string): string {
  let result = '';
  let polled = 0;
  for (let at = 0; at < text.length;) {
    if (at - polled >= between) {
      memory.poll(between);
      polled = at;
    }
    const { rune, width } = decodeRune(text, at);
    const changed = change(String.fromCodePoint(rune));
    const point = changed.codePointAt(0) ?? rune;
    result += encodeRune(changed.length === (point > 0xffff ? 2 : 1) ? point : rune);
    at += width;
  }
  return result;
}

/** Go maps a character to one character: where JavaScript gives several, the plain mapping of Unicode is another. */
function lower(character: string): string {
  return character === '\u0130' ? 'i' : character.toLowerCase();
}

/** Greek small letters with an iota below have capitals of their own, 8 or 9 code points on. */
function upper(character: string): string {
  if (/^[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]$/.test(character))
    return String.fromCharCode(character.charCodeAt(0) + 8);
  if (/^[\u1fb3\u1fc3\u1ff3]$/.test(character))
    return String.fromCharCode(character.charCodeAt(0) + 9);
  return character.toUpperCase();
}

function mapping(change: (character: string) => string): Native {
  return (vm, site) => {
    const text = textArgument(vm, site, 0);
    const result = mapped(vm.memory, text, change);
    if (result === text) giveSameText(vm, site, 0, 0);
    else giveText(vm, site, 0, result);
  };
}

function replace(vm: Interpreter, site: NativeSite, limit: number): void {
  const text = textArgument(vm, site, 0);
  const old = textArgument(vm, site, 1);
  const result = replaced(vm.memory, text, old, textArgument(vm, site, 2), limit);
  if (result === text) giveSameText(vm, site, 0, 0);
  else giveText(vm, site, 0, result);
}

export const stringFunctions = {
  'strings.Contains': (vm: Interpreter, site: NativeSite): void => {
    giveBool(vm, site, 0, textArgument(vm, site, 0).includes(textArgument(vm, site, 1)));
  },
  'strings.Fields': (vm: Interpreter, site: NativeSite): void => {
    giveParts(vm, site, 0, fieldsOf(vm.memory, textArgument(vm, site, 0)));
  },
  'strings.HasPrefix': (vm: Interpreter, site: NativeSite): void => {
    giveBool(vm, site, 0, textArgument(vm, site, 0).startsWith(textArgument(vm, site, 1)));
  },
  'strings.HasSuffix': (vm: Interpreter, site: NativeSite): void => {
    giveBool(vm, site, 0, textArgument(vm, site, 0).endsWith(textArgument(vm, site, 1)));
  },
  'strings.Index': (vm: Interpreter, site: NativeSite): void => {
    giveInt(vm, site, 0, textArgument(vm, site, 0).indexOf(textArgument(vm, site, 1)));
  },
  'strings.Join': (vm: Interpreter, site: NativeSite): void => {
    const slice = argumentSlot(vm, site, 0);
    const parts: string[] = [];
    for (let index = 0; index < lowOf(vm, slice + 1); index++) {
      if (index % between === 0) vm.memory.poll(between);
      parts.push(bytesAt(vm.memory, advance(lowOf(vm, slice), index * 16), highOf(vm, slice)));
    }
    giveText(vm, site, 0, parts.join(textArgument(vm, site, 1)));
  },
  'strings.Repeat': (vm: Interpreter, site: NativeSite): void => {
    const text = textArgument(vm, site, 0);
    const count = intArgument(vm, site, 1);
    if (count < 0) throw new RuntimePanic('strings: negative Repeat count', 'plainError');
    if (text.length * count > 2 ** 30)
      throw new RuntimePanic('strings: Repeat output length overflow', 'plainError');
    if (text.length * count > longestText) throw new MachineHalted();
    giveText(vm, site, 0, text.repeat(count));
  },
  'strings.Replace': (vm: Interpreter, site: NativeSite): void => {
    replace(vm, site, intArgument(vm, site, 3));
  },
  'strings.ReplaceAll': (vm: Interpreter, site: NativeSite): void => {
    replace(vm, site, -1);
  },
  'strings.Split': (vm: Interpreter, site: NativeSite): void => {
    const text = textArgument(vm, site, 0);
    giveParts(vm, site, 0, splitOf(vm.memory, text, textArgument(vm, site, 1)));
  },
  'strings.ToLower': mapping(lower),
  'strings.ToUpper': mapping(upper),
  'strings.TrimSpace': (vm: Interpreter, site: NativeSite): void => {
    const text = textArgument(vm, site, 0);
    const parts = fieldsOf(vm.memory, text);
    const first = parts[0];
    const last = parts.at(-1);
    givePart(
      vm,
      site,
      0,
      first === undefined || last === undefined
        ? { from: 0, to: 0 }
        : { from: first.from, to: last.to },
    );
  },
} satisfies Record<string, Native>;
