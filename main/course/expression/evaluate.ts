import { resolveMoment } from '../moment.ts';
import type { Scope } from './scope.ts';
import { callOf, meaningOf } from './scope.ts';
import type { BinaryOperator, Expression } from './syntax.ts';
import { ExpressionError } from './syntax.ts';
import type { Value } from './values.ts';
import { asBoolean, asList, asNumber, equalValues } from './values.ts';

/** The value of an expression at a moment. Throws an ExpressionError or a HistoryError with a sentence for the author. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return expression.value;
    case 'nil':
      return null;
    case 'object':
      return { object: scope.history.objectNamed(expression.name) };
    case 'name':
      return meaningOf(expression.name, scope);
    case 'call':
      return callOf(
        expression.name,
        expression.operands.map((operand) => evaluate(operand, scope)),
        scope,
      );
    case 'list':
      return expression.items.map((item) => evaluate(item, scope));
    case 'not':
      return !asBoolean(evaluate(expression.operand, scope), 'not');
    case 'negative':
      return -asNumber(evaluate(expression.operand, scope), '-');
    case 'at':
      return evaluate(expression.operand, {
        ...scope,
        seq: resolveMoment(scope.history, expression.moment),
      });
    case 'under': {
      const history = scope.history.sceneNamed(expression.scene);
      return evaluate(expression.operand, { history, seq: history.recording.length });
    }
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, scope);
  }
}

function binary(
  operator: BinaryOperator,
  leftExpression: Expression,
  rightExpression: Expression,
  scope: Scope,
): Value {
  const left = evaluate(leftExpression, scope);
  // The right side of `and` and `or` may mean nothing where the left one decides.
  if (operator === 'and' && !asBoolean(left, 'and')) return false;
  if (operator === 'or' && asBoolean(left, 'or')) return true;
  const right = evaluate(rightExpression, scope);
  switch (operator) {
    case 'and':
    case 'or':
      return asBoolean(right, operator);
    case '==':
      return equalValues(left, right);
    case '!=':
      return !equalValues(left, right);
    case 'in':
      return asList(right, 'in').some((item) => equalValues(item, left));
    default:
      return arithmetic(operator, asNumber(left, operator), asNumber(right, operator));
  }
}

function arithmetic(
  operator: Exclude<BinaryOperator, 'and' | 'or' | '==' | '!=' | 'in'>,
  left: number,
  right: number,
): Value {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw new ExpressionError('a division by zero');
      return left / right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** A condition: true or false, nothing else. */
export function holds(expression: Expression, scope: Scope): boolean {
  return asBoolean(evaluate(expression, scope), 'a condition');
}
