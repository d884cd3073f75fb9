/** From written types to types (specification, "Types"). */
import type {
  ArrayTypeExpression,
  Expression,
  Name,
  StructTypeExpression,
  InterfaceTypeExpression,
} from '../ast.ts';
import { bytesOfStringLiteral, textOfBytes } from '../constant-literals.ts';
import { toInt } from '../constants.ts';
import { expressionText } from '../expression-text.ts';
import { weakPointerOf } from '../library-generics.ts';
import {
  dereferenced,
  identical,
  isComparable,
  isInteger,
  isInterface,
  isInvalid,
  isUntyped,
} from '../type-relations.ts';
import { largestType, sizeOf } from '../type-layout.ts';
import { typeText } from '../type-text.ts';
import {
  basicTypes,
  emptyInterface,
  underlying,
  type ArrayType,
  type FieldOfStruct,
  type MapType,
  type Type,
} from '../types.ts';
import type { Position } from '../source.ts';
import type { Checker } from './checker.ts';
import { checkExpression, checkName, use } from './expressions.ts';
import { Operand, operandText } from './operand.ts';
import type { NamedTypeRecord } from './records.ts';
import { InterfaceRecord, StructRecord, type Mutable } from './records.ts';
import { checkSelector } from './selectors.ts';
import { resolveSignature } from './signatures.ts';
import { beyondLimit } from '../refusals.ts';

/** The type an expression denotes; `definition` is the declared type that it defines, if it does. */
export function resolveType(
  c: Checker,
  expression: Expression,
  definition: NamedTypeRecord | null = null,
): Type {
  const known = c.typeExpressions[expression.id];
  if (known !== undefined && definition === null) return known;
  const type = resolve(c, expression, definition);
  c.typeExpressions[expression.id] = type;
  c.setFacts(expression, 'type', type, null);
  return type;
}

function define(definition: NamedTypeRecord | null, type: Type): void {
  if (definition !== null) definition.definition = type;
}

function resolve(c: Checker, e: Expression, definition: NamedTypeRecord | null): Type {
  switch (e.kind) {
    case 'bad':
      break;
    case 'name':
    case 'selector': {
      const x = new Operand(e);
      if (e.kind === 'name') checkName(c, x, e, true);
      else checkSelector(c, x, e, true);
      if (x.mode === 'type') {
        define(definition, x.type);
        return x.type;
      }
      if (x.mode !== 'invalid')
        c.error(
          e.position,
          'type-mismatch',
          `${operandText(x)} ${x.mode === 'no-value' ? 'used as type' : 'is not a type'}`,
        );
      break;
    }
    case 'index': {
      const type = resolveInstance(c, e.operand, e.index);
      define(definition, type);
      return type;
    }
    case 'parenthesised':
      return resolveType(c, e.inner, definition);
    case 'array-type':
      return resolveArray(c, e, definition);
    case 'slice-type': {
      const type: Mutable<Extract<Type, { kind: 'slice' }>> = {
        kind: 'slice',
        element: basicTypes.invalid,
      };
      define(definition, type);
      type.element = resolveType(c, e.element);
      return type;
    }
    case 'variadic-type':
      c.error(e.position, 'invalid-type', "invalid use of '...'");
      use(c, [e.element]);
      break;
    case 'struct-type':
      return resolveStruct(c, e, definition);
    case 'star': {
      const type: Mutable<Extract<Type, { kind: 'pointer' }>> = {
        kind: 'pointer',
        element: basicTypes.invalid,
      };
      define(definition, type);
      type.element = resolveType(c, e.operand);
      if (isInvalid(type.element)) break;
      return type;
    }
    case 'function-type': {
      const type = resolveSignature(c, e, null).signature;
      define(definition, type);
      return type;
    }
    case 'interface-type':
      return resolveInterface(c, e, definition);
    case 'map-type': {
      const type: Mutable<MapType> = {
        kind: 'map',
        key: basicTypes.invalid,
        value: basicTypes.invalid,
      };
      define(definition, type);
      type.key = resolveType(c, e.key);
      type.value = resolveType(c, e.value);
      c.later(() => {
        if (!isComparable(type.key))
          c.error(e.key.position, 'invalid-type', `invalid map key type ${typeText(type.key)}`);
      });
      return type;
    }
    case 'channel-type': {
      const type: Mutable<Extract<Type, { kind: 'channel' }>> = {
        kind: 'channel',
        direction: e.direction,
        element: basicTypes.invalid,
      };
      define(definition, type);
      type.element = resolveType(c, e.element);
      return type;
    }
    default:
      c.error(e.position, 'type-mismatch', `${expressionText(e)} is not a type`);
      use(c, [e]);
  }
  define(definition, basicTypes.invalid);
  return basicTypes.invalid;
}

/** `weak.Pointer[T]` is the one instance there is. */
function resolveInstance(c: Checker, generic: Expression, argument: Expression): Type {
  const type = resolveType(c, generic);
  if (isInvalid(type)) return type;
  if (type.kind === 'named' && type.packageName === 'weak' && type.name === 'Pointer') {
    const of = resolveType(c, argument);
    return isInvalid(of) ? of : weakPointerOf(of);
  }
  c.error(
    generic.position,
    'invalid-type',
    `invalid operation: ${expressionText(generic)}[${expressionText(argument)}] (${typeText(type)} is not a generic type)`,
  );
  return basicTypes.invalid;
}

