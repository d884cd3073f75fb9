/** Composite literals, function literals, and the slice that gathers variadic arguments. */
import { closureShape } from './closure-shapes.ts';
import type { CompositeLiteral, Expression, FunctionLiteral, Unary } from '../ast.ts';
import { underlying, type Type } from '../types.ts';
import { operands, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { wordNames } from './frame-variables.ts';
import { layoutOf } from './layout.ts';
import { anyPointer, type Destination, type Operand, type Place } from './operands.ts';
import { fieldPlace, placeAt, store, storeInMap } from './places.ts';
import { elementOf } from './program-tables.ts';
import { plainName } from './types-table.ts';

/** `T{…}` as a value; of an element `{…}` that stands for `&T{…}`, the `T`. */
export function compositeLiteral(
  c: FunctionCompiler,
  expression: CompositeLiteral,
  hint: Destination | null,
  type: Type = typeOf(c, expression),
): Operand {
  const base = underlying(type);
  if (base.kind === 'slice') return sliceLiteral(c, expression, type, hint);
  if (base.kind === 'map') return mapLiteral(c, expression, type, hint);
  // Elements are evaluated into a block of their own, then the block is moved as one value.
  const layout = layoutOf(type);
  const isRooted = layout.pointers.length > 0;
  const result =
    hint?.fresh === true
      ? c.rootedResult(type, hint)
      : ({
          register: c.emitter.temporary(layout.pattern, true),
          type,
          hold: isRooted ? 'rooted' : 'raw',
        } as const);
  if (isRooted) c.emitter.emit('dropBlock', result.register, c.tables.block(layout));
  else if (layout.words > 0) c.emitter.emit('zeroWords', result.register, layout.words);
  const target: Place = { kind: 'register', register: result.register, type, hold: 'variable' };
  fill(c, expression, target, type);
  return result;
}

/** Evaluates the elements of a struct or array literal and stores them in a zeroed place. */
function fill(c: FunctionCompiler, expression: CompositeLiteral, target: Place, type: Type): void {
  const base = underlying(type);
  const fields = c.program.literalFields[expression.id];
  const indices = c.program.literalIndices[expression.id]?.indices;
  const values = expression.elements.map((element) =>
    element.kind === 'key-value' ? element.value : element,
  );
  const parts = values.map((_, index): { place: Place; type: Type } => {
    if (base.kind === 'struct') {
      const field = fields?.[index] ?? index;
      return { place: fieldPlace(target, type, field), type: base.fields[field]?.type ?? type };
    }
    const element = elementOf(base);
    const position = indices?.[index] ?? index;
    return { place: placeAt(target, position * layoutOf(element).size, element), type: element };
  });
  const effects = values.map((element) => c.compiler.purity.of(element));
  const lastCall = effects.map((effect) => effect.calls).lastIndexOf(true);
  // Plain reads come after the last call, as Go's compiler does it; the rest in order.
  const early = values.map((_, index) => index <= lastCall && effects[index]?.early === true);
  const ordered = [...values.keys()].sort((a, b) => Number(early[b]) - Number(early[a]));
  for (const index of ordered) {
    const element = values[index];
    const part = parts[index];
    if (element === undefined || part === undefined) continue;
    storeElement(c, element, part.place, part.type);
  }
}

/** A nested literal is built in place; anything else is evaluated and stored. */
function storeElement(c: FunctionCompiler, element: Expression, target: Place, type: Type): void {
  const base = underlying(type);
  const isPart =
    element.kind === 'composite-literal' && (base.kind === 'struct' || base.kind === 'array');
  if (isPart && c.program.convertedTo[element.id] === undefined) {
    fill(c, element, target, type);
    return;
  }
  const mark = c.emitter.mark;
  const hint = target.kind === 'register' ? { register: target.register, fresh: true } : null;
  const operand = elementValue(c, element, hint, type);
  if (hint === null || operand.register !== hint.register) store(c, target, { ...operand, type });
  c.emitter.release(mark);
}

/** An element whose own type is elided: `{…}` inside a literal of pointers means `&T{…}`. */
function elementValue(
  c: FunctionCompiler,
  element: Expression,
  hint: Destination | null,
  type: Type,
): Operand {
  if (
    element.kind === 'composite-literal' &&
    element.type === null &&
    underlying(type).kind === 'pointer'
  ) {
    return newObject(c, element, elementOf(type), true, hint);
  }
  return value(c, element, hint);
}

/** `&T{…}`. */
export function compositeAddress(
  c: FunctionCompiler,
  expression: Unary,
  literal: CompositeLiteral,
  hint: Destination | null,
): Operand {
  const escapes = c.program.allocations[expression.id]?.decision.escapes ?? true;
  return newObject(c, literal, typeOf(c, literal), escapes, hint);
}

function newObject(
  c: FunctionCompiler,
  literal: CompositeLiteral,
  type: Type,
  escapes: boolean,
  hint: Destination | null,
): Operand {
  const base = underlying(type);
  const isPart = base.kind === 'struct' || base.kind === 'array';
  // Elements that call something are evaluated before the object exists.
  const inner =
    isPart && !literal.elements.some((element) => c.compiler.purity.of(element).calls)
      ? null
      : compositeLiteral(c, literal, null, type);
  const usesHint = hint?.fresh === true;
  const pointer = newCell(c, type, escapes, usesHint ? hint : null);
  const target: Place = { kind: 'memory', pointer: c.retype(pointer, anyPointer), offset: 0, type };
  if (inner !== null) store(c, target, inner);
  else fill(c, literal, target, type);
  return pointer;
}

/** Memory for one value of a type: an object, or words of the frame where it need not outlive it. */
export function newCell(
  c: FunctionCompiler,
  type: Type,
  escapes: boolean,
  hint: Destination | null,
): Operand {
  const layout = layoutOf(type);
  const pointerType: Type = { kind: 'pointer', element: type };
  if (layout.size === 0) {
    return {
      register: c.tables.word(c.tables.zeroAddress(), 0),
      type: pointerType,
      hold: 'constant',
    };
  }
  if (escapes) {
    const result = c.rootedResult(pointerType, hint);
    c.emitter.emit('allocate', result.register, c.tables.shapeOfType(type));
    return result;
  }
  const name = `&${plainName(c.tables.types.of(type).text)}`;
  const cell = c.declareWords(name, layout.pattern, wordNames(name, type));
  c.show(name, type, { kind: 'register', register: cell, memoryForm: true });
  if (c.loopDepth > 0) {
    if (layout.pointers.length > 0) c.emitter.emit('dropBlock', cell, c.tables.block(layout));
    else c.emitter.emit('zeroWords', cell, layout.words);
  }
  const register = c.emitter.raw();
  c.emitter.emit('frameAddress', register, cell, 0);
  return { register, type: pointerType, hold: 'raw' };
}

function sliceLiteral(
  c: FunctionCompiler,
  expression: CompositeLiteral,
  type: Type,
  hint: Destination | null,
): Operand {
  const element = elementOf(type);
  const facts = c.program.literalIndices[expression.id];
  const length = facts?.length ?? expression.elements.length;
  const values = expression.elements.map((part) => (part.kind === 'key-value' ? part.value : part));
  const calls = values.some((part) => c.compiler.purity.of(part).calls);
  const isComplex = values.some(
    (part) =>
      part.kind === 'composite-literal' &&
      part.type === null &&
      underlying(element).kind === 'pointer',
  );
  const early =
    calls && !isComplex ? operands(c, values).map((operand) => c.retype(operand, element)) : null;
  const result = newBackingArray(c, type, length, hint);
  const size = layoutOf(element).size;
  values.forEach((part, index) => {
    const position = facts?.indices[index] ?? index;
    const pointer: Operand = { register: result.register, type: anyPointer, hold: 'variable' };
    const target: Place = { kind: 'memory', pointer, offset: position * size, type: element };
    const ready = early?.[index];
    if (ready !== undefined) store(c, target, ready);
    else storeElement(c, part, target, element);
  });
  return result;
}

/** A slice of `length` zero elements over an array of its own. */
export function newBackingArray(
  c: FunctionCompiler,
  type: Type,
  length: number,
  hint: Destination | null,
): Operand {
  const result = c.rootedResult(type, hint);
  const count = c.tables.integer(BigInt(length));
  c.emitter.emit('makeSlice', result.register, count, count, c.tables.types.of(elementOf(type)).id);
  return result;
}

/** The slice of a variadic parameter; nil if there are no arguments for it. */
export function gather(c: FunctionCompiler, values: readonly Operand[], type: Type): Operand {
  if (values.length === 0) return c.zeroOperand(type);
  const result = newBackingArray(c, type, values.length, null);
  const element = elementOf(type);
  const size = layoutOf(element).size;
  values.forEach((operand, index) => {
    const pointer: Operand = { register: result.register, type: anyPointer, hold: 'variable' };
    store(
      c,
      { kind: 'memory', pointer, offset: index * size, type: element },
      { ...operand, type: element },
    );
  });
  return result;
}

function mapLiteral(
  c: FunctionCompiler,
  expression: CompositeLiteral,
  type: Type,
  hint: Destination | null,
): Operand {
  const base = underlying(type);
  if (base.kind !== 'map') throw new TypeError('A map literal has a map type.');
  const result = c.rootedResult(type, hint);
  c.emitter.emit(
    'makeMap',
    result.register,
    c.tables.types.of(type).id,
    c.tables.integer(BigInt(expression.elements.length)),
  );
  for (const element of expression.elements) {
    if (element.kind !== 'key-value') continue;
    const mark = c.emitter.mark;
    const effects = c.compiler.purity.of(element.value);
    if (effects.calls && !c.compiler.purity.of(element.key).early) {
      const item = c.secure(elementValue(c, element.value, null, base.value));
      storeInMap(c, result, elementValue(c, element.key, null, base.key), item, type);
    } else {
      let key = elementValue(c, element.key, null, base.key);
      if (effects.calls || effects.allocates) key = c.secure(key);
      const item = elementValue(c, element.value, null, base.value);
      storeInMap(c, result, key, item, type);
    }
    c.emitter.release(mark);
  }
  return result;
}

/** `func(…) {…}`: a constant if it captures nothing, else a new closure object. */
export function functionLiteral(
  c: FunctionCompiler,
  expression: FunctionLiteral,
  hint: Destination | null,
): Operand {
  const type = typeOf(c, expression);
  const index = c.program.functionIndices[expression.id];
  const facts = index === undefined ? undefined : c.program.functions[index];
  if (index === undefined || facts === undefined)
    throw new TypeError('A function literal is not among the functions.');
  if (facts.captures.length === 0)
    return { register: c.tables.word(index + 1, 0), type, hold: 'constant' };
  const layouts = facts.captures.map(({ variable, mode }) =>
    mode === 'value' ? layoutOf(variable.type) : layoutOf(anyPointer),
  );
  const shape = closureShape(c.compiler.tables, facts.name, layouts);
  const captures = facts.captures.map(({ variable, mode }, at) => {
    const layout = layouts[at] ?? layoutOf(anyPointer);
    const operand =
      mode === 'value'
        ? c.compiler.capturedValue(c, variable)
        : c.compiler.capturedAddress(c, variable);
    return { register: operand.register, words: layout.words, pointers: layout.pointers };
  });
  const result = c.rootedResult(type, hint);
  c.emitter.emit(
    'closure',
    result.register,
    c.tables.site({ functionIndex: index, shape, captures }),
  );
  return result;
}
