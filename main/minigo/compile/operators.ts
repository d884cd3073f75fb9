/** Unary and binary operators, and conditions as jumps. */
import type { Binary, BinaryOperator, Expression, Unary } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import { basicTypes, type Type } from '../types.ts';
import { arithmetic, isFloat, isUnsigned, wrap } from './arithmetic.ts';
import { Label } from './emitter.ts';
import { operands, place, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf, type Representation } from './layout.ts';
import { compositeAddress } from './literals.ts';
import type { Destination, Operand } from './operands.ts';
import { addressOf } from './places.ts';
import { elementOf } from './program-tables.ts';

export function unary(c: FunctionCompiler, expression: Unary, hint: Destination | null): Operand {
  const type = typeOf(c, expression);
  switch (expression.operator) {
    case '&':
      return address(c, expression, hint);
    case '<-':
      return receive(c, expression, null, hint);
    case '+':
      return value(c, expression.operand, hint);
    case '!': {
      const operand = value(c, expression.operand);
      const result = c.rawResult(type, hint);
      c.emitter.emit('not', result.register, operand.register);
      return result;
    }
    default: {
      const operand = value(c, expression.operand);
      const result = c.rawResult(type, hint);
      const { representation } = layoutOf(type);
      const operation =
        expression.operator === '^'
          ? 'complement'
          : isFloat(representation)
            ? 'negateFloat'
            : 'negate';
      c.emitter.emit(operation, result.register, operand.register);
      wrap(c, result.register, representation);
      return result;
    }
  }
}

/** `<-ch`; `ok`, if not null, is a register that takes whether a value was sent. */
export function receive(
  c: FunctionCompiler,
  expression: Unary,
  ok: number | null,
  hint: Destination | null,
): Operand {
  const channelType = typeOf(c, expression.operand);
  const channel = c.secure(value(c, expression.operand));
  const element = elementOf(channelType);
  const result = c.rootedResult(element, hint);
  const site = c.tables.site({
    element: c.tables.types.of(element),
    ok: ok ?? 0x7fffffff,
    rooted: layoutOf(element).pointers.length > 0,
    type: c.tables.types.of(channelType),
  });
  c.emitter.emit('receive', result.register, channel.register, site);
  return result;
}

function address(c: FunctionCompiler, expression: Unary, hint: Destination | null): Operand {
  const inner = unparenthesised(expression.operand);
  if (inner.kind === 'composite-literal') return compositeAddress(c, expression, inner, hint);
  const target = place(c, inner);
  return c.retype(addressOf(c, target), typeOf(c, expression));
}

function isConstantExpression(c: FunctionCompiler, expression: Expression): boolean {
  const facts = c.program.expressions[expression.id];
  return facts !== undefined && facts.constant !== null;
}

/** All terms of `a + b + c` on strings: they become one new string. */
function terms(c: FunctionCompiler, expression: Expression): Expression[] {
  const inner = unparenthesised(expression);
  const isSum =
    inner.kind === 'binary' && inner.operator === '+' && !isConstantExpression(c, inner);
  if (!isSum || inner.kind !== 'binary') return [expression];
  return [...terms(c, inner.left), ...terms(c, inner.right)];
}

export function binary(c: FunctionCompiler, expression: Binary, hint: Destination | null): Operand {
  const { operator } = expression;
  if (operator === '&&' || operator === '||') return logical(c, expression);
  if (isComparison(operator)) return comparison(c, expression, hint);
  const type = typeOf(c, expression);
  if (layoutOf(type).representation === 'string') {
    const parts = operands(c, terms(c, expression));
    const result = c.rootedResult(type, hint);
    const entry = c.tables.types.of(type);
    const site = c.tables.site({
      registers: parts.map((part) => part.register),
      types: parts.map(() => entry),
    });
    c.emitter.emit('concatenate', result.register, site);
    return result;
  }
  const [left, right] = pair(c, expression);
  return arithmetic(c, operator, c.retype(left, type), right, expression.right, hint);
}

function pair(c: FunctionCompiler, expression: Binary): [Operand, Operand] {
  const [left, right] = operands(c, [expression.left, expression.right]);
  if (left === undefined || right === undefined)
    throw new TypeError('A binary operator needs two operands.');
  return [left, right];
}

function isComparison(operator: BinaryOperator): operator is '==' | '!=' | '<' | '<=' | '>' | '>=' {
  return ['==', '!=', '<', '<=', '>', '>='].includes(operator);
}

function logical(c: FunctionCompiler, expression: Binary): Operand {
  const type = typeOf(c, expression);
  const result: Operand = { register: c.emitter.raw(), type, hold: 'raw' };
  const end = new Label();
  const first = c.emitter.mark;
  c.emitter.emit('move', result.register, value(c, expression.left).register);
  c.emitter.release(first);
  c.emitter.jump(end, expression.operator === '&&' ? 'jumpFalse' : 'jumpTrue', 2, result.register);
  const second = c.emitter.mark;
  c.emitter.emit('move', result.register, value(c, expression.right).register);
  c.emitter.release(second);
  c.emitter.place(end);
  return result;
}

/** The type that both operands of a comparison have, once converted. */
function comparedType(c: FunctionCompiler, expression: Binary): Type {
  const converted = c.program.convertedTo[expression.left.id];
  if (converted !== undefined) return converted;
  const leftFacts = c.program.expressions[expression.left.id];
  if (leftFacts?.mode === 'nil') return typeOf(c, expression.right);
  return typeOf(c, expression.left);
}

