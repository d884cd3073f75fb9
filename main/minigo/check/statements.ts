/** Statements (specification, "Statements"). */
import type {
  ConstantDeclaration,
  Declaration,
  Expression,
  SimpleStatement,
  Statement,
} from '../ast.ts';
import type { TypeEntity, VariableEntity } from '../entities.ts';
import { expressionText } from '../expression-text.ts';
import { isBoolean, isNumeric } from '../type-relations.ts';
import { isValidName } from '../scanner.ts';
import { typeText } from '../type-text.ts';
import { underlying } from '../types.ts';
import { reportArity } from './arity.ts';
import { assign, assignAll, assignTo, initialiseVariables } from './assignments.ts';
import type { Checker } from './checker.ts';
import { defineVariables } from './definitions.ts';
import {
  declareType,
  resolveConstant,
  resolveVariable,
  unresolvedConstant,
} from './declarations.ts';
import { checkExpression, checkRaw, use } from './expressions.ts';
import { checkBinary } from './operators.ts';
import { Operand, operandText } from './operand.ts';
import { checkRange } from './ranges.ts';
import { pending, type Mutable } from './records.ts';
import { checkSwitch, checkTypeSwitch } from './switches.ts';

export function checkStatements(c: Checker, statements: readonly Statement[]): void {
  for (const statement of statements) checkStatement(c, statement);
}

export function checkStatement(c: Checker, s: Statement): void {
  const delayed = c.delayedCount;
  dispatch(c, s);
  c.processDelayed(delayed);
}

export function checkSimple(c: Checker, s: SimpleStatement | null): void {
  if (s !== null) checkStatement(c, s);
}

function dispatch(c: Checker, s: Statement): void {
  switch (s.kind) {
    case 'empty':
    case 'branch':
      return;
    case 'declaration':
      checkDeclarations(c, s.declarations);
      return;
    case 'labeled':
      checkStatement(c, s.statement);
      return;
    case 'expression':
      checkExpressionStatement(c, s.expression);
      return;
    case 'send':
      checkSend(c, s);
      return;
    case 'increment': {
      const x = new Operand(s.operand);
      checkExpression(c, x, s.operand);
      if (x.isInvalid) return;
      if (!isNumeric(x.type)) {
        c.error(
          s.operand.position,
          'invalid-operation',
          `invalid operation: ${expressionText(s.operand)}${s.operator} (non-numeric type ${typeText(x.type)})`,
        );
        return;
      }
      assignTo(c, s.operand, x, 'assignment');
      return;
    }
    case 'assign':
      checkAssign(c, s);
      return;
    case 'define':
      defineVariables(c, s.operatorPosition, s.left, s.right);
      return;
    case 'go':
    case 'defer':
      checkSuspended(c, s.kind, s.call);
      return;
    case 'return':
      checkReturn(c, s);
      return;
    case 'block':
      c.inScope(() => {
        checkStatements(c, s.statements);
      });
      return;
    case 'if':
      c.inScope(() => {
        checkSimple(c, s.init);
        checkCondition(c, s.condition, 'if');
        checkStatement(c, s.then);
        if (s.otherwise !== null) checkStatement(c, s.otherwise);
      });
      return;
    case 'switch':
      checkSwitch(c, s);
      return;
    case 'type-switch':
      checkTypeSwitch(c, s);
      return;
    case 'for':
      c.inScope(() => {
        checkSimple(c, s.init);
        if (s.condition !== null) checkCondition(c, s.condition, 'for');
        checkSimple(c, s.post);
        checkStatement(c, s.body);
      });
      return;
    case 'range':
      checkRange(c, s);
  }
}

function checkCondition(c: Checker, e: Expression, keyword: 'if' | 'for'): void {
  const x = new Operand(e);
  checkExpression(c, x, e);
  if (!x.isInvalid && !isBoolean(x.type))
    c.error(e.position, 'type-mismatch', `non-boolean condition in ${keyword} statement`);
}

/** A name that cannot be one: Go's compiler says so only of what follows from it. */
function isBroken(e: Expression): boolean {
  return e.kind === 'name' && !isValidName(e.name);
}

function checkExpressionStatement(c: Checker, e: Expression): void {
  const x = new Operand(e);
  const kind = checkRaw(c, x, e, null);
  if (x.mode === 'builtin')
    c.error(x.position, 'unused-result', `${operandText(x)} must be called`);
  else if (x.mode === 'type')
    c.error(x.position, 'unused-result', `${operandText(x)} is not an expression`);
  else if (kind !== 'statement' || (isBroken(e) && c.problems.length === 0))
    c.error(x.position, 'unused-result', `${operandText(x)} is not used`);
}

function checkSend(c: Checker, s: Statement & { kind: 'send' }): void {
  const channel = new Operand(s.channel);
  const value = new Operand(s.value);
  checkExpression(c, channel, s.channel);
  checkExpression(c, value, s.value);
  if (channel.isInvalid || value.isInvalid) return;
  const under = underlying(channel.type);
  if (under.kind !== 'channel')
    c.error(
      s.position,
      'invalid-operation',
      `invalid operation: cannot send to non-channel ${operandText(channel)}`,
    );
  else if (under.direction === 'receive')
    c.error(
      s.position,
      'invalid-operation',
      `invalid operation: cannot send to receive-only channel ${operandText(channel)}`,
    );
  else assign(c, value, under.element, 'send');
}

