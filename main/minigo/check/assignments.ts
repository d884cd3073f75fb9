/** Assignments, initialisations, returns and short variable declarations. */
import type { Expression, ReturnStatement } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { ConstantEntity, VariableEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import {
  defaultType,
  identical,
  isInterface,
  isInvalid,
  isNumeric,
  isUntyped,
} from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, type Type } from '../types.ts';
import { assignable } from './assignability.ts';
import type { Checker } from './checker.ts';
import {
  checkExpression,
  checkExpressionList,
  checkMulti,
  singleValue,
  use,
  useOnLeft,
} from './expressions.ts';
import { Operand, operandText } from './operand.ts';
import { pending, type Mutable } from './records.ts';
import { adopt, implicitType } from './untyped.ts';

/**
 * Checks that `x` can be assigned to `target` (null: to `_` or an undeclared type) and converts it.
 * `context` names the place, as in "cannot use x … in assignment".
 */
export function assign(c: Checker, x: Operand, target: Type | null, context: string): void {
  singleValue(c, x);
  switch (x.mode) {
    case 'invalid':
      return;
    case 'constant':
    case 'variable':
    case 'map-index':
    case 'value':
    case 'nil':
    case 'comma-ok':
      break;
    default:
      c.error(
        x.position,
        'type-mismatch',
        `cannot assign ${operandText(x)} to ${target === null ? '_' : typeText(target)} in ${context}`,
      );
      x.invalidate();
      return;
  }
  if (isUntyped(x.type) && !assignUntyped(c, x, target, context)) return;
  if (target === null) return;
  const verdict = assignable(c, x, target);
  if (!verdict.ok) {
    const reason = verdict.reason === '' ? '' : `: ${verdict.reason}`;
    c.error(
      x.position,
      'type-mismatch',
      `cannot use ${operandText(x)} as ${typeText(target)} value in ${context}${reason}`,
    );
    x.invalidate();
    return;
  }
  noteConversion(c, x, target);
}

function assignUntyped(c: Checker, x: Operand, target: Type | null, context: string): boolean {
  let wanted = target ?? defaultType(x.type);
  if (x.isNil) {
    if (target === null) {
      c.error(x.position, 'type-mismatch', `use of untyped nil in ${context}`);
      x.invalidate();
      return false;
    }
  } else if (target !== null && isInterface(target)) wanted = defaultType(x.type);
  const result = implicitType(x, wanted);
  if (typeof result === 'string') {
    const suffix =
      result === 'truncated' ? ' (truncated)' : result === 'overflows' ? ' (overflows)' : '';
    c.error(
      x.position,
      'type-mismatch',
      `cannot use ${operandText(x)} as ${typeText(wanted)} value in ${context}${suffix}`,
    );
    x.invalidate();
    return false;
  }
  adopt(c, x, result.type, result.value);
  return true;
}

/** Notes that the value of `x` becomes one of another type where it is used. */
export function noteConversion(c: Checker, x: Operand, target: Type): void {
  if (x.component || x.isInvalid || isInvalid(target) || isUntyped(x.type)) return;
  if (!identical(x.type, target)) c.convertedTo[x.expression.id] = target;
}

export function initialiseConstant(c: Checker, entity: Mutable<ConstantEntity>, x: Operand): void {
  if (x.isInvalid || isInvalid(x.type) || (entity.type !== pending && isInvalid(entity.type))) {
    if (entity.type === pending) entity.type = basicTypes.invalid;
    return;
  }
  if (x.mode !== 'constant') {
    c.error(x.position, 'constant', `${operandText(x)} is not constant`);
    if (entity.type === pending) entity.type = basicTypes.invalid;
    return;
  }
  if (entity.type === pending) entity.type = x.type;
  if (!isUntyped(entity.type)) assign(c, x, entity.type, 'constant declaration');
  if (x.isInvalid) {
    c.unknownConstants.add(entity);
    return;
  }
  if (x.value === null) c.unknownConstants.add(entity);
  else entity.value = x.value;
}

export function initialiseVariable(
  c: Checker,
  entity: Mutable<VariableEntity>,
  x: Operand,
  context: string,
): void {
  if (x.isInvalid || isInvalid(x.type) || (entity.type !== pending && isInvalid(entity.type))) {
    if (entity.type === pending) entity.type = basicTypes.invalid;
    x.invalidate();
    return;
  }
  if (entity.type === pending) {
    if (x.type === basicTypes.untypedNil) {
      c.error(x.position, 'type-mismatch', `use of untyped nil in ${context}`);
      entity.type = basicTypes.invalid;
      x.invalidate();
      return;
    }
    entity.type = defaultType(x.type);
  }
  assign(c, x, entity.type, context);
}

/** The type assigned to on the left; null for `_`, invalid after a fault. */
export function leftType(c: Checker, e: Expression): Type | null {
  const bare = unparenthesised(e);
  if (bare.kind === 'name' && bare.name === '_') return null;
  // Being assigned to does not make a variable used.
  const entity = bare.kind === 'name' ? c.lookup(bare.name) : null;
  const wasUsed = entity?.kind === 'variable' && c.usedVariables.has(entity);
  const x = new Operand(e);
  checkExpression(c, x, e);
  if (entity?.kind === 'variable' && !wasUsed) c.usedVariables.delete(entity);
  if (x.isInvalid || isInvalid(x.type)) return basicTypes.invalid;
  if (x.mode === 'variable' || x.mode === 'map-index') return x.type;
  if (x.expression.kind === 'selector') {
    const holder = new Operand(x.expression.operand);
    checkExpression(c, holder, x.expression.operand);
    if (holder.mode === 'map-index') {
      c.error(
        x.position,
        'type-mismatch',
        `cannot assign to struct field ${expressionText(x.expression)} in map`,
      );
      return basicTypes.invalid;
    }
  }
  c.error(
    x.position,
    'type-mismatch',
    `cannot assign to ${expressionText(x.expression)} (neither addressable nor a map index expression)`,
  );
  return basicTypes.invalid;
}

