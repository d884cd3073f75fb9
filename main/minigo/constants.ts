/**
 * Exact constant values (Go specification, "Constants"): booleans, strings, integers of any size
 * and rationals. A string is kept as its bytes, since a Go string need not be valid UTF-8.
 */
import type { ArithmeticOperator, ComparisonOperator } from './ast.ts';

/** An exact fraction in lowest terms, the denominator positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type ConstantValue =
  | { readonly kind: 'bool'; readonly value: boolean }
  /** One character (0 … 255) for each byte. */
  | { readonly kind: 'string'; readonly bytes: string }
  | { readonly kind: 'int'; readonly value: bigint }
  /** Also for whole numbers where the type is a floating-point type; already rounded to a typed constant's type. */
  | { readonly kind: 'float'; readonly value: Rational };

/** Most bits a numerator or denominator keeps; beyond it a value is rounded to `mantissaBits`. */
const exactBits = 4096;
const mantissaBits = 512;
/** Largest binary exponent of an untyped constant, either way. */
const exponentLimit = 100_000;

export function boolConstant(value: boolean): ConstantValue {
  return { kind: 'bool', value };
}
export function stringConstant(bytes: string): ConstantValue {
  return { kind: 'string', bytes };
}
export function intConstant(value: bigint | number): ConstantValue {
  return { kind: 'int', value: BigInt(value) };
}

