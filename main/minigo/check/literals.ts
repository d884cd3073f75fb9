/** Composite literals (specification, "Composite literals"). */
import type { CompositeLiteral, Expression } from '../ast.ts';
import { constantText } from '../constant-literals.ts';
import { toInt, type ConstantValue } from '../constants.ts';
import { expressionText } from '../expression-text.ts';
import { dereferenced, identical, isExported, isInterface, isInvalid } from '../type-relations.ts';
import { typeText } from '../type-text.ts';
import { basicTypes, underlying, type ArrayType, type StructType, type Type } from '../types.ts';
import { assign } from './assignments.ts';
import type { Checker } from './checker.ts';
import { checkExpression, checkWithHint, use } from './expressions.ts';
import { checkIndexValue } from './indices.ts';
import { Operand } from './operand.ts';
import type { Mutable } from './records.ts';
import { literalFieldFault } from './selectors.ts';
import { refuseLarge, resolveType } from './type-expressions.ts';

export function checkCompositeLiteral(
  c: Checker,
  x: Operand,
  e: CompositeLiteral,
  hint: Type | null,
): void {
  let type: Type;
  let base: Type;
  let open: Mutable<ArrayType> | null = null;
  if (e.type !== null) {
    if (e.type.kind === 'array-type' && e.type.length === null) {
      open = { kind: 'array', element: resolveType(c, e.type.element), length: -1 };
      type = open;
    } else type = resolveType(c, e.type);
    base = type;
  } else if (hint !== null) {
    type = hint;
    base = underlying(hint).kind === 'pointer' ? dereferenced(underlying(hint))[0] : hint;
  } else {
    c.error(e.position, 'invalid-type', 'missing type in composite literal');
    type = basicTypes.invalid;
    base = type;
  }
  const under = underlying(base);
  switch (under.kind) {
    case 'struct':
      checkStructLiteral(c, e, base, under);
      break;
    case 'array': {
      const length = checkElements(c, e, under.element, under.length);
      if (open !== null && e.type !== null) {
        open.length = length;
        refuseLarge(c, open, typeText(open), e.type.position);
        c.typeExpressions[e.type.id] = open;
        c.setFacts(e.type, 'type', open, null);
      }
      break;
    }
    case 'slice':
      checkElements(c, e, under.element, -1);
      break;
    case 'map':
      checkMapLiteral(c, e, under.key, under.value);
      break;
    default:
      use(
        c,
        e.elements.map((element) => (element.kind === 'key-value' ? element.value : element)),
      );
      if (!isInvalid(under)) {
        const place = e.type === null ? ' element' : '';
        c.error(
          e.position,
          'invalid-type',
          `invalid composite literal${place} type ${typeText(type)}`,
        );
        x.invalidate();
        return;
      }
  }
  x.mode = 'value';
  x.type = type;
}

function checkStructLiteral(c: Checker, e: CompositeLiteral, type: Type, struct: StructType): void {
  const [first] = e.elements;
  if (first === undefined) {
    c.literalFields[e.id] = [];
    return;
  }
  if (first.kind === 'key-value') checkKeyedFields(c, e, type, struct);
  else checkFieldsInOrder(c, e, type, struct);
}

function checkKeyedFields(c: Checker, e: CompositeLiteral, type: Type, struct: StructType): void {
  const indices: number[] = [];
  for (const element of e.elements) {
    if (element.kind !== 'key-value') {
      c.error(
        element.position,
        'type-mismatch',
        'mixture of field:value and value elements in struct literal',
      );
      continue;
    }
    const { key, value } = element;
    const x = new Operand(value);
    checkExpression(c, x, value);
    const index =
      key.kind === 'name'
        ? struct.fields.findIndex(
            (each) =>
              each.name === key.name && (isExported(each.name) || each.packageName === 'main'),
          )
        : -1;
    const field = struct.fields[index];
    if (key.kind !== 'name') {
      c.error(
        element.position,
        'type-mismatch',
        `invalid field name ${expressionText(key)} in struct literal`,
      );
      continue;
    }
    if (field === undefined || key.name === '_') {
      c.error(key.position, 'undefined', literalFieldFault(type, key.name));
      continue;
    }
    assign(c, x, field.type, 'struct literal');
    if (indices.includes(index)) {
      c.error(element.position, 'duplicate', `duplicate field name ${key.name} in struct literal`);
      continue;
    }
    indices.push(index);
  }
  c.literalFields[e.id] = indices;
}

