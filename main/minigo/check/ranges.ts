/** `for … range`. */
import type { Expression, RangeStatement } from '../ast.ts';
import type { RangeKind } from '../checked.ts';
import type { VariableEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { isInteger, isInvalid, isString } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, underlying, type Type } from '../types.ts';
import { assign, assignTo, initialiseVariable } from './assignments.ts';
import type { Checker } from './checker.ts';
import { checkExpression } from './expressions.ts';
import { Operand, operandText } from './operand.ts';
import { pending, type Mutable } from './records.ts';
import { checkStatement } from './statements.ts';

interface Iteration {
  readonly kind: RangeKind;
  readonly key: Type | null;
  readonly value: Type | null;
}

/** What a range over a type produces; a sentence where there is none. */
function iterationOf(type: Type): Iteration | string {
  const under = underlying(type);
  const pointed = under.kind === 'pointer' ? underlying(under.element) : under;
  if (isString(under)) return { kind: 'string', key: basicTypes.int, value: basicTypes.rune };
  if (isInteger(under)) return { kind: 'integer', key: type, value: null };
  if (pointed.kind === 'array')
    return {
      kind: under.kind === 'pointer' ? 'array-pointer' : 'array',
      key: basicTypes.int,
      value: pointed.element,
    };
  switch (under.kind) {
    case 'slice':
      return { kind: 'slice', key: basicTypes.int, value: under.element };
    case 'map':
      return { kind: 'map', key: under.key, value: under.value };
    case 'channel':
      if (under.direction === 'send') return 'receive from send-only channel';
      return { kind: 'channel', key: under.element, value: null };
    default:
      return '';
  }
}

export function checkRange(c: Checker, s: RangeStatement): void {
  const x = new Operand(s.operand);
  checkExpression(c, x, s.operand);
  let iteration: Iteration | null = null;
  if (!x.isInvalid) {
    const found = iterationOf(x.type);
    if (typeof found !== 'string') iteration = found;
    else if (underlying(x.type).kind === 'signature') c.outside(x.position, 'range-over-function');
    else
      c.error(
        x.position,
        'invalid-operation',
        `cannot range over ${operandText(x)}${found === '' ? '' : `: ${found}`}`,
      );
    if (iteration !== null && iteration.value === null && s.value !== null)
      c.error(
        s.value.position,
        'wrong-count',
        `range over ${operandText(x)} permits only one iteration variable`,
      );
    else if (iteration !== null && s.extra !== null)
      c.error(
        s.extra.position,
        'wrong-count',
        'range clause permits at most two iteration variables',
      );
  }
  c.inScope(() => {
    const declared = s.define ? defineIteration(c, s, x, iteration) : null;
    if (!s.define) assignIteration(c, s, x, iteration);
    if (iteration !== null)
      c.ranges[s.id] = {
        kind: iteration.kind,
        keyType: iteration.kind === 'integer' ? x.type : iteration.key,
        valueType: iteration.value,
        key: declared?.key ?? null,
        value: declared?.value ?? null,
      };
    checkStatement(c, s.body);
  });
}

function defineIteration(
  c: Checker,
  s: RangeStatement,
  x: Operand,
  iteration: Iteration | null,
): { readonly key: VariableEntity | null; readonly value: VariableEntity | null } {
  const define = (
    e: Expression | null,
    type: Type | null,
    isKey: boolean,
  ): Mutable<VariableEntity> | null => {
    if (e === null) return null;
    if (e.kind !== 'name') {
      c.error(e.position, 'redeclared', `invalid syntax tree: cannot declare ${expressionText(e)}`);
      return null;
    }
    const variable = c.newVariable(e.name, pending, e.position, 'local');
    if (e.name !== '_') {
      c.entities[e.id] = variable;
      c.declares[e.id] = true;
    }
    if (type === null || isInvalid(type)) {
      variable.type = basicTypes.invalid;
      c.usedVariables.add(variable);
    } else if (isKey && iteration?.kind === 'integer')
      initialiseVariable(c, variable, x, 'range clause');
    else initialiseVariable(c, variable, component(e, type), 'assignment');
    return e.name === '_' ? null : variable;
  };
  const key = define(s.key, iteration?.key ?? null, true);
  const value = define(s.value, iteration?.value ?? null, false);
  if (key === null && value === null)
    c.error(s.position, 'redeclared', 'no new variables on left side of :=');
  for (const variable of [key, value])
    if (variable !== null) c.declare(c.environment.scope, null, variable);
  if (iteration?.kind === 'integer' && s.key?.kind === 'name' && s.key.name === '_' && !x.isInvalid)
    assign(c, x, null, 'range clause');
  return { key, value };
}

function component(e: Expression, type: Type): Operand {
  const operand = Operand.value(e, type);
  operand.component = true;
  return operand;
}

function assignIteration(
  c: Checker,
  s: RangeStatement,
  x: Operand,
  iteration: Iteration | null,
): void {
  if (s.key === null) {
    if (iteration?.kind === 'integer') assign(c, x, null, 'range clause');
    return;
  }
  if (iteration === null) return;
  if (iteration.kind === 'integer') {
    assignTo(c, s.key, x, 'range clause');
    if (!x.isInvalid && !isInteger(x.type))
      c.error(
        s.key.position,
        'type-mismatch',
        `cannot use iteration variable of type ${typeText(x.type)}`,
      );
    return;
  }
  if (iteration.key !== null) assignTo(c, s.key, component(s.key, iteration.key), 'assignment');
  if (s.value !== null && iteration.value !== null)
    assignTo(c, s.value, component(s.value, iteration.value), 'assignment');
}
