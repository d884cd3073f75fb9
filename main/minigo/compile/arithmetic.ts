/** Arithmetic on integers and floats, and the range of its results. */
import type { ArithmeticOperator, Expression } from '../ast.ts';
import type { ConstantValue } from '../constants.ts';
import type { FunctionCompiler } from './function-compiler.ts';
import { layoutOf, type Representation } from './layout.ts';
import type { Operation } from './opcodes.ts';
import type { Destination, Operand } from './operands.ts';
import { representationCode } from './representations.ts';

export const isUnsigned = (representation: Representation): boolean =>
  representation.startsWith('u') || representation === 'bool';
export const isFloat = (representation: Representation): boolean =>
  representation.startsWith('float');

/** Brings a register back into the range of its type after arithmetic. */
export function wrap(c: FunctionCompiler, register: number, representation: Representation): void {
  if (representation === 'int64' || representation === 'uint64' || representation === 'float64')
    return;
  const operation = c.emitter.keep(register) ? 'wrapKept' : 'wrap';
  c.emitter.emit(operation, register, representationCode(representation), register);
}

const integerOperations: Readonly<Record<ArithmeticOperator, readonly [Operation, Operation]>> = {
  '+': ['add', 'add'],
  '-': ['subtract', 'subtract'],
  '*': ['multiply', 'multiply'],
  '/': ['divide', 'divideUnsigned'],
  '%': ['remainder', 'remainderUnsigned'],
  '&': ['and', 'and'],
  '|': ['or', 'or'],
  '^': ['xor', 'xor'],
  '&^': ['andNot', 'andNot'],
  '<<': ['shiftLeft', 'shiftLeft'],
  '>>': ['shiftRight', 'shiftRightUnsigned'],
};
const floatOperations: Readonly<Partial<Record<ArithmeticOperator, Operation>>> = {
  '+': 'addFloat',
  '-': 'subtractFloat',
  '*': 'multiplyFloat',
  '/': 'divideFloat',
};

/** `left op right` on operands of one arithmetic type (a shift's count may have another). */
export function arithmetic(
  c: FunctionCompiler,
  operator: ArithmeticOperator,
  left: Operand,
  right: Operand,
  rightExpression: Expression | null,
  hint: Destination | null,
): Operand {
  const { type } = left;
  const { representation } = layoutOf(type);
  if (representation === 'string') {
    const result = c.rootedResult(type, hint);
    const entry = c.tables.types.of(type);
    c.emitter.emit(
      'concatenate',
      result.register,
      c.tables.site({ registers: [left.register, right.register], types: [entry, entry] }),
    );
    return result;
  }
  if (isFloat(representation)) {
    const result = c.rawResult(type, hint);
    const operation = floatOperations[operator];
    if (operation === undefined) throw new TypeError(`${operator} is not defined on floats.`);
    c.emitter.emit(operation, result.register, left.register, right.register);
    wrap(c, result.register, representation);
    return result;
  }
  const constant =
    rightExpression === null ? null : (c.program.expressions[rightExpression.id]?.constant ?? null);
  if (
    (operator === '<<' || operator === '>>') &&
    constant === null &&
    !isUnsigned(layoutOf(right.type).representation)
  )
    c.emitter.emit('checkShift', right.register);
  const result = integerResult(c, operator, left, right, constant, hint);
  if (operator !== '&' && operator !== '|' && operator !== '>>' && operator !== '%')
    wrap(c, result.register, representation);
  return result;
}

/** The bare operation on integers: its result may be out of the range of its type. */
function integerResult(
  c: FunctionCompiler,
  operator: ArithmeticOperator,
  left: Operand,
  right: Operand,
  constant: ConstantValue | null,
  hint: Destination | null,
): Operand {
  const { representation } = layoutOf(left.type);
  const operation = integerOperations[operator][isUnsigned(representation) ? 1 : 0];
  const onKept = resultOnKept(c, operation, left, right, hint);
  if (onKept !== null) return onKept;
  const result = c.rawResult(left.type, hint);
  if ((operator === '+' || operator === '-') && constant?.kind === 'int') {
    const amount = operator === '+' ? constant.value : -constant.value;
    if (amount >= -(2n ** 31n) && amount < 2n ** 31n) {
      c.emitter.emit('addConstant', result.register, left.register, Number(amount));
      return result;
    }
  }
  c.emitter.emit(operation, result.register, left.register, right.register);
  return result;
}

/** What an operation becomes whose left operand the instruction before kept, and whose right one. */
const keptOperations: Readonly<Partial<Record<Operation, readonly [Operation, Operation]>>> = {
  add: ['addKept', 'addKept'],
  subtract: ['subtractKept', 'subtractFrom'],
  multiply: ['multiplyKept', 'multiplyKept'],
  and: ['andKept', 'andKept'],
  or: ['orKept', 'orKept'],
  xor: ['xorKept', 'xorKept'],
};

/** An operation on what the instruction before has made for it alone; null if it is none such. */
function resultOnKept(
  c: FunctionCompiler,
  operation: Operation,
  left: Operand,
  right: Operand,
  hint: Destination | null,
): Operand | null {
  const [keptLeft, keptRight] = keptOperations[operation] ?? [];
  if (keptLeft === undefined || keptRight === undefined) return null;
  const isLeft = left.hold === 'raw' && c.emitter.keepTemporary(left.register);
  if (!isLeft && !(right.hold === 'raw' && c.emitter.keepTemporary(right.register))) return null;
  const result = c.rawResult(left.type, hint);
  const other = isLeft ? right : left;
  c.emitter.emit(isLeft ? keptLeft : keptRight, result.register, 0, other.register);
  return result;
}
