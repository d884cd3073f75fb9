/** Where the values of expressions flow. */
import type { CompositeLiteral, Expression, FunctionLiteral, Selector } from '../ast.ts';
import { isBlank, unparenthesised } from '../bare.ts';
import type { FieldStep } from '../checked.ts';
import { isInterface, isString } from '../type-relations.ts';
import { underlying } from '../types.ts';
import { callFlows } from './call-flows.ts';
import type { FlowBuilder } from './flow-builder.ts';
import { addressed, deeper, dereferenced, discard, type Hole } from './locations.ts';
import { hasPointers, isLargerThan, isPointerShaped, largestObject } from './pointers.ts';
import { analyseBody } from './statement-flows.ts';

/** The value of `e`, converted to what its place wants, flows into `hole`. */
export function value(b: FlowBuilder, hole: Hole, e: Expression): void {
  const target = b.program.convertedTo[e.id];
  const type = b.typeOf(e);
  if (target !== undefined && isInterface(target) && !isInterface(type) && type.kind !== 'tuple') {
    if (isPointerShaped(type)) raw(b, hole, e);
    else {
      const box = b.box(hole, e.id);
      raw(b, b.hole(box, hole.reason, hole.at), e);
    }
    return;
  }
  raw(b, hole, e);
}

/** Evaluates an expression whose value is not kept. */
export function discarded(b: FlowBuilder, e: Expression | null): void {
  if (e !== null) value(b, discard, e);
}

/** Through the fields of a selection to its operand: each pointer on the way adds a dereference. */
export function throughPath(
  b: FlowBuilder,
  hole: Hole,
  path: readonly FieldStep[],
  operand: Expression,
): void {
  value(b, deeper(hole, path.filter((step) => step.dereference).length), operand);
}

function raw(b: FlowBuilder, given: Hole, e: Expression): void {
  const facts = b.program.expressions[e.id];
  if (facts === undefined || facts.mode === 'type' || facts.mode === 'package') return;
  // A value without pointers takes no object along; by address it still does.
  const hole =
    given.dereferences >= 0 && !hasPointers(facts.type) && facts.type.kind !== 'tuple'
      ? discard
      : given;
  if (facts.constant !== null) return;
  switch (e.kind) {
    case 'name': {
      const entity = b.program.entities[e.id];
      if (entity?.kind === 'variable' && entity.role !== 'global')
        b.graph.flow(hole, b.variable(entity));
      return;
    }
    case 'parenthesised':
      value(b, hole, e.inner);
      return;
    case 'function-literal':
      closure(b, hole, e);
      return;
    case 'composite-literal':
      literal(b, hole, e);
      return;
    case 'selector':
      selector(b, hole, e);
      return;
    case 'index': {
      const container = underlying(b.typeOf(e.operand));
      discarded(b, e.index);
      if (container.kind === 'array') value(b, hole, e.operand);
      else if (container.kind === 'map' || isString(container)) {
        // What a map holds has flowed to the heap where it was stored.
        if (container.kind === 'map')
          value(b, b.graph.heapHole('stored-through-pointer', e.index.position), e.index);
        discarded(b, e.operand);
      } else value(b, dereferenced(hole), e.operand);
      return;
    }
    case 'slice': {
      for (const part of [e.low, e.high, e.max]) discarded(b, part);
      const isArray = underlying(b.typeOf(e.operand)).kind === 'array';
      value(b, isArray ? addressed(hole) : hole, e.operand);
      return;
    }
    case 'type-assertion':
    case 'type-switch-guard': {
      const boxed = !isInterface(facts.type) && !isPointerShaped(facts.type);
      value(b, boxed ? dereferenced(hole) : hole, e.operand);
      return;
    }
    case 'star':
      value(b, dereferenced(hole), e.operand);
      return;
    case 'unary':
      if (e.operator === '&') address(b, hole, e);
      else discarded(b, e.operand);
      return;
    case 'binary':
      discarded(b, e.left);
      discarded(b, e.right);
      if (e.operator === '+' && isString(facts.type)) b.make(hole, e.id, 'string');
      return;
    case 'call':
      callFlows(b, [hole], e, null);
      return;
    default:
  }
}

function address(b: FlowBuilder, hole: Hole, e: Expression & { kind: 'unary' }): void {
  const operand = unparenthesised(e.operand);
  if (operand.kind !== 'composite-literal') {
    value(b, addressed(hole), e.operand);
    return;
  }
  const object = b.make(hole, e.id, 'composite');
  if (isLargerThan(b.typeOf(operand), largestObject))
    b.graph.markEscaped(object, 'too-large', e.position);
  value(b, b.hole(object, hole.reason, hole.at), operand);
}

