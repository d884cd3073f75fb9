/** Which types hold pointers, and which fit in an interface without a box. */
import { sizeOf } from '../type-layout.ts';
import { underlying, type FieldOfStruct, type Type } from '../types.ts';

/** Whether a value of the type holds a pointer to follow; strings do (to their bytes). */
export function hasPointers(type: Type): boolean {
  const under = underlying(type);
  switch (under.kind) {
    case 'basic':
      return (
        under.name === 'string' || under.name === 'untyped string' || under.name === 'untyped nil'
      );
    case 'array':
      return under.length !== 0 && hasPointers(under.element);
    case 'struct':
      return fieldsHavePointers(under.fields);
    case 'tuple':
      return under.elements.some(hasPointers);
    default:
      return true;
  }
}

/** Without it, structs within structs would be searched again and again. */
const known = new WeakMap<readonly FieldOfStruct[], boolean>();

function fieldsHavePointers(fields: readonly FieldOfStruct[]): boolean {
  const answer = known.get(fields) ?? fields.some((field) => hasPointers(field.type));
  known.set(fields, answer);
  return answer;
}

/** Whether an interface holds the value itself: it is one pointer. */
export function isPointerShaped(type: Type): boolean {
  const under = underlying(type);
  switch (under.kind) {
    case 'pointer':
    case 'map':
    case 'channel':
    case 'signature':
      return true;
    case 'struct': {
      const [only] = under.fields;
      return only !== undefined && under.fields.length === 1 && isPointerShaped(only.type);
    }
    case 'array':
      return under.length === 1 && isPointerShaped(under.element);
    default:
      return false;
  }
}

/** Largest variable that stays in a frame, in bytes. */
export const largestVariable = 128 * 1024;
/** Largest object made by `new`, `&T{}`, `make` or a literal that stays, in bytes. */
export const largestObject = 64 * 1024;

export function isLargerThan(type: Type, limit: number): boolean {
  return sizeOf(type) > limit;
}
