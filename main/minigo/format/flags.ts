/** Width, precision and flags of one verb, and the padding they ask for (Go's fmt/format.go). */
import { formatFloat, type FloatFormat } from './float.ts';
import { canBackquote, isPrintable, quote, quoteRune } from './quote.ts';
import { decodeRune, encodeRune, runeCount, runeError } from './text.ts';

export class Flags {
  minus = false;
  plus = false;
  sharp = false;
  space = false;
  zero = false;
  /** `%+v` and `%#v` change what is written, not how a number is signed or prefixed. */
  plusV = false;
  sharpV = false;
  width: number | null = null;
  precision: number | null = null;

  clear(): void {
    this.minus = this.plus = this.sharp = this.space = this.zero = this.plusV = this.sharpV = false;
    this.width = this.precision = null;
  }

  copy(): Flags {
    return Object.assign(new Flags(), this);
  }

  padding(count: number): string {
    return count > 0 ? (this.zero && !this.minus ? '0' : ' ').repeat(count) : '';
  }

  pad(text: string): string {
    if (this.width === null || this.width === 0) return text;
    const fill = this.padding(this.width - runeCount(text));
    return this.minus ? text + fill : fill + text;
  }

  private padWithSpaces(text: string): string {
    const zero = this.zero;
    this.zero = false;
    const padded = this.pad(text);
    this.zero = zero;
    return padded;
  }

  integer(value: bigint, base: 2 | 8 | 10 | 16, verb: string, isUpper = false): string {
    const isNegative = value < 0n;
    let precision = 0;
    if (this.precision !== null) {
      precision = this.precision;
      if (precision === 0 && value === 0n) return ' '.repeat(this.width ?? 0);
    } else if (this.zero && !this.minus && this.width !== null) {
      precision = this.width - (isNegative || this.plus || this.space ? 1 : 0);
    }
    let digits = (isNegative ? -value : value).toString(base).padStart(precision, '0');
    if (isUpper) digits = digits.toUpperCase();
    if (this.sharp) {
      if (base === 2) digits = `0b${digits}`;
      else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
      else if (base === 16) digits = `${isUpper ? '0X' : '0x'}${digits}`;
    }
    if (verb === 'O') digits = `0o${digits}`;
    const sign = isNegative ? '-' : this.plus ? '+' : this.space ? ' ' : '';
    return this.padWithSpaces(sign + digits);
  }

  unicode(value: bigint): string {
    const minimum = Math.max(4, this.precision ?? 0);
    let text = `U+${BigInt.asUintN(64, value).toString(16).toUpperCase().padStart(minimum, '0')}`;
    if (this.sharp && value >= 0n && value <= 0x10ffffn && isPrintable(Number(value))) {
      text += ` '${encodeRune(Number(value))}'`;
    }
    return this.padWithSpaces(text);
  }

  private truncate(bytes: string): string {
    if (this.precision === null) return bytes;
    let at = 0;
    for (let count = 0; at < bytes.length; count++) {
      if (count === this.precision) return bytes.slice(0, at);
      at += decodeRune(bytes, at).width;
    }
    return bytes;
  }

  string(bytes: string): string {
    return this.pad(this.truncate(bytes));
  }

  hexadecimal(bytes: string, isUpper: boolean): string {
    const count = Math.min(bytes.length, this.precision ?? bytes.length);
    if (count === 0) return this.padding(this.width ?? 0);
    const prefix = this.sharp ? (isUpper ? '0X' : '0x') : '';
    const pairs: string[] = [];
    for (let i = 0; i < count; i++) {
      const pair = bytes.charCodeAt(i).toString(16).padStart(2, '0');
      pairs.push(isUpper ? pair.toUpperCase() : pair);
    }
    const text = this.space
      ? pairs.map((pair) => prefix + pair).join(' ')
      : prefix + pairs.join('');
    const fill = this.padding((this.width ?? 0) - text.length);
    return this.minus ? text + fill : fill + text;
  }

  quoted(bytes: string): string {
    const shown = this.truncate(bytes);
    if (this.sharp && canBackquote(shown)) return this.pad(`\`${shown}\``);
    return this.pad(quote(shown, this.plus));
  }

  private static rune(value: bigint): number {
    const unsigned = BigInt.asUintN(64, value);
    return unsigned > 0x10ffffn ? runeError : Number(unsigned);
  }

  character(value: bigint): string {
    return this.pad(encodeRune(Flags.rune(value)));
  }

  quotedCharacter(value: bigint): string {
    return this.pad(quoteRune(Flags.rune(value), this.plus));
  }

  float(value: number, format: FloatFormat, defaultPrecision: number, width: 32 | 64): string {
    const precision = this.precision ?? defaultPrecision;
    let text = formatFloat(value, format, precision, width);
    if (!text.startsWith('-') && !text.startsWith('+')) text = `+${text}`;
    if (this.space && text.startsWith('+') && !this.plus) text = ` ${text.slice(1)}`;
    if (text.charAt(1) === 'I' || text.charAt(1) === 'N') {
      if (text.charAt(1) === 'N' && !this.space && !this.plus) text = text.slice(1);
      return this.padWithSpaces(this.plus || !text.startsWith('+') ? text : text);
    }
    if (this.sharp && format !== 'b') text = alternativeFloat(text, format, precision);
    if (this.plus || !text.startsWith('+')) {
      if (this.zero && !this.minus && this.width !== null && this.width > text.length) {
        return text.charAt(0) + this.padding(this.width - text.length) + text.slice(1);
      }
      return this.pad(text);
    }
    return this.pad(text.slice(1));
  }
}

/** `%#g` and the like: always a point, and trailing zeros up to the precision. */
function alternativeFloat(text: string, format: FloatFormat, precision: number): string {
  let digits = 0;
  if (format === 'g' || format === 'G' || format === 'x') digits = precision === -1 ? 6 : precision;
  let body = '';
  let tail = '';
  let hasPoint = false;
  let sawDigit = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (i === 0) {
      body += character;
      continue;
    }
    const isExponent = (character === 'e' || character === 'E') && format !== 'x' && format !== 'X';
    if (isExponent || character === 'p' || character === 'P') {
      tail = text.slice(i);
      break;
    }
    body += character;
    if (character === '.') {
      hasPoint = true;
      continue;
    }
    if (character !== '0') sawDigit = true;
    if (sawDigit) digits--;
  }
  if (!hasPoint) {
    if (body.length === 2 && body.charAt(1) === '0') digits--;
    body += '.';
  }
  return body + '0'.repeat(Math.max(digits, 0)) + tail;
}