function closure(b: FlowBuilder, hole: Hole, e: FunctionLiteral): void {
  const index = b.program.functionIndices[e.id];
  if (index === undefined) return;
  const object = b.make(hole, e.id, 'closure');
  for (const { variable, mode } of b.function(index).captures) {
    const held = b.hole(object, 'captured-by-escaping-closure', e.position);
    b.graph.flow(mode === 'reference' ? addressed(held) : held, b.variable(variable));
  }
  b.declareFunction(index);
  const { functionIndex, loopDepth } = b;
  analyseBody(b, index);
  b.functionIndex = functionIndex;
  b.loopDepth = loopDepth;
}

function literal(b: FlowBuilder, hole: Hole, e: CompositeLiteral): void {
  const own = underlying(b.typeOf(e));
  // `{…}` within a literal of pointers stands for `&T{…}`.
  const isPointer = own.kind === 'pointer';
  const type = isPointer ? underlying(own.element) : own;
  let inner = hole;
  if (isPointer) inner = b.hole(b.make(hole, e.id, 'composite'), hole.reason, hole.at);
  switch (type.kind) {
    case 'slice': {
      const object = b.make(inner, e.id, 'slice-literal');
      const length = b.program.literalIndices[e.id]?.length ?? 0;
      if (isLargerThan({ kind: 'array', element: type.element, length }, largestObject))
        b.graph.markEscaped(object, 'too-large', e.position);
      inner = b.hole(object, hole.reason, hole.at);
      break;
    }
    case 'map': {
      b.make(inner, e.id, 'map-literal');
      inner = b.graph.heapHole('stored-through-pointer', e.position);
      break;
    }
    default:
  }
  for (const element of e.elements) {
    if (element.kind !== 'key-value') value(b, inner, element);
    else {
      if (type.kind === 'map') value(b, inner, element.key);
      value(b, inner, element.value);
    }
  }
}

function selector(b: FlowBuilder, hole: Hole, e: Selector): void {
  const selection = b.program.selections[e.id];
  switch (selection?.kind) {
    case 'field':
      throughPath(b, hole, selection.path, e.operand);
      return;
    case 'method': {
      // A method value: nobody knows how it will be called.
      const object = b.make(hole, e.id, 'method-value');
      const receiver = b.tee([
        b.hole(object, hole.reason, hole.at),
        b.graph.heapHole('passed-to-unknown-function', e.member.position),
      ]);
      receiverFlow(b, receiver, e);
      return;
    }
    case 'interface-method':
      b.make(hole, e.id, 'method-value');
      throughPath(
        b,
        b.graph.heapHole('passed-to-unknown-function', e.member.position),
        selection.path,
        e.operand,
      );
      return;
    default:
  }
}

/** The receiver of `x.m`, its address or its target where the method wants that. */
export function receiverFlow(b: FlowBuilder, hole: Hole, e: Selector): void {
  const selection = b.program.selections[e.id];
  if (selection?.kind !== 'method') return;
  const adjusted =
    selection.adjust === 'address'
      ? addressed(hole)
      : selection.adjust === 'dereference'
        ? dereferenced(hole)
        : hole;
  throughPath(b, adjusted, selection.path, e.operand);
}

/** The place that an assignment to `e` fills; what the place itself needs is evaluated. */
export function placeOf(b: FlowBuilder, e: Expression): Hole {
  const at = e.position;
  if (isBlank(e)) return discard;
  if (!hasPointers(b.typeOf(e))) {
    if (e.kind !== 'name') evaluatePlace(b, e);
    return discard;
  }
  switch (e.kind) {
    case 'name': {
      const entity = b.program.entities[e.id];
      if (entity?.kind !== 'variable') return discard;
      if (entity.role === 'global') return b.graph.heapHole('stored-in-global', at);
      return b.hole(b.variable(entity), 'held-by-escaping-value', at);
    }
    case 'parenthesised':
      return placeOf(b, e.inner);
    case 'selector': {
      const selection = b.program.selections[e.id];
      if (selection?.kind === 'field' && !selection.path.some((step) => step.dereference))
        return placeOf(b, e.operand);
      discarded(b, e.operand);
      break;
    }
    case 'index': {
      const container = underlying(b.typeOf(e.operand));
      if (container.kind === 'array') {
        discarded(b, e.index);
        return placeOf(b, e.operand);
      }
      evaluatePlace(b, e);
      break;
    }
    default:
      evaluatePlace(b, e);
  }
  return b.graph.heapHole('stored-through-pointer', at);
}

function evaluatePlace(b: FlowBuilder, e: Expression): void {
  switch (e.kind) {
    case 'parenthesised':
      evaluatePlace(b, e.inner);
      return;
    case 'selector':
    case 'star':
      discarded(b, e.operand);
      return;
    case 'index':
      discarded(b, e.operand);
      if (underlying(b.typeOf(e.operand)).kind === 'map')
        value(b, b.graph.heapHole('stored-through-pointer', e.index.position), e.index);
      else discarded(b, e.index);
      return;
    default:
  }
}
