/** Untyped operands: representability, implicit conversion, and pushing a final type down an expression. */
import type { Expression } from '../ast.ts';
import {
  rationalOfNumber,
  rationalToNumber,
  toInt,
  toRational,
  type ConstantValue,
} from '../constants.ts';
import { expressionText } from '../expression-text.ts';
import {
  defaultType,
  hasNil,
  isBoolean,
  isFloat,
  isInteger,
  isInvalid,
  isNumeric,
  isString,
  isTyped,
  isUntyped,
} from '../type-relations.ts';
import { typeText, unaliasedText } from '../type-text.ts';
import { underlying, type BasicName, type BasicType, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { Operand, operandText } from './operand.ts';

/** Why an untyped operand cannot become a type. */
export type Misfit = 'truncated' | 'overflows' | 'mismatch';

const integerRanges: Partial<Record<BasicName, readonly [bigint, bigint]>> = {
  int: [-(2n ** 63n), 2n ** 63n - 1n],
  int8: [-128n, 127n],
  int16: [-32768n, 32767n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint: [0n, 2n ** 64n - 1n],
  uint8: [0n, 255n],
  uint16: [0n, 65535n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  uintptr: [0n, 2n ** 64n - 1n],
};

/** The value as one of the type, rounded where the type is a float; null if it is not representable. */
export function representedIn(value: ConstantValue, type: BasicType): ConstantValue | null {
  if (isInteger(type)) {
    const integer = toInt(value);
    if (integer === null) return null;
    const range = integerRanges[type.name];
    if (range !== undefined && (integer < range[0] || integer > range[1])) return null;
    return { kind: 'int', value: integer };
  }
  if (isFloat(type)) {
    const fraction = toRational(value);
    if (fraction === null) return null;
    if (type.name === 'untyped float') return { kind: 'float', value: fraction };
    const rounded = rationalToNumber(fraction, type.name === 'float32' ? 24 : 53);
    return Number.isFinite(rounded) ? { kind: 'float', value: rationalOfNumber(rounded) } : null;
  }
  if (isString(type)) return value.kind === 'string' ? value : null;
  if (isBoolean(type)) return value.kind === 'bool' ? value : null;
  return null;
}

/** A constant operand in a basic type: its value there, or why not. An unknown value fits everywhere. */
export function represent(
  x: Operand,
  type: BasicType,
): { readonly value: ConstantValue | null } | Misfit {
  if (x.value === null) return { value: null };
  const value = representedIn(x.value, type);
  if (value !== null) return { value };
  if (isNumeric(x.type) && isNumeric(type))
    return !isInteger(x.type) && isInteger(type) ? 'truncated' : 'overflows';
  return 'mismatch';
}

/** Reports a constant that a type cannot hold, or takes its value there. */
export function requireRepresentable(c: Checker, x: Operand, type: BasicType): void {
  const result = represent(x, type);
  if (typeof result === 'string') {
    reportMisfit(c, x, type, result);
    x.invalidate();
  } else x.value = result.value;
}

function reportMisfit(c: Checker, x: Operand, target: Type, misfit: Misfit): void {
  const text = operandText(x);
  const message =
    misfit === 'truncated'
      ? `${text} truncated to ${typeText(target)}`
      : misfit === 'overflows'
        ? `${text} overflows ${typeText(target)}`
        : `cannot convert ${text} to type ${unaliasedText(target)}`;
  c.error(x.position, 'constant', message);
}

const untypedOrder: readonly BasicName[] = ['untyped int', 'untyped rune', 'untyped float'];

/** The larger kind of two untyped numbers; the kind of two equal ones; null if they do not mix. */
function widerUntyped(left: Type, right: Type): Type | null {
  if (left === right) return left;
  if (left.kind !== 'basic' || right.kind !== 'basic') return null;
  const a = untypedOrder.indexOf(left.name);
  const b = untypedOrder.indexOf(right.name);
  if (a < 0 || b < 0) return null;
  return a > b ? left : right;
}

/** The type and value that an untyped operand takes where `target` is wanted. */
export function implicitType(
  x: Operand,
  target: Type,
): { readonly type: Type; readonly value: ConstantValue | null | undefined } | Misfit {
  if (x.mode === 'invalid' || isTyped(x.type) || isInvalid(target))
    return { type: x.type, value: undefined };
  if (isUntyped(target)) {
    const wider = widerUntyped(x.type, target);
    return wider === null ? 'mismatch' : { type: wider, value: undefined };
  }
  if (x.isNil) return hasNil(target) ? { type: target, value: undefined } : 'mismatch';
  const under = underlying(target);
  if (under.kind === 'basic') {
    if (x.mode === 'constant') {
      const result = represent(x, under);
      return typeof result === 'string' ? result : { type: target, value: result.value };
    }
    const fits = isBoolean(x.type)
      ? isBoolean(target)
      : isNumeric(x.type)
        ? isNumeric(target)
        : isString(x.type) && isString(target);
    return fits ? { type: target, value: undefined } : 'mismatch';
  }
  if (under.kind === 'interface' && under.methods.length === 0)
    return { type: defaultType(x.type), value: undefined };
  return 'mismatch';
}

/** Gives an untyped operand the type `target`, or reports that it cannot have it. */
export function convertUntyped(c: Checker, x: Operand, target: Type): void {
  const result = implicitType(x, target);
  if (typeof result === 'string') {
    const under = underlying(target);
    reportMisfit(c, x, under, result);
    x.invalidate();
    return;
  }
  adopt(c, x, result.type, result.value);
}

/** Takes over a type and a value found by `implicitType`. */
export function adopt(
  c: Checker,
  x: Operand,
  type: Type,
  value: ConstantValue | null | undefined,
): void {
  if (value !== undefined) {
    x.value = value;
    const record = c.untyped.get(x.expression);
    if (record !== undefined) record.value = value;
  }
  if (type !== x.type) {
    x.type = type;
    setExpressionType(c, x.expression, type, false);
  }
}

/** Pushes the type that an untyped expression has finally taken down to its operands. */
export function setExpressionType(c: Checker, e: Expression, type: Type, final: boolean): void {
  const old = c.untyped.get(e);
  if (old === undefined) return;
  switch (e.kind) {
    case 'parenthesised':
      setExpressionType(c, e.inner, type, final);
      break;
    case 'unary':
      // Operands of a constant expression keep their own types.
      if (old.mode !== 'constant') setExpressionType(c, e.operand, type, final);
      break;
    case 'binary':
      if (old.mode === 'constant') break;
      switch (e.operator) {
        case '==':
        case '!=':
        case '<':
        case '<=':
        case '>':
        case '>=':
          break;
        case '<<':
        case '>>':
          setExpressionType(c, e.left, type, final);
          break;
        default:
          setExpressionType(c, e.left, type, final);
          setExpressionType(c, e.right, type, final);
      }
      break;
    default:
  }
  if (!final && isUntyped(type) && type.kind === 'basic') {
    old.type = type;
    return;
  }
  c.untyped.delete(e);
  if (old.isShifted && !isInteger(type)) {
    c.error(
      e.position,
      'invalid-operation',
      `invalid operation: shifted operand ${expressionText(e)} (type ${typeText(type)}) must be integer`,
    );
    return;
  }
  if (old.mode === 'constant') {
    const x = new Operand(e);
    x.mode = 'constant';
    x.type = old.type;
    x.value = old.value;
    convertUntyped(c, x, type);
    if (x.isInvalid) return;
    c.setFacts(e, 'constant', type, x.value);
    return;
  }
  c.setFacts(e, old.mode, type, null);
}
