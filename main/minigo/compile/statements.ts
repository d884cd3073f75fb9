/** Statements, all but loops and switches. */
import type { Expression, IfStatement, ReturnStatement, SendStatement, Statement } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import {
  assign,
  assignAll,
  declaration,
  define,
  increment,
  severalValues,
  spread,
} from './assignments.ts';
import { call } from './calls.ts';
import { deferStatement, goStatement } from './deferred.ts';
import { Label } from './emitter.ts';
import { into, operands, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { forStatement, rangeStatement } from './loops.ts';
import { condition } from './operators.ts';
import { store } from './places.ts';
import { elementOf } from './program-tables.ts';
import { switchStatement, typeSwitchStatement } from './switches.ts';

/** Marks the beginning of a statement: an operation, a place to stop. */
export function begin(c: FunctionCompiler, position: number): void {
  c.line = c.program.file.lineOf(position);
  c.tables.lines.add(c.line);
  c.emitter.emit('statement', c.line);
}

/** Statements one after the other in a scope of their own. */
export function block(
  c: FunctionCompiler,
  statements: readonly Statement[],
  node: { readonly id: number } | null = null,
): void {
  c.openScope();
  if (node !== null) c.compiler.dropDead(c, c.program.deadOnEntry[node.id]);
  for (const part of statements) statement(c, part);
  c.closeScope();
}

export function statement(c: FunctionCompiler, node: Statement): void {
  c.compiler.dropDead(c, c.program.deadOnEntry[node.id]);
  const mark = c.emitter.mark;
  one(c, node);
  c.emitter.release(mark);
  c.compiler.dropDead(c, c.program.deadAfter[node.id]);
}

function one(c: FunctionCompiler, node: Statement): void {
  switch (node.kind) {
    case 'empty':
      return;
    case 'expression':
      begin(c, node.position);
      effect(c, node.expression);
      return;
    case 'send':
      begin(c, node.position);
      send(c, node);
      return;
    case 'increment':
      begin(c, node.position);
      increment(c, node);
      return;
    case 'assign':
      begin(c, node.position);
      assign(c, node);
      return;
    case 'define':
      begin(c, node.position);
      define(c, node);
      return;
    case 'go':
      begin(c, node.position);
      goStatement(c, node.call);
      return;
    case 'defer':
      begin(c, node.position);
      deferStatement(c, node.call);
      return;
    case 'return':
      begin(c, node.position);
      returnStatement(c, node);
      return;
    case 'branch':
      begin(c, node.position);
      branch(c, node);
      return;
    case 'block':
      block(c, node.statements, node);
      return;
    case 'if':
      ifStatement(c, node);
      return;
    case 'switch':
      switchStatement(c, node);
      return;
    case 'type-switch':
      typeSwitchStatement(c, node);
      return;
    case 'for':
      forStatement(c, node);
      return;
    case 'range':
      rangeStatement(c, node);
      return;
    case 'labeled':
      labeled(c, node.statement);
      return;
    case 'declaration':
      declaration(c, node);
      return;
  }
}

function labeled(c: FunctionCompiler, node: Statement): void {
  if (node.kind !== 'block') {
    statement(c, node);
    return;
  }
  const end = new Label();
  c.targets.push({
    statement: node,
    breakLabel: end,
    continueLabel: null,
    depth: c.scopes.length,
    continueDepth: c.scopes.length,
  });
  statement(c, node);
  c.targets.pop();
  c.emitter.place(end);
}

/** An expression whose results nobody takes. */
function effect(c: FunctionCompiler, expression: Expression): void {
  const inner = unparenthesised(expression);
  if (inner.kind === 'call') {
    call(c, inner, null);
    return;
  }
  value(c, inner);
}

function send(c: FunctionCompiler, node: SendStatement): void {
  const type = typeOf(c, node.channel);
  const [channel, item] = operands(c, [node.channel, node.value]);
  if (channel === undefined || item === undefined)
    throw new TypeError('A send needs a channel and a value.');
  const element = elementOf(type);
  // The value may wait for its receiver: it is a root meanwhile.
  const kept = c.secure({ ...item, type: element });
  const taken = kept.hold === 'rooted';
  if (taken) c.emitter.take(kept.register);
  const site = c.tables.site({
    element: c.tables.types.of(element),
    ok: 0x7fffffff,
    rooted: taken,
    type: c.tables.types.of(type),
  });
  c.emitter.emit('send', c.secure(channel).register, kept.register, site);
}

function ifStatement(c: FunctionCompiler, node: IfStatement): void {
  c.openScope();
  if (node.init !== null) statement(c, node.init);
  begin(c, node.condition.position);
  const otherwise = new Label();
  condition(c, node.condition, otherwise, false);
  block(c, node.then.statements, node.then);
  if (node.otherwise === null) {
    c.emitter.place(otherwise);
  } else {
    const end = new Label();
    c.emitter.go(end);
    c.emitter.place(otherwise);
    if (node.otherwise.kind === 'block') block(c, node.otherwise.statements, node.otherwise);
    else statement(c, node.otherwise);
    c.emitter.place(end);
  }
  c.closeScope();
}

function branch(c: FunctionCompiler, node: Extract<Statement, { kind: 'branch' }>): void {
  if (node.keyword === 'fallthrough') return;
  const statementNode = c.program.branchTargets[node.id];
  const target = c.targets.find((candidate) => candidate.statement === statementNode);
  if (target === undefined) throw new TypeError('A branch leads nowhere.');
  const isContinue = node.keyword === 'continue';
  c.leaveScopes(isContinue ? target.continueDepth : target.depth);
  const label = isContinue ? target.continueLabel : target.breakLabel;
  if (label === null) throw new TypeError('Only a loop can be continued.');
  c.emitter.go(label);
}

function returnStatement(c: FunctionCompiler, node: ReturnStatement): void {
  const { facts } = c;
  const results = facts?.signature.results ?? [];
  const targets = results.map(
    (part, index) => [c.compiler.resultPlace(c, index), part.type] as const,
  );
  const [only] = node.results;
  if (node.results.length === 1 && results.length === 1 && only !== undefined) {
    const [target] = targets;
    if (target !== undefined) {
      if (target[0].kind === 'register')
        into(c, only, { register: target[0].register, fresh: false }, target[1]);
      else store(c, target[0], { ...value(c, only), type: target[1] });
    }
  } else if (node.results.length === 1 && only !== undefined) {
    spread(
      c,
      targets.map(([target]) => target),
      targets.map(([, type]) => type),
      severalValues(c, only),
    );
  } else if (node.results.length > 0) {
    const hasNames = (facts?.results ?? []).some((result) => result !== null);
    if (hasNames) {
      assignAll(c, targets, node.results);
    } else {
      const ready = operands(c, node.results);
      ready.forEach((operand, index) => {
        const target = targets[index];
        if (target !== undefined) store(c, target[0], { ...operand, type: target[1] });
      });
    }
  }
  c.compiler.leaveFunction(c);
}
