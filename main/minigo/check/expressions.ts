/** Expressions: one entry for each way an expression is used, and the dispatch over its kinds. */
import type { Expression, FunctionLiteral, Name, TypeAssertion } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import { genericSignature } from '../library-generics.ts';
import { constantOfLiteral } from '../constant-literals.ts';
import { expressionText } from '../expression-text.ts';
import { isInterface, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, underlying, type Type } from '../types.ts';
import { impossibleAssertion } from './assignability.ts';
import { checkCall } from './calls.ts';
import type { Checker } from './checker.ts';
import { resolveEntity } from './declarations.ts';
import { isValidName } from '../scanner.ts';
import { checkFunctionLiteral } from './functions.ts';
import { checkIndex, checkSlice } from './indices.ts';
import { checkCompositeLiteral } from './literals.ts';
import { checkBinary, checkOverflow, checkUnary } from './operators.ts';
import { Operand, operandText } from './operand.ts';
import { checkSelector } from './selectors.ts';
import { resolveType } from './type-expressions.ts';
import { iotaEntity, outsideNames } from './universe.ts';
import { beyondLimit } from '../refusals.ts';

/** Whether an expression may stand as a statement: a call may, a conversion or an addition may not. */
export type ExpressionUse = 'conversion' | 'expression' | 'statement';

/** An expression that must have exactly one value. */
export function checkExpression(c: Checker, x: Operand, e: Expression): void {
  checkRaw(c, x, e, null);
  exclude(c, x, true);
  singleValue(c, x);
}

/** As `checkExpression`; `hint` is the type of a literal without one. */
export function checkWithHint(c: Checker, x: Operand, e: Expression, hint: Type): void {
  checkRaw(c, x, e, hint);
  exclude(c, x, true);
  singleValue(c, x);
}

/** A value or a type. */
export function checkExpressionOrType(c: Checker, x: Operand, e: Expression): void {
  checkRaw(c, x, e, null);
  if (x.mode === 'no-value') {
    c.error(x.position, 'wrong-count', `${operandText(x)} used as value or type`);
    x.invalidate();
  }
  singleValue(c, x);
}

/** One value, or the several values of a call; two for a comma-ok expression where that is allowed. */
export function checkMulti(c: Checker, e: Expression, allowCommaOk: boolean): Operand[] {
  const x = new Operand(e);
  checkRaw(c, x, e, null);
  exclude(c, x, true);
  if (x.type.kind === 'tuple' && !x.isInvalid) {
    return x.type.elements.map((type) => {
      const component = Operand.value(e, type);
      component.component = true;
      return component;
    });
  }
  if (!allowCommaOk || (x.mode !== 'map-index' && x.mode !== 'comma-ok')) return [x];
  let bare = e;
  for (;;) {
    c.commaOk[bare.id] = true;
    if (bare.kind !== 'parenthesised') break;
    bare = bare.inner;
  }
  x.component = true;
  // The second value is an untyped boolean: it takes the type of its destination.
  const ok = Operand.value(e, basicTypes.untypedBool);
  ok.component = true;
  return [x, ok];
}

export function checkExpressionList(c: Checker, list: readonly Expression[]): Operand[] {
  const [only] = list;
  if (list.length === 1 && only !== undefined) return checkMulti(c, only, false);
  return list.map((e) => {
    const x = new Operand(e);
    checkExpression(c, x, e);
    return x;
  });
}

function exclude(c: Checker, x: Operand, excludeTypes: boolean): void {
  switch (x.mode) {
    case 'invalid':
      return;
    case 'no-value':
      c.error(x.position, 'wrong-count', `${operandText(x)} used as value`);
      break;
    case 'builtin':
      c.error(x.position, 'invalid-operation', `${operandText(x)} must be called`);
      break;
    case 'type':
      if (!excludeTypes) return;
      c.error(x.position, 'type-mismatch', `${operandText(x)} is not an expression`);
      break;
    default:
      if (x.type !== genericSignature) return;
      c.error(
        x.position,
        'invalid-operation',
        `cannot use generic function ${expressionText(x.expression)} without instantiation`,
      );
  }
  x.invalidate();
}

