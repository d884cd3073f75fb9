/** Expressions: where their values come from. */
import type { Call, Expression, Index, Selector, SliceExpression, TypeAssertion } from '../ast.ts';
import { underlying, type Type } from '../types.ts';
import { binary, unary } from './operators.ts';
import { call, functionValue, methodValue } from './calls.ts';
import { convertImplicitly } from './conversions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf } from './layout.ts';
import { compositeLiteral, functionLiteral } from './literals.ts';
import { anyPointer, type Destination, type Operand, type Place } from './operands.ts';
import { addressOf, fieldPlace, load, placeOfOperand } from './places.ts';
import { elementOf, registerHalves } from './program-tables.ts';

/** The value of an expression, converted to what its context needs. */
export function value(
  c: FunctionCompiler,
  expression: Expression,
  hint: Destination | null = null,
): Operand {
  const target = c.program.convertedTo[expression.id];
  if (target === undefined) return ownValue(c, expression, hint);
  return convertImplicitly(c, expression, target, hint);
}

/** The value of an expression in its own type. */
export function ownValue(
  c: FunctionCompiler,
  expression: Expression,
  hint: Destination | null = null,
): Operand {
  const facts = c.program.expressions[expression.id];
  if (facts !== undefined && facts.constant !== null) return constantOperand(c, expression);
  if (facts?.mode === 'nil') return c.zeroOperand(facts.type);
  switch (expression.kind) {
    case 'parenthesised':
      return value(c, expression.inner, hint);
    case 'name':
    case 'star':
    case 'index':
      return load(c, place(c, expression), hint);
    case 'selector':
      return selector(c, expression, hint);
    case 'slice':
      return sliceExpression(c, expression, hint);
    case 'unary':
      return unary(c, expression, hint);
    case 'binary':
      return binary(c, expression, hint);
    case 'call':
      return oneResult(call(c, expression, hint), expression);
    case 'composite-literal':
      return compositeLiteral(c, expression, hint);
    case 'function-literal':
      return functionLiteral(c, expression, hint);
    case 'type-assertion':
      return typeAssertion(c, expression, null, hint);
    default:
      throw new TypeError(`A ${expression.kind} has no value.`);
  }
}

function oneResult(results: readonly Operand[], expression: Call): Operand {
  const [result] = results;
  if (result === undefined)
    throw new TypeError(`The call at ${expression.position} has no result.`);
  return result;
}

/** The type of an expression before its context converts it. */
export function typeOf(c: FunctionCompiler, expression: Expression): Type {
  const facts = c.program.expressions[expression.id];
  if (facts === undefined)
    throw new TypeError(`Nothing is known of the expression at ${expression.position}.`);
  return facts.type;
}

function constantOperand(c: FunctionCompiler, expression: Expression): Operand {
  const facts = c.program.expressions[expression.id];
  const constant = facts?.constant;
  if (facts === undefined || constant === undefined || constant === null)
    throw new TypeError('The expression is not constant.');
  if (constant.kind === 'string')
    return { register: c.tables.string(constant.bytes), type: facts.type, hold: 'constant' };
  const [low, high] = registerHalves(constant, layoutOf(facts.type));
  return { register: c.tables.word(low, high), type: facts.type, hold: 'constant' };
}

/** Evaluates into registers that are a variable's own: the old value is released, pointers are counted. */
export function into(
  c: FunctionCompiler,
  expression: Expression,
  destination: Destination,
  type: Type,
): void {
  const result = value(c, expression, destination);
  c.move(destination.register, { ...result, type });
}

/**
 * Several operands as Go's compiler orders them: those that call something first, in order; plain
 * reads of variables and memory after them. What an effect of a later operand could change or free
 * is secured.
 */
export function operands(
  c: FunctionCompiler,
  expressions: readonly Expression[],
  extraCall = false,
): Operand[] {
  const effects = expressions.map((expression) => c.compiler.purity.of(expression));
  const results: Operand[] = [];
  const order = [...expressions.keys()];
  const calling = order.filter((index) => effects[index]?.early === true);
  const plain = order.filter((index) => effects[index]?.early !== true);
  const sequence = [...calling, ...plain];
  sequence.forEach((index, at) => {
    const expression = expressions[index];
    if (expression === undefined) return;
    const operand = value(c, expression);
    const later = sequence.slice(at + 1).map((next) => effects[next]);
    const mayChange =
      extraCall || (effects[index]?.early === true && later.some((next) => next?.calls === true));
    const mayMove = later.some((next) => next?.allocates === true);
    const isBorrowed = operand.hold === 'raw' || (operand.hold === 'variable' && mayChange);
    results[index] = isBorrowed && (mayChange || mayMove) ? c.secure(operand) : operand;
  });
  return results;
}

