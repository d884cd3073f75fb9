/** Where values flow in statements. */
import type { Block, Expression, Statement } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { VariableEntity } from '../entities.ts';
import { isInterface, isString } from '../type-relations.ts';
import { underlying } from '../types.ts';
import { callFlows } from './call-flows.ts';
import { discarded, placeOf, value } from './expression-flows.ts';
import type { FlowBuilder } from './flow-builder.ts';
import { dereferenced, discard, type Hole } from './locations.ts';
import { hasPointers, isPointerShaped } from './pointers.ts';

/** Reads the body of a function. */
export function analyseBody(b: FlowBuilder, index: number): void {
  const fn = b.function(index);
  b.functionIndex = index;
  b.loopDepth = 1;
  block(b, fn.body);
}

function block(b: FlowBuilder, s: Block): void {
  for (const statement of s.statements) visit(b, statement);
}

function looped(b: FlowBuilder, action: () => void): void {
  b.loopDepth++;
  action();
  b.loopDepth--;
}

function visit(b: FlowBuilder, s: Statement): void {
  switch (s.kind) {
    case 'empty':
    case 'branch':
      return;
    case 'expression':
      if (unparenthesised(s.expression).kind === 'call')
        callFlows(b, [], unparenthesised(s.expression) as Expression & { kind: 'call' }, null);
      else discarded(b, s.expression);
      return;
    case 'send':
      discarded(b, s.channel);
      value(b, b.graph.heapHole('sent', s.position), s.value);
      return;
    case 'increment':
      discarded(b, s.operand);
      return;
    case 'assign':
      assign(b, s);
      return;
    case 'define':
      bind(
        b,
        s.left.map((e) => (e.kind === 'name' ? variableOf(b, e) : null)),
        s.right,
      );
      return;
    case 'declaration':
      for (const declaration of s.declarations)
        if (declaration.kind === 'var') {
          const variables = declaration.names.map((name) => variableOf(b, name));
          for (const variable of variables) if (variable !== null) b.variable(variable);
          bind(b, variables, declaration.values);
        }
      return;
    case 'go':
    case 'defer':
      suspended(b, s);
      return;
    case 'return':
      returned(b, s);
      return;
    case 'block':
      block(b, s);
      return;
    case 'if':
      if (s.init !== null) visit(b, s.init);
      discarded(b, s.condition);
      block(b, s.then);
      if (s.otherwise !== null) visit(b, s.otherwise);
      return;
    case 'switch':
      if (s.init !== null) visit(b, s.init);
      discarded(b, s.tag);
      for (const clause of s.clauses) {
        for (const e of clause.cases ?? []) discarded(b, e);
        for (const statement of clause.body) visit(b, statement);
      }
      return;
    case 'type-switch':
      typeSwitch(b, s);
      return;
    case 'for':
      // Its variables are new in each iteration.
      looped(b, () => {
        if (s.init !== null) visit(b, s.init);
        discarded(b, s.condition);
        if (s.post !== null) visit(b, s.post);
        block(b, s.body);
      });
      return;
    case 'range':
      range(b, s);
      return;
    case 'labeled':
      visit(b, s.statement);
  }
}

function variableOf(b: FlowBuilder, e: Expression): VariableEntity | null {
  const entity = e.kind === 'name' ? b.program.entities[e.id] : undefined;
  return entity?.kind === 'variable' ? entity : null;
}

function holeOf(b: FlowBuilder, variable: VariableEntity | null, at: number): Hole {
  if (variable === null) return discard;
  if (variable.role === 'global') return b.graph.heapHole('stored-in-global', at);
  const location = b.variable(variable);
  return hasPointers(variable.type) ? b.hole(location, 'held-by-escaping-value', at) : discard;
}

