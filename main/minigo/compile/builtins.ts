/** Go's built-in functions. */
import type { Call, Expression } from '../ast.ts';
import { unparenthesised } from '../bare.ts';
import type { BuiltinName } from '../entities.ts';
import { basicTypes, emptyInterface, underlying, type Type } from '../types.ts';
import { call } from './calls.ts';
import { convertTo } from './conversions.ts';
import { operands, place, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { none } from './image.ts';
import { layoutOf } from './layout.ts';
import { newCell } from './literals.ts';
import type { Destination, Operand } from './operands.ts';
import { load, mapSite, placeOfOperand } from './places.ts';
import { elementOf } from './program-tables.ts';
import { representationCode } from './representations.ts';

/** A builtin's call; the operands of its results. */
export function builtin(
  c: FunctionCompiler,
  expression: Call,
  name: BuiltinName,
  hint: Destination | null,
): readonly Operand[] {
  const { args } = expression;
  const first = args[0];
  switch (name) {
    case 'new':
      return [newValue(c, expression, hint)];
    case 'make':
      return [make(c, expression, hint)];
    case 'append':
      return [append(c, expression, hint)];
    case 'len':
    case 'cap':
      return [size(c, name, first ?? expression, typeOf(c, expression), hint)];
    case 'min':
    case 'max':
      return [extreme(c, expression, name)];
    default: {
      const ready = builtinOperands(c, expression);
      return applyBuiltin(c, name, ready, hint);
    }
  }
}

/** The operands of a builtin: its arguments, or the results of the one call that stands for them. */
export function builtinOperands(c: FunctionCompiler, expression: Call): readonly Operand[] {
  const [only] = expression.args;
  if (only === undefined || expression.args.length > 1 || typeOf(c, only).kind !== 'tuple')
    return operands(c, expression.args);
  const source = unparenthesised(only);
  if (source.kind !== 'call') throw new TypeError('Only a call has several results.');
  return call(c, source, null);
}

/** Runs a builtin on operands that are ready. */
export function applyBuiltin(
  c: FunctionCompiler,
  name: BuiltinName,
  args: readonly Operand[],
  hint: Destination | null,
): readonly Operand[] {
  const [first, second] = args;
  const need = (operand: Operand | undefined): Operand => {
    if (operand === undefined) throw new TypeError(`${name} needs another operand.`);
    return operand;
  };
  switch (name) {
    case 'panic':
      c.emitter.emit('panic', need(first).register);
      return [];
    case 'recover': {
      const result = c.rootedResult(emptyInterface, hint);
      c.emitter.emit('recover', result.register);
      return [result];
    }
    case 'print':
    case 'println': {
      const site = c.tables.site({
        registers: args.map((operand) => operand.register),
        types: args.map((operand) => c.tables.types.of(operand.type)),
      });
      c.emitter.emit('print', site, name === 'println' ? 1 : 0);
      return [];
    }
    case 'close':
      c.emitter.emit('closeChannel', need(first).register);
      return [];
    case 'delete': {
      const map = need(first);
      const key = keyOperand(c, map.type, need(second));
      c.emitter.emit('mapDelete', map.register, key.register, mapSite(c, map.type, null, false));
      return [];
    }
    case 'clear': {
      const operand = need(first);
      if (underlying(operand.type).kind === 'map')
        c.emitter.emit('mapClear', operand.register, c.tables.types.of(operand.type).id);
      else
        c.emitter.emit(
          'clearSlice',
          operand.register,
          c.tables.types.of(elementOf(operand.type)).id,
        );
      return [];
    }
    case 'copy': {
      const to = need(first);
      const from = need(second);
      const result = c.rawResult(basicTypes.int, hint);
      const isString = layoutOf(from.type).representation === 'string';
      if (isString) c.emitter.emit('copyString', result.register, to.register, from.register);
      else
        c.emitter.emit(
          'copySlice',
          result.register,
          to.register,
          from.register,
          c.tables.types.of(elementOf(to.type)).id,
        );
      return [result];
    }
    default:
      throw new TypeError(`${name} cannot be called this way.`);
  }
}

/** A key as the map has it: one of the several results of a call has still to be boxed. */
function keyOperand(c: FunctionCompiler, mapType: Type, key: Operand): Operand {
  const base = underlying(mapType);
  return base.kind === 'map' ? convertTo(c, key, base.key, null) : key;
}

function newValue(c: FunctionCompiler, expression: Call, hint: Destination | null): Operand {
  const type = elementOf(typeOf(c, expression));
  const escapes = c.program.allocations[expression.id]?.decision.escapes ?? true;
  return c.retype(
    newCell(c, type, escapes, hint?.fresh === true ? hint : null),
    typeOf(c, expression),
  );
}

function make(c: FunctionCompiler, expression: Call, hint: Destination | null): Operand {
  const type = typeOf(c, expression);
  const base = underlying(type);
  const sizes = operands(c, expression.args.slice(1));
  const [length, capacity] = sizes;
  if (base.kind === 'slice') {
    const result = c.rootedResult(type, hint);
    const count = length ?? c.integerOperand(0, basicTypes.int);
    c.emitter.emit(
      'makeSlice',
      result.register,
      count.register,
      (capacity ?? count).register,
      c.tables.types.of(base.element).id,
    );
    return result;
  }
  if (base.kind === 'map') {
    const result = c.rootedResult(type, hint);
    c.emitter.emit(
      'makeMap',
      result.register,
      c.tables.types.of(type).id,
      length?.register ?? none,
    );
    return result;
  }
  const result = c.rootedResult(type, hint);
  const element = elementOf(type);
  const site = c.tables.site({
    element: c.tables.types.of(element),
    ok: none,
    rooted: true,
    type: c.tables.types.of(type),
  });
  c.emitter.emit('makeChannel', result.register, length?.register ?? c.tables.word(0, 0), site);
  return result;
}

function append(c: FunctionCompiler, expression: Call, hint: Destination | null): Operand {
  const type = typeOf(c, expression);
  const [slice, ...appended] = builtinOperands(c, expression);
  if (slice === undefined) throw new TypeError('append needs a slice.');
  if (appended.length === 0) return slice;
  const element = elementOf(type);
  const rest = expression.spread
    ? appended
    : appended.map((operand) => convertTo(c, operand, element, null));
  // `s = append(s, …)` works on the variable itself: no count changes unless the array moves.
  const inPlace = hint !== null && slice.hold === 'variable' && slice.register === hint.register;
  let result: Operand = slice;
  if (!inPlace) {
    result = slice.hold === 'rooted' ? slice : c.rootedResult(type, hint);
    if (result !== slice) c.move(result.register, c.retype(slice, type));
  }
  const entry = c.tables.types.of(element);
  if (expression.spread) {
    const [other] = rest;
    if (other === undefined) return slice;
    const isString = layoutOf(other.type).representation === 'string';
    const source = other.hold === 'raw' ? c.secure(other) : other;
    c.emitter.emit(
      isString ? 'appendString' : 'appendSlice',
      result.register,
      source.register,
      entry.id,
    );
    return c.retype(result, type);
  }
  // `s = append(s, s)`: what is appended is the slice as it was.
  const added = rest.map((operand) =>
    operand.hold === 'variable' && overlaps(operand, result) ? c.secure(operand) : operand,
  );
  const registers = added.map((operand) => operand.register);
  const taken = added.map((operand) => operand.hold === 'rooted');
  for (const operand of added) if (operand.hold === 'rooted') c.emitter.take(operand.register);
  c.emitter.emit('append', result.register, c.tables.site({ registers, types: [entry], taken }));
  return c.retype(result, type);
}

/** Whether two values share registers. */
function overlaps(a: Operand, b: Operand): boolean {
  const distance = Math.abs(a.register) - Math.abs(b.register);
  if (a.register < 0 !== b.register < 0) return false;
  return distance < layoutOf(b.type).words && -distance < layoutOf(a.type).words;
}

function size(
  c: FunctionCompiler,
  name: 'len' | 'cap',
  expression: Expression,
  type: Type,
  hint: Destination | null,
): Operand {
  const base = underlying(typeOf(c, expression));
  if (base.kind === 'pointer' || base.kind === 'array') {
    const array = underlying(base.kind === 'pointer' ? base.element : base);
    value(c, expression);
    return c.integerOperand(array.kind === 'array' ? array.length : 0, type);
  }
  const word = name === 'len' ? 1 : 2;
  if (base.kind === 'map' || base.kind === 'channel') {
    const operand = value(c, expression);
    const result = c.rawResult(type, hint);
    const operation =
      base.kind === 'map' ? 'mapLength' : name === 'len' ? 'channelLength' : 'channelCapacity';
    c.emitter.emit(operation, result.register, operand.register);
    return result;
  }
  const source = place(c, expression);
  if (name === 'cap') c.emitter.emit('noteCapacity');
  return load(c, partOfHeader(c, source, word, type), hint);
}

function partOfHeader(
  c: FunctionCompiler,
  source: ReturnType<typeof place>,
  word: number,
  type: Type,
): ReturnType<typeof place> {
  if (source.kind === 'map-element' || source.kind === 'blank' || source.kind === 'register') {
    return placeOfOperand(c.part(load(c, source), word, type));
  }
  if (source.kind === 'captured') return { ...source, inner: source.inner + word * 8, type };
  return { ...source, offset: source.offset + word * 8, type };
}

function extreme(c: FunctionCompiler, expression: Call, name: 'min' | 'max'): Operand {
  const type = typeOf(c, expression);
  const values = builtinOperands(c, expression);
  const { representation } = layoutOf(type);
  const operation = name === 'min' ? 'minimum' : 'maximum';
  let [result] = values;
  if (result === undefined) throw new TypeError(`${name} needs an operand.`);
  for (const operand of values.slice(1)) {
    const next: Operand = { register: c.emitter.raw(layoutOf(type).words), type, hold: 'raw' };
    c.emitter.emit(
      operation,
      next.register,
      result.register,
      operand.register,
      representationCode(representation),
    );
    result = next;
  }
  return result;
}
