/** Literals to constants, and constants to the text that Go's messages show. */
import type { BasicLiteral } from './ast.ts';
import {
  bitLength,
  intConstant,
  rational,
  rationalToNumber,
  stringConstant,
  type ConstantValue,
  type Rational,
} from './constants.ts';
import { formatFloat } from './format/float.ts';

/** Largest decimal exponent of a literal, either way. */
const literalExponentLimit = 20_000;

/** The value of a literal the scanner has accepted; null if it is too large to be computed. */
export function constantOfLiteral({ literal, text }: BasicLiteral): ConstantValue | null {
  switch (literal) {
    case 'int':
      return intConstant(integerOf(text.replaceAll('_', '')));
    case 'float':
    case 'imaginary':
      return floatOf(text.replaceAll('_', ''));
    case 'rune':
      return intConstant(runeOf(text));
    case 'string':
      return stringConstant(bytesOfStringLiteral(text));
  }
}

function integerOf(digits: string): bigint {
  if (/^0[0-9]/.test(digits)) return BigInt(`0o${digits.replace(/^0+/, '') || '0'}`);
  return BigInt(digits.toLowerCase());
}

function floatOf(text: string): ConstantValue | null {
  const hexadecimal = /^0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/i.exec(text);
  if (hexadecimal !== null) {
    const [, whole = '', fraction = '', exponentText = '0'] = hexadecimal;
    const exponent = Number(exponentText) - 4 * fraction.length;
    if (Math.abs(exponent) > literalExponentLimit) return null;
    const mantissa = BigInt(`0x${whole}${fraction}`);
    return scaledFraction(mantissa, 2n, exponent);
  }
  const decimal = /^([0-9]*)\.?([0-9]*)(?:e([+-]?\d+))?$/i.exec(text);
  if (decimal === null) return null;
  const [, whole = '', fraction = '', exponentText = '0'] = decimal;
  const exponent = Number(exponentText) - fraction.length;
  if (Math.abs(exponent) > literalExponentLimit) return null;
  return scaledFraction(BigInt(`${whole}${fraction}` || '0'), 10n, exponent);
}

function scaledFraction(mantissa: bigint, base: bigint, exponent: number): ConstantValue | null {
  const power = base ** BigInt(Math.abs(exponent));
  const value = exponent < 0 ? rational(mantissa, power) : rational(mantissa * power, 1n);
  return value === null ? null : { kind: 'float', value };
}

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
};

/** Reads one escape after the backslash at `at`: its value, whether it is a byte, and its end. */
function escapeAt(text: string, at: number): { value: number; isByte: boolean; end: number } {
  const character = text.charAt(at + 1);
  const simple = simpleEscapes[character];
  if (simple !== undefined) return { value: simple, isByte: false, end: at + 2 };
  if (character === 'x')
    return { value: Number.parseInt(text.slice(at + 2, at + 4), 16), isByte: true, end: at + 4 };
  if (character === 'u')
    return { value: Number.parseInt(text.slice(at + 2, at + 6), 16), isByte: false, end: at + 6 };
  if (character === 'U')
    return { value: Number.parseInt(text.slice(at + 2, at + 10), 16), isByte: false, end: at + 10 };
  return { value: Number.parseInt(text.slice(at + 1, at + 4), 8), isByte: true, end: at + 4 };
}

function runeOf(text: string): number {
  return text.charAt(1) === '\\' ? escapeAt(text, 1).value : (text.codePointAt(1) ?? 0);
}

/** The bytes of a code point in UTF-8, one character each. */
export function utf8Bytes(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63));
  if (code < 0x10000)
    return String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  return String.fromCharCode(
    0xf0 | (code >> 18),
    0x80 | ((code >> 12) & 63),
    0x80 | ((code >> 6) & 63),
    0x80 | (code & 63),
  );
}

export function bytesOfText(text: string): string {
  let bytes = '';
  for (const character of text) bytes += utf8Bytes(character.codePointAt(0) ?? 0);
  return bytes;
}

