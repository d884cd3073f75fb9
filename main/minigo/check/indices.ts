/** Index and slice expressions. */
import type { Expression, Index, SliceExpression } from '../ast.ts';
import { constantText } from '../constant-literals.ts';
import { toInt } from '../constants.ts';
import { genericSignature } from '../library-generics.ts';
import { isInteger, isString, isUntyped } from '../type-relations.ts';
import { basicTypes, underlying } from '../types.ts';
import { assign } from './assignments.ts';
import type { Checker } from './checker.ts';
import { checkExpression, checkExpressionOrType, use } from './expressions.ts';
import { nodePosition } from './node-position.ts';
import { Operand, operandText } from './operand.ts';
import { resolveType } from './type-expressions.ts';
import { convertUntyped } from './untyped.ts';

export function checkIndex(c: Checker, x: Operand, e: Index): void {
  checkExpressionOrType(c, x, e.operand);
  if (x.isInvalid) {
    use(c, [e.index]);
    return;
  }
  if (x.mode === 'type') {
    x.type = resolveType(c, e);
    if (x.type === basicTypes.invalid) x.invalidate();
    return;
  }
  let length = -1;
  const under = underlying(x.type);
  const pointed = under.kind === 'pointer' ? underlying(under.element) : under;
  if (isString(under)) {
    if (x.mode === 'constant' && x.value?.kind === 'string') length = x.value.bytes.length;
    x.mode = 'value';
    x.type = basicTypes.byte;
  } else if (pointed.kind === 'array') {
    length = pointed.length;
    if (under.kind === 'pointer') x.mode = 'variable';
    else if (x.mode !== 'variable') x.mode = 'value';
    x.type = pointed.element;
  } else if (under.kind === 'slice') {
    x.mode = 'variable';
    x.type = under.element;
  } else if (under.kind === 'map') {
    const key = new Operand(e.index);
    checkExpression(c, key, e.index);
    assign(c, key, under.key, 'map index');
    x.mode = 'map-index';
    x.type = under.value;
    return;
  } else if (under === genericSignature) {
    c.outside(nodePosition(c, e), 'type-argument');
    use(c, [e.index]);
    x.invalidate();
    return;
  } else {
    c.error(
      nodePosition(c, e),
      'invalid-operation',
      `invalid operation: cannot index ${operandText(x)}`,
    );
    use(c, [e.index]);
    x.invalidate();
    return;
  }
  x.value = null;
  checkIndexValue(c, e.index, length);
}

/** Checks an index; its constant value, or -1. `limit` (unless negative) is the first index out of bounds. */
export function checkIndexValue(
  c: Checker,
  e: Expression,
  limit: number,
): { readonly ok: boolean; readonly value: number } {
  const x = new Operand(e);
  checkExpression(c, x, e);
  if (!isValidIndex(c, x, 'index')) return { ok: false, value: -1 };
  if (x.mode !== 'constant' || x.value === null) return { ok: true, value: -1 };
  const value = Number(toInt(x.value) ?? 0n);
  if (limit >= 0 && value >= limit) {
    c.error(
      x.position,
      'constant',
      `invalid argument: index ${constantText(x.value)} out of bounds [0:${limit}]`,
    );
    return { ok: false, value: -1 };
  }
  return { ok: true, value };
}

export function isValidIndex(c: Checker, x: Operand, what: string): boolean {
  if (x.isInvalid) return false;
  convertUntyped(c, x, basicTypes.int);
  if (x.isInvalid) return false;
  const refuse = (fault: string): false => {
    c.error(x.position, 'constant', `invalid argument: ${what} ${operandText(x)} ${fault}`);
    return false;
  };
  if (!isInteger(x.type)) return refuse('must be integer');
  if (x.mode === 'constant' && x.value !== null) {
    const value = toInt(x.value) ?? 0n;
    if (value < 0n) return refuse('must not be negative');
    if (value >= 2n ** 63n) return refuse('overflows int');
  }
  return true;
}

export function checkSlice(c: Checker, x: Operand, e: SliceExpression): void {
  checkExpression(c, x, e.operand);
  const parts = [e.low, e.high, e.max];
  if (x.isInvalid) {
    use(
      c,
      parts.filter((part) => part !== null),
    );
    return;
  }
  let length = -1;
  const under = underlying(x.type);
  const pointed = under.kind === 'pointer' ? underlying(under.element) : under;
  if (isString(under)) {
    if (e.max !== null) {
      c.error(e.max.position, 'invalid-operation', 'invalid operation: 3-index slice of string');
      x.invalidate();
      return;
    }
    if (x.mode === 'constant' && x.value?.kind === 'string') length = x.value.bytes.length;
    if (isUntyped(x.type)) x.type = basicTypes.string;
  } else if (pointed.kind === 'array') {
    length = pointed.length;
    if (under.kind !== 'pointer' && x.mode !== 'variable') {
      c.error(
        x.position,
        'invalid-operation',
        `invalid operation: ${operandText(x)} (slice of unaddressable value)`,
      );
      x.invalidate();
      return;
    }
    x.type = { kind: 'slice', element: pointed.element };
  } else if (under.kind !== 'slice') {
    c.error(x.position, 'invalid-operation', `invalid operation: cannot slice ${operandText(x)}`);
    x.invalidate();
    return;
  }
  x.mode = 'value';
  x.value = null;
  const bounds = parts.map((part, place) => {
    if (part !== null) return checkIndexValue(c, part, length >= 0 ? length + 1 : -1).value;
    return place === 0 ? 0 : length;
  });
  for (const [place, low] of bounds.entries()) {
    if (low <= 0) continue;
    const later = bounds.findIndex((bound, other) => other > place && bound >= 0 && bound < low);
    const part = parts[later];
    if (later < 0) continue;
    c.error(
      part?.position ?? e.position,
      'constant',
      `invalid slice indices: ${bounds[later] ?? 0} < ${low}`,
    );
    return;
  }
}
