/** `switch` on values and on types. */
import type { CaseClause, Expression, SwitchStatement, TypeSwitchStatement } from '../ast.ts';
import { underlying, type Type } from '../types.ts';
import { convertTo } from './conversions.ts';
import { Label } from './emitter.ts';
import { typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { compare, condition } from './operators.ts';
import type { Operand } from './operands.ts';
import { store } from './places.ts';
import { begin, block, statement } from './statements.ts';

export function switchStatement(c: FunctionCompiler, node: SwitchStatement): void {
  c.openScope();
  if (node.init !== null) statement(c, node.init);
  begin(c, node.position);
  const tag = node.tag === null ? null : keepTag(c, node.tag);
  const bodies = node.clauses.map(() => new Label());
  const end = new Label();
  let otherwise: Label = end;
  node.clauses.forEach((clause, index) => {
    const body = bodies[index] ?? end;
    if (clause.cases === null) otherwise = body;
    for (const expression of clause.cases ?? []) {
      if (tag === null) condition(c, expression, body, true);
      else matchCase(c, tag, expression, body);
    }
  });
  c.emitter.go(otherwise);
  const depth = c.scopes.length;
  c.targets.push({
    statement: node,
    breakLabel: end,
    continueLabel: null,
    depth,
    continueDepth: depth,
  });
  node.clauses.forEach((clause, index) => {
    c.emitter.place(bodies[index] ?? end);
    block(c, clause.body, clause);
    c.emitter.go(fallsThrough(clause) ? (bodies[index + 1] ?? end) : end);
  });
  c.targets.pop();
  c.emitter.place(end);
  c.closeScope();
}

function fallsThrough(clause: CaseClause): boolean {
  const last = clause.body.at(-1);
  return last?.kind === 'branch' && last.keyword === 'fallthrough';
}

function keepTag(c: FunctionCompiler, expression: Expression): Operand {
  const mark = c.emitter.mark;
  const operand = value(c, expression);
  if (operand.hold === 'constant') return operand;
  const register = c.declareWords('', layoutOf(operand.type).pattern);
  c.move(register, operand);
  c.emitter.release(mark);
  return { register, type: operand.type, hold: 'variable' };
}

function matchCase(c: FunctionCompiler, tag: Operand, expression: Expression, body: Label): void {
  const mark = c.emitter.mark;
  const other = value(c, expression);
  const isNil = c.program.expressions[expression.id]?.mode === 'nil';
  const type = isNil ? tag.type : other.type;
  const left = convertTo(c, tag, type, null);
  const right = convertTo(c, other, left.type, null);
  const flag = c.emitter.raw();
  compare(c, '==', left.type, left, right, flag);
  c.emitter.release(mark);
  c.emitter.jump(body, 'jumpTrue', 2, flag);
}

export function typeSwitchStatement(c: FunctionCompiler, node: TypeSwitchStatement): void {
  c.openScope();
  if (node.init !== null) statement(c, node.init);
  begin(c, node.position);
  const operand = keepTag(c, node.guard.operand);
  const bodies = node.clauses.map(() => new Label());
  const end = new Label();
  let otherwise: Label = end;
  node.clauses.forEach((clause, index) => {
    const body = bodies[index] ?? end;
    if (clause.cases === null) otherwise = body;
    for (const type of c.program.typeClauses[clause.id]?.types ?? [])
      matchType(c, operand, type, body);
  });
  c.emitter.go(otherwise);
  const depth = c.scopes.length;
  c.targets.push({
    statement: node,
    breakLabel: end,
    continueLabel: null,
    depth,
    continueDepth: depth,
  });
  node.clauses.forEach((clause, index) => {
    c.emitter.place(bodies[index] ?? end);
    c.openScope();
    bindSymbol(c, node, clause, operand);
    block(c, clause.body, clause);
    c.closeScope();
    c.emitter.go(end);
  });
  c.targets.pop();
  c.emitter.place(end);
  c.closeScope();
}

function matchType(c: FunctionCompiler, operand: Operand, type: Type | null, body: Label): void {
  const mark = c.emitter.mark;
  const flag = c.emitter.raw();
  if (type === null) {
    c.emitter.emit('equal', flag, operand.register, c.tables.word(0, 0));
  } else {
    const operation = underlying(type).kind === 'interface' ? 'isInterface' : 'isType';
    c.emitter.emit(operation, flag, operand.register, c.tables.types.of(type).id);
  }
  c.emitter.release(mark);
  c.emitter.jump(body, 'jumpTrue', 2, flag);
}

/** The variable that the guard names, in the type of its clause. */
function bindSymbol(
  c: FunctionCompiler,
  node: TypeSwitchStatement,
  clause: CaseClause,
  operand: Operand,
): void {
  const facts = c.program.typeClauses[clause.id];
  const symbol = facts?.symbol;
  if (facts === undefined || symbol === undefined || symbol === null) return;
  const mark = c.emitter.mark;
  let bound = c.retype(operand, symbol.type);
  const isConcrete = underlying(symbol.type).kind !== 'interface';
  if (isConcrete) {
    bound = c.rawResult(symbol.type, null);
    const from = c.tables.types.of(typeOf(c, node.guard.operand));
    const site = c.tables.site({
      type: c.tables.types.of(symbol.type),
      from,
      ok: 0x7fffffff,
      rooted: false,
    });
    c.emitter.emit('assertType', bound.register, operand.register, site);
  }
  c.declare(symbol);
  store(c, c.placeOfVariable(symbol), bound);
  c.emitter.release(mark);
}
