/** Values of a running program as fmt sees them: types from the table, contents read from memory. */
import type { FormatKind, FormatValue } from '../format/value.ts';
import { layoutOf, structLayout } from '../compile/layout.ts';
import { representationCode } from '../compile/representations.ts';
import type { RuntimeType } from '../compile/types-table.ts';
import { isExported } from '../type-relations.ts';
import { basicTypes, underlying, type Type } from '../types.ts';
import type { Interpreter } from './interpreter.ts';
import { doubleOf, toBigInt, toUnsignedBigInt } from './integers.ts';
import { hasMethod } from './methods.ts';
import { advance } from './memory.ts';
import { bytesAt, heldIn } from './values.ts';

function kindOf(type: Type): FormatKind {
  const base = underlying(type);
  switch (base.kind) {
    case 'basic':
      if (base.name === 'bool' || base.name === 'string') return base.name;
      if (base.name.startsWith('float')) return 'float';
      return base.name.startsWith('u') && !base.name.startsWith('untyped') ? 'uint' : 'int';
    case 'signature':
      return 'func';
    case 'channel':
      return 'chan';
    case 'tuple':
    case 'named':
      throw new TypeError('A tuple is no value.');
    default:
      return base.kind;
  }
}

/** What an interface held in two registers contains; null if it is nil. */
export function dynamicValue(vm: Interpreter, slot: number): FormatValue | null {
  return dynamicAt(vm, slot, 0, true);
}

/** The same for an interface that lies at a pointer. */
export function dynamicAt(
  vm: Interpreter,
  low: number,
  high: number,
  reachable: boolean,
): FormatValue | null {
  const held = heldIn(vm, low, high);
  return held === null ? null : new MemoryValue(vm, held.type, held.low, held.high, reachable);
}

/** A value that lies somewhere in the program's memory. */
export class MemoryValue implements FormatValue {
  readonly kind: FormatKind;
  readonly runtimeType: RuntimeType;
  readonly high: number;
  readonly isReachable: boolean;
  readonly #vm: Interpreter;
  /** Of what lies in an object its distance from the beginning: a moving collector may run before it is read. */
  readonly #place: number;

  constructor(vm: Interpreter, type: RuntimeType, low: number, high: number, reachable: boolean) {
    this.#vm = vm;
    this.runtimeType = type;
    this.kind = kindOf(type.type);
    this.#place = high === 0 ? low : low - vm.mutator.addressOf(high);
    this.high = high;
    this.isReachable = reachable;
  }

  /** Low half of the pointer to it. */
  get low(): number {
    return this.high === 0 ? this.#place : this.#vm.mutator.addressOf(this.high) + this.#place;
  }

  get typeText(): string {
    return this.runtimeType.text;
  }

  get isPlain(): boolean {
    const { type } = this.runtimeType;
    return (
      type.kind === 'basic' ||
      (type.kind === 'slice' && type.element.kind === 'basic' && type.element.name === 'uint8')
    );
  }

  get elementIsByte(): boolean {
    const base = underlying(this.runtimeType.type);
    if (base.kind !== 'slice' && base.kind !== 'array') return false;
    const element = underlying(base.element);
    return element.kind === 'basic' && element.name === 'uint8';
  }

  get pointeeKind(): FormatKind | null {
    const base = underlying(this.runtimeType.type);
    return base.kind === 'pointer' ? kindOf(base.element) : null;
  }

  get floatWidth(): 32 | 64 {
    return this.runtimeType.layout.representation === 'float32' ? 32 : 64;
  }