/** Assigns to `left` either the operand given or the expression `right`. */
export function assignTo(
  c: Checker,
  left: Expression,
  right: Expression | Operand,
  context: string,
): void {
  const target = leftType(c, left);
  if (target !== null && isInvalid(target)) {
    if (right instanceof Operand) right.invalidate();
    else use(c, [right]);
    return;
  }
  let x: Operand;
  if (right instanceof Operand) x = right;
  else {
    x = new Operand(right);
    checkExpression(c, x, right);
  }
  assign(
    c,
    x,
    target,
    target === null && context === 'assignment' ? 'assignment to _ identifier' : context,
  );
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function bareCall(e: Expression): (Expression & { kind: 'call' }) | null {
  const bare = unparenthesised(e);
  return bare.kind === 'call' ? bare : null;
}

function reportMismatch(
  c: Checker,
  right: readonly Expression[],
  left: number,
  values: number,
): void {
  const [first] = right;
  if (first === undefined) return;
  const call = right.length === 1 ? bareCall(first) : null;
  const what =
    call === null
      ? counted(values, 'value')
      : `${expressionText(call.callee)} returns ${counted(values, 'value')}`;
  c.error(
    first.position,
    'wrong-count',
    `assignment mismatch: ${counted(left, 'variable')} but ${what}`,
  );
}

/** `(int, number, string)`, for a pair of "have … want …". */
export function typesSummary(types: readonly Type[], variadic: boolean, spread: boolean): string {
  const words = types.map((type, index) => {
    let text: string;
    if (isInvalid(type)) text = 'unknown type';
    else if (isUntyped(type) && type.kind === 'basic')
      text = isNumeric(type) ? 'number' : type.name.replace('untyped ', '');
    else text = typeText(type);
    if (index !== types.length - 1) return text;
    if (variadic) return `...${type.kind === 'slice' ? typeText(type.element) : text}`;
    return spread ? `${text}...` : text;
  });
  return `(${words.join(', ')})`;
}

export interface AssignedVariable {
  readonly name: string;
  type: Type;
}

function reportReturn(
  c: Checker,
  statement: ReturnStatement,
  left: readonly { readonly type: Type }[],
  right: readonly Operand[],
): void {
  let at = statement.position;
  let words = 'not enough';
  const extra = right[left.length];
  const last = right.at(-1);
  if (extra !== undefined) {
    at = extra.position;
    words = 'too many';
  } else if (last !== undefined) at = last.position;
  const have = typesSummary(
    right.map(({ type }) => type),
    false,
    false,
  );
  const want = typesSummary(
    left.map(({ type }) => type),
    false,
    false,
  );
  c.error(at, 'wrong-count', `${words} return values\n\thave ${have}\n\twant ${want}`);
}

/** Initialises variables, or results in a `return`, from expressions. */
export function initialiseVariables(
  c: Checker,
  left: readonly VariableEntity[],
  right: readonly Expression[],
  statement: ReturnStatement | null,
): void {
  const context = statement === null ? 'assignment' : 'return statement';
  const [first] = right;
  const isCall = right.length === 1 && first !== undefined && bareCall(first) !== null;
  if (left.length === right.length && !isCall) {
    for (const [index, variable] of left.entries()) {
      const e = right[index];
      if (e === undefined) continue;
      const x = new Operand(e);
      checkExpression(c, x, e);
      initialiseVariable(c, variable, x, context);
    }
    return;
  }
  if (right.length !== 1 || first === undefined) {
    if (use(c, right)) {
      if (statement !== null) reportReturn(c, statement, left, checkExpressionList(c, right));
      else reportMismatch(c, right, left.length, right.length);
    }
    for (const variable of left) giveUp(variable);
    return;
  }
  const values = checkMulti(c, first, left.length === 2 && statement === null);
  if (values.length === left.length) {
    for (const [index, variable] of left.entries()) {
      const x = values[index];
      if (x !== undefined) initialiseVariable(c, variable, x, context);
    }
    return;
  }
  if (values[0]?.isInvalid === false) {
    if (statement !== null) reportReturn(c, statement, left, values);
    else reportMismatch(c, right, left.length, values.length);
  }
  for (const variable of left) giveUp(variable);
}

function giveUp(variable: Mutable<VariableEntity>): void {
  if (variable.type === pending) variable.type = basicTypes.invalid;
}

export function assignAll(
  c: Checker,
  left: readonly Expression[],
  right: readonly Expression[],
): void {
  const [first] = right;
  const isCall = right.length === 1 && first !== undefined && bareCall(first) !== null;
  if (left.length === right.length && !isCall) {
    for (const [index, e] of left.entries()) {
      const value = right[index];
      if (value !== undefined) assignTo(c, e, value, 'assignment');
    }
    return;
  }
  if (right.length !== 1 || first === undefined) {
    const leftOk = useOnLeft(c, left);
    const rightOk = use(c, right);
    if (leftOk && rightOk) reportMismatch(c, right, left.length, right.length);
    return;
  }
  const values = checkMulti(c, first, left.length === 2);
  if (values.length === left.length) {
    for (const [index, e] of left.entries()) {
      const x = values[index];
      if (x !== undefined) assignTo(c, e, x, 'assignment');
    }
    return;
  }
  if (values[0]?.isInvalid === false) reportMismatch(c, right, left.length, values.length);
  useOnLeft(c, left);
}