/** The bytes that a string literal stands for. */
export function bytesOfStringLiteral(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return bytesOfText(inner.replaceAll('\r', ''));
  let bytes = '';
  for (let at = 0; at < inner.length;) {
    if (inner.charAt(at) === '\\') {
      const escape = escapeAt(inner, at);
      bytes += escape.isByte ? String.fromCharCode(escape.value) : utf8Bytes(escape.value);
      at = escape.end;
    } else {
      const code = inner.codePointAt(at) ?? 0;
      bytes += utf8Bytes(code);
      at += code > 0xffff ? 2 : 1;
    }
  }
  return bytes;
}

/** Bytes as text; an invalid sequence reads as U+FFFD. */
export function textOfBytes(bytes: string): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes.charCodeAt(at);
    const length =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0;
    let code = length === 1 ? first : first & (0x7f >> length);
    let valid = length > 0 && at + length <= bytes.length;
    for (let next = 1; valid && next < length; next++) {
      const unit = bytes.charCodeAt(at + next);
      valid = unit >> 6 === 2;
      code = (code << 6) | (unit & 63);
    }
    valid &&= !(length === 3 && (code < 0x800 || (code >= 0xd800 && code < 0xe000)));
    valid &&= !(length === 4 && (code < 0x10000 || code > 0x10ffff));
    text += valid ? String.fromCodePoint(code) : '\ufffd';
    at += valid ? length : 1;
  }
  return text;
}

/** A constant as Go's messages show it: strings quoted and cut at 72 characters, numbers in full or with six digits. */
export function constantText(value: ConstantValue): string {
  switch (value.kind) {
    case 'bool':
      return String(value.value);
    case 'int':
      return String(value.value);
    case 'string': {
      const quoted = quoteText(textOfBytes(value.bytes));
      const characters = [...quoted];
      return characters.length > 72 ? `${characters.slice(0, 69).join('')}...` : quoted;
    }
    case 'float':
      return floatText(value.value);
  }
}

/** As `go/constant` shows a float: six digits, more where they would hide a fraction. */
function floatText(value: Rational): string {
  const number = rationalToNumber(value);
  if (!Number.isFinite(number) || (number === 0) !== (value.numerator === 0n))
    return hugeFloatText(value);
  const short = formatFloat(number, 'g', 6, 64);
  return value.denominator !== 1n && !short.includes('.')
    ? formatFloat(number, 'g', -1, 64)
    : short;
}

/** A float beyond the range of doubles: a mantissa of six digits and a decimal exponent, nearly. */
function hugeFloatText(value: Rational): string {
  const size = value.numerator < 0n ? -value.numerator : value.numerator;
  let exponent = bitLength(size) - bitLength(value.denominator);
  let mantissa = scaled(size, value.denominator, exponent);
  if (mantissa >= 1) {
    exponent++;
    mantissa /= 2;
  }
  const decimal = exponent * (Math.LN2 / Math.LN10);
  let whole = Math.trunc(decimal);
  mantissa *= 10 ** (decimal - whole);
  if (mantissa < 1 - 0.5e-6) {
    mantissa *= 10;
    whole--;
  } else if (mantissa >= 10) {
    mantissa /= 10;
    whole++;
  }
  const sign = value.numerator < 0n ? '-' : '';
  return `${sign}${formatFloat(mantissa, 'g', 6, 64)}e${whole < 0 ? '' : '+'}${whole}`;
}

function scaled(numerator: bigint, denominator: bigint, exponent: number): number {
  const power = 1n << BigInt(Math.abs(exponent));
  const part =
    exponent < 0
      ? rational(numerator * power, denominator)
      : rational(numerator, denominator * power);
  return part === null ? 0 : rationalToNumber(part);
}

/** Go's `strconv.Quote`, for text that is mostly printable. */
export function quoteText(text: string): string {
  let quoted = '"';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const named = {
      7: '\\a',
      8: '\\b',
      9: '\\t',
      10: '\\n',
      11: '\\v',
      12: '\\f',
      13: '\\r',
      34: '\\"',
      92: '\\\\',
    }[code];
    if (named !== undefined) quoted += named;
    else if (code < 32 || code === 127) quoted += `\\x${code.toString(16).padStart(2, '0')}`;
    else quoted += character;
  }
  return `${quoted}"`;
}
