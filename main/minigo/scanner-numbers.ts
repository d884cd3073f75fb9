/** Number literals: their extent, their kind, and what is wrong with them. */
import type { LiteralKind } from './ast.ts';
import type { Position } from './source.ts';

export interface ScannedNumber {
  readonly end: Position;
  readonly kind: LiteralKind;
  readonly bad: boolean;
}

const baseNames: Readonly<Record<number, string>> = {
  2: 'binary',
  8: 'octal',
  10: 'decimal',
  16: 'hexadecimal',
};

/** Reads the number that begins at `start`; Go reports at most one fault of it. */
export function scanNumber(
  text: string,
  start: Position,
  report: (position: Position, message: string) => void,
): ScannedNumber {
  let at = start;
  let base = 10;
  let prefix = '';
  let bad = false;
  let kind: LiteralKind = 'int';
  let sawDigit = false;
  let sawSeparator = false;
  let invalid = -1;
  const fail = (position: Position, message: string): void => {
    if (bad) return;
    bad = true;
    report(position, message);
  };
  const digits = (radix: number): void => {
    for (; ; at++) {
      const character = text.charAt(at);
      if (character === '_') sawSeparator = true;
      else if (radix === 16 ? /[0-9a-fA-F]/.test(character) : /[0-9]/.test(character)) {
        sawDigit = true;
        if (radix < 10 && invalid < 0 && Number(character) >= radix) invalid = at;
      } else return;
    }
  };

  if (text.charAt(at) === '0') {
    at++;
    prefix = text.charAt(at).toLowerCase();
    if (prefix === 'x' || prefix === 'o' || prefix === 'b') {
      at++;
      base = prefix === 'x' ? 16 : prefix === 'o' ? 8 : 2;
    } else {
      base = 8;
      prefix = '0';
      sawDigit = true;
    }
  }
  if (text.charAt(start) !== '.') digits(base);
  if (text.charAt(at) === '.') {
    if (prefix === 'o' || prefix === 'b')
      fail(at, `invalid radix point in ${baseNames[base] ?? ''} literal`);
    at++;
    kind = 'float';
    digits(base);
  }
  if (!sawDigit) fail(at, `${baseNames[base] ?? ''} literal has no digits`);

  const exponent = text.charAt(at);
  if (/[eEpP]/.test(exponent)) {
    if (/[eE]/.test(exponent) && prefix !== '' && prefix !== '0')
      fail(at, `'${exponent}' exponent requires decimal mantissa`);
    if (/[pP]/.test(exponent) && prefix !== 'x')
      fail(at, `'${exponent}' exponent requires hexadecimal mantissa`);
    at++;
    kind = 'float';
    if (/[+-]/.test(text.charAt(at))) at++;
    sawDigit = false;
    digits(10);
    if (!sawDigit) fail(at, 'exponent has no digits');
  } else if (prefix === 'x' && kind === 'float')
    fail(at, "hexadecimal mantissa requires a 'p' exponent");

  if (text.charAt(at) === 'i') {
    kind = 'imaginary';
    at++;
  }
  if (kind === 'int' && invalid >= 0)
    fail(invalid, `invalid digit '${text.charAt(invalid)}' in ${baseNames[base] ?? ''} literal`);
  if (sawSeparator) {
    const separator = invalidSeparator(text.slice(start, at));
    if (separator >= 0) fail(start + separator, "'_' must separate successive digits");
  }
  return { end: at, kind, bad };
}

/** Index of the first `_` that does not stand between digits (a prefix counts as one); -1 if none. */
function invalidSeparator(literal: string): number {
  const hexadecimal = /^0[xX]/.test(literal);
  let previous = /^0[xXoObB]/.test(literal) ? '0' : '.';
  for (let at = previous === '0' ? 2 : 0; at < literal.length; at++) {
    const character = literal.charAt(at);
    if (character === '_') {
      if (previous !== '0') return at;
      previous = '_';
    } else if (/[0-9]/.test(character) || (hexadecimal && /[a-fA-F]/.test(character)))
      previous = '0';
    else {
      if (previous === '_') return at - 1;
      previous = '.';
    }
  }
  return previous === '_' ? literal.length - 1 : -1;
}