  #scalar(): readonly [number, number] {
    const { memory } = this.#vm;
    memory.readScalar(
      this.low,
      this.high,
      0,
      representationCode(this.runtimeType.layout.representation),
    );
    return [memory.low, memory.high];
  }

  /** The word at the beginning, and those after it. */
  #word(index: number): readonly [number, number] {
    const { memory } = this.#vm;
    const plane = memory.plane(this.low, this.high);
    const at = (memory.byteOf(this.low) >>> 2) + index * 2;
    return [plane[at] ?? 0, plane[at + 1] ?? 0];
  }

  #at(type: Type, low: number, high: number, reachable = this.isReachable): MemoryValue {
    return new MemoryValue(this.#vm, this.#vm.image.types.of(type), low, high, reachable);
  }

  boolean(): boolean {
    return this.#scalar()[0] !== 0;
  }

  integer(): bigint {
    const [low, high] = this.#scalar();
    return this.kind === 'uint' ? toUnsignedBigInt(low, high) : toBigInt(low, high);
  }

  float(): number {
    return doubleOf(...this.#scalar());
  }

  bytes(): string {
    const { memory, standard } = this.#vm;
    if (standard.isText(this.runtimeType)) return standard.textAt(this.#vm, this.low, this.high);
    if (this.kind === 'array') return memory.readBytes(this.low, this.high, this.length());
    return bytesAt(memory, this.low, this.high);
  }

  isNil(): boolean {
    if (this.kind === 'interface') return this.#word(0)[0] === 0;
    const [low, high] = this.#word(0);
    return low === 0 && high === 0;
  }

  length(): number {
    const base = underlying(this.runtimeType.type);
    if (base.kind === 'array') return base.length;
    if (base.kind === 'struct') return base.fields.length;
    return this.#word(1)[0];
  }

  element(index: number): FormatValue {
    const base = underlying(this.runtimeType.type);
    if (base.kind !== 'slice' && base.kind !== 'array')
      throw new TypeError(`A ${base.kind} has no elements.`);
    const offset = index * layoutOf(base.element).size;
    if (base.kind === 'array') return this.#at(base.element, advance(this.low, offset), this.high);
    const [low, high] = this.#word(0);
    return this.#at(base.element, advance(low, offset), high);
  }

  fieldName(index: number): string {
    const base = underlying(this.runtimeType.type);
    return base.kind === 'struct' ? (base.fields[index]?.name ?? '') : '';
  }

  field(index: number): FormatValue {
    const base = underlying(this.runtimeType.type);
    if (base.kind !== 'struct') throw new TypeError(`A ${base.kind} has no fields.`);
    const field = base.fields[index];
    const offset = structLayout(base).offsets[index];
    if (field === undefined || offset === undefined)
      throw new RangeError(`There is no field ${index}.`);
    return this.#at(
      field.type,
      advance(this.low, offset),
      this.high,
      this.isReachable && isExported(field.name),
    );
  }

  entries(): readonly (readonly [FormatValue, FormatValue])[] {
    const base = underlying(this.runtimeType.type);
    if (base.kind !== 'map') throw new TypeError(`A ${base.kind} has no entries.`);
    const keyWords = layoutOf(base.key).words;
    const [low, high] = this.#word(0);
    const found = this.#vm.maps.entries(
      low,
      high,
      keyWords,
      1 + keyWords + layoutOf(base.value).words,
    );
    const entries = found
      .map(
        ({ key, value, table }) =>
          [this.#at(base.key, key, table), this.#at(base.value, value, table)] as const,
      )
      .sort(([a], [b]) => compareKeys(a, b));
    // Keys that are not equal to themselves stand in the order of the map, which Go leaves open.
    const isOpen = entries.some(([key], index) => {
      const before = entries[index - 1];
      return before !== undefined && compareKeys(before[0], key) === 0;
    });
    if (isOpen) this.#vm.depend('map-order');
    return entries;
  }

  pointee(): FormatValue {
    const base = underlying(this.runtimeType.type);
    if (base.kind !== 'pointer') throw new TypeError(`A ${base.kind} points nowhere.`);
    const [low, high] = this.#word(0);
    return this.#at(base.element, low, high);
  }

  dynamic(): FormatValue | null {
    return dynamicAt(this.#vm, this.low, this.high, this.isReachable);
  }

  /** What is written depends on where something lies. */
  dependOnAddress(): void {
    this.#vm.depend('address');
  }

  address(): bigint {
    this.dependOnAddress();
    const [low, high] = this.#word(0);
    if (this.#vm.image.types.of(this.runtimeType.type).layout.words === 0) return 0n;
    return addressOf(this.#vm, low, high);
  }

  hasMethod(name: 'Error' | 'String' | 'GoString'): boolean {
    return hasMethod(this.#vm, this.runtimeType, name);
  }
}

const heapStart = 0xc000000000n;
const stackStart = 0xc100000000n;

/** The simulated address that a pointer stands for. */
export function addressOf(vm: Interpreter, low: number, high: number): bigint {
  const byte = BigInt(vm.memory.byteOf(low));
  if (high !== 0) return heapStart + byte;
  return low < 0 ? 0x400000n + byte : stackStart + byte;
}

/** fmt's order of map keys (internal/fmtsort): by kind, then by value. */
function compareKeys(a: FormatValue, b: FormatValue): number {
  switch (a.kind) {
    case 'int':
    case 'uint':
      return a.integer() < b.integer() ? -1 : a.integer() > b.integer() ? 1 : 0;
    case 'string':
      return a.bytes() < b.bytes() ? -1 : a.bytes() > b.bytes() ? 1 : 0;
    case 'float': {
      const [x, y] = [a.float(), b.float()];
      if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : -1;
      if (Number.isNaN(y)) return 1;
      return x < y ? -1 : x > y ? 1 : 0;
    }
    case 'bool':
      return Number(a.boolean()) - Number(b.boolean());
    case 'pointer':
    case 'chan':
      return a.address() < b.address() ? -1 : a.address() > b.address() ? 1 : 0;
    case 'struct':
      return compareParts(a, b, (value, index) => value.field(index));
    case 'array':
      return compareParts(a, b, (value, index) => value.element(index));
    case 'interface': {
      const [x, y] = [a.dynamic(), b.dynamic()];
      if (x === null || y === null) return x === y ? 0 : x === null ? -1 : 1;
      if (x.kind !== y.kind || x.typeText !== y.typeText) return orderOfTypes(x, y);
      return compareKeys(x, y);
    }
    default:
      return 0;
  }
}

function compareParts(
  a: FormatValue,
  b: FormatValue,
  part: (value: FormatValue, index: number) => FormatValue,
): number {
  for (let index = 0; index < a.length(); index++) {
    const order = compareKeys(part(a, index), part(b, index));
    if (order !== 0) return order;
  }
  return 0;
}

/** Go orders keys of different types by where the types lie in its binary: ours by first use. */
function orderOfTypes(a: FormatValue, b: FormatValue): number {
  if (!(a instanceof MemoryValue && b instanceof MemoryValue)) return 0;
  a.dependOnAddress();
  return a.runtimeType.id - b.runtimeType.id;
}

/** A string that lies nowhere in the program. */
export class TextValue extends MemoryValue {
  readonly #text: string;

  constructor(vm: Interpreter, text: string) {
    super(vm, vm.image.types.of(basicTypes.string), 0, 0, true);
    this.#text = text;
  }

  override bytes(): string {
    return this.#text;
  }
}
