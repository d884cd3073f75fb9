/** Tables that all functions of a program share while it is compiled. */
import type { FrameWord } from '../../simulator/mutator.ts';
import type { ConstantValue } from '../constants.ts';
import { underlying, type Type } from '../types.ts';
import type { BlockMove, GlobalVariable, ShapeOfObject, Site } from './image.ts';
import { wordNames } from './frame-variables.ts';
import { layoutOf, type Layout } from './layout.ts';
import { plainName, TypesTable } from './types-table.ts';

const words = new DataView(new ArrayBuffer(8));

/** Both halves of an integer constant. */
export function integerHalves(value: bigint): readonly [number, number] {
  words.setBigInt64(0, BigInt.asIntN(64, value));
  return [words.getInt32(4), words.getInt32(0)];
}

/** Both halves of a float's bits. */
export function floatHalves(value: number): readonly [number, number] {
  words.setFloat64(0, value);
  return [words.getInt32(4), words.getInt32(0)];
}

/** A constant's floating-point value, rounded as Go rounds it. */
export function constantFloat(value: ConstantValue): number {
  if (value.kind === 'int') return Number(value.value);
  if (value.kind !== 'float') throw new TypeError(`A ${value.kind} constant is no number.`);
  return rationalToNumber(value.value.numerator, value.value.denominator);
}

/** The double nearest to a fraction, ties to even. */
export function rationalToNumber(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -rationalToNumber(-numerator, denominator);
  if (numerator === 0n) return 0;
  // Scale to 66 bits of quotient or more, and let the lowest bit stand for what is left over.
  const shift = 66 - (numerator.toString(2).length - denominator.toString(2).length);
  const top = shift > 0 ? numerator << BigInt(shift) : numerator;
  const bottom = shift > 0 ? denominator : denominator << BigInt(-shift);
  const exponent = -shift;
  let quotient = top / bottom;
  if (quotient * bottom !== top) quotient |= 1n;
  // Subnormal results have fewer bits: drop them here, so that rounding happens once.
  const length = quotient.toString(2).length;
  const kept = Math.min(53, length + exponent + 1074);
  if (kept < 0) return 0;
  const drop = BigInt(length - kept);
  const half = drop === 0n ? 0n : 1n << (drop - 1n);
  let whole = quotient >> drop;
  const rest = quotient - (whole << drop);
  if (rest > half || (rest === half && (whole & 1n) === 1n && drop > 0n)) whole += 1n;
  return scale(Number(whole), exponent + Number(drop));
}

function scale(value: number, exponent: number): number {
  let result = value;
  let left = exponent;
  while (left > 1000) {
    result *= 2 ** 1000;
    left -= 1000;
  }
  while (left < -1000) {
    result *= 2 ** -1000;
    left += 1000;
  }
  return result * 2 ** left;
}

/** How a value of a scalar constant is held in a register. */
export function registerHalves(value: ConstantValue, layout: Layout): readonly [number, number] {
  if (value.kind === 'bool') return [value.value ? 1 : 0, 0];
  if (layout.representation === 'float64') return floatHalves(constantFloat(value));
  if (layout.representation === 'float32') return floatHalves(Math.fround(constantFloat(value)));
  if (value.kind === 'int') return integerHalves(value.value);
  if (value.kind === 'float') return integerHalves(value.value.numerator / value.value.denominator);
  throw new TypeError('A string constant is no scalar.');
}

export class ProgramTables {
  readonly code: number[] = [];
  readonly sites: Site[] = [];
  readonly blocks: BlockMove[] = [];
  readonly shapes: ShapeOfObject[] = [];
  readonly types = new TypesTable();
  /** Lines on which a statement begins. */
  readonly lines = new Set<number>();
  readonly globals: FrameWord[] = [];
  readonly globalVariables: GlobalVariable[] = [];
  readonly constants: [number, number, number][] = [];
  /** Static bytes; the first 2048 hold the words 0 … 255 for boxed small values, then comes a zero value. */
  readonly statics: number[] = [];
  readonly #constantRegisters = new Map<string, number>();
  readonly #stringRegisters = new Map<string, number>();
  readonly #staticStrings = new Map<string, number>();
  readonly #blockIndices = new Map<string, number>();
  readonly #shapeIndices = new Map<string, number>();
  #zero = -1;
  #zeroWords = 0;

  constructor() {
    // Word 0 of the globals' frame stays unused: no pointer to a variable is 0.
    this.globals.push({ name: '', pointer: false });
    for (let value = 0; value < 256; value++) this.statics.push(value, 0, 0, 0, 0, 0, 0, 0);
    for (let byte = 0; byte < 24; byte++) this.statics.push(0);
  }

  site(site: Site): number {
    this.sites.push(site);
    return this.sites.length - 1;
  }

  /** A table entry for moving a value of this layout. */
  block(layout: Layout): number {
    const key = `${layout.pattern} ${layout.size}`;
    let index = this.#blockIndices.get(key);
    if (index === undefined) {
      index = this.blocks.length;
      this.blocks.push({ layout });
      this.#blockIndices.set(key, index);
    }
    return index;
  }

