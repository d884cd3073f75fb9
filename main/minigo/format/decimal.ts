/**
 * The decimal digits of a floating-point number, exactly as Go's strconv finds them: the shortest
 * that read back as the same number, or a fixed count rounded half to even from the exact value.
 */

/** `0.digits × 10^point`; no leading zeros, and `digits` is empty for zero. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

const bits = new DataView(new ArrayBuffer(8));

/** Sign, integer mantissa and binary exponent: the value is `±mantissa × 2^exponent`. */
export interface BinaryParts {
  readonly negative: boolean;
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** Takes a finite number apart in the width (32 or 64 bits) that it is stored in. */
export function binaryParts(value: number, width: 32 | 64): BinaryParts {
  if (width === 32) {
    bits.setFloat32(0, value);
    const word = bits.getUint32(0);
    const biased = (word >>> 23) & 0xff;
    const fraction = BigInt(word & 0x7fffff);
    const negative = word >>> 31 === 1;
    if (biased === 0) return { negative, mantissa: fraction, exponent: -149 };
    return { negative, mantissa: fraction | 0x800000n, exponent: biased - 150 };
  }
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const negative = word >> 63n === 1n;
  if (biased === 0) return { negative, mantissa: fraction, exponent: -1074 };
  return { negative, mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function fromExponential(text: string): { digits: string; point: number } {
  const mark = text.indexOf('e');
  const digits = text.slice(0, mark).replace('.', '').replace(/0+$/, '');
  return { digits, point: digits === '' ? 0 : Number(text.slice(mark + 1)) + 1 };
}

/** The fewest digits that read back as `value` in its width. */
export function shortestDecimal(value: number, width: 32 | 64): Decimal {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (size === 0) return { negative, digits: '', point: 0 };
  if (width === 64) return { negative, ...fromExponential(size.toExponential()) };
  for (let precision = 0; precision < 9; precision++) {
    const text = size.toExponential(precision);
    if (Math.fround(Number(text)) === size) return { negative, ...fromExponential(text) };
  }
  return { negative, ...fromExponential(size.toExponential(9)) };
}

function exactDecimal(value: number, width: 32 | 64): Decimal {
  const { negative, mantissa, exponent } = binaryParts(value, width);
  if (mantissa === 0n) return { negative, digits: '', point: 0 };
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const digits = whole.toString();
  const point = digits.length + Math.min(0, exponent);
  return { negative, digits: digits.replace(/0+$/, ''), point };
}

/** Keeps `count` digits, rounding half to even; everything after `digits` is exactly zero. */
function rounded(decimal: Decimal, count: number): Decimal {
  const { negative, digits, point } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { negative, digits: '', point: 0 };
  const next = digits.charCodeAt(count) - 48;
  const isTie = next === 5 && count + 1 === digits.length;
  const isOdd = count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1;
  const goesUp = isTie ? isOdd : next >= 5;
  if (!goesUp) {
    const kept = digits.slice(0, count).replace(/0+$/, '');
    return { negative, digits: kept, point: kept === '' ? 0 : point };
  }
  const raised = (BigInt(digits.slice(0, count) || '0') + 1n).toString();
  const grew = raised.length > count ? 1 : 0;
  return { negative, digits: raised.replace(/0+$/, ''), point: point + grew };
}

/** `value` to `count` significant digits. */
export function significantDecimal(value: number, count: number, width: 32 | 64): Decimal {
  return rounded(exactDecimal(value, width), count);
}

/** `value` to `count` digits after the decimal point. */
export function fixedDecimal(value: number, count: number, width: 32 | 64): Decimal {
  const exact = exactDecimal(value, width);
  return rounded(exact, exact.point + count);
}
