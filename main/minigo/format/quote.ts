/** Go's strconv.Quote and its kin, on byte strings. */
import { decodeRune, encodeRune, runeError } from './text.ts';

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII space. */
export function isPrintable(rune: number): boolean {
  if (rune < 0x7f) return rune >= 0x20;
  if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) return false;
  return printable.test(String.fromCodePoint(rune));
}

const shortEscapes = new Map([
  [7, '\\a'],
  [8, '\\b'],
  [12, '\\f'],
  [10, '\\n'],
  [13, '\\r'],
  [9, '\\t'],
  [11, '\\v'],
]);

function escaped(rune: number, quote: string, asciiOnly: boolean): string {
  if (rune === quote.charCodeAt(0) || rune === 0x5c) return `\\${String.fromCharCode(rune)}`;
  if (asciiOnly ? rune < 0x80 && isPrintable(rune) : isPrintable(rune)) return encodeRune(rune);
  const short = shortEscapes.get(rune);
  if (short !== undefined) return short;
  if (rune < 0x20 || rune === 0x7f) return `\\x${rune.toString(16).padStart(2, '0')}`;
  if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff)) return '\\ufffd';
  if (rune < 0x10000) return `\\u${rune.toString(16).padStart(4, '0')}`;
  return `\\U${rune.toString(16).padStart(8, '0')}`;
}

/** `bytes` as a Go string literal in double quotes. */
export function quote(bytes: string, asciiOnly = false): string {
  let text = '"';
  for (let at = 0; at < bytes.length;) {
    const { rune, width } = decodeRune(bytes, at);
    text +=
      width === 1 && rune === runeError
        ? `\\x${bytes.charCodeAt(at).toString(16).padStart(2, '0')}`
        : escaped(rune, '"', asciiOnly);
    at += width;
  }
  return `${text}"`;
}

/** A rune as a Go character literal. */
export function quoteRune(rune: number, asciiOnly = false): string {
  const valid =
    rune > 0x10ffff || rune < 0 || (rune >= 0xd800 && rune <= 0xdfff) ? runeError : rune;
  return `'${escaped(valid, "'", asciiOnly)}'`;
}

/** Whether the text can stand between back quotes: no control characters, no back quote, no BOM. */
export function canBackquote(bytes: string): boolean {
  for (let at = 0; at < bytes.length;) {
    const { rune, width } = decodeRune(bytes, at);
    at += width;
    if (width > 1) {
      if (rune === 0xfeff) return false;
      continue;
    }
    if (rune === runeError || (rune < 0x20 && rune !== 9) || rune === 0x60 || rune === 0x7f)
      return false;
  }
  return true;
}
