/** Bodies of functions: their statements, their end, and the variables they never use. */
import type { FunctionLiteral } from '../ast.ts';
import type { VariableEntity } from '../entities.ts';
import type { Type } from '../types.ts';
import type { Checker } from './checker.ts';
import type { DeclarationInfo, FunctionRecord, Scope } from './records.ts';
import { resolveSignature } from './signatures.ts';
import { checkStatements } from './statements.ts';
import { endsInTermination } from './termination.ts';

export function checkFunctionBody(
  c: Checker,
  fn: FunctionRecord,
  declaration: DeclarationInfo | null,
): void {
  c.within({ scope: fn.scope, declaration, fn, iota: fn.iota, reportAt: null }, () => {
    checkStatements(c, fn.body.statements);
    if (fn.signature.results.length > 0 && !endsInTermination(c, fn.body.statements))
      c.error(fn.body.closeBrace, 'missing-return', 'missing return');
    reportUnused(c, fn.scope);
  });
}

function reportUnused(c: Checker, scope: Scope): void {
  const unused: VariableEntity[] = [];
  for (const entity of scope.names.values())
    if (entity.kind === 'variable' && entity.role === 'local' && !c.usedVariables.has(entity))
      unused.push(entity);
  unused.sort((a, b) => a.position - b.position);
  for (const { name, position } of unused)
    c.error(position, 'unused-variable', `declared and not used: ${name}`);
  for (const child of scope.children) if (!child.isFunction) reportUnused(c, child);
}

/** The type of a function literal; its body is checked once the statement it stands in is. */
export function checkFunctionLiteral(c: Checker, e: FunctionLiteral): Type {
  const known = c.functions.get(e);
  if (known !== undefined) return known.signature;
  const resolved = resolveSignature(c, e.type, null);
  const { declaration, fn: outer, iota } = c.environment;
  const fn: FunctionRecord = {
    node: e,
    entity: null,
    signature: resolved.signature,
    scope: resolved.scope,
    body: e.body,
    outer,
    receiver: null,
    parameters: resolved.parameters,
    results: resolved.results,
    iota,
    locals: [],
  };
  c.functions.set(e, fn);
  for (const variable of [...resolved.parameters, ...resolved.results])
    if (variable !== null) c.functionOf.set(variable, fn);
  c.setFacts(e.type, 'type', resolved.signature, null);
  c.later(() => {
    checkFunctionBody(c, fn, declaration);
  });
  return resolved.signature;
}