/** The place that an expression denotes; a value that has none of its own is put in registers. */
export function place(c: FunctionCompiler, expression: Expression): Place {
  const facts = c.program.expressions[expression.id];
  if (facts !== undefined && facts.constant !== null)
    return placeOfOperand(constantOperand(c, expression));
  switch (expression.kind) {
    case 'parenthesised':
      return place(c, expression.inner);
    case 'name': {
      if (expression.name === '_') return { kind: 'blank' };
      const entity = c.program.entities[expression.id];
      if (entity?.kind === 'variable') return c.placeOfVariable(entity);
      if (entity?.kind === 'function') return placeOfOperand(functionValue(c, entity));
      throw new TypeError(`${expression.name} is no variable.`);
    }
    case 'star': {
      const pointer = value(c, expression.operand);
      return { kind: 'memory', pointer, offset: 0, type: typeOf(c, expression) };
    }
    case 'selector': {
      const selection = c.program.selections[expression.id];
      if (selection?.kind === 'field')
        return followPath(
          c,
          place(c, expression.operand),
          typeOf(c, expression.operand),
          selection.path,
        ).place;
      return placeOfOperand(ownValue(c, expression));
    }
    case 'index':
      return indexPlace(c, expression);
    default:
      return placeOfOperand(ownValue(c, expression));
  }
}

/** Walks through fields, dereferencing where the path says so. */
export function followPath(
  c: FunctionCompiler,
  start: Place,
  startType: Type,
  path: readonly { readonly index: number; readonly dereference: boolean }[],
): { readonly place: Place; readonly type: Type } {
  let at = start;
  let type = startType;
  for (const step of path) {
    if (step.dereference) {
      const pointer = load(c, at);
      type = elementOf(type);
      at = { kind: 'memory', pointer: c.retype(pointer, anyPointer), offset: 0, type };
    }
    const base = underlying(type);
    if (at.kind === 'map-element') at = placeOfOperand(load(c, at));
    at = fieldPlace(at, type, step.index);
    if (base.kind === 'struct') type = base.fields[step.index]?.type ?? type;
  }
  return { place: at, type };
}

function indexPlace(c: FunctionCompiler, expression: Index): Place {
  const operandType = typeOf(c, expression.operand);
  const base = underlying(operandType);
  const type = typeOf(c, expression);
  if (base.kind === 'map') {
    const [map, key] = operands(c, [expression.operand, expression.index]);
    if (map === undefined || key === undefined)
      throw new TypeError('A map index needs a map and a key.');
    const elementType = base.value;
    return { kind: 'map-element', map, key, type: elementType, mapType: operandType };
  }
  if (base.kind === 'slice') {
    const [slice, index] = operands(c, [expression.operand, expression.index]);
    if (slice === undefined || index === undefined)
      throw new TypeError('An index needs a slice and a number.');
    return {
      kind: 'slice-element',
      slice,
      index,
      offset: 0,
      type,
      elementSize: layoutOf(base.element).size,
    };
  }
  if (base.kind === 'basic') {
    const [text, index] = operands(c, [expression.operand, expression.index]);
    if (text === undefined || index === undefined)
      throw new TypeError('An index needs a string and a number.');
    const result = c.rawResult(type, null);
    c.emitter.emit('stringIndex', result.register, text.register, index.register);
    return placeOfOperand(result);
  }
  const isPointer = base.kind === 'pointer';
  const array = underlying(isPointer ? base.element : base);
  if (array.kind !== 'array') throw new TypeError(`A ${array.kind} cannot be indexed.`);
  const indexFirst =
    c.compiler.purity.of(expression.index).calls && !c.compiler.purity.of(expression.operand).calls;
  const early = indexFirst ? value(c, expression.index) : null;
  let start: Place = isPointer
    ? { kind: 'memory', pointer: value(c, expression.operand), offset: 0, type: array }
    : place(c, expression.operand);
  if (start.kind === 'map-element') start = placeOfOperand(load(c, start));
  const elementSize = layoutOf(array.element).size;
  const constant = c.program.expressions[expression.index.id]?.constant;
  if (
    constant?.kind === 'int' &&
    !isPointer &&
    (start.kind === 'register' || start.kind === 'frame')
  ) {
    return placeInArray(start, Number(constant.value) * elementSize, type);
  }
  const index = early ?? value(c, expression.index);
  return {
    kind: 'array-element',
    array: start,
    length: array.length,
    index,
    offset: 0,
    type,
    elementSize,
  };
}