  blockOfPattern(pattern: string): number {
    const pointers: number[] = [];
    for (let i = 0; i < pattern.length; i++) if (pattern.charAt(i) === 'p') pointers.push(i);
    return this.block({
      representation: 'block',
      size: pattern.length * 8,
      align: 8,
      words: pattern.length,
      pattern,
      pointers,
    });
  }

  shape(shape: ShapeOfObject): number {
    const key = JSON.stringify(shape);
    let index = this.#shapeIndices.get(key);
    if (index === undefined) {
      index = this.shapes.length;
      this.shapes.push(shape);
      this.#shapeIndices.set(key, index);
    }
    return index;
  }

  /** The shape of an object that holds one value of a type. */
  shapeOfType(type: Type): number {
    const layout = layoutOf(type);
    return this.shape({
      type: plainName(this.types.of(type).text),
      bytes: layout.size,
      pointers: { kind: 'words', offsets: layout.pointers },
    });
  }

  #global(low: number, high: number): number {
    const word = this.globals.length;
    this.globals.push({ name: '', pointer: false });
    if (low !== 0 || high !== 0) this.constants.push([word, low, high]);
    return word;
  }

  /** Words of the globals' frame for a variable. */
  globalVariable(name: string, type: Type): number {
    const word = this.globals.length;
    const names = wordNames(name, type);
    [...layoutOf(type).pattern].forEach((kind, index) =>
      this.globals.push({ name: names[index] ?? name, pointer: kind === 'p' }),
    );
    this.globalVariables.push({ name, type, word });
    return ~word;
  }

  /** A register that always holds this word. */
  word(low: number, high: number): number {
    const key = `${low} ${high}`;
    const known = this.#constantRegisters.get(key);
    if (known !== undefined) return known;
    const register = ~this.#global(low, high);
    this.#constantRegisters.set(key, register);
    return register;
  }

  integer(value: bigint): number {
    return this.word(...integerHalves(value));
  }

  /** The first of `count` registers that are always zero. */
  zero(count: number): number {
    if (count > this.#zeroWords) {
      this.#zeroWords = Math.max(count, 8);
      this.#zero = this.globals.length;
      for (let i = 0; i < this.#zeroWords; i++) this.#global(0, 0);
    }
    return ~this.#zero;
  }

  /** What a pointer to something of no size holds: they all share one place. */
  zeroAddress(): number {
    return ~0;
  }

  /** Byte address of a constant string's bytes. */
  staticBytes(bytes: string): number {
    const known = this.#staticStrings.get(bytes);
    if (known !== undefined) return known;
    const at = this.statics.length;
    for (let i = 0; i < bytes.length; i++) this.statics.push(bytes.charCodeAt(i));
    this.#staticStrings.set(bytes, at);
    return at;
  }

  /** Two registers that always hold this string. */
  string(bytes: string): number {
    const known = this.#stringRegisters.get(bytes);
    if (known !== undefined) return known;
    const first = bytes === '' ? this.#global(0, 0) : this.#global(~this.staticBytes(bytes), 0);
    this.#global(bytes.length, 0);
    this.#stringRegisters.set(bytes, ~first);
    return ~first;
  }

  #alignStatics(): number {
    while (this.statics.length % 8 !== 0) this.statics.push(0);
    return this.statics.length;
  }

  /** Byte address of a constant value in its memory form, for an interface that holds it. */
  staticValue(value: ConstantValue, type: Type): number {
    const layout = layoutOf(type);
    if (value.kind === 'string') {
      const text = value.bytes === '' ? 0 : ~this.staticBytes(value.bytes);
      const at = this.#alignStatics();
      this.#push(text, 0);
      this.#push(value.bytes.length, 0);
      return at;
    }
    const at = this.#alignStatics();
    if (layout.representation === 'float32') {
      words.setFloat32(0, constantFloat(value));
      this.#push(words.getInt32(0), 0);
    } else {
      this.#push(...registerHalves(value, layout));
    }
    return at;
  }

  #push(low: number, high: number): void {
    for (const half of [low, high])
      for (let shift = 0; shift < 32; shift += 8) this.statics.push((half >>> shift) & 255);
  }

  /** Two registers that always hold an interface value with a constant in it. */
  constantInterface(value: ConstantValue, type: Type): number {
    const entry = this.types.of(type);
    const key = `i${entry.id} ${value.kind} ${value.kind === 'string' ? value.bytes : value.kind === 'float' ? `${value.value.numerator}/${value.value.denominator}` : String(value.value)}`;
    const known = this.#stringRegisters.get(key);
    if (known !== undefined) return known;
    const first = this.#global(entry.id, 0);
    this.#global(~this.staticValue(value, type), 0);
    this.#stringRegisters.set(key, ~first);
    return ~first;
  }

  sortedLines(): readonly number[] {
    return [...this.lines].sort((one, other) => one - other);
  }

  staticWords(): Int32Array {
    this.#alignStatics();
    return new Int32Array(new Uint8Array(this.statics).buffer);
  }
}

/** The element type of a slice, array, channel or pointer (through declared types). */
export function elementOf(type: Type): Type {
  const base = underlying(type);
  if (
    base.kind === 'slice' ||
    base.kind === 'array' ||
    base.kind === 'channel' ||
    base.kind === 'pointer'
  )
    return base.element;
  throw new TypeError(`A ${base.kind} has no elements.`);
}