function resolveArray(
  c: Checker,
  e: ArrayTypeExpression,
  definition: NamedTypeRecord | null,
): Type {
  const type: Mutable<ArrayType> = { kind: 'array', element: basicTypes.invalid, length: -1 };
  define(definition, type);
  if (e.length === null)
    c.error(e.position, 'invalid-type', 'invalid use of [...] array (outside a composite literal)');
  else type.length = arrayLength(c, e.length);
  type.element = resolveType(c, e.element);
  if (type.length < 0) {
    define(definition, basicTypes.invalid);
    return basicTypes.invalid;
  }
  c.later(() => {
    refuseLarge(c, type, typeText(type), e.position);
  });
  return type;
}

/** A type whose values could not be copied in a reasonable time. */
export function refuseLarge(c: Checker, type: Type, name: string, position: Position): void {
  if (sizeOf(type) <= largestType) return;
  c.refuse(position, beyondLimit('type-too-large', { type: name, most: largestType }));
}

function arrayLength(c: Checker, e: Expression): number {
  if (e.kind === 'name') {
    const entity = c.lookup(e.name);
    if (entity === null) {
      c.error(
        e.position,
        'undefined',
        `undefined array length ${e.name} or missing type constraint`,
      );
      return -1;
    }
    if (entity.kind !== 'constant') {
      c.error(e.position, 'invalid-type', `invalid array length ${e.name}`);
      return -1;
    }
  }
  const x = new Operand(e);
  checkExpression(c, x, e);
  if (x.mode !== 'constant') {
    if (x.mode !== 'invalid')
      c.error(e.position, 'invalid-type', `array length ${operandText(x)} must be constant`);
    return -1;
  }
  if (x.value !== null && (isUntyped(x.type) || isInteger(x.type))) {
    const length = toInt(x.value);
    if (length !== null && length >= 0n && length < 2n ** 63n) return Number(length);
  }
  c.error(
    e.position,
    'invalid-type',
    isInteger(x.type)
      ? `invalid array length ${operandText(x)}`
      : `array length ${operandText(x)} must be integer`,
  );
  return -1;
}

function embeddedName(e: Expression): Name | null {
  switch (e.kind) {
    case 'name':
      return e;
    case 'star':
      return e.operand.kind === 'star' ? null : embeddedName(e.operand);
    case 'selector':
      return e.member;
    case 'index':
      return embeddedName(e.operand);
    default:
      return null;
  }
}

function resolveStruct(
  c: Checker,
  e: StructTypeExpression,
  definition: NamedTypeRecord | null,
): Type {
  const type = new StructRecord();
  define(definition, type);
  const fields: FieldOfStruct[] = [];
  const positions = new Map<string, number>();
  for (const field of e.fields) {
    const fieldType = resolveType(c, field.type);
    const name = field.name ?? embeddedName(field.type);
    if (name === null) {
      c.error(
        field.position,
        'invalid-type',
        `invalid embedded field type ${expressionText(field.type)}`,
      );
      continue;
    }
    const earlier = positions.get(name.name);
    if (name.name !== '_' && earlier !== undefined) {
      c.error(
        field.embedded ? name.position : field.position,
        'redeclared',
        `${name.name} redeclared\n\t${c.placeText(earlier)}: other declaration of ${name.name}`,
      );
      continue;
    }
    positions.set(name.name, name.position);
    const tag =
      field.tag === null || field.tag.literal !== 'string'
        ? ''
        : textOfBytes(bytesOfStringLiteral(field.tag.text));
    const { embedded } = field;
    const made = { name: name.name, type: fieldType, embedded, tag, packageName: 'main' };
    c.fieldPositions.set(made, name.position);
    fields.push(made);
    if (field.embedded) checkEmbedded(c, field.type, fieldType);
  }
  type.fields = fields;
  type.complete = true;
  return type;
}

function checkEmbedded(c: Checker, e: Expression, type: Type): void {
  c.later(() => {
    const [base, isPointer] = dereferenced(type);
    if (underlying(base).kind === 'pointer')
      c.error(e.position, 'invalid-type', 'embedded field type cannot be a pointer');
    else if (isPointer && isInterface(base))
      c.error(
        e.position,
        'invalid-type',
        'embedded field type cannot be a pointer to an interface',
      );
  });
}

function resolveInterface(
  c: Checker,
  e: InterfaceTypeExpression,
  definition: NamedTypeRecord | null,
): Type {
  if (e.elements.length === 0) {
    define(definition, emptyInterface);
    return emptyInterface;
  }
  const type = new InterfaceRecord((later, earlier, explicit) => {
    const report = (): void => {
      c.error(
        later.position,
        'duplicate',
        `duplicate method ${later.method.name}\n\t${c.placeText(earlier.position)}: other declaration of method ${later.method.name}`,
      );
    };
    if (explicit) report();
    else
      c.later(() => {
        if (!identical(later.method.signature, earlier.method.signature)) report();
      });
  });
  define(definition, type);
  c.interfaces.push({ type, position: e.position });
  for (const element of e.elements) {
    if (element.name === null) {
      const embedded = resolveType(c, element.type);
      type.embedded.push({ type: embedded, position: element.position });
      c.later(() => {
        if (!isInvalid(underlying(embedded)) && !isInterface(embedded))
          c.outside(element.position, 'type-set');
      });
      continue;
    }
    if (element.name.name === '_') {
      c.error(element.name.position, 'invalid-type', 'methods must have a unique non-blank name');
      continue;
    }
    if (element.type.kind !== 'function-type') continue;
    const { signature } = resolveSignature(c, element.type, null);
    c.setFacts(element.type, 'type', signature, null);
    type.explicit.push({
      method: { name: element.name.name, signature },
      position: element.name.position,
    });
  }
  type.complete = true;
  // Duplicates are reported when the methods are first asked for.
  c.later(() => void type.methods);
  return type;
}
