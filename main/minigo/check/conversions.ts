/** Conversions `T(x)` (specification, "Conversions"). */
import { constantText, utf8Bytes } from '../constant-literals.ts';
import { intConstant, stringConstant, toInt, type ConstantValue } from '../constants.ts';
import {
  defaultType,
  identical,
  identicalIgnoringTags,
  isBytesOrRunes,
  isConstantType,
  isInteger,
  isInterface,
  isNumeric,
  isString,
  isUntyped,
} from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { underlying, type Type } from '../types.ts';
import { assignable } from './assignability.ts';
import { noteConversion } from './assignments.ts';
import type { Checker } from './checker.ts';
import { operandText, type Operand } from './operand.ts';
import { representedIn, setExpressionType } from './untyped.ts';

/** Converts `x` to `type`, or reports that it cannot be. */
export function convert(c: Checker, x: Operand, type: Type): void {
  const isConstant = x.mode === 'constant';
  if (isConstant && isConstantType(type)) {
    const converted = x.value === null ? null : convertedConstant(x.value, x.type, type);
    if (converted === null && x.value !== null) {
      if (isInteger(x.type) && isInteger(type))
        c.error(
          x.position,
          'constant',
          `constant ${constantText(x.value)} overflows ${typeText(type)}`,
        );
      else {
        const whole = isInteger(type) ? toInt(x.value) : null;
        if (whole !== null) x.value = intConstant(whole);
        refuse(c, x, type, '');
      }
      x.invalidate();
      return;
    }
    x.value = converted;
  } else {
    const cause = conversionFault(c, x, type);
    if (cause !== null) {
      refuse(c, x, type, cause);
      x.invalidate();
      return;
    }
    x.mode = 'value';
  }
  if (isUntyped(x.type)) {
    let final = type;
    if (!x.isNil) {
      if (isInterface(type) || (isConstant && !isConstantType(type))) final = defaultType(x.type);
      else if (x.mode === 'constant' && isInteger(x.type) && isString(type)) final = x.type;
    }
    setExpressionType(c, x.expression, final, true);
    if (isInterface(type) && !isInterface(final)) c.convertedTo[x.expression.id] = type;
  } else if (isInterface(type)) noteConversion(c, x, type);
  x.type = type;
}

function refuse(c: Checker, x: Operand, type: Type, cause: string): void {
  const reason = cause === '' ? '' : `: ${cause}`;
  c.error(
    x.position,
    'type-mismatch',
    `cannot convert ${operandText(x)} to type ${typeText(type)}${reason}`,
  );
}

function convertedConstant(value: ConstantValue, from: Type, to: Type): ConstantValue | null {
  const under = underlying(to);
  if (under.kind !== 'basic') return null;
  const same = representedIn(value, under);
  if (same !== null) return same;
  if (!isInteger(from) || !isString(to) || value.kind !== 'int') return null;
  const code = value.value;
  const valid = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code < 0xe000n);
  return stringConstant(utf8Bytes(valid ? Number(code) : 0xfffd));
}

/** Null if a value converts; else the cause, possibly empty. */
function conversionFault(c: Checker, x: Operand, type: Type): string | null {
  const verdict = assignable(c, x, type);
  if (verdict.ok) return null;
  const from = underlying(x.type);
  const to = underlying(type);
  if (identicalIgnoringTags(from, to)) return null;
  if (
    x.type.kind === 'pointer' &&
    type.kind === 'pointer' &&
    identicalIgnoringTags(underlying(x.type.element), underlying(type.element))
  )
    return null;
  if (isNumeric(from) && isNumeric(to)) return null;
  if ((isInteger(from) || isBytesOrRunes(from)) && isString(to)) return null;
  if (isString(from) && isBytesOrRunes(to)) return null;
  if (from.kind === 'slice') {
    if (to.kind === 'array' && identical(from.element, to.element)) return null;
    if (to.kind === 'pointer') {
      const array = underlying(to.element);
      if (array.kind === 'array' && identical(from.element, array.element)) return null;
    }
  }
  return verdict.reason;
}