function comparison(c: FunctionCompiler, expression: Binary, hint: Destination | null): Operand {
  const type = comparedType(c, expression);
  const [left, right] = pair(c, expression);
  const result = c.rawResult(
    typeOf(c, expression).kind === 'basic' ? basicTypes.bool : typeOf(c, expression),
    hint,
  );
  compare(c, expression.operator, type, left, right, result.register);
  return result;
}

/** `register = left op right` for operands of one type. */
export function compare(
  c: FunctionCompiler,
  operator: BinaryOperator,
  type: Type,
  left: Operand,
  right: Operand,
  register: number,
): void {
  const { representation } = layoutOf(type);
  const swapped = operator === '>' || operator === '>=';
  const [a, b] = swapped ? [right.register, left.register] : [left.register, right.register];
  const isStrict = operator === '<' || operator === '>';
  if (operator === '==' || operator === '!=') {
    equality(c, type, representation, left.register, right.register, register);
    if (operator === '!=') c.emitter.emit('not', register, register);
  } else if (representation === 'string')
    c.emitter.emit(isStrict ? 'lessString' : 'lessEqualString', register, a, b);
  else if (isFloat(representation))
    c.emitter.emit(isStrict ? 'lessFloat' : 'lessEqualFloat', register, a, b);
  else if (isUnsigned(representation))
    c.emitter.emit(isStrict ? 'below' : 'belowEqual', register, a, b);
  else c.emitter.emit(isStrict ? 'less' : 'lessEqual', register, a, b);
}

function equality(
  c: FunctionCompiler,
  type: Type,
  representation: Representation,
  left: number,
  right: number,
  register: number,
): void {
  if (representation === 'string') c.emitter.emit('equalString', register, left, right);
  else if (representation === 'interface') c.emitter.emit('equalInterface', register, left, right);
  else if (representation === 'block')
    c.emitter.emit('equalValues', register, left, right, c.tables.types.of(type).id);
  else if (isFloat(representation)) c.emitter.emit('equalFloat', register, left, right);
  // A slice is compared with nil only: its pointer tells.
  else c.emitter.emit('equal', register, left, right);
}

/** Jumps to `target` if the condition is `when`, else goes on. Temporaries are dropped on both ways. */
export function condition(
  c: FunctionCompiler,
  expression: Expression,
  target: Label,
  when: boolean,
): void {
  const inner = unparenthesised(expression);
  const isConstant = isConstantExpression(c, inner);
  if (!isConstant && inner.kind === 'unary' && inner.operator === '!') {
    condition(c, inner.operand, target, !when);
    return;
  }
  if (
    !isConstant &&
    inner.kind === 'binary' &&
    (inner.operator === '&&' || inner.operator === '||')
  ) {
    const isShort = (inner.operator === '||') === when;
    if (isShort) {
      condition(c, inner.left, target, when);
      condition(c, inner.right, target, when);
      return;
    }
    const skip = new Label();
    condition(c, inner.left, skip, !when);
    condition(c, inner.right, target, when);
    c.emitter.place(skip);
    return;
  }
  const mark = c.emitter.mark;
  if (!isConstant && inner.kind === 'binary' && isComparison(inner.operator)) {
    const type = comparedType(c, inner);
    const { representation } = layoutOf(type);
    const isSimple =
      !isFloat(representation) &&
      !['string', 'interface', 'block', 'slice'].includes(representation);
    if (isSimple) {
      const [left, right] = pair(c, inner);
      if (!c.emitter.hasRoots(mark)) {
        fusedJump(c, inner.operator, representation, left.register, right.register, target, when);
        c.emitter.release(mark);
        return;
      }
      const flag = c.emitter.raw();
      compare(c, inner.operator, type, left, right, flag);
      c.emitter.release(mark);
      c.emitter.jump(target, when ? 'jumpTrue' : 'jumpFalse', 2, flag);
      return;
    }
  }
  const flag = value(c, inner);
  c.emitter.release(mark);
  c.emitter.jump(target, when ? 'jumpTrue' : 'jumpFalse', 2, flag.register);
}

function fusedJump(
  c: FunctionCompiler,
  operator: BinaryOperator,
  representation: Representation,
  left: number,
  right: number,
  target: Label,
  when: boolean,
): void {
  const isBelow = isUnsigned(representation);
  const less = isBelow ? 'jumpBelow' : 'jumpLess';
  const lessEqual = isBelow ? 'jumpBelowEqual' : 'jumpLessEqual';
  switch (operator) {
    case '==':
      c.emitter.jump(target, when ? 'jumpEqual' : 'jumpNotEqual', 3, left, right);
      return;
    case '!=':
      c.emitter.jump(target, when ? 'jumpNotEqual' : 'jumpEqual', 3, left, right);
      return;
    case '<':
      if (when) c.emitter.jump(target, less, 3, left, right);
      else c.emitter.jump(target, lessEqual, 3, right, left);
      return;
    case '<=':
      if (when) c.emitter.jump(target, lessEqual, 3, left, right);
      else c.emitter.jump(target, less, 3, right, left);
      return;
    case '>':
      fusedJump(c, '<', representation, right, left, target, when);
      return;
    default:
      fusedJump(c, '<=', representation, right, left, target, when);
  }
}
