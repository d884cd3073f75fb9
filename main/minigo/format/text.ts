/**
 * Go strings as JavaScript sees them here: *byte strings*, one character 0 … 255 for each byte.
 * Everything that formats or searches works on these, so that lengths and indices are Go's.
 */

/** What one position of a byte string decodes to; bad UTF-8 is U+FFFD of width 1. */
export interface DecodedRune {
  readonly rune: number;
  readonly width: number;
}

export const runeError = 0xfffd;
const badRune: DecodedRune = { rune: runeError, width: 1 };

/** Decodes the rune that starts at byte `at`, by Go's rules (no surrogates, no overlong forms). */
export function decodeRune(bytes: string, at: number): DecodedRune {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { rune: first, width: 1 };
  if (first < 0xc2 || first > 0xf4) return badRune;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + length > bytes.length) return badRune;
  let rune = first & (length === 2 ? 0x1f : length === 3 ? 0x0f : 0x07);
  for (let i = 1; i < length; i++) {
    const next = bytes.charCodeAt(at + i);
    if ((next & 0xc0) !== 0x80) return badRune;
    rune = (rune << 6) | (next & 0x3f);
  }
  if (length === 3 && (rune < 0x800 || (rune >= 0xd800 && rune <= 0xdfff))) return badRune;
  if (length === 4 && (rune < 0x10000 || rune > 0x10ffff)) return badRune;
  return { rune, width: length };
}

/** The UTF-8 bytes of a code point; what is no code point becomes U+FFFD. */
export function encodeRune(rune: number): string {
  const point =
    rune < 0 || rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff) ? runeError : rune;
  if (point < 0x80) return String.fromCharCode(point);
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
  if (point < 0x10000) {
    return String.fromCharCode(
      0xe0 | (point >> 12),
      0x80 | ((point >> 6) & 0x3f),
      0x80 | (point & 0x3f),
    );
  }
  return String.fromCharCode(
    0xf0 | (point >> 18),
    0x80 | ((point >> 12) & 0x3f),
    0x80 | ((point >> 6) & 0x3f),
    0x80 | (point & 0x3f),
  );
}

/** Number of runes, counting each bad byte as one. */
export function runeCount(bytes: string): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count++) at += decodeRune(bytes, at).width;
  return count;
}

/** A byte string from ordinary text. */
export function toBytes(text: string): string {
  let bytes = '';
  for (const character of text) bytes += encodeRune(character.codePointAt(0) ?? runeError);
  return bytes;
}

/** Ordinary text from a byte string; bad UTF-8 becomes U+FFFD, a byte at a time. */
export function fromBytes(bytes: string): string {
  if (/^[\0-\x7f]*$/.test(bytes)) return bytes;
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const { rune, width } = decodeRune(bytes, at);
    text += String.fromCodePoint(rune);
    at += width;
  }
  return text;
}