export function singleValue(c: Checker, x: Operand): void {
  if (x.mode !== 'value' || x.type.kind !== 'tuple') return;
  c.error(x.position, 'wrong-count', `multiple-value ${operandText(x)} in single-value context`);
  x.invalidate();
}

/** Checks expressions whose values are of no interest, so that what they use counts as used. */
export function use(c: Checker, list: readonly Expression[]): boolean {
  let ok = true;
  for (const e of list) if (!useOne(c, e, false)) ok = false;
  return ok;
}

/** As `use`, for the left side of an assignment: there a variable is not used. */
export function useOnLeft(c: Checker, list: readonly Expression[]): boolean {
  let ok = true;
  for (const e of list) if (!useOne(c, e, true)) ok = false;
  return ok;
}

function useOne(c: Checker, e: Expression, onLeft: boolean): boolean {
  const bare = unparenthesised(e);
  const x = new Operand(e);
  if (bare.kind !== 'name') {
    checkRaw(c, x, e, null);
    return !x.isInvalid;
  }
  if (bare.name === '_') return true;
  const entity = onLeft ? c.lookup(bare.name) : null;
  const wasUsed = entity?.kind === 'variable' && c.usedVariables.has(entity);
  checkExpressionOrType(c, x, bare);
  if (entity?.kind === 'variable' && !wasUsed) c.usedVariables.delete(entity);
  return !x.isInvalid;
}

export function checkRaw(c: Checker, x: Operand, e: Expression, hint: Type | null): ExpressionUse {
  x.mode = 'invalid';
  x.type = basicTypes.invalid;
  x.value = null;
  x.expression = e;
  const kind = dispatch(c, x, e, hint);
  x.expression = e;
  c.record(x);
  return x.isInvalid ? 'statement' : kind;
}

function dispatch(c: Checker, x: Operand, e: Expression, hint: Type | null): ExpressionUse {
  switch (e.kind) {
    case 'bad':
      break;
    case 'name':
      checkName(c, x, e, false);
      break;
    case 'basic-literal':
      checkBasicLiteral(c, x, e);
      break;
    case 'function-literal':
      checkLiteralFunction(c, x, e);
      break;
    case 'composite-literal':
      checkCompositeLiteral(c, x, e, hint);
      break;
    case 'parenthesised':
      return checkRaw(c, x, e.inner, null);
    case 'selector':
      checkSelector(c, x, e, false);
      break;
    case 'index':
      checkIndex(c, x, e);
      break;
    case 'slice':
      checkSlice(c, x, e);
      break;
    case 'type-assertion':
      checkAssertion(c, x, e);
      break;
    case 'type-switch-guard':
      c.error(e.position, 'syntax', 'invalid syntax tree: use of .(type) outside type switch');
      use(c, [e.operand]);
      break;
    case 'call':
      return checkCall(c, x, e);
    case 'star':
      checkStar(c, x, e);
      break;
    case 'unary':
      checkUnary(c, x, e);
      return e.operator === '<-' && !x.isInvalid ? 'statement' : 'expression';
    case 'binary':
      checkBinary(c, x, e, e.left, e.right, e.operator, e.operatorPosition);
      break;
    case 'key-value':
      c.error(e.position, 'syntax', 'invalid syntax tree: no key:value expected');
      break;
    case 'variadic-type':
      c.error(e.position, 'invalid-type', "invalid use of '...'");
      break;
    default:
      x.mode = 'type';
      x.type = resolveType(c, e);
  }
  return 'expression';
}

