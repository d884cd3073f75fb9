/** Calls, conversions written as calls, and the matching of arguments to parameters. */
import type { Call, Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { FunctionEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { checkGenericCall, isGenericFunction } from '../library-generics.ts';
import { isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { underlying, type SignatureType, type TupleType } from '../types.ts';
import { assign, typesSummary } from './assignments.ts';
import { checkBuiltin } from './builtins.ts';
import type { Checker } from './checker.ts';
import { convert } from './conversions.ts';
import {
  checkExpression,
  checkExpressionList,
  checkExpressionOrType,
  use,
  type ExpressionUse,
} from './expressions.ts';
import type { Operand } from './operand.ts';
import { operandText } from './operand.ts';

export function checkCall(c: Checker, x: Operand, e: Call): ExpressionUse {
  checkExpressionOrType(c, x, e.callee);
  switch (x.mode) {
    case 'invalid':
      use(c, e.args);
      x.expression = e;
      return 'statement';
    case 'type':
      checkConversion(c, x, e);
      return 'conversion';
    case 'builtin':
      return checkBuiltin(c, x, e);
    default:
  }
  const signature = underlying(x.type);
  if (signature.kind !== 'signature') {
    c.error(
      x.position,
      'invalid-operation',
      `invalid operation: cannot call non-function ${operandText(x)}`,
    );
    x.invalidate();
    return 'statement';
  }
  const target = staticTarget(c, e.callee);
  const args = checkExpressionList(c, e.args);
  const actual =
    target !== null && isGenericFunction(target) ? checkGenericCall(c, e, target, args) : signature;
  if (actual === null) {
    x.invalidate();
    return 'statement';
  }
  checkArguments(c, e, actual, args);
  c.calls[e.id] = {
    kind: 'call',
    signature: actual,
    target,
    tupleArgument: e.args.length === 1 && args.length > 1,
    gatherFrom: actual.variadic && !e.spread ? actual.parameters.length - 1 : -1,
  };
  const [first] = actual.results;
  if (first === undefined) x.mode = 'no-value';
  else {
    x.mode = 'value';
    x.type = actual.results.length === 1 ? first.type : tupleOf(actual);
  }
  x.value = null;
  c.hasCallOrReceive = true;
  return 'statement';
}

function tupleOf({ results }: SignatureType): TupleType {
  return {
    kind: 'tuple',
    elements: results.map(({ type }) => type),
    names: results.map(({ name }) => name),
  };
}

/** The function that a call is known to call. */
function staticTarget(c: Checker, callee: Expression): FunctionEntity | null {
  const e = unparenthesised(callee);
  if (e.kind === 'name') {
    const entity = c.entities[e.id];
    return entity?.kind === 'function' ? entity : null;
  }
  if (e.kind !== 'selector') return null;
  const selection = c.selections[e.id];
  if (selection?.kind === 'method') return selection.method;
  if (selection?.kind === 'method-expression' && selection.target.kind === 'method')
    return selection.target.method;
  return selection?.kind === 'package-member' && selection.entity.kind === 'function'
    ? selection.entity
    : null;
}

function checkConversion(c: Checker, x: Operand, e: Call): void {
  const { type } = x;
  x.invalidate();
  const [only, ...more] = e.args;
  const last = e.args.at(-1);
  if (only === undefined) {
    c.error(e.position, 'wrong-count', `missing argument in conversion to ${typeText(type)}`);
    return;
  }
  if (more.length > 0) {
    use(c, e.args);
    if (last !== undefined)
      c.error(
        last.position,
        'wrong-count',
        `too many arguments in conversion to ${typeText(type)}`,
      );
    return;
  }
  checkExpression(c, x, only);
  if (x.isInvalid) return;
  if (e.spread) {
    c.error(only.position, 'wrong-count', `invalid use of ... in conversion to ${typeText(type)}`);
    x.invalidate();
    return;
  }
  convert(c, x, type);
  c.calls[e.id] = { kind: 'conversion', to: type };
}

/** Checks arguments against a signature and converts them to the parameters' types. */
export function checkArguments(
  c: Checker,
  e: Call,
  signature: SignatureType,
  args: readonly Operand[],
): void {
  const callee = expressionText(e.callee);
  const parameters = signature.parameters.map(({ type }) => type);
  let wanted = parameters.length;
  if (signature.variadic) {
    if (e.spread) {
      const [only] = e.args;
      if (e.args.length === 1 && args.length > 1 && only !== undefined) {
        c.error(
          e.position,
          'wrong-count',
          `cannot use ... with ${args.length}-valued ${expressionText(only)}`,
        );
        return;
      }
    } else if (args.length >= wanted - 1) {
      const last = parameters.pop();
      const element = last?.kind === 'slice' ? last.element : undefined;
      while (parameters.length < args.length && element !== undefined) parameters.push(element);
      wanted = args.length;
    } else wanted--;
  } else if (e.spread) {
    c.error(e.position, 'wrong-count', `cannot use ... in call to non-variadic ${callee}`);
    return;
  }
  if (args.length !== wanted) {
    const extra = args[wanted];
    const last = args.at(-1);
    const at = extra ?? last;
    const have = typesSummary(
      args.map(({ type }) => type),
      false,
      e.spread,
    );
    const want = typesSummary(
      signature.parameters.map(({ type }) => type),
      signature.variadic,
      false,
    );
    c.error(
      at === undefined ? e.position : at.position,
      'wrong-count',
      `${extra === undefined ? 'not enough' : 'too many'} arguments in call to ${callee}\n\thave ${have}\n\twant ${want}`,
    );
    return;
  }
  const context = `argument to ${callee}`;
  for (const [index, argument] of args.entries()) {
    const type = parameters[index];
    if (type !== undefined && !isInvalid(type)) assign(c, argument, type, context);
  }
}
