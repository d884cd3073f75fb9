/** Finding a field or method by name, through embedded fields (specification, "Selectors"). */
import type { FieldStep } from './checked.ts';
import type { FunctionEntity } from './entities.ts';
import { dereferenced, identical, isExported, isInterface } from './type-relations.ts';
import {
  underlying,
  type FieldOfStruct,
  type InterfaceType,
  type NamedType,
  type SignatureType,
  type Type,
} from './types.ts';

export type Member =
  | {
      readonly kind: 'field';
      readonly path: readonly FieldStep[];
      readonly field: FieldOfStruct;
      readonly indirect: boolean;
    }
  | {
      readonly kind: 'method';
      readonly path: readonly FieldStep[];
      readonly method: FunctionEntity;
      /** A pointer was followed on the way to the receiver. */
      readonly indirect: boolean;
      readonly adjust: 'none' | 'address' | 'dereference';
    }
  | {
      readonly kind: 'interface-method';
      readonly path: readonly FieldStep[];
      readonly interface: InterfaceType;
      readonly name: string;
      readonly index: number;
      readonly signature: SignatureType;
      readonly indirect: boolean;
    };

/** `ambiguous`: several at the same depth. `needs-pointer`: the method has a pointer receiver that cannot be had. */
export type Lookup = Member | 'ambiguous' | 'needs-pointer' | null;

interface Candidate {
  readonly type: Type;
  readonly path: readonly FieldStep[];
  /** A pointer was followed somewhere on the path, the last step included. */
  readonly indirect: boolean;
  /** The type itself is held through a pointer. */
  readonly throughPointer: boolean;
  multiple: boolean;
}

/** Whether a name declared in `owner` is meant by `name` written in package `from`. */
function matches(
  declared: string,
  owner: string,
  name: string,
  from: string,
  foldCase: boolean,
): boolean {
  if (foldCase && declared.toLowerCase() === name.toLowerCase()) return true;
  return declared === name && (isExported(name) || owner === from);
}

export function lookupMember(
  type: Type,
  addressable: boolean,
  name: string,
  from = 'main',
  foldCase = false,
): Lookup {
  // A declared pointer type has no methods of its own, but its base's fields.
  if (type.kind === 'named' && type.underlying.kind === 'pointer') {
    const found = lookupIn(type.underlying, false, name, from, foldCase);
    return found !== null && typeof found === 'object' && found.kind === 'field' ? found : null;
  }
  return lookupIn(type, addressable, name, from, foldCase);
}

/** As `lookupMember`, for method sets: a declared pointer type is not looked through. */
export function lookupIn(
  type: Type,
  addressable: boolean,
  name: string,
  from = 'main',
  foldCase = false,
): Lookup {
  if (name === '_') return null;
  const [base, isPointer] = dereferenced(type);
  if (isPointer && isInterface(base)) return null;
  let current: Candidate[] = [
    { type: base, path: [], indirect: isPointer, throughPointer: isPointer, multiple: false },
  ];
  const seen: NamedType[] = [];
  while (current.length > 0) {
    const next: Candidate[] = [];
    let found: Member | null = null;
    for (const candidate of current) {
      if (candidate.type.kind === 'named') {
        const named = candidate.type;
        if (seen.some((other) => identical(other, named))) continue;
        seen.push(named);
      }
      const members = membersAt(candidate, name, from, foldCase);
      for (const member of members) {
        if (found !== null || candidate.multiple) return 'ambiguous';
        found = member;
      }
      if (found === null) next.push(...embeddedIn(candidate));
    }
    if (found !== null) {
      if (
        found.kind === 'method' &&
        found.method.receiver?.pointer === true &&
        !found.indirect &&
        !addressable
      )
        return 'needs-pointer';
      return found;
    }
    current = consolidated(next);
  }
  return null;
}

function membersAt(candidate: Candidate, name: string, from: string, foldCase: boolean): Member[] {
  const { type, path, indirect, throughPointer } = candidate;
  if (type.kind === 'named') {
    const method = type.methods.find((each) =>
      matches(each.name, type.packageName, name, from, foldCase),
    );
    if (method !== undefined) {
      const wantsPointer = method.receiver?.pointer === true;
      const adjust =
        wantsPointer === throughPointer ? 'none' : wantsPointer ? 'address' : 'dereference';
      return [{ kind: 'method', path, method, indirect, adjust }];
    }
  }
  const under = underlying(type);
  if (under.kind === 'struct') {
    const index = under.fields.findIndex((field) =>
      matches(field.name, field.packageName, name, from, foldCase),
    );
    const field = under.fields[index];
    if (field === undefined) return [];
    return [
      {
        kind: 'field',
        path: [...path, { index, field, dereference: throughPointer }],
        field,
        indirect,
      },
    ];
  }
  if (under.kind === 'interface') {
    const index = under.methods.findIndex((method) =>
      matches(method.name, 'main', name, from, foldCase),
    );
    const method = under.methods[index];
    if (method === undefined) return [];
    return [
      {
        kind: 'interface-method',
        path,
        interface: under,
        name: method.name,
        index,
        signature: method.signature,
        indirect,
      },
    ];
  }
  return [];
}

function embeddedIn(candidate: Candidate): Candidate[] {
  const under = underlying(candidate.type);
  if (under.kind !== 'struct') return [];
  const embedded: Candidate[] = [];
  for (const [index, field] of under.fields.entries()) {
    if (!field.embedded) continue;
    const [type, isPointer] = dereferenced(field.type);
    embedded.push({
      type,
      path: [...candidate.path, { index, field, dereference: candidate.throughPointer }],
      indirect: candidate.indirect || isPointer,
      throughPointer: isPointer,
      multiple: candidate.multiple,
    });
  }
  return embedded;
}

function consolidated(candidates: readonly Candidate[]): Candidate[] {
  const unique: Candidate[] = [];
  for (const candidate of candidates) {
    const same = unique.find((other) => identical(other.type, candidate.type));
    if (same === undefined) unique.push(candidate);
    else same.multiple = true;
  }
  return unique;
}
