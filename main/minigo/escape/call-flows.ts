/** Where arguments go and results come from. */
import type { Call, Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { CallFacts } from '../checked.ts';
import type { FunctionEntity } from '../entities.ts';
import { isString } from '../type-relations.ts';
import { underlying } from '../types.ts';
import { discarded, receiverFlow, throughPath, value } from './expression-flows.ts';
import type { FlowBuilder } from './flow-builder.ts';
import { libraryLeak } from './library-leaks.ts';
import { deeper, dereferenced, discard, type Hole } from './locations.ts';
import { hasPointers, isLargerThan, largestObject } from './pointers.ts';

/**
 * A call whose results flow into `holes`. `suspended` is the hole for the function and the arguments
 * of a `go` statement, or of a `defer` in a loop: they outlive the statement.
 */
export function callFlows(
  b: FlowBuilder,
  holes: readonly Hole[],
  e: Call,
  suspended: Hole | null,
): void {
  const facts = b.program.calls[e.id];
  if (facts === undefined) return;
  switch (facts.kind) {
    case 'conversion':
      conversion(b, holes[0] ?? discard, e);
      return;
    case 'builtin':
      builtin(b, holes[0] ?? discard, e, facts.name, suspended);
      return;
    case 'call':
      call(b, holes, e, facts, suspended);
  }
}

function conversion(b: FlowBuilder, hole: Hole, e: Call): void {
  const [argument] = e.args;
  if (argument === undefined) return;
  const from = underlying(b.typeOf(argument));
  const to = underlying(b.typeOf(e));
  const makesString = isString(to) && !isString(from);
  const makesSlice = isString(from) && to.kind === 'slice';
  if (makesString || makesSlice) {
    discarded(b, argument);
    b.make(hole, e.id, 'string');
  } else if (from.kind === 'slice' && to.kind === 'array') value(b, dereferenced(hole), argument);
  else value(b, hole, argument);
}

type ParameterHole = (index: number) => Hole;

function call(
  b: FlowBuilder,
  holes: readonly Hole[],
  e: Call,
  facts: CallFacts & { kind: 'call' },
  suspended: Hole | null,
): void {
  const callee = unparenthesised(e.callee);
  const at = e.position;
  const literal = literalCallee(b, callee);
  const target = facts.target;
  let parameter: ParameterHole;
  if (suspended !== null) parameter = () => suspended;
  else if (literal !== null) parameter = (index) => bodyHole(b, literal, index, at);
  else if (target !== null) parameter = (index) => targetHole(b, target, holes, index, at);
  else parameter = () => b.graph.heapHole('passed-to-unknown-function', at);

  // The function value itself, and the receiver.
  let offset = 0;
  const selection = callee.kind === 'selector' ? b.program.selections[callee.id] : undefined;
  if (callee.kind === 'selector' && selection?.kind === 'method') {
    receiverFlow(b, parameter(0), callee);
    offset = 1;
  } else if (callee.kind === 'selector' && selection?.kind === 'interface-method') {
    throughPath(
      b,
      suspended ?? b.graph.heapHole('passed-to-unknown-function', at),
      selection.path,
      callee.operand,
    );
  } else if (target === null) value(b, suspended ?? discard, e.callee);

  gatherArguments(b, e, facts, (index) => parameter(index + offset), suspended ?? discard);

  const index =
    literal ?? (target !== null && target.functionIndex >= 0 ? target.functionIndex : null);
  if (index === null || !b.isInGroup(index)) return;
  // Suspended calls of known bodies still run them with these arguments.
  for (const [result, location] of b.resultsOf(index).entries()) {
    const hole = holes[result];
    if (hole !== undefined) b.graph.flow(hole, location);
  }
}

/** The function literal that is called, if it is known which. */
function literalCallee(b: FlowBuilder, callee: Expression): number | null {
  if (callee.kind === 'function-literal') {
    const index = b.program.functionIndices[callee.id];
    if (index === undefined) return null;
    b.declareFunction(index);
    return index;
  }
  if (callee.kind !== 'name') return null;
  const entity = b.program.entities[callee.id];
  return entity?.kind === 'variable' ? b.literalOf(entity) : null;
}

function bodyHole(b: FlowBuilder, index: number, parameter: number, at: number): Hole {
  const location = b.parametersOf(index)[parameter];
  return location === undefined ? discard : b.hole(location, 'passed-to-escaping-parameter', at);
}

function targetHole(
  b: FlowBuilder,
  target: FunctionEntity,
  holes: readonly Hole[],
  parameter: number,
  at: number,
): Hole {
  if (target.functionIndex < 0) {
    const leak = libraryLeak(target, parameter);
    return leak < 0 ? discard : deeper(b.graph.heapHole('passed-to-escaping-parameter', at), leak);
  }
  if (b.isInGroup(target.functionIndex)) return bodyHole(b, target.functionIndex, parameter, at);
  const leaks = b.tables.leaks.get(target.functionIndex)?.[parameter];
  if (leaks === undefined) return b.graph.heapHole('passed-to-escaping-parameter', at);
  const reached: Hole[] = [];
  if (leaks.heap >= 0)
    reached.push(deeper(b.graph.heapHole('passed-to-escaping-parameter', at), leaks.heap));
  for (const [result, depth] of leaks.results.entries()) {
    const hole = holes[result];
    // Sparse: a result that the parameter does not reach has no entry.
    if (hole !== undefined && typeof depth === 'number' && depth >= 0)
      reached.push(deeper(hole, depth));
  }
  return b.tee(reached);
}

function gatherArguments(
  b: FlowBuilder,
  e: Call,
  facts: CallFacts & { kind: 'call' },
  parameter: ParameterHole,
  kept: Hole,
): void {
  const [first] = e.args;
  if (facts.tupleArgument && first?.kind === 'call') {
    const count = b.typeOf(first).kind === 'tuple' ? facts.signature.parameters.length : 1;
    const holes = Array.from({ length: Math.max(count, tupleLength(b, first)) }, (_, index) =>
      facts.gatherFrom >= 0 && index >= facts.gatherFrom
        ? dereferencedGather(b, parameter(facts.gatherFrom))
        : parameter(index),
    );
    if (facts.gatherFrom >= 0) b.make(parameter(facts.gatherFrom), e.id, 'gathered-arguments');
    callFlows(b, holes, first, null);
    return;
  }
  if (facts.tupleArgument && first !== undefined) {
    // A parenthesised call: its results are taken to escape.
    value(b, b.graph.heapHole('passed-to-unknown-function', e.position), first);
    return;
  }
  let gathered: Hole | null = null;
  if (facts.gatherFrom >= 0 && e.args.length > facts.gatherFrom) {
    const object = b.make(parameter(facts.gatherFrom), e.id, 'gathered-arguments');
    gathered = b.hole(
      object,
      kept.target === null ? parameter(facts.gatherFrom).reason : kept.reason,
      e.position,
    );
  }
  for (const [index, argument] of e.args.entries())
    value(
      b,
      gathered !== null && index >= facts.gatherFrom ? gathered : parameter(index),
      argument,
    );
}

/** Components of a tuple that are gathered are boxed at run time: their content reaches the parameter's. */
function dereferencedGather(b: FlowBuilder, hole: Hole): Hole {
  return hole.target === null ? discard : b.graph.heapHole(hole.reason, hole.at);
}

function tupleLength(b: FlowBuilder, e: Expression): number {
  const type = b.typeOf(e);
  return type.kind === 'tuple' ? type.elements.length : 1;
}

function builtin(b: FlowBuilder, hole: Hole, e: Call, name: string, suspended: Hole | null): void {
  const [first, ...rest] = e.args;
  const heap = b.graph.heapHole('stored-through-pointer', e.position);
  const several = first === undefined ? first : unparenthesised(first);
  if (several?.kind === 'call' && b.typeOf(several).kind === 'tuple') {
    // The results of one call: where each of them goes is not looked into.
    callFlows(
      b,
      Array.from({ length: tupleLength(b, several) }, () => heap),
      several,
      null,
    );
    if (name === 'append')
      b.graph.markEscaped(b.make(hole, e.id, 'append'), 'size-not-constant', e.position);
    return;
  }
  switch (name) {
    case 'append': {
      if (first === undefined) return;
      const slice = underlying(b.typeOf(first));
      const elementHasPointers = slice.kind === 'slice' && hasPointers(slice.element);
      // What the old array holds is copied to a new one, which is always on the heap.
      value(b, elementHasPointers ? b.tee([hole, dereferenced(heap)]) : hole, first);
      for (const argument of rest)
        value(b, elementHasPointers ? (e.spread ? dereferenced(heap) : heap) : discard, argument);
      const object = b.make(discard, e.id, 'append');
      b.graph.markEscaped(object, 'size-not-constant', e.position);
      return;
    }
    case 'copy': {
      const [from] = rest;
      discarded(b, first ?? null);
      if (from === undefined) return;
      const slice = underlying(b.typeOf(from));
      value(
        b,
        slice.kind === 'slice' && hasPointers(slice.element) ? dereferenced(heap) : discard,
        from,
      );
      return;
    }
    case 'make':
      make(b, hole, e);
      return;
    case 'new': {
      const object = b.make(hole, e.id, 'new');
      const pointer = underlying(b.typeOf(e));
      if (pointer.kind === 'pointer' && isLargerThan(pointer.element, largestObject))
        b.graph.markEscaped(object, 'too-large', e.position);
      return;
    }
    case 'panic':
      if (first !== undefined)
        value(b, b.graph.heapHole('passed-to-unknown-function', e.position), first);
      return;
    case 'max':
    case 'min':
      for (const argument of e.args) value(b, hole, argument);
      return;
    default:
      for (const argument of e.args) value(b, suspended ?? discard, argument);
  }
}

function make(b: FlowBuilder, hole: Hole, e: Call): void {
  const [, ...sizes] = e.args;
  for (const size of sizes) discarded(b, size);
  const type = underlying(b.typeOf(e));
  if (type.kind !== 'slice') {
    b.make(hole, e.id, type.kind === 'map' ? 'make-map' : 'make-channel');
    return;
  }
  const object = b.make(hole, e.id, 'make-slice');
  const size = sizes.at(-1);
  const constant = size === undefined ? null : (b.program.expressions[size.id]?.constant ?? null);
  if (constant?.kind !== 'int') b.graph.markEscaped(object, 'size-not-constant', e.position);
  else if (
    isLargerThan(
      { kind: 'array', element: type.element, length: Number(constant.value) },
      largestObject,
    )
  )
    b.graph.markEscaped(object, 'too-large', e.position);
}
