/** Unary and binary operators, comparisons and shifts (specification, "Operators"). */
import type {
  ArithmeticOperator,
  BinaryOperator,
  ComparisonOperator,
  Expression,
  Unary,
} from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import {
  binaryConstant,
  bitLength,
  boolConstant,
  intConstant,
  isZero,
  toInt,
  type ConstantValue,
} from '../constants.ts';
import { expressionText } from '../expression-text.ts';
import { sizeOf } from '../type-layout.ts';
import {
  hasNil,
  identical,
  isBoolean,
  isInteger,
  isInterface,
  isInvalid,
  isNumeric,
  isNumericOrString,
  isPointer,
  isString,
  isTyped,
  isUnsigned,
} from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { underlying, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { checkComparison } from './comparisons.ts';
import { checkExpression } from './expressions.ts';
import { checkShift } from './shifts.ts';
import { Operand, operandText } from './operand.ts';
import { convertUntyped, requireRepresentable } from './untyped.ts';
import { beyondLimit } from '../refusals.ts';

const invalidOperation = 'invalid operation: ';
/** Most bits of an untyped integer constant, as in Go. */
const integerBits = 512;

const operationNames: Readonly<Record<string, string>> = {
  '+': 'addition',
  '-': 'subtraction',
  '^': 'bitwise XOR',
  '*': 'multiplication',
  '<<': 'shift',
};

/** A constant that leaves its type, or every bound, is reported. */
export function checkOverflow(c: Checker, x: Operand, at: number): void {
  if (x.value === null) {
    c.error(at, 'constant', 'constant result is not representable');
    return;
  }
  if (isTyped(x.type)) {
    const under = underlying(x.type);
    if (under.kind === 'basic') requireRepresentable(c, x, under);
    return;
  }
  if (x.value.kind !== 'int' || bitLength(x.value.value) <= integerBits) return;
  const e = x.expression;
  const name =
    e.kind === 'binary'
      ? (operationNames[e.operator] ?? '')
      : e.kind === 'unary' && e.operator === '^'
        ? 'bitwise complement'
        : '';
  c.error(at, 'constant', `constant ${name === '' ? '' : `${name} `}overflow`);
  x.value = null;
}

export function checkUnary(c: Checker, x: Operand, e: Unary): void {
  checkExpression(c, x, e.operand);
  if (x.isInvalid) return;
  switch (e.operator) {
    case '&': {
      const operand = unparenthesised(e.operand);
      if (operand.kind !== 'composite-literal' && x.mode !== 'variable') {
        c.error(
          x.position,
          'invalid-operation',
          `${invalidOperation}cannot take address of ${operandText(x)}`,
        );
        x.invalidate();
        return;
      }
      x.mode = 'value';
      x.type = { kind: 'pointer', element: x.type };
      return;
    }
    case '<-': {
      const under = underlying(x.type);
      const problem =
        under.kind !== 'channel'
          ? 'non-channel '
          : under.direction === 'send'
            ? 'send-only channel '
            : null;
      if (under.kind !== 'channel' || problem !== null) {
        c.error(
          x.position,
          'invalid-operation',
          `${invalidOperation}cannot receive from ${problem ?? ''}${operandText(x)}`,
        );
        x.invalidate();
        return;
      }
      x.mode = 'comma-ok';
      x.type = under.element;
      c.hasCallOrReceive = true;
      return;
    }
    default:
  }
  const defined =
    e.operator === '!'
      ? isBoolean(x.type)
      : e.operator === '^'
        ? isInteger(x.type)
        : isNumeric(x.type);
  if (!defined) {
    c.error(
      x.position,
      'invalid-operation',
      `${invalidOperation}operator ${e.operator} not defined on ${operandText(x)}`,
    );
    x.invalidate();
    return;
  }
  if (x.mode !== 'constant') {
    x.mode = 'value';
    return;
  }
  if (x.value === null) return;
  x.value = unaryConstant(e.operator, x.value, x.type);
  x.expression = e;
  checkOverflow(c, x, e.position);
}

function unaryConstant(
  operator: '+' | '-' | '!' | '^',
  value: ConstantValue,
  type: Type,
): ConstantValue {
  if (operator === '!') return boolConstant(value.kind === 'bool' && !value.value);
  if (operator === '+') return value;
  if (value.kind === 'float') {
    const { numerator, denominator } = value.value;
    return { kind: 'float', value: { numerator: -numerator, denominator } };
  }
  const integer = toInt(value) ?? 0n;
  if (operator === '-') return intConstant(-integer);
  return intConstant(isUnsigned(type) ? BigInt.asUintN(sizeOf(type) * 8, ~integer) : ~integer);
}

function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

/** `left operator right`; `e` is null for the assignment `left operator= right`. */
export function checkBinary(
  c: Checker,
  x: Operand,
  e: Expression | null,
  left: Expression,
  right: Expression,
  operator: BinaryOperator,
  operatorPosition: number,
): void {
  const y = new Operand(right);
  checkExpression(c, x, left);
  checkExpression(c, y, right);
  if (x.isInvalid) return;
  if (y.isInvalid) {
    x.invalidate();
    x.expression = y.expression;
    return;
  }
  if (operator === '<<' || operator === '>>') {
    checkShift(c, x, y, e, operator, operatorPosition);
    return;
  }
  matchTypes(c, x, y);
  if (x.isInvalid) return;
  if (isComparison(operator)) {
    checkComparison(c, x, y, operator, false);
    return;
  }
  if (!identical(x.type, y.type)) {
    if (!isInvalid(x.type) && !isInvalid(y.type)) {
      const text =
        e === null
          ? `${expressionText(left)} ${operator}= ${expressionText(right)}`
          : expressionText(e);
      c.error(
        x.position,
        'type-mismatch',
        `${invalidOperation}${text} (mismatched types ${typeText(x.type)} and ${typeText(y.type)})`,
      );
    }
    x.invalidate();
    return;
  }
  if (!isDefinedOn(operator, x.type)) {
    c.error(
      x.position,
      'invalid-operation',
      `${invalidOperation}operator ${operator} not defined on ${operandText(x)}`,
    );
    x.invalidate();
    return;
  }
  const divides = operator === '/' || operator === '%';
  if (
    divides &&
    (x.mode === 'constant' || isInteger(x.type)) &&
    y.mode === 'constant' &&
    y.value !== null &&
    isZero(y.value)
  ) {
    c.error(y.position, 'constant', `${invalidOperation}division by zero`);
    x.invalidate();
    return;
  }
  if (x.mode !== 'constant' || y.mode !== 'constant') {
    x.mode = 'value';
    x.value = null;
    return;
  }
  if (x.value === null || y.value === null) {
    x.value = null;
    return;
  }
  if (x.value.kind === 'string' && y.value.kind === 'string') {
    const length = x.value.bytes.length + y.value.bytes.length;
    if (length > longestConstant) {
      c.refuse(operatorPosition, beyondLimit('string-too-long', { most: longestConstant }));
      x.invalidate();
      return;
    }
  }
  x.value = binaryConstant(x.value, operator, y.value, isInteger(x.type));
  if (e !== null) x.expression = e;
  checkOverflow(c, x, operatorPosition);
}

/** Longest constant string, in bytes: far more than a source can hold. */
const longestConstant = 2 ** 20;

function isDefinedOn(operator: ArithmeticOperator | '&&' | '||', type: Type): boolean {
  switch (operator) {
    case '+':
      return isNumericOrString(type);
    case '-':
    case '*':
    case '/':
      return isNumeric(type);
    case '&&':
    case '||':
      return isBoolean(type);
    default:
      return isInteger(type);
  }
}

/** Gives untyped operands the type of the other one, where they can take it. */
export function matchTypes(c: Checker, x: Operand, y: Operand): void {
  if (!mayConvert(x, y)) return;
  convertUntyped(c, x, y.type);
  if (x.isInvalid) return;
  convertUntyped(c, y, x.type);
  if (y.isInvalid) x.invalidate();
}

function mayConvert(x: Operand, y: Operand): boolean {
  if (isTyped(x.type) && isTyped(y.type)) return false;
  if (isInterface(x.type) || isInterface(y.type)) return true;
  if (isBoolean(x.type) !== isBoolean(y.type)) return false;
  if (isString(x.type) !== isString(y.type)) return false;
  if (x.isNil) return hasNil(y.type);
  if (y.isNil) return hasNil(x.type);
  return !isPointer(x.type) && !isPointer(y.type);
}
