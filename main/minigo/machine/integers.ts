/** 64-bit integers as two Int32 halves. The result of each operation is left in `result`. */

/** Both halves of the last result. */
export const result = { low: 0, high: 0 };

const words = new DataView(new ArrayBuffer(8));

/** The signed value of two halves; exact. */
export function toBigInt(low: number, high: number): bigint {
  words.setInt32(0, high);
  words.setInt32(4, low);
  return words.getBigInt64(0);
}

export function toUnsignedBigInt(low: number, high: number): bigint {
  words.setInt32(0, high);
  words.setInt32(4, low);
  return words.getBigUint64(0);
}

export function fromBigInt(value: bigint): void {
  words.setBigInt64(0, BigInt.asIntN(64, value));
  result.high = words.getInt32(0);
  result.low = words.getInt32(4);
}

/** The signed value as a double: exact up to 2⁵³, else nearest. */
export function toNumber(low: number, high: number): number {
  if (high === low >> 31) return low;
  if (high >= -0x200000 && high < 0x200000) return high * 4294967296 + (low >>> 0);
  return Number(toBigInt(low, high));
}

/** Halves of a double that is an integer of at most 2⁵³ in size. */
export function fromNumber(value: number): void {
  result.low = value | 0;
  result.high = Math.floor(value / 4294967296) | 0;
}

export function multiply(al: number, ah: number, bl: number, bh: number): void {
  if (ah === al >> 31 && bh === bl >> 31) {
    const product = al * bl;
    if (product <= 9007199254740991 && product >= -9007199254740991) {
      // Both are exact: ToInt32 of a double is its value modulo 2³².
      result.low = product | 0;
      result.high = Math.floor(product / 4294967296) | 0;
      return;
    }
  }
  // Schoolbook on 16-bit limbs of the low halves; the cross products only reach the high half.
  const a0 = al & 0xffff;
  const a1 = al >>> 16;
  const b0 = bl & 0xffff;
  const b1 = bl >>> 16;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >>> 16);
  const middle2 = a0 * b1 + (middle & 0xffff);
  const carry = a1 * b1 + Math.floor(middle / 65536) + Math.floor(middle2 / 65536);
  result.low = ((middle2 & 0xffff) << 16) | (low & 0xffff);
  result.high = (carry + Math.imul(al, bh) + Math.imul(ah, bl)) | 0;
}

/** Signed division towards zero; the divisor is not zero. */
export function divide(al: number, ah: number, bl: number, bh: number): void {
  if (ah === al >> 31 && bh === bl >> 31) {
    fromNumber(Math.trunc(al / bl));
    return;
  }
  fromBigInt(toBigInt(al, ah) / toBigInt(bl, bh));
}

export function remainder(al: number, ah: number, bl: number, bh: number): void {
  if (ah === al >> 31 && bh === bl >> 31) {
    const rest = al % bl;
    result.low = rest | 0;
    result.high = result.low >> 31;
    return;
  }
  fromBigInt(toBigInt(al, ah) % toBigInt(bl, bh));
}

export function divideUnsigned(al: number, ah: number, bl: number, bh: number): void {
  if (ah === 0 && bh === 0) {
    result.low = Math.floor((al >>> 0) / (bl >>> 0)) | 0;
    result.high = 0;
    return;
  }
  fromBigInt(toUnsignedBigInt(al, ah) / toUnsignedBigInt(bl, bh));
}

export function remainderUnsigned(al: number, ah: number, bl: number, bh: number): void {
  if (ah === 0 && bh === 0) {
    result.low = ((al >>> 0) % (bl >>> 0)) | 0;
    result.high = 0;
    return;
  }
  fromBigInt(toUnsignedBigInt(al, ah) % toUnsignedBigInt(bl, bh));
}

/** Shifts by a count of two halves: 64 and more shift everything out. */
export function shiftLeft(low: number, high: number, countLow: number, countHigh: number): void {
  if (countHigh !== 0 || countLow < 0 || countLow > 63) {
    result.low = result.high = 0;
  } else if (countLow === 0) {
    result.low = low;
    result.high = high;
  } else if (countLow >= 32) {
    result.low = 0;
    result.high = low << (countLow - 32);
  } else {
    result.low = low << countLow;
    result.high = (high << countLow) | (low >>> (32 - countLow));
  }
}

export function shiftRight(low: number, high: number, countLow: number, countHigh: number): void {
  if (countHigh !== 0 || countLow < 0 || countLow > 63) {
    result.low = result.high = high >> 31;
  } else if (countLow === 0) {
    result.low = low;
    result.high = high;
  } else if (countLow >= 32) {
    result.low = high >> (countLow - 32);
    result.high = high >> 31;
  } else {
    result.low = (low >>> countLow) | (high << (32 - countLow));
    result.high = high >> countLow;
  }
}

export function shiftRightUnsigned(
  low: number,
  high: number,
  countLow: number,
  countHigh: number,
): void {
  if (countHigh !== 0 || countLow < 0 || countLow > 63) {
    result.low = result.high = 0;
  } else if (countLow === 0) {
    result.low = low;
    result.high = high;
  } else if (countLow >= 32) {
    result.low = high >>> (countLow - 32);
    result.high = 0;
  } else {
    result.low = (low >>> countLow) | (high << (32 - countLow));
    result.high = high >>> countLow;
  }
}

export function doubleOf(low: number, high: number): number {
  words.setInt32(0, high);
  words.setInt32(4, low);
  return words.getFloat64(0);
}

export function fromDouble(value: number): void {
  words.setFloat64(0, value);
  result.high = words.getInt32(0);
  result.low = words.getInt32(4);
}

/** `int64(f)` as amd64 does it: what does not fit becomes the smallest integer. */
export function truncateSigned(value: number): void {
  if (!(value >= -9223372036854775808 && value < 9223372036854775808)) {
    result.low = 0;
    result.high = -0x80000000;
    return;
  }
  const whole = Math.trunc(value);
  if (whole >= -9007199254740991 && whole <= 9007199254740991) fromNumber(whole);
  else fromBigInt(BigInt(whole));
}

/** `uint64(f)` as amd64 does it. */
export function truncateUnsigned(value: number): void {
  if (value < 9223372036854775808) {
    truncateSigned(value);
    return;
  }
  truncateSigned(value - 9223372036854775808);
  result.high ^= -0x80000000;
}

/** Brings a register into the range of a representation (codes of `compile/representations.ts`). */
export function wrap(low: number, high: number, representation: number): void {
  switch (representation) {
    case 4:
      result.low = low;
      result.high = low >> 31;
      return;
    case 5:
      result.low = low;
      result.high = 0;
      return;
    case 6:
      fromDouble(Math.fround(doubleOf(low, high)));
      return;
    case 7:
      result.low = (low << 16) >> 16;
      result.high = result.low >> 31;
      return;
    case 8:
      result.low = low & 0xffff;
      result.high = 0;
      return;
    case 9:
      result.low = (low << 24) >> 24;
      result.high = result.low >> 31;
      return;
    default:
      result.low = low & 0xff;
      result.high = 0;
  }
}
