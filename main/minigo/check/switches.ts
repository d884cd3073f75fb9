/** Expression switches and type switches. */
import type { CaseClause, Expression, SwitchStatement, TypeSwitchStatement } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import { boolConstant, toInt, type ConstantValue } from '../constants.ts';
import type { VariableEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { hasNil, identical, isComparable, isInterface, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, type Type } from '../types.ts';
import { impossibleAssertion } from './assignability.ts';
import { assign } from './assignments.ts';
import type { Checker } from './checker.ts';
import { checkExpression } from './expressions.ts';
import { checkComparison } from './comparisons.ts';
import { nodePosition } from './node-position.ts';
import { Operand, operandText } from './operand.ts';
import { checkSimple, checkStatements } from './statements.ts';
import { resolveType } from './type-expressions.ts';
import { convertUntyped } from './untyped.ts';

function reportDefaults(c: Checker, clauses: readonly CaseClause[]): void {
  let first: CaseClause | null = null;
  for (const clause of clauses) {
    if (clause.cases !== null) continue;
    if (first === null) first = clause;
    else
      c.error(
        clause.position,
        'duplicate',
        `multiple defaults (first at ${c.placeText(first.position)})`,
      );
  }
}

interface SeenCase {
  readonly position: number;
  readonly type: Type;
}

export function checkSwitch(c: Checker, s: SwitchStatement): void {
  c.inScope(() => {
    checkSimple(c, s.init);
    const tag = checkTag(c, s);
    reportDefaults(c, s.clauses);
    const seen = new Map<string, SeenCase[]>();
    for (const clause of s.clauses) {
      for (const e of clause.cases ?? []) checkCase(c, e, tag, seen);
      c.inScope(() => {
        checkStatements(c, clause.body);
      });
    }
  });
}

function checkTag(c: Checker, s: SwitchStatement): Operand {
  if (s.tag !== null) {
    const tag = new Operand(s.tag);
    checkExpression(c, tag, s.tag);
    assign(c, tag, null, 'switch expression');
    if (!tag.isInvalid && !isComparable(tag.type) && !hasNil(tag.type)) {
      c.error(
        tag.position,
        'type-mismatch',
        `cannot switch on ${operandText(tag)} (${typeText(tag.type)} is not comparable)`,
      );
      tag.invalidate();
    }
    return tag;
  }
  const position = s.clauses[0]?.position ?? s.closeBrace;
  const tag = new Operand({ kind: 'name', id: s.id, position, name: 'true' });
  tag.mode = 'constant';
  tag.type = basicTypes.bool;
  tag.value = boolConstant(true);
  return tag;
}

/** Only numbers and strings can be duplicates: `case true: case true:` is allowed. */
function caseKey(value: ConstantValue): string | null {
  const integer = toInt(value);
  if (integer !== null) return value.kind === 'int' ? `n${integer}` : `f${integer}`;
  if (value.kind === 'float') return `f${value.value.numerator}/${value.value.denominator}`;
  return value.kind === 'string' ? `s${value.bytes}` : null;
}

function checkCase(c: Checker, e: Expression, tag: Operand, seen: Map<string, SeenCase[]>): void {
  const value = new Operand(e);
  checkExpression(c, value, e);
  if (tag.isInvalid || value.isInvalid) return;
  convertUntyped(c, value, tag.type);
  if (value.isInvalid) return;
  const compared = value.copy();
  checkComparison(c, compared, tag, '==', true);
  if (compared.isInvalid || value.mode !== 'constant' || value.value === null) return;
  const key = caseKey(value.value);
  if (key === null) return;
  const others = seen.get(key) ?? [];
  const other = others.find(({ type }) => identical(type, value.type));
  if (other !== undefined) {
    c.error(
      value.position,
      'duplicate',
      `duplicate case ${operandText(value)} in expression switch\n\t${c.placeText(other.position)}: previous case`,
    );
    return;
  }
  seen.set(key, [...others, { position: nodePosition(c, e), type: value.type }]);
}

export function checkTypeSwitch(c: Checker, s: TypeSwitchStatement): void {
  c.inScope(() => {
    checkSimple(c, s.init);
    let { name } = s.guard;
    if (name?.name === '_') {
      c.error(name.position, 'redeclared', 'no new variable on left side of :=');
      name = null;
    }
    const { operand } = s.guard;
    const x = new Operand(operand);
    checkExpression(c, x, operand);
    const valid = !x.isInvalid && isInterface(x.type);
    if (!x.isInvalid && !valid)
      c.error(x.position, 'type-mismatch', `${operandText(x)} is not an interface`);
    reportDefaults(c, s.clauses);
    const symbols: VariableEntity[] = [];
    const seen: { type: Type | null; position: number }[] = [];
    for (const clause of s.clauses) {
      const { types, symbolType } = checkCaseTypes(c, valid ? x : null, clause, seen);
      let symbol: VariableEntity | null = null;
      c.inScope(() => {
        if (name !== null) {
          symbol = c.newVariable(name.name, symbolType, name.position, 'local');
          c.declare(c.environment.scope, null, symbol);
          symbols.push(symbol);
        }
        checkStatements(c, clause.body);
      });
      c.typeClauses[clause.id] = { types, symbol };
    }
    if (name === null) return;
    const used = symbols.some((symbol) => c.usedVariables.has(symbol));
    for (const clause of s.clauses) {
      const facts = c.typeClauses[clause.id];
      if (facts !== undefined && facts.symbol !== null && !c.usedVariables.has(facts.symbol))
        c.typeClauses[clause.id] = { types: facts.types, symbol: null };
    }
    for (const symbol of symbols) c.usedVariables.add(symbol);
    if (!used) c.error(name.position, 'unused-variable', `${name.name} declared and not used`);
  });
}

function isNilName(c: Checker, e: Expression): boolean {
  const inner = unparenthesised(e);
  return inner.kind === 'name' && c.lookup(inner.name)?.kind === 'nil';
}

function checkCaseTypes(
  c: Checker,
  x: Operand | null,
  clause: CaseClause,
  seen: { type: Type | null; position: number }[],
): { readonly types: (Type | null)[]; readonly symbolType: Type } {
  const types: (Type | null)[] = [];
  let last: Type | null = null;
  for (const e of clause.cases ?? []) {
    last = null;
    if (isNilName(c, e)) checkExpression(c, new Operand(e), e);
    else {
      last = resolveType(c, e);
      if (isInvalid(last)) continue;
    }
    const type = last;
    const other = seen.find((each) =>
      type === null ? each.type === null : each.type !== null && identical(each.type, type),
    );
    if (other !== undefined) {
      c.error(
        e.position,
        'duplicate',
        `duplicate case ${type === null ? 'nil' : typeText(type)} in type switch\n\t${c.placeText(other.position)}: previous case`,
      );
      continue;
    }
    seen.push({ type, position: e.position });
    types.push(type);
    if (x === null || type === null) continue;
    const cause = impossibleAssertion(c, x.type, type);
    if (cause !== null)
      c.error(
        e.position,
        'missing-method',
        `impossible type switch case: ${expressionText(e)}\n\t${operandText(x)} cannot have dynamic type ${typeText(type)} ${cause}`,
      );
  }
  const single = clause.cases?.length === 1 && last !== null ? last : null;
  return { types, symbolType: single ?? x?.type ?? basicTypes.invalid };
}