function bind(
  b: FlowBuilder,
  variables: readonly (VariableEntity | null)[],
  values: readonly Expression[],
): void {
  const [first] = values;
  if (first === undefined) return;
  if (values.length === variables.length) {
    for (const [index, e] of values.entries()) {
      const variable = variables[index] ?? null;
      value(b, holeOf(b, variable, e.position), e);
      const literal = unparenthesised(e);
      const index2 =
        literal.kind === 'function-literal' ? b.program.functionIndices[literal.id] : undefined;
      if (variable !== null && index2 !== undefined) b.rememberLiteral(variable, index2);
    }
    return;
  }
  several(
    b,
    variables.map((variable) => holeOf(b, variable, first.position)),
    first,
  );
}

/** Several values of one expression: a call, or the first of a comma-ok pair. */
function several(b: FlowBuilder, holes: readonly Hole[], e: Expression): void {
  const inner = unparenthesised(e);
  if (inner.kind === 'call' && b.program.commaOk[inner.id] !== true)
    callFlows(b, holes, inner, null);
  else value(b, holes[0] ?? discard, e);
}

function assign(b: FlowBuilder, s: Statement & { kind: 'assign' }): void {
  const [left] = s.left;
  const [right] = s.right;
  if (left === undefined || right === undefined) return;
  if (s.operator !== null) {
    discarded(b, left);
    discarded(b, right);
    if (s.operator === '+' && isString(b.typeOf(left))) b.make(placeOf(b, left), s.id, 'string');
    return;
  }
  const places = s.left.map((e) => placeOf(b, e));
  if (s.left.length !== s.right.length) {
    several(b, places, right);
    return;
  }
  for (const [index, e] of s.right.entries()) value(b, places[index] ?? discard, e);
}

function suspended(b: FlowBuilder, s: Statement & { kind: 'go' | 'defer' }): void {
  const call = unparenthesised(s.call);
  if (call.kind !== 'call') return;
  if (s.kind === 'go') callFlows(b, [], call, b.graph.heapHole('started-goroutine', s.position));
  else
    callFlows(
      b,
      [],
      call,
      b.loopDepth > 1 ? b.graph.heapHole('deferred-in-loop', s.position) : null,
    );
}

function returned(b: FlowBuilder, s: Statement & { kind: 'return' }): void {
  const results = b.resultsOf(b.functionIndex);
  const holes = results.map((location) => b.hole(location, 'returned', s.position));
  const [first] = s.results;
  if (first === undefined) return;
  if (s.results.length === results.length) {
    for (const [index, e] of s.results.entries()) value(b, holes[index] ?? discard, e);
  } else several(b, holes, first);
}

function typeSwitch(b: FlowBuilder, s: Statement & { kind: 'type-switch' }): void {
  if (s.init !== null) visit(b, s.init);
  const holes: Hole[] = [];
  for (const clause of s.clauses) {
    const symbol = b.program.typeClauses[clause.id]?.symbol ?? null;
    if (symbol === null) continue;
    const hole = holeOf(b, symbol, s.guard.position);
    holes.push(
      isInterface(symbol.type) || isPointerShaped(symbol.type) ? hole : dereferenced(hole),
    );
  }
  value(b, b.tee(holes), s.guard.operand);
  for (const clause of s.clauses) for (const statement of clause.body) visit(b, statement);
}

function range(b: FlowBuilder, s: Statement & { kind: 'range' }): void {
  const facts = b.program.ranges[s.id];
  const held = b.graph.add('temporary', b.functionIndex, b.loopDepth);
  value(b, b.hole(held, 'held-by-escaping-value', s.operand.position), s.operand);
  looped(b, () => {
    const targets: Hole[] = [];
    if (s.define) {
      for (const variable of [facts?.key ?? null, facts?.value ?? null])
        if (variable !== null) targets.push(holeOf(b, variable, s.position));
    } else for (const e of [s.key, s.value]) if (e !== null) targets.push(placeOf(b, e));
    const type = underlying(b.typeOf(s.operand));
    const whole = type.kind === 'array' || isString(type);
    for (const hole of targets) b.graph.flow(whole ? hole : dereferenced(hole), held);
    block(b, s.body);
  });
}
