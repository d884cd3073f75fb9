/** Comparisons, and why two values cannot be compared (specification, "Comparison operators"). */
import type { ComparisonOperator } from '../ast.ts';
import { boolConstant, compareConstants } from '../constants.ts';
import { expressionText } from '../expression-text.ts';
import {
  defaultType,
  hasNil,
  isComparable,
  isInterface,
  isInvalid,
  isOrdered,
} from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, underlying, type Type } from '../types.ts';
import { assignable } from './assignability.ts';
import { noteConversion } from './assignments.ts';
import type { Checker } from './checker.ts';
import { compositeKind, type Operand } from './operand.ts';
import { setExpressionType } from './untyped.ts';

const invalidOperation = 'invalid operation: ';

/** `x operator y`, or the comparison of a case with the tag of a switch. */
export function checkComparison(
  c: Checker,
  x: Operand,
  y: Operand,
  operator: ComparisonOperator,
  isCase: boolean,
): void {
  if (isInvalid(x.type) || isInvalid(y.type)) {
    x.invalidate();
    return;
  }
  const fault = comparisonFault(c, x, y, operator);
  if (fault !== null) {
    const texts = [expressionText(x.expression), expressionText(y.expression)] as const;
    if (isCase)
      c.error(
        x.position,
        'type-mismatch',
        `invalid case ${texts[0]} in switch on ${texts[1]} (${fault.cause})`,
      );
    else
      c.error(
        fault.operand.position,
        'type-mismatch',
        `${invalidOperation}${texts[0]} ${operator} ${texts[1]} (${fault.cause})`,
      );
    x.invalidate();
    return;
  }
  if (x.mode === 'constant' && y.mode === 'constant') {
    x.value =
      x.value === null || y.value === null
        ? null
        : boolConstant(compareConstants(x.value, operator, y.value));
  } else {
    x.mode = 'value';
    x.value = null;
    setExpressionType(c, x.expression, defaultType(x.type), true);
    setExpressionType(c, y.expression, defaultType(y.type), true);
    if (isInterface(x.type) && !isInterface(y.type) && !y.isNil) noteConversion(c, y, x.type);
    else if (isInterface(y.type) && !isInterface(x.type) && !x.isNil) noteConversion(c, x, y.type);
  }
  x.type = basicTypes.untypedBool;
}

function comparisonFault(
  c: Checker,
  x: Operand,
  y: Operand,
  operator: ComparisonOperator,
): { readonly operand: Operand; readonly cause: string } | null {
  if (!assignable(c, x, y.type).ok && !assignable(c, y, x.type).ok)
    return { operand: y, cause: `mismatched types ${typeText(x.type)} and ${typeText(y.type)}` };
  const undefinedOn = (operand: Operand): { operand: Operand; cause: string } => ({
    operand,
    cause: `operator ${operator} not defined on ${compositeKind(operand.type) || typeText(operand.type)}`,
  });
  if (operator === '==' || operator === '!=') {
    if (x.isNil || y.isNil) return hasNil(x.isNil ? y.type : x.type) ? null : undefinedOn(y);
    for (const operand of [x, y]) {
      if (isComparable(operand.type)) continue;
      const cause = incomparableCause(operand.type);
      return cause === '' ? undefinedOn(operand) : { operand, cause };
    }
    return null;
  }
  for (const operand of [x, y]) if (!isOrdered(operand.type)) return undefinedOn(operand);
  return null;
}

/** Why values of a type cannot be compared; empty where there is no more to say. */
function incomparableCause(type: Type): string {
  const under = underlying(type);
  switch (under.kind) {
    case 'slice':
    case 'signature':
    case 'map':
      return `${compositeKind(type)} can only be compared to nil`;
    case 'struct': {
      const field = under.fields.find((each) => !isComparable(each.type));
      return field === undefined
        ? ''
        : `struct containing ${typeText(field.type)} cannot be compared`;
    }
    case 'array':
      return `${typeText(under)} cannot be compared`;
    default:
      return '';
  }
}