/** A name; `wantType` where only a type can stand. */
export function checkName(c: Checker, x: Operand, e: Name, wantType: boolean): void {
  x.mode = 'invalid';
  x.expression = e;
  const entity = c.lookup(e.name);
  if (entity === null) {
    if (e.name === '_') c.error(e.position, 'undefined', 'cannot use _ as value or type');
    else if (c.outsidePackages.has(e.name)) return;
    else if (outsideNames.has(e.name)) c.outside(e.position, 'named', e.name);
    else if (isValidName(e.name)) c.error(e.position, 'undefined', `undefined: ${e.name}`);
    return;
  }
  c.entities[e.id] = entity;
  if (wantType && entity.kind !== 'type') {
    c.error(e.position, 'type-mismatch', `${e.name} is not a type`);
    if (entity.kind === 'variable') c.usedVariables.add(entity);
    return;
  }
  resolveEntity(c, entity);
  switch (entity.kind) {
    case 'package':
      c.error(e.position, 'undefined', `use of package ${entity.name} not in selector`);
      return;
    case 'constant':
      c.dependOn(entity);
      if (isInvalid(entity.type)) return;
      if (entity === iotaEntity) {
        const { iota } = c.environment;
        if (iota === null) {
          c.error(e.position, 'constant', 'cannot use iota outside constant declaration');
          return;
        }
        x.value = { kind: 'int', value: iota };
      } else x.value = c.unknownConstants.has(entity) ? null : entity.value;
      x.mode = 'constant';
      x.type = entity.type;
      return;
    case 'type':
      x.mode = 'type';
      x.type = entity.type;
      return;
    case 'variable':
      c.usedVariables.add(entity);
      c.dependOn(entity);
      if (isInvalid(entity.type)) return;
      x.mode = 'variable';
      x.type = entity.type;
      return;
    case 'function':
      c.dependOn(entity);
      x.mode = 'value';
      x.type = entity.signature;
      return;
    case 'builtin':
      x.mode = 'builtin';
      x.builtin = entity.name;
      return;
    case 'nil':
      x.mode = 'nil';
      x.type = basicTypes.untypedNil;
  }
}

const literalTypes = {
  int: basicTypes.untypedInt,
  float: basicTypes.untypedFloat,
  imaginary: basicTypes.untypedFloat,
  rune: basicTypes.untypedRune,
  string: basicTypes.untypedString,
} as const;

/** Longest number that is read, as in Go. */
const longestNumber = 10_000;

function checkBasicLiteral(
  c: Checker,
  x: Operand,
  e: Expression & { kind: 'basic-literal' },
): void {
  const isNumber = e.literal === 'int' || e.literal === 'float';
  if (isNumber && e.text.length > longestNumber) {
    c.error(
      e.position,
      'constant',
      `excessively long constant: ${e.text.slice(0, 10)}... (${e.text.length} chars)`,
    );
    return;
  }
  const value = constantOfLiteral(e);
  if (value === null) {
    c.refuse(e.position, beyondLimit('exponent-too-large', { text: e.text }));
    return;
  }
  x.mode = 'constant';
  x.type = literalTypes[e.literal];
  x.value = value;
  checkOverflow(c, x, e.position);
}

function checkLiteralFunction(c: Checker, x: Operand, e: FunctionLiteral): void {
  x.mode = 'value';
  x.type = checkFunctionLiteral(c, e);
}

function checkAssertion(c: Checker, x: Operand, e: TypeAssertion): void {
  checkExpression(c, x, e.operand);
  if (x.isInvalid) return;
  if (!isInterface(x.type)) {
    c.error(
      x.position,
      'invalid-operation',
      `invalid operation: ${operandText(x)} is not an interface`,
    );
    x.invalidate();
    return;
  }
  const type = resolveType(c, e.type);
  if (isInvalid(type)) {
    x.invalidate();
    return;
  }
  const cause = impossibleAssertion(c, x.type, type);
  if (cause !== null)
    c.error(
      e.position,
      'missing-method',
      `impossible type assertion: ${expressionText(e)}\n\t${typeText(type)} does not implement ${typeText(x.type)} ${cause}`,
    );
  x.mode = 'comma-ok';
  x.type = type;
  x.value = null;
}

function checkStar(c: Checker, x: Operand, e: Expression & { kind: 'star' }): void {
  checkExpressionOrType(c, x, e.operand);
  if (x.isInvalid) return;
  if (x.mode === 'type') {
    x.type = { kind: 'pointer', element: x.type };
    c.typeExpressions[e.id] ??= x.type;
    return;
  }
  const under = underlying(x.type);
  if (x.mode === 'nil') {
    c.error(
      x.position,
      'invalid-operation',
      `invalid operation: cannot indirect ${operandText(x)}`,
    );
    x.invalidate();
  } else if (under.kind !== 'pointer') {
    c.error(
      x.position,
      'invalid-operation',
      `invalid operation: cannot indirect ${operandText(x)}`,
    );
    x.invalidate();
  } else {
    x.mode = 'variable';
    x.type = under.element;
    x.value = null;
  }
}
