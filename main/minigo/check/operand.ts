/** The result of checking an expression, and how Go's messages describe it. */
import type { Expression } from '../ast.ts';
import { constantText } from '../constant-literals.ts';
import type { ConstantValue } from '../constants.ts';
import type { ExpressionMode } from '../checked.ts';
import type { BuiltinName } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { isUntyped, isValidType } from '../type-relations.ts';
import { aliasOf, anyInterface, typeText } from '../type-text.ts';
import { basicTypes, underlying, type Type } from '../types.ts';

export type OperandMode = ExpressionMode | 'invalid';

export class Operand {
  mode: OperandMode = 'invalid';
  type: Type = basicTypes.invalid;
  /** For constants; null where an earlier fault left the value unknown. */
  value: ConstantValue | null = null;
  builtin: BuiltinName | null = null;
  expression: Expression;
  /** It is one component of a call with several results. */
  component = false;

  constructor(expression: Expression) {
    this.expression = expression;
  }

  static value(expression: Expression, type: Type): Operand {
    const operand = new Operand(expression);
    operand.mode = 'value';
    operand.type = type;
    return operand;
  }

  copy(): Operand {
    return Object.assign(new Operand(this.expression), this);
  }

  become(other: Operand): void {
    Object.assign(this, other);
  }

  /** The type stays: Go's messages still name it where arguments are counted. */
  invalidate(): void {
    this.mode = 'invalid';
  }

  get isInvalid(): boolean {
    return this.mode === 'invalid';
  }
  get isNil(): boolean {
    return this.mode === 'nil';
  }
  get position(): number {
    return this.expression.position;
  }
}

const modeWords: Readonly<Record<OperandMode, string>> = {
  invalid: 'invalid operand',
  'no-value': 'no value',
  builtin: 'built-in',
  package: 'package',
  type: 'type',
  constant: 'constant',
  variable: 'variable',
  'map-index': 'map index expression',
  'comma-ok': 'comma, ok expression',
  value: 'value',
  nil: 'nil',
};

/** `slice`, `struct`, …; empty for a basic type. */
export function compositeKind(type: Type): string {
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return '';
    case 'signature':
      return 'func';
    case 'channel':
      return 'chan';
    default:
      return under.kind;
  }
}

/** `x (variable of type int)`, `"s" (untyped string constant)`, … */
export function operandText(x: Operand): string {
  if (x.mode === 'nil') {
    if (!isValidType(x.type)) return 'nil (with invalid type)';
    return x.type === basicTypes.untypedNil ? 'nil' : `nil (of type ${typeText(x.type)})`;
  }
  const expression = expressionText(x.expression);
  const hasTypeInText = !['invalid', 'no-value', 'builtin', 'type'].includes(x.mode);
  let text = `${expression} (`;
  const untyped = hasTypeInText && isUntyped(x.type);
  if (untyped && x.type.kind === 'basic') text += `${x.type.name} `;
  text += modeWords[x.mode];
  if (x.mode === 'constant' && x.value !== null) {
    const value = constantText(x.value);
    if (value !== expression) text += ` ${value}`;
  }
  if (hasTypeInText && !untyped) {
    if (isValidType(x.type)) {
      let kind = '';
      if (x.type === anyInterface) kind = 'interface ';
      else if (x.type.kind === 'named' || aliasOf(x.type) !== null) {
        const under = underlying(x.type);
        kind = `${under.kind === 'basic' ? under.spelling : compositeKind(x.type)} `;
      }
      text += ` of ${kind}type ${typeText(x.type)}`;
    } else text += ' with invalid type';
  }
  return `${text})`;
}
