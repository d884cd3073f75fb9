import type { ObjectId } from '../../simulator/event.ts';
import { ExpressionError } from './syntax.ts';

export interface ObjectReference {
  readonly object: ObjectId;
}
export type Value = number | string | boolean | null | ObjectReference | readonly Value[];

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isReference(value: Value): value is ObjectReference {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function kindOf(value: Value): string {
  if (value === null) return 'nil';
  if (isList(value)) return 'a list';
  if (isReference(value)) return 'an object';
  return typeof value === 'number'
    ? 'a number'
    : typeof value === 'string'
      ? 'a text'
      : 'true or false';
}

export function asNumber(value: Value, where: string): number {
  if (typeof value === 'number') return value;
  throw new ExpressionError(`${where} needs a number, not ${kindOf(value)}`);
}

export function asBoolean(value: Value, where: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(`${where} needs true or false, not ${kindOf(value)}`);
}

export function asText(value: Value, where: string): string {
  if (typeof value === 'string') return value;
  throw new ExpressionError(`${where} needs a text in quotes, not ${kindOf(value)}`);
}

export function asObject(value: Value, where: string): ObjectId {
  if (isReference(value)) return value.object;
  throw new ExpressionError(`${where} needs an object, not ${kindOf(value)}`);
}

export function asList(value: Value, where: string): readonly Value[] {
  if (isList(value)) return value;
  throw new ExpressionError(`${where} needs a list, not ${kindOf(value)}`);
}

export function equalValues(left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    return (
      left.length === right.length && left.every((item, at) => equalValues(item, right[at] ?? null))
    );
  }
  if (isReference(left) && isReference(right)) return left.object === right.object;
  return left === right;
}

/** A number as text: whole, or with at most three digits after the point. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 1000) / 1000);
}
