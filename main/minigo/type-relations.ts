/** Questions about types that the specification answers: kinds, identity, comparability. */
import { basicTypes, underlying, type BasicName, type StructType, type Type } from './types.ts';

function basicName(type: Type): BasicName | null {
  const under = underlying(type);
  return under.kind === 'basic' ? under.name : null;
}

const integerNames: ReadonlySet<string> = new Set([
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
  'untyped int',
  'untyped rune',
]);
const unsignedNames: ReadonlySet<string> = new Set([
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
]);
const floatNames: ReadonlySet<string> = new Set(['float32', 'float64', 'untyped float']);

export function isInvalid(type: Type): boolean {
  return type.kind === 'basic' && type.name === 'invalid';
}
export function isValidType(type: Type): boolean {
  return !isInvalid(type);
}
export function isUntyped(type: Type): boolean {
  return type.kind === 'basic' && type.name.startsWith('untyped ');
}
export function isTyped(type: Type): boolean {
  return !isUntyped(type);
}
export function isBoolean(type: Type): boolean {
  const name = basicName(type);
  return name === 'bool' || name === 'untyped bool';
}
export function isInteger(type: Type): boolean {
  return integerNames.has(basicName(type) ?? '');
}
export function isUnsigned(type: Type): boolean {
  return unsignedNames.has(basicName(type) ?? '');
}
export function isFloat(type: Type): boolean {
  return floatNames.has(basicName(type) ?? '');
}
export function isNumeric(type: Type): boolean {
  return isInteger(type) || isFloat(type);
}
export function isString(type: Type): boolean {
  const name = basicName(type);
  return name === 'string' || name === 'untyped string';
}
export function isNumericOrString(type: Type): boolean {
  return isNumeric(type) || isString(type);
}
export function isOrdered(type: Type): boolean {
  return isNumericOrString(type);
}
/** Types that constants can have. */
export function isConstantType(type: Type): boolean {
  return isBoolean(type) || isNumericOrString(type);
}
export function isInterface(type: Type): boolean {
  return underlying(type).kind === 'interface';
}
export function isPointer(type: Type): boolean {
  return underlying(type).kind === 'pointer';
}
/** A type with a name: declared, or predeclared. */
export function hasName(type: Type): boolean {
  return type.kind === 'basic' || type.kind === 'named';
}
export function isBytesOrRunes(type: Type): boolean {
  const under = underlying(type);
  if (under.kind !== 'slice') return false;
  const name = basicName(under.element);
  return name === 'uint8' || name === 'int32';
}
export function isInterfacePointer(type: Type): boolean {
  const under = underlying(type);
  return under.kind === 'pointer' && isInterface(under.element);
}

/** Whether `nil` is a value of the type. */
export function hasNil(type: Type): boolean {
  switch (underlying(type).kind) {
    case 'slice':
    case 'pointer':
    case 'signature':
    case 'map':
    case 'channel':
    case 'interface':
      return true;
    default:
      return false;
  }
}

/** The type an untyped constant takes where nothing asks for another. */
export function defaultType(type: Type): Type {
  if (type.kind !== 'basic') return type;
  switch (type.name) {
    case 'untyped bool':
      return basicTypes.bool;
    case 'untyped int':
      return basicTypes.int;
    case 'untyped rune':
      return basicTypes.rune;
    case 'untyped float':
      return basicTypes.float64;
    case 'untyped string':
      return basicTypes.string;
    default:
      return type;
  }
}

/** The type and whether a pointer was taken off it. */
export function dereferenced(type: Type): readonly [Type, boolean] {
  return type.kind === 'pointer' ? [type.element, true] : [type, false];
}

export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

export function identical(left: Type, right: Type): boolean {
  return identicalTypes(left, right, false, null);
}
export function identicalIgnoringTags(left: Type, right: Type): boolean {
  return identicalTypes(left, right, true, null);
}

/** Pairs of interfaces being compared: an interface that mentions itself is compared once. */
interface ComparedPair {
  readonly left: Type;
  readonly right: Type;
  readonly outer: ComparedPair | null;
}