/** Bits in the magnitude. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return magnitude === 0n ? 0 : magnitude.toString(16).length * 4 - leadingZeros(magnitude);
}
function leadingZeros(magnitude: bigint): number {
  return Math.clz32(Number.parseInt(magnitude.toString(16).charAt(0), 16)) - 28;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let a = left < 0n ? -left : left;
  let b = right;
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A fraction in lowest terms; null where its size leaves every bound. */
export function rational(numerator: bigint, denominator: bigint): Rational | null {
  const topBits = bitLength(numerator);
  const bottomBits = bitLength(denominator);
  if (Math.abs(topBits - bottomBits) > exponentLimit) return null;
  if (topBits > exactBits || bottomBits > exactBits) return roundedRational(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator < 0n ? -denominator : denominator);
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

function roundedRational(numerator: bigint, denominator: bigint): Rational {
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const { mantissa, exponent } = roundToBits(top, bottom, mantissaBits, Number.NEGATIVE_INFINITY);
  const signed = negative ? -mantissa : mantissa;
  if (mantissa === 0n) return { numerator: 0n, denominator: 1n };
  if (exponent >= 0) return { numerator: signed << BigInt(exponent), denominator: 1n };
  let power = BigInt(-exponent);
  let value = signed;
  while (power > 0n && (value & 1n) === 0n) {
    value >>= 1n;
    power -= 1n;
  }
  return { numerator: value, denominator: 1n << power };
}

/**
 * The fraction as `mantissa · 2^exponent` with at most `bits` bits, ties to even, the exponent not
 * below `lowest`.
 */
export function roundToBits(
  top: bigint,
  bottom: bigint,
  bits: number,
  lowest: number,
): { readonly mantissa: bigint; readonly exponent: number } {
  if (top === 0n) return { mantissa: 0n, exponent: 0 };
  let exponent = Math.max(bitLength(top) - bitLength(bottom) - bits, lowest);
  for (;;) {
    const scaledTop = exponent < 0 ? top << BigInt(-exponent) : top;
    const scaledBottom = exponent > 0 ? bottom << BigInt(exponent) : bottom;
    let mantissa = scaledTop / scaledBottom;
    if (bitLength(mantissa) > bits) {
      exponent++;
      continue;
    }
    const twiceRest = (scaledTop - mantissa * scaledBottom) * 2n;
    if (twiceRest > scaledBottom || (twiceRest === scaledBottom && (mantissa & 1n) === 1n))
      mantissa += 1n;
    return { mantissa, exponent };
  }
}

/** The nearest double (`bits` 53) or single (24), ties to even; infinite beyond the range. */
export function rationalToNumber(value: Rational, bits: 53 | 24 = 53): number {
  const negative = value.numerator < 0n;
  const top = negative ? -value.numerator : value.numerator;
  const lowest = bits === 53 ? -1074 : -149;
  const { mantissa, exponent } = roundToBits(top, value.denominator, bits, lowest);
  const highest = bits === 53 ? 1024 : 128;
  if (bitLength(mantissa) + exponent > highest) return negative ? -Infinity : Infinity;
  // Two factors, so that neither leaves the range of doubles on its own.
  const half = Math.trunc(exponent / 2);
  const magnitude = Number(mantissa) * 2 ** half * 2 ** (exponent - half);
  return negative ? -magnitude : magnitude;
}

/** The exact value of a finite double. */
export function rationalOfNumber(value: number): Rational {
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  const reduced = rational(BigInt(scaled), denominator);
  if (reduced === null) throw new RangeError(`${value} is no finite double`);
  return reduced;
}

/** As an integer, if it is a whole number; else null. */
export function toInt(value: ConstantValue): bigint | null {
  if (value.kind === 'int') return value.value;
  if (value.kind === 'float' && value.value.denominator === 1n) return value.value.numerator;
  return null;
}

/** As a fraction, if it is a number; else null. */
export function toRational(value: ConstantValue): Rational | null {
  if (value.kind === 'int') return { numerator: value.value, denominator: 1n };
  return value.kind === 'float' ? value.value : null;
}

export function isZero(value: ConstantValue): boolean {
  return value.kind === 'int'
    ? value.value === 0n
    : value.kind === 'float' && value.value.numerator === 0n;
}

function ordering(left: ConstantValue, right: ConstantValue): number {
  if (left.kind === 'string' && right.kind === 'string')
    return left.bytes < right.bytes ? -1 : left.bytes > right.bytes ? 1 : 0;
  if (left.kind === 'bool' && right.kind === 'bool') return left.value === right.value ? 0 : 1;
  const a = toRational(left);
  const b = toRational(right);
  if (a === null || b === null) return 1;
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function compareConstants(
  left: ConstantValue,
  operator: ComparisonOperator,
  right: ConstantValue,
): boolean {
  const order = ordering(left, right);
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/**
 * `left operator right` for operands of one kind of type; `integer` asks for truncated division. Null
 * where the result leaves every bound. The divisor is not zero; shifts are `shiftConstant`'s.
 */
export function binaryConstant(
  left: ConstantValue,
  operator: ArithmeticOperator | '&&' | '||',
  right: ConstantValue,
  integer: boolean,
): ConstantValue | null {
  if (left.kind === 'bool' && right.kind === 'bool')
    return boolConstant(operator === '&&' ? left.value && right.value : left.value || right.value);
  if (left.kind === 'string' && right.kind === 'string')
    return stringConstant(left.bytes + right.bytes);
  const a = toInt(left);
  const b = toInt(right);
  if (
    a !== null &&
    b !== null &&
    left.kind === 'int' &&
    right.kind === 'int' &&
    (operator !== '/' || integer)
  )
    return intConstant(integerResult(a, operator, b));
  const x = toRational(left);
  const y = toRational(right);
  if (x === null || y === null) return null;
  const value = rationalResult(x, operator, y);
  return value === null ? null : { kind: 'float', value };
}

function integerResult(a: bigint, operator: ArithmeticOperator | '&&' | '||', b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '&^':
      return a & ~b;
    default:
      return a;
  }
}

function rationalResult(
  x: Rational,
  operator: ArithmeticOperator | '&&' | '||',
  y: Rational,
): Rational | null {
  switch (operator) {
    case '+':
      return rational(
        x.numerator * y.denominator + y.numerator * x.denominator,
        x.denominator * y.denominator,
      );
    case '-':
      return rational(
        x.numerator * y.denominator - y.numerator * x.denominator,
        x.denominator * y.denominator,
      );
    case '*':
      return rational(x.numerator * y.numerator, x.denominator * y.denominator);
    case '/':
      return rational(x.numerator * y.denominator, x.denominator * y.numerator);
    default:
      return null;
  }
}

export function shiftConstant(value: bigint, operator: '<<' | '>>', count: number): ConstantValue {
  return intConstant(operator === '<<' ? value << BigInt(count) : value >> BigInt(count));
}
