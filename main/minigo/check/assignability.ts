/** When a value may be assigned (specification, "Assignability"), and what an interface misses. */
import type { Entity } from '../entities.ts';
import { lookupIn } from '../member-lookup.ts';
import {
  dereferenced,
  hasName,
  identical,
  isInterface,
  isInterfacePointer,
  isInvalid,
  isUntyped,
} from '../type-relations.ts';
import { methodText, typeText, unaliasedText } from '../type-text.ts';
import { underlying, type SignatureType, type Type } from '../types.ts';
import type { Checker } from './checker.ts';
import { resolveEntity } from './declarations.ts';
import type { Operand } from './operand.ts';
import { implicitType } from './untyped.ts';

/** `ok`, or why not; the reason may be empty. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };
const yes: Verdict = { ok: true };
function no(reason = ''): Verdict {
  return { ok: false, reason };
}

export function assignable(c: Checker, x: Operand, target: Type): Verdict {
  if (x.mode === 'invalid' || isInvalid(x.type) || isInvalid(target)) return yes;
  const from = x.type;
  if (identical(from, target)) return yes;
  if (isUntyped(from)) return typeof implicitType(x, target) === 'string' ? no() : yes;
  const fromUnder = underlying(from);
  const targetUnder = underlying(target);
  if (identical(fromUnder, targetUnder) && (!hasName(from) || !hasName(target))) return yes;
  if (targetUnder.kind === 'interface' || isInterfacePointer(targetUnder))
    return implementsInterface(c, from, target);
  if (fromUnder.kind === 'interface' && implementsInterface(c, target, from).ok)
    return no('need type assertion');
  if (
    fromUnder.kind === 'channel' &&
    fromUnder.direction === 'both' &&
    targetUnder.kind === 'channel' &&
    identical(fromUnder.element, targetUnder.element)
  )
    return !hasName(from) || !hasName(target) ? yes : no();
  return no();
}

/** Whether a type has all methods of an interface type. */
export function implementsInterface(c: Checker, type: Type, target: Type): Verdict {
  const under = underlying(type);
  const wanted = underlying(target);
  if (isInvalid(under) || isInvalid(wanted)) return yes;
  if (under.kind === 'pointer' && isInvalid(underlying(under.element))) return yes;
  if (wanted.kind !== 'interface') {
    const detail = isInterfacePointer(wanted)
      ? `type ${typeText(target)} is pointer to interface, not interface`
      : `${typeText(target)} is not an interface`;
    return no(`${unaliasedText(type)} does not implement ${unaliasedText(target)} (${detail})`);
  }
  const missing = missingMethod(c, type, target, true);
  return missing === null
    ? yes
    : no(`${unaliasedText(type)} does not implement ${unaliasedText(target)} ${missing}`);
}

/** Whether a struct, or what a pointer leads to, embeds what is invalid: nobody knows which methods that would bring. */
function hasInvalidEmbedding(type: Type, seen = new Set<Type>()): boolean {
  const [base] = dereferenced(type);
  const under = underlying(base);
  if (under.kind !== 'struct' || seen.has(under)) return false;
  seen.add(under);
  return under.fields.some(
    ({ embedded, type: held }) => embedded && (isInvalid(held) || hasInvalidEmbedding(held, seen)),
  );
}

/**
 * Which method of an interface a type lacks, as Go's messages put it in parentheses; null if none.
 * With `isStatic` false an interface may lack methods (its dynamic value may have them).
 */
export function missingMethod(
  c: Checker,
  type: Type,
  target: Type,
  isStatic: boolean,
): string | null {
  const wanted = underlying(target);
  if (wanted.kind !== 'interface' || isInvalid(underlying(type))) return null;
  if (hasInvalidEmbedding(type)) return null;
  const own = underlying(type);
  for (const { name, signature } of wanted.methods) {
    if (own.kind === 'interface') {
      const method = own.methods.find((each) => each.name === name);
      if (method === undefined) {
        if (!isStatic) continue;
        return lacking(type, target, name);
      }
      if (!identical(method.signature, signature))
        return wrongType(name, name, method.signature, signature);
      continue;
    }
    const found = lookupIn(type, false, name);
    if (found === 'ambiguous') return `(ambiguous selector ${typeText(type)}.${name})`;
    if (found === 'needs-pointer') return `(method ${name} has pointer receiver)`;
    if (found === null) {
      const other = lookupIn(type, false, name, 'main', true);
      if (other !== null && typeof other === 'object' && other.kind !== 'field') {
        const otherName = other.kind === 'method' ? other.method.name : other.name;
        const otherSignature =
          other.kind === 'method' ? methodSignature(c, other.method) : other.signature;
        return `(missing method ${name})\n\t\thave ${methodText(otherName, otherSignature)}\n\t\twant ${methodText(name, signature)}`;
      }
      return lacking(type, target, name);
    }
    if (found.kind === 'field') return `(${typeText(type)}.${name} is a field, not a method)`;
    const have = found.kind === 'method' ? methodSignature(c, found.method) : found.signature;
    if (!identical(have, signature)) return wrongType(name, name, have, signature);
  }
  return null;
}

export function methodSignature(c: Checker, method: Entity & { kind: 'function' }): SignatureType {
  resolveEntity(c, method);
  return method.signature;
}

function lacking(type: Type, target: Type, name: string): string {
  const pointer = isInterfacePointer(type) ? type : isInterfacePointer(target) ? target : null;
  return pointer === null
    ? `(missing method ${name})`
    : `(type ${typeText(pointer)} is pointer to interface, not interface)`;
}

function wrongType(
  name: string,
  haveName: string,
  have: SignatureType,
  want: SignatureType,
): string {
  return `(wrong type for method ${name})\n\t\thave ${methodText(haveName, have)}\n\t\twant ${methodText(name, want)}`;
}

/** Whether a value of interface type `from` can hold a `type`; the parenthesised reason if it cannot. */
export function impossibleAssertion(c: Checker, from: Type, type: Type): string | null {
  return isInterface(type) ? null : missingMethod(c, type, from, false);
}
