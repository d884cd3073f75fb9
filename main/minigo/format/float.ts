/** Go's strconv.FormatFloat, every format of it. */
import {
  binaryParts,
  fixedDecimal,
  shortestDecimal,
  significantDecimal,
  type Decimal,
} from './decimal.ts';

export type FloatFormat = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X';

function exponentText(mark: string, exponent: number): string {
  const size = Math.abs(exponent).toString();
  return `${mark}${exponent < 0 ? '-' : '+'}${size.length < 2 ? '0' : ''}${size}`;
}

function scientific(decimal: Decimal, fraction: number, mark: string): string {
  const { digits, negative, point } = decimal;
  const first = digits === '' ? '0' : digits.charAt(0);
  const rest = fraction > 0 ? `.${digits.slice(1, fraction + 1).padEnd(fraction, '0')}` : '';
  return `${negative ? '-' : ''}${first}${rest}${exponentText(mark, digits === '' ? 0 : point - 1)}`;
}

function positional(decimal: Decimal, fraction: number): string {
  const { digits, negative, point } = decimal;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  let rest = '';
  if (fraction > 0) {
    const zeros = point < 0 ? '0'.repeat(Math.min(-point, fraction)) : '';
    rest = `.${(zeros + digits.slice(Math.max(point, 0))).slice(0, fraction).padEnd(fraction, '0')}`;
  }
  return `${negative ? '-' : ''}${whole}${rest}`;
}

function binaryExponent(value: number, width: 32 | 64): string {
  const { negative, mantissa, exponent } = binaryParts(value, width);
  return `${negative ? '-' : ''}${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function hexadecimal(value: number, precision: number, width: 32 | 64, upper: boolean): string {
  const parts = binaryParts(value, width);
  let { mantissa, exponent } = parts;
  const sign = parts.negative ? '-' : '';
  if (mantissa === 0n) {
    exponent = 0;
  } else {
    // One bit before the point, 60 after it: 15 hexadecimal digits.
    while (mantissa < 1n << 60n) {
      mantissa <<= 1n;
      exponent--;
    }
    exponent += 60;
  }
  if (precision >= 0 && precision < 15) {
    const shift = BigInt(precision * 4);
    const extra = (mantissa << shift) & ((1n << 60n) - 1n);
    mantissa >>= 60n - shift;
    if ((extra | (mantissa & 1n)) > 1n << 59n) mantissa++;
    mantissa <<= 60n - shift;
    if ((mantissa & (1n << 61n)) !== 0n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const lead = mantissa >> 60n;
  let rest = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0');
  if (precision < 0) rest = rest.replace(/0+$/, '');
  else rest = rest.slice(0, precision).padEnd(precision, '0');
  const text = `${sign}0x${lead}${rest === '' ? '' : `.${rest}`}${exponentText('p', exponent)}`;
  return upper ? text.toUpperCase() : text;
}

/**
 * `value`, stored in `width` bits, in Go's `format`. `precision` is the number of digits after the
 * point (`e f x`) or of significant digits (`g`); −1 means as few as read back exactly.
 */
export function formatFloat(
  value: number,
  format: FloatFormat,
  precision: number,
  width: 32 | 64,
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  if (format === 'b') return binaryExponent(value, width);
  if (format === 'x' || format === 'X') return hexadecimal(value, precision, width, format === 'X');
  const isShortest = precision < 0;
  if (format === 'f') {
    if (!isShortest) return positional(fixedDecimal(value, precision, width), precision);
    const decimal = shortestDecimal(value, width);
    return positional(decimal, Math.max(decimal.digits.length - decimal.point, 0));
  }
  if (format === 'e' || format === 'E') {
    if (!isShortest)
      return scientific(significantDecimal(value, precision + 1, width), precision, format);
    const decimal = shortestDecimal(value, width);
    return scientific(decimal, Math.max(decimal.digits.length - 1, 0), format);
  }
  const wanted = precision === 0 ? 1 : precision;
  const decimal = isShortest
    ? shortestDecimal(value, width)
    : significantDecimal(value, wanted, width);
  const count = decimal.digits.length;
  // %e when the exponent is below −4 or reaches the precision (6 for the shortest form).
  const limit = isShortest ? 6 : wanted > count && count >= decimal.point ? count : wanted;
  const exponent = decimal.point - 1;
  if (count > 0 && (exponent < -4 || exponent >= limit)) {
    return scientific(decimal, Math.max(count - 1, 0), format === 'G' ? 'E' : 'e');
  }
  return positional(decimal, Math.max(count - decimal.point, 0));
}