function isCompared(left: Type, right: Type, pairs: ComparedPair | null): boolean {
  for (let pair = pairs; pair !== null; pair = pair.outer)
    if (
      (pair.left === left && pair.right === right) ||
      (pair.left === right && pair.right === left)
    )
      return true;
  return false;
}

function identicalTypes(
  left: Type,
  right: Type,
  ignoreTags: boolean,
  pairs: ComparedPair | null,
): boolean {
  if (left === right) return true;
  const same = (x: Type, y: Type): boolean => identicalTypes(x, y, ignoreTags, pairs);
  switch (left.kind) {
    case 'basic':
      return right.kind === 'basic' && left.name === right.name;
    case 'pointer':
      return right.kind === 'pointer' && same(left.element, right.element);
    case 'slice':
      return right.kind === 'slice' && same(left.element, right.element);
    case 'array':
      return (
        right.kind === 'array' &&
        (left.length < 0 || right.length < 0 || left.length === right.length) &&
        same(left.element, right.element)
      );
    case 'map':
      return right.kind === 'map' && same(left.key, right.key) && same(left.value, right.value);
    case 'channel':
      return (
        right.kind === 'channel' &&
        left.direction === right.direction &&
        same(left.element, right.element)
      );
    case 'struct':
      return right.kind === 'struct' && identicalStructs(left, right, ignoreTags, pairs);
    case 'tuple':
      return (
        right.kind === 'tuple' &&
        left.elements.length === right.elements.length &&
        left.elements.every((element, index) =>
          same(element, right.elements[index] ?? basicTypes.invalid),
        )
      );
    case 'signature':
      return (
        right.kind === 'signature' &&
        left.variadic === right.variadic &&
        left.parameters.length === right.parameters.length &&
        left.results.length === right.results.length &&
        left.parameters.every(({ type }, index) =>
          same(type, right.parameters[index]?.type ?? basicTypes.invalid),
        ) &&
        left.results.every(({ type }, index) =>
          same(type, right.results[index]?.type ?? basicTypes.invalid),
        )
      );
    case 'interface': {
      if (right.kind !== 'interface' || left.methods.length !== right.methods.length) return false;
      if (isCompared(left, right, pairs)) return true;
      const inner: ComparedPair = { left, right, outer: pairs };
      return left.methods.every((method, index) => {
        const other = right.methods[index];
        if (other === undefined || method.name !== other.name) return false;
        return identicalTypes(method.signature, other.signature, ignoreTags, inner);
      });
    }
    case 'named':
      return (
        right.kind === 'named' &&
        left.typeArguments.length > 0 &&
        left.name === right.name &&
        left.packageName === right.packageName &&
        left.typeArguments.every((argument, index) =>
          same(argument, right.typeArguments[index] ?? basicTypes.invalid),
        )
      );
  }
}

function identicalStructs(
  left: StructType,
  right: StructType,
  ignoreTags: boolean,
  pairs: ComparedPair | null,
): boolean {
  return (
    left.fields.length === right.fields.length &&
    left.fields.every((field, index) => {
      const other = right.fields[index];
      return (
        other !== undefined &&
        field.name === other.name &&
        field.embedded === other.embedded &&
        (ignoreTags || field.tag === other.tag) &&
        (isExported(field.name) || field.packageName === other.packageName) &&
        identicalTypes(field.type, other.type, ignoreTags, pairs)
      );
    })
  );
}

/** Whether `==` is defined on two values of the type (interfaces may still panic). */
export function isComparable(type: Type): boolean {
  return comparable(type, new Set());
}

function comparable(type: Type, seen: Set<Type>): boolean {
  if (seen.has(type)) return true;
  seen.add(type);
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return under.name !== 'untyped nil';
    case 'pointer':
    case 'channel':
    case 'interface':
      return true;
    case 'struct':
      return under.fields.every((field) => comparable(field.type, seen));
    case 'array':
      return comparable(under.element, seen);
    default:
      return false;
  }
}
