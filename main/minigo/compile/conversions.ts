/** Conversions: boxing into interfaces, numbers, strings and their bytes or runes. */
import type { Call, Expression } from '../ast.ts';
import { underlying, type Type } from '../types.ts';
import { ownValue, typeOf, value } from './expressions.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { isPointerShaped, layoutOf, type Representation } from './layout.ts';
import { wrap } from './arithmetic.ts';
import { anyPointer, wordAfter, type Destination, type Operand } from './operands.ts';
import { load } from './places.ts';

const isInterface = (type: Type): boolean => underlying(type).kind === 'interface';

/** An operand as its context needs it: boxed if that is an interface, else the same registers. */
export function convertTo(
  c: FunctionCompiler,
  operand: Operand,
  target: Type,
  hint: Destination | null,
): Operand {
  if (!isInterface(target) || isInterface(operand.type)) return c.retype(operand, target);
  return box(c, operand, target, hint);
}

function box(
  c: FunctionCompiler,
  operand: Operand,
  target: Type,
  hint: Destination | null,
): Operand {
  const entry = c.tables.types.of(operand.type);
  c.compiler.markBoxed(entry);
  const layout = layoutOf(operand.type);
  if (isPointerShaped(operand.type)) {
    if (operand.hold === 'rooted') {
      const result = c.rootedResult(target, hint);
      c.emitter.emit('move', result.register, c.tables.word(entry.id, 0));
      c.emitter.emit('take', wordAfter(result.register, 1), operand.register);
      c.emitter.take(operand.register);
      return result;
    }
    const register = c.emitter.raw(2);
    c.emitter.emit('move', register, c.tables.word(entry.id, 0));
    c.emitter.emit('move', register + 1, operand.register);
    return { register, type: target, hold: 'raw' };
  }
  const result = c.rootedResult(target, hint);
  const source = layout.words === 0 ? c.tables.zero(1) : operand.register;
  c.emitter.emit('box', result.register, source, entry.id);
  return result;
}

/** The value of an expression, converted to the type its context needs. */
export function convertImplicitly(
  c: FunctionCompiler,
  expression: Expression,
  target: Type,
  hint: Destination | null,
): Operand {
  const facts = c.program.expressions[expression.id];
  if (facts?.mode === 'nil') return c.zeroOperand(target);
  if (
    isInterface(target) &&
    facts !== undefined &&
    facts.constant !== null &&
    !isInterface(facts.type)
  ) {
    c.compiler.markBoxed(c.tables.types.of(facts.type));
    return {
      register: c.tables.constantInterface(facts.constant, facts.type),
      type: target,
      hold: 'constant',
    };
  }
  if (!isInterface(target)) return c.retype(ownValue(c, expression, hint), target);
  const isKept = facts !== undefined && isInterface(facts.type);
  const operand = ownValue(c, expression, isKept ? hint : null);
  return convertTo(c, operand, target, hint);
}

const isString = (representation: Representation): boolean => representation === 'string';

/** `T(x)`. */
export function convertExplicitly(
  c: FunctionCompiler,
  expression: Call,
  target: Type,
  hint: Destination | null,
): Operand {
  const [argument] = expression.args;
  if (argument === undefined) throw new TypeError('A conversion has one operand.');
  if (isInterface(target)) return convertImplicitly(c, argument, target, hint);
  const source = typeOf(c, argument);
  const from = layoutOf(source).representation;
  const to = layoutOf(target).representation;
  if (isString(to) && !isString(from)) return toString(c, value(c, argument), source, target, hint);
  if (to === 'slice' && isString(from)) {
    const element = underlying(target);
    const isBytes =
      element.kind === 'slice' && layoutOf(element.element).representation === 'uint8';
    const operand = value(c, argument);
    const result = c.rootedResult(target, hint);
    c.emitter.emit(
      isBytes ? 'bytesFromString' : 'runesFromString',
      result.register,
      operand.register,
      c.tables.types.of(target).id,
    );
    return result;
  }
  if (from === 'slice' && to !== 'slice') return sliceToArray(c, value(c, argument), target, hint);
  const isNumeric = !['string', 'slice', 'interface', 'block', 'pointer', 'bool'].includes(to);
  if (!isNumeric) return c.retype(value(c, argument, hint), target);
  return number(c, value(c, argument), from, to, target, hint);
}

/** `[4]T(s)` and `(*[4]T)(s)`: the slice must be long enough. */
function sliceToArray(
  c: FunctionCompiler,
  slice: Operand,
  target: Type,
  hint: Destination | null,
): Operand {
  const base = underlying(target);
  const array = underlying(base.kind === 'pointer' ? base.element : base);
  if (array.kind !== 'array') throw new TypeError('A slice converts to an array only.');
  const register = c.emitter.raw();
  c.emitter.emit('sliceToArray', register, slice.register, array.length);
  const pointer: Operand = {
    register,
    type: base.kind === 'pointer' ? target : anyPointer,
    hold: 'raw',
  };
  if (base.kind === 'pointer') return pointer;
  if (array.length === 0) return c.zeroOperand(target);
  return load(c, { kind: 'memory', pointer, offset: 0, type: target }, hint);
}

function toString(
  c: FunctionCompiler,
  operand: Operand,
  source: Type,
  target: Type,
  hint: Destination | null,
): Operand {
  const result = c.rootedResult(target, hint);
  const base = underlying(source);
  if (base.kind !== 'slice') {
    c.emitter.emit('stringFromRune', result.register, operand.register);
  } else {
    const isBytes = layoutOf(base.element).representation === 'uint8';
    c.emitter.emit(
      isBytes ? 'stringFromBytes' : 'stringFromRunes',
      result.register,
      operand.register,
    );
  }
  return result;
}

const widths: Readonly<Partial<Record<Representation, readonly [bits: number, signed: boolean]>>> =
  {
    int8: [8, true],
    int16: [16, true],
    int32: [32, true],
    int64: [64, true],
    uint8: [8, false],
    uint16: [16, false],
    uint32: [32, false],
    uint64: [64, false],
  };

/** Whether every value of `from` is its own register form in `to`. */
function isContained(from: Representation, to: Representation): boolean {
  const [fromBits, fromSigned] = widths[from] ?? [0, false];
  const [toBits, toSigned] = widths[to] ?? [0, false];
  if (toBits === 64) return true;
  return fromSigned === toSigned ? fromBits <= toBits : !fromSigned && fromBits < toBits;
}

function number(
  c: FunctionCompiler,
  operand: Operand,
  from: Representation,
  to: Representation,
  target: Type,
  hint: Destination | null,
): Operand {
  const fromFloat = from.startsWith('float');
  const toFloat = to.startsWith('float');
  if (from === to || (!fromFloat && !toFloat && isContained(from, to)))
    return c.retype(operand, target);
  if (fromFloat && toFloat && to === 'float64') return c.retype(operand, target);
  const result = c.rawResult(target, hint);
  if (fromFloat && toFloat) c.emitter.emit('move', result.register, operand.register);
  else if (fromFloat)
    c.emitter.emit(
      to === 'uint64' ? 'fromFloatUnsigned' : 'fromFloat',
      result.register,
      operand.register,
    );
  else if (toFloat)
    c.emitter.emit(
      from === 'uint64' ? 'toFloatUnsigned' : 'toFloat',
      result.register,
      operand.register,
    );
  else c.emitter.emit('move', result.register, operand.register);
  wrap(c, result.register, to);
  return result;
}
