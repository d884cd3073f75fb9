/** Shifts, of constants and of operands that take their type from the context. */
import type { Expression } from '../ast.ts';
import { shiftConstant, toInt } from '../constants.ts';
import { isInteger, isUntyped } from '../type-relations.ts';
import { basicTypes } from '../types.ts';
import type { Checker } from './checker.ts';
import { operandText, type Operand } from './operand.ts';
import { checkOverflow } from './operators.ts';
import { convertUntyped, requireRepresentable, setExpressionType } from './untyped.ts';

const invalidOperation = 'invalid operation: ';

/** Largest count by which a constant is shifted, as in Go. */
const largestShift = 1023 - 1 + 52;

export function checkShift(
  c: Checker,
  x: Operand,
  y: Operand,
  e: Expression | null,
  operator: '<<' | '>>',
  operatorPosition: number,
): void {
  const whole = x.mode === 'constant' && x.value !== null ? toInt(x.value) : null;
  const notInteger = (operand: Operand, what: string): void => {
    c.error(
      operand.position,
      'invalid-operation',
      `${invalidOperation}${what} ${operandText(operand)} must be integer`,
    );
    x.invalidate();
  };
  if (!isInteger(x.type) && !(isUntyped(x.type) && whole !== null)) {
    notInteger(x, 'shifted operand');
    return;
  }
  let count: bigint | null = null;
  if (y.mode === 'constant') {
    count = y.value === null ? null : toInt(y.value);
    if (count !== null && count < 0n) {
      c.error(y.position, 'constant', `${invalidOperation}negative shift count ${operandText(y)}`);
      x.invalidate();
      return;
    }
    if (isUntyped(y.type)) {
      requireRepresentable(c, y, basicTypes.uint);
      if (y.isInvalid) {
        x.invalidate();
        return;
      }
      if (x.mode !== 'constant') setExpressionType(c, y.expression, basicTypes.uint, true);
    } else if (!isInteger(y.type) && x.mode !== 'constant') {
      notInteger(y, 'shift count');
      return;
    }
  } else if (isUntyped(y.type)) {
    convertUntyped(c, y, basicTypes.uint);
    if (y.isInvalid) {
      x.invalidate();
      return;
    }
  } else if (!isInteger(y.type)) {
    notInteger(y, 'shift count');
    return;
  }
  if (x.mode === 'constant') {
    if (y.mode === 'constant') {
      shiftConstants(c, x, y, whole, count, e, operator, operatorPosition);
      return;
    }
    if (isUntyped(x.type)) {
      // Its type is that of the context, as if the shift were not there.
      const record = c.untyped.get(x.expression);
      if (record !== undefined) record.isShifted = true;
      x.mode = 'value';
      x.value = null;
      return;
    }
  }
  if (!isInteger(x.type)) {
    notInteger(x, 'shifted operand');
    return;
  }
  x.mode = 'value';
  x.value = null;
}

function shiftConstants(
  c: Checker,
  x: Operand,
  y: Operand,
  whole: bigint | null,
  count: bigint | null,
  e: Expression | null,
  operator: '<<' | '>>',
  operatorPosition: number,
): void {
  if (!isInteger(x.type)) x.type = basicTypes.untypedInt;
  if (whole === null || y.value === null) {
    x.value = null;
    return;
  }
  if (count === null || count > largestShift) {
    c.error(y.position, 'constant', `${invalidOperation}invalid shift count ${operandText(y)}`);
    x.invalidate();
    return;
  }
  x.value = shiftConstant(whole, operator, Number(count));
  if (e !== null) x.expression = e;
  checkOverflow(c, x, operatorPosition);
}