function placeInArray(
  start: Extract<Place, { kind: 'register' | 'frame' }>,
  offset: number,
  type: Type,
): Place {
  const base = start.kind === 'frame' ? start.offset : 0;
  const layout = layoutOf(type);
  const at = base + offset;
  if (at % 8 === 0 && layout.size % 8 === 0) {
    const hold = start.hold === 'rooted' ? 'raw' : start.hold;
    const register = start.register < 0 ? start.register - at / 8 : start.register + at / 8;
    return { kind: 'register', register, type, hold };
  }
  return { kind: 'frame', register: start.register, offset: at, type, hold: start.hold };
}

function selector(c: FunctionCompiler, expression: Selector, hint: Destination | null): Operand {
  const selection = c.program.selections[expression.id];
  if (selection === undefined)
    throw new TypeError(`Nothing is known of the selector at ${expression.position}.`);
  if (selection.kind === 'field') return load(c, place(c, expression), hint);
  if (selection.kind === 'package-member') {
    if (selection.entity.kind === 'function') return functionValue(c, selection.entity);
    throw new TypeError(`${selection.path}.${selection.name} has no value.`);
  }
  return methodValue(c, expression, selection, hint);
}

function sliceExpression(
  c: FunctionCompiler,
  expression: SliceExpression,
  hint: Destination | null,
): Operand {
  const type = typeOf(c, expression);
  const operandType = typeOf(c, expression.operand);
  const base = underlying(operandType);
  const array = underlying(base.kind === 'pointer' ? base.element : base);
  const bounds = [expression.low, expression.high, expression.max].filter(
    (bound): bound is Expression => bound !== null,
  );
  let source: Operand;
  let indices: Operand[];
  if (base.kind === 'array') {
    indices = operands(c, bounds);
    const start = place(c, expression.operand);
    source = addressOf(c, start);
  } else {
    [source, ...indices] = operands(c, [expression.operand, ...bounds]) as [Operand, ...Operand[]];
  }
  const registerOf = (bound: Expression | null): number | null => {
    if (bound === null) return null;
    return indices[bounds.indexOf(bound)]?.register ?? null;
  };
  const isFresh = hint?.fresh === true;
  const result = isFresh ? c.rootedResult(type, hint) : c.rawResult(type, null);
  const isString = base.kind === 'basic';
  const site = c.tables.site({
    low: registerOf(expression.low),
    high: registerOf(expression.high),
    max: registerOf(expression.max),
    elementSize: isString ? 1 : layoutOf(elementOf(array)).size,
    length: array.kind === 'array' ? array.length : 0,
    rooted: isFresh,
  });
  const operation = isString ? 'sliceString' : array.kind === 'array' ? 'sliceArray' : 'sliceSlice';
  c.emitter.emit(operation, result.register, source.register, site);
  return result;
}

/** `x.(T)`; `ok`, if not null, is a register that takes whether it holds. */
export function typeAssertion(
  c: FunctionCompiler,
  expression: TypeAssertion,
  ok: number | null,
  hint: Destination | null,
): Operand {
  const type = typeOfAssertion(c, expression);
  const operand = value(c, expression.operand);
  const from = c.tables.types.of(typeOf(c, expression.operand));
  const isFresh = hint?.fresh === true;
  const layout = layoutOf(type);
  const result = isFresh
    ? c.rootedResult(type, hint)
    : c.rawResult(type, layout.pointers.length > 0 ? null : hint);
  const site = c.tables.site({
    type: c.tables.types.of(type),
    from,
    ok: ok ?? 0x7fffffff,
    rooted: isFresh && layout.pointers.length > 0,
  });
  c.emitter.emit(
    underlying(type).kind === 'interface' ? 'assertInterface' : 'assertType',
    result.register,
    operand.register,
    site,
  );
  return result;
}

function typeOfAssertion(c: FunctionCompiler, expression: TypeAssertion): Type {
  const type = typeOf(c, expression);
  return type.kind === 'tuple' ? (type.elements[0] ?? type) : type;
}