function checkFieldsInOrder(c: Checker, e: CompositeLiteral, type: Type, struct: StructType): void {
  const indices: number[] = [];
  for (const [index, element] of e.elements.entries()) {
    if (element.kind === 'key-value') {
      c.error(
        element.position,
        'type-mismatch',
        'mixture of field:value and value elements in struct literal',
      );
      continue;
    }
    const x = new Operand(element);
    checkExpression(c, x, element);
    const field = struct.fields[index];
    if (field === undefined) {
      c.error(
        x.position,
        'wrong-count',
        `too many values in struct literal of type ${typeText(type)}`,
      );
      break;
    }
    if (!isExported(field.name) && field.packageName !== 'main') {
      c.error(
        x.position,
        'undefined',
        `implicit assignment to unexported field ${field.name} in struct literal of type ${typeText(type)}`,
      );
      continue;
    }
    assign(c, x, field.type, 'struct literal');
    indices.push(index);
  }
  if (e.elements.length < struct.fields.length)
    c.error(
      e.closeBrace,
      'wrong-count',
      `too few values in struct literal of type ${typeText(type)}`,
    );
  c.literalFields[e.id] = indices;
}

/** Elements of an array or slice; the length they ask for. */
function checkElements(c: Checker, e: CompositeLiteral, type: Type, length: number): number {
  const indices: number[] = [];
  const seen = new Set<number>();
  let index = 0;
  let longest = 0;
  for (const element of e.elements) {
    let valid = false;
    let value: Expression = element;
    if (element.kind === 'key-value') {
      const key = checkIndexValue(c, element.key, length);
      if (key.ok) {
        if (key.value >= 0) {
          index = key.value;
          valid = true;
        } else
          c.error(
            element.position,
            'constant',
            `index ${expressionText(element.key)} must be integer constant`,
          );
      }
      value = element.value;
    } else if (length >= 0 && index >= length)
      c.error(element.position, 'constant', `index ${index} is out of bounds (>= ${length})`);
    else valid = true;
    if (valid) {
      if (seen.has(index))
        c.error(
          element.position,
          'duplicate',
          `duplicate index ${index} in array or slice literal`,
        );
      seen.add(index);
    }
    indices.push(index);
    index++;
    longest = Math.max(longest, index);
    const x = new Operand(value);
    checkWithHint(c, x, value, type);
    assign(c, x, type, 'array or slice literal');
  }
  c.literalIndices[e.id] = { indices, length: length >= 0 ? length : longest };
  return longest;
}

function keyOf(value: ConstantValue): string {
  const integer = toInt(value);
  if (integer !== null) return `n${integer}`;
  if (value.kind === 'float') return `f${value.value.numerator}/${value.value.denominator}`;
  return value.kind === 'string'
    ? `s${value.bytes}`
    : `b${value.kind === 'bool' ? value.value : ''}`;
}

function checkMapLiteral(c: Checker, e: CompositeLiteral, keyType: Type, valueType: Type): void {
  const seen = new Map<string, Type[]>();
  for (const element of e.elements) {
    if (element.kind !== 'key-value') {
      c.error(element.position, 'type-mismatch', 'missing key in map literal');
      continue;
    }
    const key = new Operand(element.key);
    checkWithHint(c, key, element.key, keyType);
    assign(c, key, keyType, 'map literal');
    if (key.isInvalid) continue;
    if (key.mode === 'constant' && key.value !== null) {
      const text = keyOf(key.value);
      const others = seen.get(text) ?? [];
      if (others.some((other) => !isInterface(keyType) || identical(other, key.type))) {
        c.error(
          key.position,
          'duplicate',
          `duplicate key ${constantText(key.value)} in map literal`,
        );
        continue;
      }
      seen.set(text, [...others, key.type]);
    }
    const value = new Operand(element.value);
    checkWithHint(c, value, element.value, valueType);
    assign(c, value, valueType, 'map literal');
  }
}
