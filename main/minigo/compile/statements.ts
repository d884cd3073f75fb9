/** Statements, all but loops and switches. */
import type {
  AssignStatement,
  DeclarationStatement,
  DefineStatement,
  Expression,
  IfStatement,
  IncrementStatement,
  ReturnStatement,
  SendStatement,
  Statement,
} from '../ast.ts';
import type { VariableEntity } from '../entities.ts';
import type { Type } from '../types.ts';
import { call } from './calls.ts';
import { convertTo } from './conversions.ts';
import { deferStatement, goStatement } from './deferred.ts';
import { Label } from './emitter.ts';
import { into, operands, place, typeAssertion, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { forStatement, rangeStatement } from './loops.ts';
import { arithmetic, condition, receive, wrap } from './operators.ts';
import type { Operand, Place } from './operands.ts';
import { load, loadMapElement, securePlace, store } from './places.ts';
import { elementOf } from './program-tables.ts';
import { switchStatement, typeSwitchStatement } from './switches.ts';

/** Marks the beginning of a statement: an operation, a place to stop. */
export function begin(c: FunctionCompiler, position: number): void {
  c.line = c.program.file.lineOf(position);
  c.emitter.emit('statement', c.line);
}

/** Statements one after the other in a scope of their own. */
export function block(c: FunctionCompiler, statements: readonly Statement[], node: { readonly id: number } | null = null): void {
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
  c.targets.push({ statement: node, breakLabel: end, continueLabel: null, depth: c.scopes.length, continueDepth: c.scopes.length });
  statement(c, node);
  c.targets.pop();
  c.emitter.place(end);
}

/** An expression whose results nobody takes. */
function effect(c: FunctionCompiler, expression: Expression): void {
  let inner = expression;
  while (inner.kind === 'parenthesised') inner = inner.inner;
  if (inner.kind === 'call') {
    call(c, inner, null);
    return;
  }
  value(c, inner);
}

function send(c: FunctionCompiler, node: SendStatement): void {
  const type = typeOf(c, node.channel);
  const [channel, item] = operands(c, [node.channel, node.value]);
  if (channel === undefined || item === undefined) throw new TypeError('A send needs a channel and a value.');
  const element = elementOf(type);
  // The value may wait for its receiver: it is a root meanwhile.
  const kept = c.secure({ ...item, type: element });
  const taken = kept.hold === 'rooted';
  if (taken) c.emitter.take(kept.register);
  const site = c.tables.site({ element: c.tables.types.of(element), ok: 0x7fffffff, rooted: taken, type: c.tables.types.of(type) });
  c.emitter.emit('send', c.secure(channel).register, kept.register, site);
}

function increment(c: FunctionCompiler, node: IncrementStatement): void {
  const target = place(c, node.operand);
  const amount = node.operator === '++' ? 1 : -1;
  update(c, target, (current) => {
    const { representation } = layoutOf(current.type);
    const hint = current.hold === 'variable' ? { register: current.register, fresh: false } : null;
    if (representation.startsWith('float')) {
      const one = c.tables.word(0, 0x3ff00000);
      const result = c.rawResult(current.type, hint);
      c.emitter.emit(amount > 0 ? 'addFloat' : 'subtractFloat', result.register, current.register, one);
      wrap(c, result.register, representation);
      return result;
    }
    const result = c.rawResult(current.type, hint);
    c.emitter.emit('addConstant', result.register, current.register, amount);
    wrap(c, result.register, representation);
    return result;
  });
}

function update(c: FunctionCompiler, target: Place, change: (current: Operand) => Operand): void {
  const current = load(c, target);
  const result = change(current);
  if (current.hold === 'variable' && result.register === current.register) return;
  store(c, target, result);
}

function assign(c: FunctionCompiler, node: AssignStatement): void {
  const [left, right] = [node.left[0], node.right[0]];
  if (left === undefined || right === undefined) return;
  if (node.operator !== null) {
    compound(c, node, left, right);
    return;
  }
  if (node.left.length === 1) {
    assignOne(c, left, right);
    return;
  }
  if (node.right.length === 1) {
    const places = node.left.map((part) => securePlace(c, place(c, part)));
    const types = node.left.map((part) => assignedType(c, part));
    const values = severalValues(c, right);
    spread(c, places, types, values);
    return;
  }
  assignAll(c, node.left.map((part) => [place(c, part), assignedType(c, part)] as const), node.right);
}

/** The type a destination has; null for `_`. */
function assignedType(c: FunctionCompiler, expression: Expression): Type | null {
  if (expression.kind === 'name' && expression.name === '_') return null;
  const variable = variableOf(c, expression);
  if (variable !== null) return variable.type;
  const type = typeOf(c, expression);
  return type.kind === 'tuple' ? (type.elements[0] ?? null) : type;
}

function spread(c: FunctionCompiler, places: readonly Place[], types: readonly (Type | null)[], values: readonly Operand[]): void {
  const converted = values.map((operand, index) => convertTo(c, operand, types[index] ?? operand.type, null));
  converted.forEach((operand, index) => {
    const target = places[index];
    if (target !== undefined && target.kind !== 'blank') store(c, target, operand);
  });
}

function assignOne(c: FunctionCompiler, left: Expression, right: Expression): void {
  const type = assignedType(c, left);
  if (type === null) {
    value(c, right);
    return;
  }
  const rightEffects = c.compiler.purity.of(right);
  const leftCalls = c.compiler.purity.of(left).calls;
  if (rightEffects.calls && !leftCalls) {
    const simple = place0(c, left);
    if (simple !== null) {
      into(c, right, { register: simple, fresh: false }, type);
      return;
    }
    const result = value(c, right);
    const kept = result.hold === 'raw' ? c.secure(result) : result;
    store(c, place(c, left), { ...kept, type });
    return;
  }
  let target = place(c, left);
  if (target.kind === 'register') {
    into(c, right, { register: target.register, fresh: false }, type);
    return;
  }
  if (rightEffects.calls || rightEffects.allocates) target = securePlace(c, target);
  store(c, target, { ...value(c, right), type });
}

/** The registers of a plain variable on the left, or null. */
function place0(c: FunctionCompiler, left: Expression): number | null {
  if (left.kind !== 'name') return null;
  const target = place(c, left);
  return target.kind === 'register' ? target.register : null;
}

/** `a, b = x, y`: everything on the right is read before anything is written. */
function assignAll(c: FunctionCompiler, targets: readonly (readonly [Place, Type | null])[], right: readonly Expression[]): void {
  const fixed = targets.map(([target]) => securePlace(c, target));
  const ready = operands(c, right).map((operand) => c.secure(operand));
  const copies = ready.map((operand) => (operand.hold === 'variable' ? c.secure(operand) : operand));
  copies.forEach((operand, index) => {
    const target = fixed[index];
    const type = targets[index]?.[1];
    if (target !== undefined && target.kind !== 'blank') store(c, target, { ...operand, type: type ?? operand.type });
  });
}

/** The values of a call with several results, or of a comma-ok form. */
export function severalValues(c: FunctionCompiler, expression: Expression): readonly Operand[] {
  let inner = expression;
  while (inner.kind === 'parenthesised') inner = inner.inner;
  if (inner.kind === 'call') return call(c, inner, null);
  const type = typeOf(c, inner);
  const okType = type.kind === 'tuple' ? (type.elements[1] ?? type) : type;
  const ok: Operand = { register: c.emitter.raw(), type: okType, hold: 'raw' };
  if (inner.kind === 'index') {
    const target = place(c, inner);
    if (target.kind !== 'map-element') throw new TypeError('Only a map index has two values.');
    return [loadMapElement(c, target, ok.register, null), ok];
  }
  if (inner.kind === 'type-assertion') return [typeAssertion(c, inner, ok.register, null), ok];
  if (inner.kind === 'unary') return [receive(c, inner, ok.register, null), ok];
  throw new TypeError(`A ${inner.kind} has no second value.`);
}

function compound(c: FunctionCompiler, node: AssignStatement, left: Expression, right: Expression): void {
  const { operator } = node;
  if (operator === null) return;
  const effects = c.compiler.purity.of(right);
  const leftCalls = c.compiler.purity.of(left).calls;
  const early = effects.calls && !leftCalls ? value(c, right) : null;
  const ready = early === null || early.hold !== 'raw' ? early : c.secure(early);
  let target = place(c, left);
  if (ready === null && (effects.calls || effects.allocates)) target = securePlace(c, target);
  update(c, target, (current) => {
    const operand = ready ?? value(c, right);
    const hint = current.hold === 'variable' ? { register: current.register, fresh: false } : null;
    return arithmetic(c, operator, current, operand, right, hint);
  });
}

function define(c: FunctionCompiler, node: DefineStatement): void {
  const names = node.left;
  const declared = names.map((name) => (c.program.declares[name.id] === true ? variableOf(c, name) : null));
  const [first, right] = [declared[0], node.right[0]];
  if (names.length === 1 && node.right.length === 1 && first != null && right !== undefined) {
    initialise(c, first, right);
    return;
  }
  if (node.right.length === 1 && right !== undefined) {
    const values = severalValues(c, right);
    const places = names.map((name, index) => destination(c, name, declared[index] ?? null));
    const types = names.map((name, index) => declared[index]?.type ?? assignedType(c, name));
    spread(c, places, types, values);
    return;
  }
  const ready = operands(c, node.right).map((operand) => c.secure(operand));
  names.forEach((name, index) => {
    const operand = ready[index];
    const target = destination(c, name, declared[index] ?? null);
    const type = declared[index]?.type ?? assignedType(c, name);
    if (operand !== undefined && target.kind !== 'blank') store(c, target, { ...operand, type: type ?? operand.type });
  });
}

function variableOf(c: FunctionCompiler, name: Expression): VariableEntity | null {
  const entity = c.program.entities[name.id];
  return entity?.kind === 'variable' ? entity : null;
}

function destination(c: FunctionCompiler, name: Expression, declared: VariableEntity | null): Place {
  if (declared === null) return name.kind === 'name' && name.name === '_' ? { kind: 'blank' } : place(c, name);
  c.declare(declared);
  return c.placeOfVariable(declared);
}

/** `x := right`, `var x = right`: the variable begins to exist after its value is known. */
export function initialise(c: FunctionCompiler, variable: VariableEntity, right: Expression): void {
  const layout = layoutOf(variable.type);
  const isShared = variable.escape.escapes || variable.addressTaken || variable.captureMode === 'reference';
  if (isShared || layout.words === 0) {
    const result = { ...value(c, right), type: variable.type };
    const kept = variable.escape.escapes && result.hold === 'raw' ? c.secure(result) : result;
    c.declare(variable);
    store(c, c.placeOfVariable(variable), kept);
    return;
  }
  const storage = c.declare(variable);
  if (storage.kind !== 'register') throw new TypeError('A plain variable has registers.');
  into(c, right, { register: storage.register, fresh: true }, variable.type);
}

/** Sets a variable just declared to its zero value: its words may hold what an earlier round left. */
export function zero(c: FunctionCompiler, variable: VariableEntity): void {
  const storage = c.declare(variable);
  const layout = layoutOf(variable.type);
  if (storage.kind !== 'register' || layout.words === 0) return;
  if (c.loopDepth === 0 && storage.register >= 0) return;
  if (layout.pattern.includes('r')) {
    if (layout.pointers.length === 0) c.emitter.emit('zeroWords', storage.register, layout.words);
    else c.emitter.emit('dropBlock', storage.register, c.tables.block(layout));
  }
}

function declaration(c: FunctionCompiler, node: DeclarationStatement): void {
  for (const part of node.declarations) {
    if (part.kind !== 'var') continue;
    begin(c, part.position);
    const variables = part.names.map((name) => variableOf(c, name));
    const [first, right] = [variables[0], part.values[0]];
    const mark = c.emitter.mark;
    if (part.values.length === 0) {
      for (const variable of variables) if (variable !== null) zero(c, variable);
    } else if (part.values.length === 1 && variables.length === 1 && right !== undefined) {
      if (first == null) value(c, right);
      else initialise(c, first, right);
    } else {
      const values = part.values.length === 1 && right !== undefined ? severalValues(c, right) : operands(c, part.values).map((operand) => c.secure(operand));
      values.forEach((operand, index) => {
        const variable = variables[index];
        if (variable == null) return;
        const converted = convertTo(c, operand, variable.type, null);
        c.declare(variable);
        store(c, c.placeOfVariable(variable), converted);
      });
    }
    c.emitter.release(mark);
  }
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
  const targets = results.map((part, index) => [c.compiler.resultPlace(c, index), part.type] as const);
  const [only] = node.results;
  if (node.results.length === 1 && results.length === 1 && only !== undefined) {
    const [target] = targets;
    if (target !== undefined) {
      if (target[0].kind === 'register') into(c, only, { register: target[0].register, fresh: false }, target[1]);
      else store(c, target[0], { ...value(c, only), type: target[1] });
    }
  } else if (node.results.length === 1 && only !== undefined) {
    spread(c, targets.map(([target]) => target), targets.map(([, type]) => type), severalValues(c, only));
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