function checkAssign(c: Checker, s: Statement & { kind: 'assign' }): void {
  if (s.operator === null) {
    assignAll(c, s.left, s.right);
    return;
  }
  const [left] = s.left;
  const [right] = s.right;
  if (left === undefined || right === undefined) return;
  const x = new Operand(left);
  checkBinary(c, x, null, left, right, s.operator, s.operatorPosition);
  assignTo(c, left, x, 'assignment');
}

function checkSuspended(c: Checker, keyword: 'go' | 'defer', e: Expression): void {
  if (e.kind !== 'call') {
    c.error(e.position, 'other', `expression in ${keyword} must be function call`);
    use(c, [e]);
    return;
  }
  const x = new Operand(e);
  const kind = checkRaw(c, x, e, null);
  if (kind === 'statement') return;
  const words =
    kind === 'conversion' ? 'requires function call, not conversion' : 'discards result of';
  c.error(x.position, 'unused-result', `${keyword} ${words} ${operandText(x)}`);
}

function checkReturn(c: Checker, s: Statement & { kind: 'return' }): void {
  const { fn } = c.environment;
  if (fn === null) return;
  const { results } = fn.signature;
  if (s.results.length === 0 && results.length > 0 && results[0]?.name !== '') {
    for (const variable of fn.results) {
      if (variable === null) continue;
      const other = c.lookup(variable.name);
      if (other === null || other === variable) continue;
      const place =
        'position' in other
          ? `\n\t${c.placeText(other.position)}: inner declaration of var ${variable.name} ${typeText(variable.type)}`
          : '';
      c.error(
        s.position,
        'other',
        `result parameter ${variable.name} not in scope at return${place}`,
      );
    }
    return;
  }
  if (results.length === 0) {
    const [first] = s.results;
    if (first === undefined) return;
  }
  const left: VariableEntity[] = results.map(({ name, type }) => returned(name, type));
  if (left.length > 0 || s.results.length > 0) initialiseVariables(c, left, s.results, s);
}

/** A stand-in for a result in the checks of an assignment. */
function returned(name: string, type: VariableEntity['type']): VariableEntity {
  return {
    kind: 'variable',
    name,
    type,
    position: -1,
    ordinal: -1,
    role: 'result',
    functionIndex: -1,
    captured: false,
    captureMode: 'none',
    addressTaken: false,
    reassigned: false,
    escape: { escapes: false, reason: 'stays', at: null },
  };
}

function checkDeclarations(c: Checker, declarations: readonly Declaration[]): void {
  let last: ConstantDeclaration | null = null;
  for (const declaration of declarations) {
    const delayed = c.delayedCount;
    switch (declaration.kind) {
      case 'const': {
        const repeats: boolean = declaration.type === null && declaration.values.length === 0;
        if (!repeats || declaration.iota === 0) last = declaration;
        declareConstants(c, declaration, last ?? declaration, repeats && last !== declaration);
        break;
      }
      case 'var':
        declareVariables(c, declaration);
        break;
      case 'type': {
        const entity: TypeEntity = {
          kind: 'type',
          name: declaration.name.name,
          type: pending,
          position: declaration.name.position,
        };
        c.declare(c.environment.scope, declaration.name, entity);
        if (declaration.alias) c.localAliases.add(entity);
        c.path.push(entity);
        declareType(c, entity, declaration);
        c.path.pop();
        c.resolved.add(entity);
        break;
      }
      default:
    }
    c.processDelayed(delayed);
  }
}

function declareConstants(
  c: Checker,
  declaration: ConstantDeclaration,
  source: ConstantDeclaration,
  inherited: boolean,
): void {
  const constants = declaration.names.map((name, index) => {
    const entity = unresolvedConstant(name.name, name.position);
    resolveConstant(
      c,
      entity,
      source.type,
      source.values[index] ?? null,
      BigInt(declaration.iota),
      inherited,
    );
    return { name, entity };
  });
  reportArity(c, declaration.position, declaration.names, source.values, true, inherited);
  for (const { name, entity } of constants) c.declare(c.environment.scope, name, entity);
}

function declareVariables(c: Checker, declaration: Declaration & { kind: 'var' }): void {
  const { names, type, values } = declaration;
  const delayed = c.delayedCount;
  const variables: Mutable<VariableEntity>[] = names.map((name) =>
    c.newVariable(name.name, pending, name.position, 'local'),
  );
  for (const [index, variable] of variables.entries()) {
    const together = values.length === 1 && names.length !== 1 ? variables : null;
    const init =
      values.length === 1 && names.length !== 1 ? (values[0] ?? null) : (values[index] ?? null);
    resolveVariable(c, variable, together, type, init);
    if (values.length === 1) break;
  }
  if (type === null || values.length > 0)
    reportArity(c, declaration.position, names, values, false, false);
  c.processDelayed(delayed);
  for (const [index, name] of names.entries()) {
    const variable = variables[index];
    if (variable !== undefined) c.declare(c.environment.scope, name, variable);
  }
}
